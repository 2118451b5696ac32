"""Read models of audits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from noddfa.audit import issue
from noddfa.audit.answers.kind import CriterionAnswered
from noddfa.audit.families import FAMILY
from noddfa.audit.models import AnswerRow, AuditRow
from noddfa.audit.opening.kind import AuditBegun
from noddfa.audit.signing.kind import AuditReopened, AuditSigned
from noddfa.chronicle import Fact, Projection
from noddfa.chronicle.models import Record


def standing_answers(facts: Iterable[Fact]) -> dict[str, list[Fact]]:
    """Every answer by criterion, in the order given; the last of each stands."""
    answers: dict[str, list[Fact]] = {}
    for fact in sorted(facts, key=lambda fact: fact.seq):
        if fact.kind == CriterionAnswered.code:
            answers.setdefault(fact.facts["criterion"], []).append(fact)
    return answers


class Audits(Projection):
    """One row for each audit."""

    model = AuditRow
    kinds = (AuditBegun.code, CriterionAnswered.code, AuditSigned.code, AuditReopened.code)

    @classmethod
    def rows(cls, record: Record, facts: Sequence[Fact]) -> Iterable[AuditRow]:
        begun = next((fact for fact in facts if fact.kind == AuditBegun.code), None)
        if begun is None:
            return []
        called = begun.facts["called"]
        standards = issue.of_version(begun.facts["issue"])
        asked = {criterion.id for criterion in issue.asked_of(standards, called)}
        stands = {criterion: given[-1].facts for criterion, given in standing_answers(facts).items()}
        alone = {criterion.id for standard in issue.alone(standards) for criterion in standard.criteria}
        turns = [fact for fact in facts if fact.kind in (AuditSigned.code, AuditReopened.code)]
        last = max(turns, key=lambda fact: fact.seq, default=None)
        signed = last is not None and last.kind == AuditSigned.code
        return [
            AuditRow(
                record_id=record.pk,
                body=record.owner_id,
                year=begun.facts["year"],
                version=begun.facts["issue"],
                called=called,
                state=AuditRow.State.SIGNED if signed else AuditRow.State.OPEN,
                signed=last.happened if signed and last is not None else None,
                asked=len(asked),
                answered=len(asked & set(stands)),
                red_alone=sum(stands[one]["rating"] == "red" for one in alone & set(stands)),
            )
        ]


class Answers(Projection):
    """One row for each criterion that was answered: the answer that stands."""

    model = AnswerRow
    kinds = (CriterionAnswered.code,)

    @classmethod
    def rows(cls, record: Record, facts: Sequence[Fact]) -> Iterable[AnswerRow]:
        if record.family != FAMILY:
            return []
        return [_answer(record, given) for _criterion, given in sorted(standing_answers(facts).items())]


def _answer(record: Record, given: Sequence[Fact]) -> AnswerRow:
    fact = given[-1]
    criterion, evidence = fact.facts["criterion"], fact.facts.get("evidence", [])
    return AnswerRow(
        id=f"{record.pk}:{criterion}",
        record=record.pk,
        standard=int(criterion[1]),
        criterion=criterion,
        rating=fact.facts["rating"],
        evidence=len(evidence),
        dated=sum("dated" in item for item in evidence),
        event=fact.event,
        answered=fact.happened,
        by=fact.by,
        earlier=len(given) - 1,
    )
