"""Who may do what: bodies, people who work in them, circles around a record, break-glass, and the trail.

Decides: whether this actor may, now, do this. Rules stand in rules.py, one readable file. Not here: whether the
state of a case allows it (the journey's services), what content says (chronicle, people).
A record is known here only by its opaque id.
"""
