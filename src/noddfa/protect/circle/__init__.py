"""The people who work on a case: put in, taken out, given the lead, kept out."""
