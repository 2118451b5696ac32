"""Steps of the protocol that have no screen of their own yet.

Each choice is a mark of the protocol's vocabulary, with its outcome where the mark must say one. A subject that gets
its own folder later (the conference, the core group) takes its choice out of here; what was recorded stays readable.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _

from noddfa.chronicle import EventKind, Fact, MarkOf, event_kind, fields
from noddfa.chronicle.models import Visibility
from noddfa.design.offered import label_of, lang
from noddfa.protect import groups
from noddfa.protect.families import FAMILY
from noddfa.protocol import MarkName, label

OFFERED: tuple[tuple[MarkName, str], ...] = (
    (MarkName.POLICE_DISCUSSION, ""),
    (MarkName.FOUND_OUTSIDE_HOME_AREA, ""),
    (MarkName.HOME_AUTHORITY_TOLD, ""),
    (MarkName.PLACEMENT_STARTED, ""),
    (MarkName.MISSING_PLAN, ""),
    (MarkName.CHILD_INFORMATION_FORM, ""),
    (MarkName.PRIVATE_FOSTERING_FOUND, ""),
    (MarkName.PRIVATE_FOSTERING_NOTIFIED, ""),
    (MarkName.AGE_DISPUTED, ""),
    (MarkName.AGE_DECIDED, ""),
    (MarkName.OFFENCE_BY_CHILD, ""),
    (MarkName.JUSTICE_TOLD, ""),
    (MarkName.GUARDIAN_REFERRAL, ""),
    (MarkName.GUARDIAN_ALLOCATED, ""),
    (MarkName.S47_STARTED, ""),
    (MarkName.CHILD_SEEN, ""),
    (MarkName.INTERVIEW_DECISION, ""),
    (MarkName.DETERMINATION, "not_substantiated"),
    (MarkName.DETERMINATION, "no_continuing_risk"),
    (MarkName.DETERMINATION, "continuing_risk"),
    (MarkName.CONTINUING_ASSESSMENT, ""),
    (MarkName.ICPC, "registered"),
    (MarkName.ICPC, "not_registered"),
    (MarkName.OUTLINE_CIRCULATED, ""),
    (MarkName.CORE_GROUP, ""),
    (MarkName.REVIEW_CONFERENCE, "registration_continues"),
    (MarkName.REVIEW_CONFERENCE, "registration_ends"),
    (MarkName.REGISTRATION_ENDED, ""),
    (MarkName.SUPPORT_PLANNED, ""),
)
_OUTCOMES = {
    "registered": _("the name was put on the register"),
    "not_registered": _("the name was not put on the register"),
    "registration_continues": _("the name stays on the register"),
    "registration_ends": _("the name comes off the register"),
}


def code_of(mark: MarkName, outcome: str) -> str:
    """How a choice is stored: the mark, and its outcome after a colon."""
    return f"{mark}:{outcome}" if outcome else str(mark)


def choices() -> list[tuple[str, str]]:
    """Every choice with its words in the language in force."""
    return [(code_of(mark, outcome), _words(mark, outcome)) for mark, outcome in OFFERED]


def _words(mark: MarkName, outcome: str) -> str:
    what = label(mark).get(lang())
    what = what[:1].upper() + what[1:]
    if not outcome:
        return what
    said = label_of("determinations", outcome) if mark is MarkName.DETERMINATION else str(_OUTCOMES[outcome])
    return now_("%(step)s: %(outcome)s") % {"step": what, "outcome": said}


@event_kind
class StepDone(EventKind):
    """A step was done, or something happened that starts one."""

    code = "step_done"
    label = _("Another step of the protocol")
    help = _("For steps that have no form of their own here yet. The clocks follow from what you choose.")
    families = (FAMILY,)
    group = groups.STEPS
    visibilities = (Visibility.CIRCLE,)
    makes = tuple(dict.fromkeys(mark for mark, _outcome in OFFERED))

    step: str = fields.choice(_("Which step, or what happened?"), choices, dropdown=True)
    who: str = fields.text(_("Who led or did it?"), required=False)
    words: str = fields.long_text(_("What was done, found or decided, and why?"), max_length=8000, lines=6)

    @classmethod
    def marks(cls, fact: Fact) -> Iterable[MarkOf]:
        mark, _colon, outcome = fact.facts["step"].partition(":")
        return [MarkOf(MarkName(mark), {"outcome": outcome} if outcome else {})]

    def headline(self) -> str:
        return dict(choices()).get(self.step, str(self.label))


@event_kind
class Ratified(EventKind):
    """A manager ratified 'not substantiated'. Source: Wales Safeguarding Procedures, section 3 part 2."""

    code = "determination_ratified"
    label = _("‘Not substantiated’ ratified by a manager")
    families = (FAMILY,)
    group = groups.STEPS
    write = "case.ratify"
    visibilities = (Visibility.CIRCLE,)
    makes = (MarkName.DETERMINATION_RATIFIED,)

    words: str = fields.long_text(_("What was looked at, and why is it right?"), max_length=4000, lines=4)

    @classmethod
    def offered(cls, facts: Iterable[Fact]) -> bool:
        return any(f.facts.get("step") == "determination:not_substantiated" for f in facts)

    @classmethod
    def marks(cls, fact: Fact) -> Iterable[MarkOf]:
        return [MarkOf(MarkName.DETERMINATION_RATIFIED)]
