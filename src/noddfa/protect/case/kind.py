"""How a case begins, and how a further concern joins it. Recorded by the commands of opening.py alone."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from noddfa.chronicle import EventKind, Fact, MarkOf, event_kind, fields
from noddfa.chronicle.models import Visibility
from noddfa.design.offered import lang
from noddfa.protect import groups
from noddfa.protect.families import FAMILY
from noddfa.protect.fields import opaque
from noddfa.protocol import MarkName, load_protocols


def protocol_titles() -> tuple[tuple[str, str], ...]:
    """Every protocol there is, with its title."""
    return tuple((code, protocol.title.get(lang())) for code, protocol in load_protocols().items())


@event_kind
class CaseOpened(EventKind):
    """A case was opened from a concern. To open one is to have reason to believe that trafficking may be behind it."""

    code = "case_opened"
    label = _("Case opened")
    families = (FAMILY,)
    group = groups.MEETINGS
    visibilities = (Visibility.CIRCLE,)
    by_hand = False

    concern: str = opaque(_("Concern"))
    protocol: str = fields.choice(_("Protocol"), protocol_titles)

    @classmethod
    def marks(cls, fact: Fact) -> Iterable[MarkOf]:
        return [MarkOf(MarkName.TRAFFICKING_SUSPECTED)]


@event_kind
class ConcernAdded(EventKind):
    """A further concern about the same child was joined to the case."""

    code = "concern_added"
    label = _("A further report was added to the case")
    families = (FAMILY,)
    group = groups.MEETINGS
    visibilities = (Visibility.CIRCLE,)
    by_hand = False
    withdrawable = True

    concern: str = opaque(_("Concern"))


POINTING_TO_CONCERNS = (CaseOpened.code, ConcernAdded.code)
