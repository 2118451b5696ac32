"""Emergency access to a case by its reference. Reviewing what was opened belongs to access."""
