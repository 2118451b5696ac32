"""The referral to the National Referral Mechanism, made ready on paper; and the record that it was made."""
