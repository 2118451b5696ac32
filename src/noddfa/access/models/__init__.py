"""Tables of access: bodies and users, circles, the trail, notices, sign-in keys, what processes count together."""

from noddfa.access.models.bodies import Membership, Organisation, User
from noddfa.access.models.cache import CacheEntry
from noddfa.access.models.circles import BreakGlass, CircleMember, Desk, LockOut, Part
from noddfa.access.models.notices import Notice
from noddfa.access.models.secrets import SignInKey
from noddfa.access.models.trail import TrailEntry

__all__ = [
    "BreakGlass",
    "CacheEntry",
    "CircleMember",
    "Desk",
    "LockOut",
    "Membership",
    "Notice",
    "Organisation",
    "Part",
    "SignInKey",
    "TrailEntry",
    "User",
]
