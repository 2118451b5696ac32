"""What other rooms may do to cases: a thin door to the commands of this room's subjects."""

from noddfa.protect.actions.commands import end_action
from noddfa.protect.case.opening import AlreadyInACase, add_concern_to_case, open_case
from noddfa.protect.circle.commands import add_member, give_lead, keep_out, let_in_again, remove_member
from noddfa.protect.closing.commands import NotYet, close, reopen
from noddfa.protect.closing.kind import CaseClosed
from noddfa.protect.identity.commands import say_detail
from noddfa.protect.limits.commands import move_protocol, vary_limit

__all__ = [
    "AlreadyInACase",
    "CaseClosed",
    "NotYet",
    "add_concern_to_case",
    "add_member",
    "close",
    "end_action",
    "give_lead",
    "keep_out",
    "let_in_again",
    "move_protocol",
    "open_case",
    "remove_member",
    "reopen",
    "say_detail",
    "vary_limit",
]
