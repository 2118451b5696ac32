"""A manager varies a time limit, or moves the case to another version of its protocol; both with a reason."""
