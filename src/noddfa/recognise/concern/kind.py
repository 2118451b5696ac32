"""The kinds of event a concern is made of before and beside its report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from noddfa.chronicle import EventKind, MarkOf, event_kind, fields
from noddfa.chronicle.models import Visibility
from noddfa.design.offered import choices_of
from noddfa.protocol import MarkName
from noddfa.recognise.concern import councils
from noddfa.recognise.concern.advice import advice_on
from noddfa.recognise.concern.specs import NO_SIGNS, Signs, SignsSpec

if TYPE_CHECKING:
    from noddfa.chronicle import Fact

# Welsh says yes and no in the words of the question.
DID = (("yes", pgettext_lazy("did you", "Yes")), ("no", pgettext_lazy("did you", "No")))
CALLED = (("yes", pgettext_lazy("did you", "Yes")), ("not_yet", pgettext_lazy("did you", "Not yet")))
WRITERS = (Visibility.REPORTER,)  # its writer sees it always


@event_kind
class Concern(EventKind):
    """A practitioner is worried about somebody. It happened when it was seen; it is known since it was written."""

    code = "concern"
    label = _("Concern")
    families = ("concern",)
    visibilities = WRITERS
    write = "report.make"
    by_hand = False
    correctable = True
    happened_label = _("When did you see or hear it?")

    danger: str = fields.choice(
        _("Is anyone in danger now?"), choices_of("danger_now"), reveals={"yes": "called"}
    )
    called: str = fields.choice(_("Have you called 999?"), CALLED, inline=True)
    worried: str = fields.choice(
        _("Who is worried?"),
        [("me", _("I am")), ("someone_else", _("Somebody else, who told me"))],
        reveals={"someone_else": "worried_name"},
    )
    worried_name: str = fields.text(_("Who is it, and how can they be reached?"))
    profession: str = fields.choice(
        _("What is the worried person’s work, or who are they to the child?"),
        choices_of("who_is_worried"),
        dropdown=True,
    )
    seen: str = fields.long_text(
        _("What did you see or hear?"),
        help=_(
            "In your own words, and the person’s own where you can. Say what you know, and what you only suspect."
        ),
        max_length=8000,
        lines=8,
    )
    signs: Signs = fields.custom(SignsSpec(_("Which signs did you see?"), required=False))
    exploitation: tuple[str, ...] = fields.choices(
        _("What kind of exploitation do you suspect, if any?"),
        choices_of("exploitation_types"),
        required=False,
    )
    council: str = fields.choice(
        _("In which council’s area?"),
        councils.offered,
        help=_(
            "Where the child lives, is placed or is found. If you do not know, leave it: you can say it later."
        ),
        required=False,
        dropdown=True,
    )
    area_basis: str = fields.choice(_("How do you know the area?"), choices_of("area_basis"), required=False)
    place: str = fields.long_text(
        _("Where can they be found?"),
        help=_("For example an address, a school, a street, or where and when they will next be seen."),
        required=False,
        max_length=1000,
        lines=2,
    )

    @classmethod
    def check(cls, values: Mapping[str, Any]) -> dict[str, str]:
        if values.get("council") and not values.get("area_basis"):
            return {
                "area_basis": gettext(
                    "Say how you know the area: lives there, is placed there or was found there."
                )
            }
        if values.get("area_basis") and not values.get("council"):
            return {"council": gettext("Choose the area, or leave both answers empty.")}
        return {}

    @classmethod
    def marks(cls, fact: Fact) -> Iterable[MarkOf]:
        found = [MarkOf(MarkName.CONCERN_KNOWN)]
        known = fact.recorded
        advice = advice_on(fact.facts)
        if advice.danger:
            found.append(MarkOf(MarkName.IMMEDIATE_DANGER, happened=known))
        if fact.facts.get("called") == "yes":
            found.append(MarkOf(MarkName.EMERGENCY_CALL, happened=known))
        if advice.tell_now:
            # Exploiting a child is a crime; that one is possible is known from the moment it is written down.
            found.append(MarkOf(MarkName.TRAFFICKING_SUSPECTED, happened=known))
            found.append(MarkOf(MarkName.POSSIBLE_CRIME, happened=known))
        return found


@event_kind
class PersonDetails(EventKind):
    """Something was said of the person. What was said stands in the vault; here stands that it was, and where."""

    code = "person_details"
    label = _("Details of the person")
    families = ("concern",)
    visibilities = (Visibility.REPORTER, Visibility.CIRCLE)
    write = "concern.write"
    by_hand = False

    what: tuple[str, ...] = fields.choices(_("What was said"), lambda: _details(), required=False)
    age: str = fields.choice(_("Age"), choices_of("age_now"), required=False)
    said: tuple[str, ...] = fields.choices("", (), required=False)  # ids of statements in the vault

    def shown(self) -> list[fields.Shown]:
        """Which details, not their ids."""
        return [line for line in super().shown() if line.label]


def _details() -> list[tuple[str, Any]]:
    from noddfa.people.models import Detail

    return list(Detail.Field.choices)


@event_kind
class Observation(EventKind):
    """Something further was seen or heard."""

    code = "observation"
    label = _("Something further was seen or heard")
    help = _("Each time something more is seen, write it down here. What stands already stays as it is.")
    families = ("concern",)
    visibilities = WRITERS
    write = "concern.write"
    happened_label = _("When did you see or hear it?")

    seen: str = fields.long_text(_("What did you see or hear?"), max_length=8000, lines=6)
    signs: Signs = fields.custom(SignsSpec(_("Which further signs did you see?"), required=False))

    @classmethod
    def marks(cls, fact: Fact) -> Iterable[MarkOf]:
        advice = advice_on(fact.facts)
        found = [MarkOf(MarkName.IMMEDIATE_DANGER, happened=fact.recorded)] if advice.danger else []
        if advice.tell_now:
            found.append(MarkOf(MarkName.TRAFFICKING_SUSPECTED, happened=fact.recorded))
            found.append(MarkOf(MarkName.POSSIBLE_CRIME, happened=fact.recorded))
        return found


@event_kind
class EmergencyCall(EventKind):
    """999 was called."""

    code = "emergency_call"
    label = _("999 was called")
    families = ("concern", "case")
    visibilities = WRITERS
    write = "record.enter"
    happened_label = _("When was 999 called?")

    told: str = fields.long_text(
        _("What was said, and what did they say they would do?"), required=False, lines=3
    )
    number: str = fields.text(_("Incident number, if they gave one"), required=False, max_length=60)

    @classmethod
    def marks(cls, fact: Fact) -> Iterable[MarkOf]:
        return [MarkOf(MarkName.EMERGENCY_CALL)]


@event_kind
class NoReport(EventKind):
    """It was decided not to report; a decision like any other, with its reason."""

    code = "no_report"
    label = _("Decided not to report")
    help = _(
        "This too is a decision, and is kept with its reason. If you are in doubt, report: social services decide what "
        "is to be done, and you need not be certain."
    )
    families = ("concern",)
    visibilities = WRITERS
    write = "report.make"
    happened_label = _("When was it decided?")

    reason: str = fields.long_text(_("Why is no report being made?"), max_length=2000, lines=4)
    talked: str = fields.choice(
        _("Did you talk to your designated safeguarding person?"),
        DID,
        reveals={"yes": "talked_to"},
    )
    talked_to: str = fields.text(_("Who was it, and what did they say?"), max_length=500)

    @classmethod
    def marks(cls, fact: Fact) -> Iterable[MarkOf]:
        return [MarkOf(MarkName.CONCERN_LOGGED, {"outcome": "no_action"})]


__all__ = ["NO_SIGNS", "Concern", "EmergencyCall", "NoReport", "Observation", "PersonDetails"]
