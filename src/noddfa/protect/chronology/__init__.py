"""The chronology of a case: what happened, as it stands or as it was known on a day."""
