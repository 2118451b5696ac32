"""The kinds by which a case ends and is taken up again."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from noddfa.chronicle import EventKind, event_kind, fields
from noddfa.chronicle.models import Visibility
from noddfa.protect import groups
from noddfa.protect.families import FAMILY

WHY = (
    ("safe", _("The child is safe and needs no more from this case")),
    ("not_borne_out", _("The concern was not borne out")),
    ("moved", _("Another council has taken it over")),
    ("adult", _("The person is 18 or over and is supported as an adult")),
    ("other", _("Another reason")),
)


@event_kind
class CaseClosed(EventKind):
    """The case was closed."""

    code = "case_closed"
    label = _("Case closed")
    families = (FAMILY,)
    group = groups.MEETINGS
    visibilities = (Visibility.CIRCLE,)
    by_hand = False

    why: str = fields.choice(_("Why can the case be closed?"), WHY)
    summary: str = fields.long_text(
        _("What is the child's situation now, and who will they turn to?"), max_length=6000
    )


@event_kind
class CaseReopened(EventKind):
    """The case was taken up again."""

    code = "case_reopened"
    label = _("Case opened again")
    families = (FAMILY,)
    group = groups.MEETINGS
    visibilities = (Visibility.CIRCLE,)
    by_hand = False

    reason: str = fields.long_text(_("Why is the case opened again?"), max_length=2000)
