"""The kinds by which the chronology says that a detail of the child was added or found wrong.

What was said stands in the vault, sealed with the child's own key; here stand which field, and where it is.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from noddfa.chronicle import EventKind, event_kind, fields
from noddfa.chronicle.models import Visibility
from noddfa.people.models import Detail
from noddfa.protect import groups
from noddfa.protect.families import FAMILY
from noddfa.protect.fields import opaque

SEALED = (("open", _("Shown to the circle")), ("sealed", _("Sealed")))


@event_kind
class DetailSaid(EventKind):
    """Something was added to who the child is."""

    code = "detail_said"
    label = _("Details of the child")
    families = (FAMILY,)
    group = groups.NOTES
    visibilities = (Visibility.CIRCLE,)
    by_hand = False

    what: str = fields.choice(_("What was said"), Detail.Field.choices)
    sealed_as: str = fields.choice(_("For whom"), SEALED)
    detail: str = opaque(_("Detail"))

    def headline(self) -> str:
        return f"{self.label}: {Detail.Field(self.what).label}"


@event_kind
class DetailWrong(EventKind):
    """Something said of the child was wrong, and is no longer shown."""

    code = "detail_wrong"
    label = _("A detail of the child was wrong")
    families = (FAMILY,)
    group = groups.NOTES
    visibilities = (Visibility.CIRCLE,)
    by_hand = False

    what: str = fields.choice(_("What was said"), Detail.Field.choices)
    detail: str = opaque(_("Detail"))
    reason: str = fields.long_text(_("What was wrong with it?"), max_length=1000)

    def headline(self) -> str:
        return f"{self.label}: {Detail.Field(self.what).label}"
