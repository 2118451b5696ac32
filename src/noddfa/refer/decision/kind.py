"""The decision on a report."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from noddfa.chronicle import EventKind, MarkOf, event_kind, fields
from noddfa.chronicle.models import Visibility
from noddfa.design.offered import choices_of, label_of
from noddfa.protocol import MarkName
from noddfa.recognise import selectors as recognise
from noddfa.refer.opaque import opaque

if TYPE_CHECKING:
    from noddfa.chronicle import Fact

DECISION = "initial_decision"
STRATEGY, ASSESSMENT, ALREADY_OPEN, PASSED = (
    "strategy_discussion",
    "assessment",
    "already_open",
    "passed_to_council",
)
OPENS_A_CASE = frozenset({STRATEGY, ASSESSMENT})
_MEANS = {STRATEGY: "strategy", "no_further_action": "no_action"}


@event_kind
class InitialDecision(EventKind):
    """Social services decided what to do on a report, with reasons. Source: Wales Safeguarding Procedures, 3 part 1."""

    code = DECISION
    label = _("Decision on the report")
    families = ("concern",)
    visibilities = (Visibility.CIRCLE,)
    write = "desk.decide"
    by_hand = False
    makes = (MarkName.INITIAL_DECISION, MarkName.REPORT_RECEIVED)

    arrival: str = opaque()
    outcome: str = fields.choice(_("Decision"), choices_of("initial_decisions"))
    reasons: str = fields.long_text(_("Reasons"), max_length=6000)
    council: str = fields.choice(_("Passed to"), recognise.councils_offered, required=False)
    desk: str = fields.body(_("At the duty desk of"), required=False)
    taken_by: str = fields.text(_("Who took it over there"), required=False)
    case: str = opaque(required=False)

    @classmethod
    def marks(cls, fact: Fact) -> Iterable[MarkOf]:
        outcome = fact.facts.get("outcome", "")
        decided = MarkOf(
            MarkName.INITIAL_DECISION,
            {"outcome": _MEANS.get(outcome, "other_action")},
            thread=fact.facts.get("arrival", ""),
        )
        if outcome == PASSED and fact.facts.get("desk"):
            # Another desk has it from this moment, and its own clock.
            return [decided, MarkOf(MarkName.REPORT_RECEIVED, thread=str(fact.event))]
        return [decided]

    def headline(self) -> str:
        return f"{self.label}: {label_of('initial_decisions', self.outcome)}"
