"""What the public may read: releases that two people sign, their pages and tables.

Decides: what a release holds and its way to the public. Not here: which cells have to be hidden (disclosure).
"""
