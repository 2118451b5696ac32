"""Support of one person: the needs record with its twelve headings, and consent to share, purpose by purpose.

Both are entries on the case's own chronology. Each review of the needs is a further entry, so what was agreed on a day
stays to be read; a mistake is put right by a correction. Not here: the case itself (protect), the headings (practice).
"""
