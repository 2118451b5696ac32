"""The kinds of event at the duty desk, before the decision."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from noddfa.chronicle import EventKind, MarkOf, event_kind, fields
from noddfa.chronicle.models import Visibility
from noddfa.design.offered import choices_of
from noddfa.protocol import MarkName
from noddfa.refer.opaque import opaque

if TYPE_CHECKING:
    from noddfa.chronicle import Fact

# Welsh says yes and no in the words of the question.
IS = (("yes", pgettext_lazy("is it", "Yes")), ("no", pgettext_lazy("is it", "No")))
CHECKED = (
    ("own_records", _("Our own records")),
    ("police", _("Police")),
    ("health", _("Health")),
    ("education", _("School or college")),
    ("other_councils", _("Other councils")),
    ("others", _("Others")),
)


@event_kind
class Claimed(EventKind):
    """Somebody at the desk is dealing with a report."""

    code = "claimed"
    label = _("Somebody at the duty desk is dealing with it")
    families = ("concern",)
    visibilities = (Visibility.CIRCLE,)
    write = "desk.decide"
    by_hand = False

    arrival: str = opaque()


@event_kind
class RecordCheck(EventKind):
    """The records were looked through for the person; why, and how many resembled them."""

    code = "record_check"
    label = _("Records checked")
    families = ("concern",)
    visibilities = (Visibility.CIRCLE,)
    write = "desk.decide"
    by_hand = False

    reason: str = fields.text(_("Why"), max_length=300)
    seen: int = fields.number(_("Possible matches we may see"))
    elsewhere: int = fields.number(_("Bodies that hold a possible match"))


@event_kind
class InitialChecks(EventKind):
    """Screening and first checks of a report. Source: Wales Safeguarding Procedures, section 3 part 1."""

    code = "initial_checks"
    label = _("Initial checks")
    families = ("concern",)
    visibilities = (Visibility.CIRCLE,)
    write = "desk.decide"
    by_hand = False
    correctable = True
    makes = (MarkName.INITIAL_CHECKS, MarkName.POSSIBLE_CRIME)

    arrival: str = opaque(required=False)
    checked: tuple[str, ...] = fields.choices(_("Whose records were checked, or who was asked?"), CHECKED)
    safe: str = fields.choice(
        _("Is the child safe now?"),
        (*IS, ("not_known", _("Not known"))),
        inline=True,
    )
    crime: str = fields.choice(_("Is a crime against the child possible?"), IS, inline=True)
    permission: str = fields.choice(
        _("Was permission sought to ask other bodies?"),
        choices_of("permission"),
        help=_(
            "Permission is not what protecting a child rests on. It is asked for unless that may put someone at risk."
        ),
    )
    found: str = fields.long_text(_("What was found?"), max_length=6000, lines=5)

    @classmethod
    def marks(cls, fact: Fact) -> Iterable[MarkOf]:
        found = [MarkOf(MarkName.INITIAL_CHECKS, thread=fact.facts.get("arrival", ""))]
        return [*found, MarkOf(MarkName.POSSIBLE_CRIME)] if fact.facts.get("crime") == "yes" else found


@event_kind
class PoliceDiscussion(EventKind):
    """A possible crime was discussed with the police, at once. Source: as above."""

    code = "police_discussion"
    label = _("Discussion with the police")
    families = ("concern",)
    visibilities = (Visibility.CIRCLE,)
    write = "desk.decide"
    happened_label = _("When was it discussed?")
    makes = (MarkName.POLICE_DISCUSSION,)

    with_whom: str = fields.text(_("With whom, of which force?"))
    agreed: str = fields.long_text(_("What was agreed?"), max_length=4000, lines=4)
    number: str = fields.text(_("Police reference, if there is one"), required=False, max_length=60)

    @classmethod
    def marks(cls, fact: Fact) -> Iterable[MarkOf]:
        return [MarkOf(MarkName.POLICE_DISCUSSION)]
