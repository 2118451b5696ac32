"""The strategy discussion or meeting. Source: Wales Safeguarding Procedures, section 3 part 1; practice guide 2021."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from noddfa.access.actor import Actor
from noddfa.chronicle import EventKind, Fact, MarkOf, event_kind, fields, row
from noddfa.chronicle.kinds import Section
from noddfa.chronicle.models import Event, Visibility
from noddfa.design.offered import choices_of, label_of
from noddfa.protect import groups
from noddfa.protect.actions.kind import Action
from noddfa.protect.families import FAMILY
from noddfa.protocol import MarkName

STRATEGY = "strategy_discussion"
AGENCIES = "strategy_agencies"
NEEDED = ("social_services", "police")

HELD = (
    ("telephone", _("By telephone")),
    ("video", _("By video")),
    ("face_to_face", _("Face to face (a strategy meeting)")),
)
ENQUIRIES = (
    ("joint", _("Yes, by social services and police together")),
    ("single", _("Yes, by social services alone")),
    ("no", _("No")),
)
REFERRAL = (
    ("made", _("It has been made")),
    ("agreed", _("It was agreed to make it now")),
    ("not_now", _("Not now; the reasons say why")),
)


@row
class Attendance:
    """Somebody who took part, for which agency."""

    agency: str = fields.choice(_("Agency"), choices_of(AGENCIES), dropdown=True)
    name: str = fields.text(_("Name"), max_length=120)
    role: str = fields.text(_("Role"), required=False, max_length=120)


@event_kind
class StrategyDiscussion(EventKind):
    """Who met, what they knew, what they decided and why, and who does what by when."""

    code = STRATEGY
    label = _("Strategy discussion or meeting")
    help = _(
        "At the least social services and police take part, each able to decide for their body. "
        "What you type is saved as a draft as you go."
    )
    families = (FAMILY,)
    group = groups.MEETINGS
    visibilities = (Visibility.CIRCLE,)
    happened_label = _("When was it held?")
    makes = (MarkName.STRATEGY_DISCUSSION, MarkName.STRATEGY_MEETING, MarkName.POLICE_DISCUSSION)
    sections = (
        Section(
            _("Who took part"),
            ("held", "attendance", "absent_because"),
            _("Others as needed: health, education, youth offending team, guardian, placing authority."),
        ),
        Section(_("What was shared"), ("information",)),
        Section(
            _("What was decided"),
            ("threshold", "enquiries", "meeting", "reasons"),
            _("Write reasons that somebody who was not there can follow in ten years’ time."),
        ),
        Section(
            _("Trafficking"),
            ("nrm", "guardian"),
            _(
                "A child’s consent to a referral is not needed, and a referral takes the place of no step of "
                "child protection. Treat the person as a child until any doubt about age is settled."
            ),
        ),
        Section(
            _("Actions"),
            ("actions", "contingency"),
            _(
                "Think of: a safe placement, a plan against going missing, seeing the child alone with an interpreter "
                "who has no tie to the carers, a medical, telephones and accounts, linked children, and telling "
                "the home authority."
            ),
        ),
    )

    held: str = fields.choice(_("How was it held?"), HELD)
    attendance: tuple[Attendance, ...] = fields.rows(
        _("Attendance"),
        Attendance,
        row_label=_("Person %(number)d"),
        add_label=_("Add another person"),
        least=1,
        most=40,
    )
    absent_because: str = fields.long_text(
        _("If social services or police did not take part: why, and what was done about it?"),
        required=False,
        max_length=2000,
        lines=2,
    )
    information: str = fields.long_text(
        _("What did each agency bring?"),
        help=_("Say which agency said what, and what is not known."),
        max_length=10_000,
        lines=8,
    )
    threshold: bool | None = fields.yes_no(
        _(
            "Is there reasonable cause to suspect that the child suffers, or is likely to suffer, significant harm?"
        )
    )
    enquiries: str = fields.choice(_("Are there to be section 47 enquiries?"), ENQUIRIES)
    meeting: bool | None = fields.yes_no(_("Is a strategy meeting, or a further one, to be held?"))
    reasons: str = fields.long_text(_("Reasons for these decisions"), max_length=6000, lines=5)
    nrm: str = fields.choice(_("Referral to the National Referral Mechanism (NRM)"), REFERRAL)
    guardian: str = fields.choice(_("Referral to the guardianship service (ICTG)"), REFERRAL)
    actions: tuple[Action, ...] = fields.rows(
        _("Actions"), Action, row_label=_("Action %(number)d"), add_label=_("Add another action"), most=40
    )
    contingency: str = fields.long_text(
        _("What if the plan does not hold?"),
        help=_("For instance: the child goes missing, the carer withdraws, somebody comes for the child."),
        max_length=4000,
        lines=4,
    )

    @classmethod
    def check(cls, values: Mapping[str, Any]) -> dict[str, str]:
        found: dict[str, str] = {}
        absent = absentees(row.agency for row in values.get("attendance") or ())
        if absent and not values.get("absent_because"):
            found["absent_because"] = now_(
                "Not among those who took part: %(agencies)s. Say why, then record it."
            ) % {"agencies": ", ".join(label_of(AGENCIES, code) for code in absent)}
        if values.get("threshold") is False and values.get("enquiries") != "no":
            found["enquiries"] = now_(
                "You answered that there is no reasonable cause to suspect significant harm. Check the two answers."
            )
        unowned = [
            number
            for number, action in enumerate(values.get("actions") or (), start=1)
            if not action.owner and not action.body
        ]
        if unowned:
            found["actions"] = str(_nobody(len(unowned))) % {"numbers": ", ".join(map(str, unowned))}
        return found

    @classmethod
    def marks(cls, fact: Fact) -> Iterable[MarkOf]:
        said = fact.facts
        enquiries = "no" if said["enquiries"] == "no" else "yes"
        if said["held"] == "face_to_face":
            marks = [MarkOf(MarkName.STRATEGY_MEETING, {"enquiries": enquiries})]
        else:
            meeting = "yes" if said["meeting"] else "no"
            marks = [MarkOf(MarkName.STRATEGY_DISCUSSION, {"enquiries": enquiries, "meeting": meeting})]
        if any(row.get("agency") == "police" for row in said.get("attendance", ())):
            marks.append(MarkOf(MarkName.POLICE_DISCUSSION))
        return marks

    def after(self, event: Event, *, by: Actor, now: Any) -> None:
        """Tell whoever was given an action, and was not told so before."""
        from noddfa.protect.actions.telling import tell_owners

        tell_owners(self.actions, event, by=by, now=now)

    def headline(self) -> str:
        return str(_("Strategy meeting")) if self.held == "face_to_face" else str(_("Strategy discussion"))


def absentees(agencies: Iterable[str]) -> Sequence[str]:
    """Those who must take part and did not, in order."""
    there = set(agencies)
    return [code for code in NEEDED if code not in there]


def _nobody(count: int) -> Any:
    return ngettext_lazy(
        "Nobody is named for action %(numbers)s. Name somebody of the circle, or a body.",
        "Nobody is named for actions %(numbers)s. Name somebody of the circle, or a body, for each.",
        count,
    )
