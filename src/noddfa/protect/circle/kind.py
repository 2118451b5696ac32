"""Changes of the circle as they stand in the chronology. Recorded by the commands of this folder alone."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from noddfa.chronicle import EventKind, event_kind, fields
from noddfa.chronicle.models import Visibility
from noddfa.protect import groups
from noddfa.protect.families import FAMILY

WHAT = (
    ("joined", _("Joined the circle")),
    ("left", _("Left the circle")),
    ("lead", _("Became case lead")),
)


@event_kind
class CircleChanged(EventKind):
    """Somebody joined or left those who work on the case, or took the lead."""

    code = "circle_changed"
    label = _("Change in the circle")
    families = (FAMILY,)
    group = groups.MEETINGS
    visibilities = (Visibility.CIRCLE,)
    by_hand = False

    what: str = fields.choice(_("What changed?"), WHAT)
    member: str = fields.member(_("Who?"))
    reason: str = fields.text(_("Why?"), required=False, max_length=500)

    def headline(self) -> str:
        return str(dict(WHAT).get(self.what, self.label))
