"""How many are unseen: bodies' lists, how they overlap, and estimates made in the background.

Decides: which lists and runs there are and how they are shown. Not here: the methods (estimate), what may be
published of a result (disclosure, publish).
"""
