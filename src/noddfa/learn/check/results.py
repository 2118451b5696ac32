"""What came of a check, as the page prints it: every question with its answers explained."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from noddfa.access.actor import Actor
from noddfa.design.components import Link, Status
from noddfa.design.language import lang
from noddfa.learn.check.commands import right_answers
from noddfa.learn.models import Attempt
from noddfa.learn.reading.modules import Door
from noddfa.practice.course import Answer, Module, Question


@dataclass(frozen=True)
class ShownAnswer:
    """One answer of a question, why it is right or not, and whether it was the reader's."""

    text: str
    why: str
    right: bool
    chosen: bool


@dataclass(frozen=True)
class Explained:
    """A question with what the reader answered and what there is to learn from it."""

    number: int
    text: str
    status: Status
    chosen: ShownAnswer
    right: ShownAnswer
    others: tuple[ShownAnswer, ...]
    section: Link

    @property
    def was_right(self) -> bool:
        """The reader's answer is the right one."""
        return self.chosen.right


@dataclass(frozen=True)
class Outcome:
    """How a check went, in words."""

    headline: str
    status: Status
    mark: str


def outcome(score: int, out_of: int, pass_mark: int) -> Outcome:
    """The result in words: how many were right, whether that is a pass, and by which mark."""
    passed = score >= pass_mark
    return Outcome(
        headline=ngettext(
            "%(score)d right answer out of %(out_of)d", "%(score)d right answers out of %(out_of)d", score
        )
        % {"score": score, "out_of": out_of},
        status=Status(_("Passed"), "done") if passed else Status(_("Not passed yet"), "soon"),
        mark=ngettext(
            "The pass mark is %(mark)d right answer.", "The pass mark is %(mark)d right answers.", pass_mark
        )
        % {"mark": pass_mark},
    )


def outcome_of(attempt: Attempt) -> Outcome:
    """As `outcome`, of a result that was kept."""
    return outcome(attempt.score, attempt.out_of, attempt.pass_mark)


def outcome_now(module: Module, answers: Mapping[str, str]) -> Outcome:
    """As `outcome`, of answers that are kept nowhere."""
    return outcome(right_answers(module, answers), len(module.questions), module.pass_mark)


def explained(module: Module, answers: Mapping[str, str], door: Door) -> list[Explained]:
    """Every question with its answers explained, in the language in force."""
    return [
        _explained(number, question, answers[question.id], module, door)
        for number, question in enumerate(module.questions, start=1)
    ]


def of_learner(actor: Actor, module: Module) -> QuerySet[Attempt]:
    """The actor's own results in a module, newest first, whichever body they were for."""
    return Attempt.objects.filter(user_id=actor.user_id, module=module.code).select_related("body")


def _explained(number: int, question: Question, code: str, module: Module, door: Door) -> Explained:
    shown = [_shown(answer, code) for answer in question.answers]
    chosen = next(answer for answer in shown if answer.chosen)
    section = module.section(question.section)
    return Explained(
        number=number,
        text=question.say("text", lang()),
        status=Status(_("Right"), "done") if chosen.right else Status(_("Not right"), "late"),
        chosen=chosen,
        right=next(answer for answer in shown if answer.right),
        others=tuple(answer for answer in shown if not answer.right and not answer.chosen),
        section=Link(section.page(lang()).title, door.section(module, section.anchor)),
    )


def _shown(answer: Answer, chosen: str) -> ShownAnswer:
    return ShownAnswer(
        answer.say("text", lang()), answer.say("why", lang()), answer.right, answer.code == chosen
    )
