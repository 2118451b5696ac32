"""Tables of access: bodies and users, circles, the trail, notices, keys of what one signs in with."""

from noddfa.access.models.bodies import Membership, Organisation, User
from noddfa.access.models.circles import BreakGlass, CircleMember, Desk, LockOut, Part
from noddfa.access.models.notices import Notice
from noddfa.access.models.secrets import SignInKey
from noddfa.access.models.trail import TrailEntry

__all__ = [
    "BreakGlass",
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
