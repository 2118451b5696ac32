"""The kinds that change how the clocks of a case run."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_lazy as _

from noddfa.chronicle import EventKind, event_kind, fields
from noddfa.chronicle.models import Visibility
from noddfa.design.offered import lang
from noddfa.protect import groups
from noddfa.protect.case.kind import protocol_titles
from noddfa.protect.families import FAMILY
from noddfa.protect.fields import opaque
from noddfa.protocol import load_protocols


def step_titles() -> tuple[tuple[str, str], ...]:
    """The steps of all protocols by code; of steps that share a code the newest protocol's title."""
    titles: dict[str, str] = {}
    for protocol in load_protocols().values():
        titles |= {step.code: step.title.get(lang()) for step in protocol.steps}
    return tuple(titles.items())


@event_kind
class LimitVaried(EventKind):
    """A named manager varied the limit of one step, with a reason. Source: Wales Safeguarding Procedures, strategy."""

    code = "limit_varied"
    label = _("Time limit varied")
    families = (FAMILY,)
    group = groups.STEPS
    write = "case.vary_limit"
    visibilities = (Visibility.CIRCLE,)
    by_hand = False
    withdrawable = True

    step: str = fields.choice(_("Step"), step_titles)
    start: str = opaque(_("Clock"))
    until: dt.date = fields.day(_("New last day"))
    reason: str = fields.long_text(_("Why is the limit varied?"), max_length=2000)


@event_kind
class ProtocolMoved(EventKind):
    """The case goes on under another version of the protocol."""

    code = "protocol_moved"
    label = _("Moved to another version of the protocol")
    families = (FAMILY,)
    group = groups.STEPS
    write = "case.vary_limit"
    visibilities = (Visibility.CIRCLE,)
    by_hand = False
    withdrawable = True

    to: str = fields.choice(_("Version"), protocol_titles)
    reason: str = fields.long_text(_("Why is the case moved?"), max_length=2000)
