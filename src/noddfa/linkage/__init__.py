"""Whose records are one person: entries of several lists in, links with their probability out.

Decides how alike two entries are and how likely one person is behind both. Not here: how many people there
are (estimate), who may see a list (access). Splink and DuckDB, from the extra `evidence`, are loaded at the
first link.
"""

from noddfa.linkage.entries import Entry, NameTokens, keyed_tokens
from noddfa.linkage.linking import EntryRef, Links, MissingExtra, Pair, capture_histories, link

__all__ = [
    "Entry",
    "EntryRef",
    "Links",
    "MissingExtra",
    "NameTokens",
    "Pair",
    "capture_histories",
    "keyed_tokens",
    "link",
]
