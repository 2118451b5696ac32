"""What may be published: exact counts in, a table that identifies nobody out, and the adversary that tests it.

Decides which figures are hidden and how the rest are rounded. Not here: who signs a release (publish), and
comparison with what was published before. SciPy is loaded at the first table that needs it.
"""

from noddfa.disclosure.attack import AttackFailed, Narrowed, attack, breaches
from noddfa.disclosure.estimates import PublishedEstimate, round_estimate
from noddfa.disclosure.protection import CannotProtect, protect
from noddfa.disclosure.tables import Cell, CountTable, Label, Policy, SafeTable

__all__ = [
    "AttackFailed",
    "CannotProtect",
    "Cell",
    "CountTable",
    "Label",
    "Narrowed",
    "Policy",
    "PublishedEstimate",
    "SafeTable",
    "attack",
    "breaches",
    "protect",
    "round_estimate",
]
