"""A note on a case: words that fit no other kind."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from noddfa.chronicle import EventKind, event_kind, fields
from noddfa.protect import groups
from noddfa.protect.families import FAMILY

ABOUT = (
    ("contact", _("Contact with the child")),
    ("family", _("Contact with family or carers")),
    ("agency", _("Contact with another agency")),
    ("analysis", _("Analysis or reflection")),
    ("supervision", _("Supervision")),
    ("other", _("Something else")),
)


@event_kind
class Note(EventKind):
    """What somebody wants remembered, for as many eyes as they choose."""

    code = "note"
    label = _("Note")
    help = _("Write what you saw, heard or did, and keep facts and opinions apart.")
    families = (FAMILY,)
    group = groups.NOTES
    happened_label = _("When was it?")

    about: str = fields.choice(_("What is it about?"), ABOUT)
    words: str = fields.long_text(_("The note"), max_length=10_000, lines=8)

    def headline(self) -> str:
        about = dict(ABOUT).get(self.about, "")
        return f"{self.label}: {about}" if about else str(self.label)
