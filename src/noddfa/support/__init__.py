"""What one person needs, in their own words, and what becomes of it: the needs record with its twelve headings.

Subjects stand in folders: `needs` (the record, its versions, what changes between them), `own_copy` (what the person
is given to read), `due` (what waits for those who support). Not here: the case it belongs to (protect), who may look
(access), what an event is (chronicle), the headings themselves (practice/support_headings.toml).
"""
