"""The one event kind that belongs to the chronicle itself."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from noddfa.chronicle import fields
from noddfa.chronicle.kinds import EventKind, event_kind


@event_kind
class Withdrawn(EventKind):
    """An earlier entry should not stand here at all; it stays readable, struck through, with the reason."""

    code = "withdrawn"
    label = _("Entry withdrawn")
    families = ()
    by_hand = False

    reason: str = fields.long_text(_("Why does that entry not belong here?"), max_length=1000)
