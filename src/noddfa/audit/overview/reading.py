"""Reading an audit: from its rows and its entries to what its pages print. No query for each criterion."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from noddfa import chronicle
from noddfa.access.actor import Actor
from noddfa.access.circle import Standing, standing, visible
from noddfa.access.rules import may
from noddfa.audit import issue
from noddfa.audit.answers import commands
from noddfa.audit.answers.kind import CriterionAnswered, Evidence, evidence_kinds
from noddfa.audit.models import AnswerRow, AuditRow
from noddfa.audit.opening.listing import progress_of, status_of
from noddfa.audit.overview.shown import (
    AnswerShown,
    CriterionShown,
    EvidenceShown,
    Mark,
    RatingShown,
    Spread,
    Turn,
    ratings_of,
)
from noddfa.audit.shapes import NOT_ANSWERED
from noddfa.audit.signing.kind import AuditReopened, AuditSigned
from noddfa.chronicle import Entry, Reader
from noddfa.chronicle.showing import body_of
from noddfa.design.components import Status
from noddfa.design.dates import show_day
from noddfa.design.language import lang
from noddfa.practice.audit import Criterion, Instrument, Standard


@dataclass(frozen=True)
class Audit:
    """One audit, for one reader. may_answer, may_sign, may_reopen: what its buttons offer them."""

    row: AuditRow
    standards: Instrument
    where: Standing
    may_answer: bool
    may_sign: bool
    may_reopen: bool

    @property
    def id(self) -> uuid.UUID:
        """The record's id."""
        return self.row.record_id

    @property
    def body(self) -> str:
        """The name of the body audited, in the language in force."""
        return str(self.row.record.owner)

    @property
    def status(self) -> Status:
        """Where it stands, in words."""
        return status_of(self.row)

    @property
    def progress(self) -> str:
        """How many of the criteria asked are answered."""
        return progress_of(self.row)

    @property
    def complete(self) -> bool:
        """Every criterion asked of the body has an answer."""
        return self.row.answered >= self.row.asked

    @property
    def signed(self) -> bool:
        """It is signed and was not opened again."""
        return self.row.state == AuditRow.State.SIGNED


def visible_audits(actor: Actor, *, now: dt.datetime) -> QuerySet[AuditRow]:
    """The audits an actor may see, newest year first."""
    return (
        AuditRow.objects.filter(visible(actor, now=now))
        .select_related("record__owner")
        .order_by("-year", "record__owner__name_en", "pk")
    )


def audit_of(record: uuid.UUID, *, by: Actor, now: dt.datetime) -> Audit:
    """An audit for a reader. Raises AuditRow.DoesNotExist when the record is none."""
    row = AuditRow.objects.select_related("record__owner").get(record=record)
    where = standing(by, record, now=now)
    answers = may(by, "audit.answer", where) and commands.may_answer(row, by=by)
    manages = may(by, "audit.sign", where) and row.body == by.organisation
    signed = row.state == AuditRow.State.SIGNED
    return Audit(
        row=row,
        standards=issue.of_version(row.version),
        where=where,
        may_answer=answers,
        may_sign=manages and not signed,
        may_reopen=manages and signed,
    )


def spreads(audit: Audit) -> list[Spread]:
    """The spread of every standard. One query."""
    rows = {row.criterion: row for row in AnswerRow.objects.filter(record=audit.id)}
    shown = ratings_of(audit.standards)
    return [_spread(audit, standard, rows, shown) for standard in audit.standards.standards]


def reds_alone(audit: Audit, found: Iterable[Spread]) -> list[Mark]:
    """Criteria of the standards that stand alone which are red, or plan as red because nobody knows."""
    alone = {standard.number for standard in issue.alone(audit.standards)}
    plans = {rating.code for rating in audit.standards.ratings if rating.plans_as == "red"}
    return [
        mark
        for spread in found
        if spread.number in alone
        for mark in spread.marks
        if mark.rating.code in plans
    ]


def entries_of(audit: Audit, *, by: Actor) -> list[Entry]:
    """All entries of an audit, opened, in the order they were recorded. One query."""
    entries = chronicle.read(audit.row.record, Reader(by, audit.where))
    return sorted((entry for entry in entries if not entry.fact.withdrawn), key=lambda entry: entry.fact.seq)


def criteria_of(
    audit: Audit, entries: Iterable[Entry], criteria: Iterable[Criterion]
) -> list[CriterionShown]:
    """Criteria with all their answers."""
    answers: dict[str, list[AnswerShown]] = {}
    shown = ratings_of(audit.standards)
    for entry in entries:
        if entry.fact.kind == CriterionAnswered.code:
            answers.setdefault(entry.fact.facts["criterion"], []).insert(0, _answer(entry, shown))
    return [_criterion(audit, one, tuple(answers.get(one.id, ()))) for one in criteria]


def turns_of(entries: Iterable[Entry]) -> list[Turn]:
    """When it was signed and opened again, newest first."""
    turns: list[Turn] = []
    for entry in entries:
        if entry.fact.kind in (AuditSigned.code, AuditReopened.code):
            words = getattr(entry.content, "statement", "") or getattr(entry.content, "reason", "")
            kind = AuditSigned if entry.fact.kind == AuditSigned.code else AuditReopened
            turns.insert(
                0, Turn(str(kind.label), words, entry.fact.happened, entry.by, signed=kind is AuditSigned)
            )
    return turns


def content_of(entries: Iterable[Entry], criterion: str) -> CriterionAnswered | None:
    """What the answer that stands says, to be copied forward; None when there is none or it was erased."""
    last: Entry | None = None
    for entry in entries:
        if entry.fact.kind == CriterionAnswered.code and entry.fact.facts["criterion"] == criterion:
            last = entry
    return last.content if last is not None and isinstance(last.content, CriterionAnswered) else None


def _spread(
    audit: Audit, standard: Standard, rows: Mapping[str, AnswerRow], shown: Mapping[str, RatingShown]
) -> Spread:
    marks = tuple(
        Mark(
            criterion=one.id,
            text=one.say("text", lang()),
            rating=shown[rows[one.id].rating if one.id in rows else NOT_ANSWERED],
            url=reverse("audit:criterion", args=[audit.id, one.id]),
        )
        for one in standard.criteria
        if one.id in rows or issue.asks(one, audit.row.called)
    )
    counted = ((rating, sum(mark.rating.code == code for mark in marks)) for code, rating in shown.items())
    return Spread(
        number=standard.number,
        title=standard.say("title", lang()),
        url=reverse("audit:standard", args=[audit.id, standard.number]),
        marks=marks,
        counts=tuple((rating, number) for rating, number in counted if number),
    )


def _criterion(audit: Audit, criterion: Criterion, answers: tuple[AnswerShown, ...]) -> CriterionShown:
    names = {body.code: body.say("label", lang()) for body in audit.standards.bodies}
    where = [audit.id, criterion.id]
    return CriterionShown(
        id=criterion.id,
        text=criterion.say("text", lang()),
        asked=issue.asks(criterion, audit.row.called),
        asked_of=", ".join(names[code] for code in criterion.applies_to),
        url=reverse("audit:criterion", args=where),
        answer_url=reverse("audit:answer", args=where),
        answers=answers,
    )


def _answer(entry: Entry, shown: Mapping[str, RatingShown]) -> AnswerShown:
    content = entry.content if isinstance(entry.content, CriterionAnswered) else None
    return AnswerShown(
        rating=shown[entry.fact.facts["rating"]],
        reason=content.reason if content else "",
        evidence=tuple(_evidence(item) for item in content.evidence) if content else (),
        missing=content.missing if content else "",
        answered=entry.fact.happened,
        by=entry.by,
        body=body_of(entry),
        erased=content is None,
    )


def _evidence(item: Evidence) -> EvidenceShown:
    kinds = dict(evidence_kinds())
    return EvidenceShown(kinds.get(item.kind, item.kind), item.what, _when(item), item.where)


def _when(item: Evidence) -> str:
    if item.first and item.dated:
        return _("%(first)s to %(last)s") % {"first": show_day(item.first), "last": show_day(item.dated)}
    return show_day(item.dated) if item.dated else ""
