"""The referral made ready: every question that a referral of this person may come to, in the service's own order."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from noddfa.access.actor import Actor
from noddfa.access.circle import standing
from noddfa.chronicle import Reader
from noddfa.chronicle.models import Record
from noddfa.chronicle.reading import read_many
from noddfa.design.dates import show_moment
from noddfa.design.offered import lang
from noddfa.people import vault
from noddfa.practice import organisations
from noddfa.practice.nrm import Question, QuestionSet, question_set
from noddfa.protect import selectors as protect
from noddfa.refer.nrm.answers import Given, answers_of
from noddfa.refer.nrm.kind import NRM_REFERRAL


@dataclass(frozen=True)
class Line:
    """A question as it is printed. only_if: it is asked after another answer, which is not known yet."""

    number: int
    text: str
    note: str
    answer: str
    source: str
    choices: tuple[str, ...]
    only_if: tuple[str, ...]
    optional: bool
    verification: str

    @property
    def gap(self) -> bool:
        """Whether somebody has to answer it still."""
        return not self.answer and not self.optional


@dataclass(frozen=True)
class Part:
    """A section of the questions."""

    title: str
    lines: list[Line]


@dataclass(frozen=True)
class Pack:
    """Everything the paper prints. made: when and with which reference the referral was made, if it was."""

    reference: str
    version: str
    follows: dt.date
    child: bool
    may_refer: bool
    parts: list[Part]
    gaps: list[Line]
    made: list[str]
    printed: str


def nrm_pack(case: Record, *, by: Actor, now: dt.datetime) -> Pack:
    """The referral of a case made ready for this reader, who works on it."""
    reader = Reader(by, standing(by, case.pk, now=now))
    concerns = list(Record.objects.filter(pk__in=protect.gather(case.pk).concerns))
    chains = read_many([*concerns, case], reader)
    entries = [entry for record in (*concerns, case) for entry in chains[record.pk]]
    identity = vault.read(case.person_id) if case.person_id else None
    given = answers_of(case, identity, entries, by=by, now=now)
    questions = question_set()
    lines = list(_lines(questions, given))
    made = [e for e in chains[case.pk] if e.fact.kind == NRM_REFERRAL and not e.fact.withdrawn]
    return Pack(
        reference=case.reference,
        version=questions.version,
        follows=questions.follows,
        child=questions.path({question: answer.code for question, answer in given.items()}) == "child",
        may_refer=_may_refer(by),
        parts=_parts(questions, lines),
        gaps=[line for _question, line in lines if line.gap and not line.only_if],
        made=[
            _("%(reference)s, %(when)s")
            % {
                "reference": getattr(e.content, "reference", ""),
                "when": show_moment(e.fact.happened, precision=e.fact.precision),
            }
            for e in made
        ],
        printed=_("Printed by %(who)s on %(when)s.") % {"who": by.name, "when": show_moment(now)},
    )


def may_be_asked(
    question: Question, codes: Mapping[str, str], before: Collection[str]
) -> tuple[str, ...] | None:
    """Nothing when it is asked, the conditions in words while it hangs on answers not known, None when it is not asked.

    codes: the answers known; before: the questions before it that may be asked.
    """
    hanging = []
    for clause in question.asked_if.clauses:
        if clause.question not in before:
            return None
        known = codes.get(clause.question)
        if known is None:
            hanging.append(_condition(clause.question, clause.values))
        elif clause.values and known not in clause.values:
            return None
    return tuple(hanging)


def _label(question: Question, code: str) -> str:
    return next((choice.say("label", lang()) for choice in question.choices if choice.code == code), "")


def _condition(question: str, values: tuple[str, ...]) -> str:
    asked = question_set().question(question)
    labels = [choice.say("label", lang()) for choice in asked.choices if choice.code in values]
    text = asked.say("text", lang())
    if not labels:
        return _("Only if ‘%(question)s’ is answered") % {"question": text}
    return _("Only if ‘%(question)s’ is answered: %(answers)s") % {
        "question": text,
        "answers": ", ".join(labels),
    }


def _lines(questions: QuestionSet, given: Mapping[str, Given]) -> list[tuple[Question, Line]]:
    codes = {question: answer.code or answer.text for question, answer in given.items()}
    before: set[str] = set()
    found = []
    for number, question in enumerate(questions.questions, start=1):
        only_if = may_be_asked(question, codes, before)
        if only_if is None:
            continue
        before.add(question.id)
        answer = given.get(question.id, Given())
        found.append(
            (
                question,
                Line(
                    number=number,
                    text=question.say("text", lang()),
                    note=question.say("note", lang()),
                    answer=answer.text or _label(question, answer.code),
                    source=answer.source,
                    choices=tuple(choice.say("label", lang()) for choice in question.choices),
                    only_if=only_if,
                    optional=question.for_a_child == "optional" or question.answer == "tick",
                    verification=question.status,
                ),
            )
        )
    return found


def _parts(questions: QuestionSet, lines: list[tuple[Question, Line]]) -> list[Part]:
    titles = {section.code: section.say("title", lang()) for section in questions.sections}
    grouped = itertools.groupby(lines, key=lambda pair: pair[0].section)
    return [Part(titles[code], [line for _question, line in pairs]) for code, pairs in grouped]


def _may_refer(by: Actor) -> bool:
    """Whether this actor's body is a first responder organisation."""
    try:
        return organisations.organisation(by.organisation or "").first_responder
    except KeyError:
        return False
