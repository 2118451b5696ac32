"""The needs record: what the person needs under twelve headings, in their own words, and what is done about it.

Source: drawn from the list of the Council of Europe convention, Article 12, and survivor care standards; proposed here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from noddfa.chronicle import EventKind, event_kind, fields, row
from noddfa.chronicle.models import Visibility
from noddfa.design.offered import lang
from noddfa.practice import support

NEEDS = "needs_record"
URGENCY = (
    ("today", _("Today")),
    ("week", _("This week")),
    ("month", _("This month")),
    ("later", _("Later")),
)
PROGRESS = (
    ("open", _("Not begun")),
    ("going", _("Going on")),
    ("done", _("Done")),
    ("not_wanted", _("The person does not want it")),
)
ENDED = frozenset({"done", "not_wanted"})


def heading_labels() -> list[tuple[str, str]]:
    """The twelve headings in the order of the record."""
    return [(heading.code, heading.say("label", lang())) for heading in support.headings()]


@row
class Need:
    """What is needed under one heading, and what is done about it."""

    heading: str = fields.choice(_("Heading"), heading_labels)
    need: str = fields.long_text(_("What is needed?"), max_length=3000, lines=3)
    urgency: str = fields.choice(_("How soon?"), URGENCY, required=False, inline=True)
    wish: str = fields.long_text(
        _("What does the person wish, in their own words?"), required=False, max_length=3000, lines=3
    )
    action: str = fields.long_text(_("What will be done?"), required=False, max_length=3000, lines=3)
    who: str = fields.text(_("Who will do it?"), required=False)
    by_when: dt.date | None = fields.day(_("By when?"), required=False)
    progress: str = fields.choice(_("How far is it?"), PROGRESS, required=False)
    outcome: str = fields.long_text(_("What came of it?"), required=False, max_length=3000, lines=3)


@event_kind
class NeedsRecord(EventKind):
    """The needs as they were talked through on a day. Every review is a further one."""

    code = NEEDS
    label = _("Needs record")
    families = ("case",)
    group = _("Support and consent")
    visibilities = (Visibility.CIRCLE,)
    by_hand = False
    withdrawable = True

    issue: str = fields.choice(_("Issue of the headings"), lambda: [(i, i) for i in (_issue(),)])
    with_person: bool | None = fields.yes_no(_("Was it talked through with the person?"))
    how: str = fields.text(_("In which language, and who helped?"), required=False, max_length=300)
    seen: bool | None = fields.yes_no(_("Has the person seen it and had the chance to correct it?"))
    needs: tuple[Need, ...] = fields.rows(
        _("Needs"), Need, row_label=_("Need %(number)d"), add_label=_("Add another need"), least=1, most=12
    )

    def under(self, heading: str) -> Need | None:
        """What was recorded under a heading."""
        return next((need for need in self.needs if need.heading == heading), None)


def _issue() -> str:
    return support.needs_record().version


def open_needs(needs: Sequence[Need]) -> list[Need]:
    """Those about which something is still to be done."""
    return [need for need in needs if need.progress not in ENDED]
