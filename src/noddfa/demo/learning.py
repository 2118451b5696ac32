"""Who has learnt what: results of several people of Newport and of the school, through the room's own commands."""

from __future__ import annotations

from dataclasses import dataclass

from noddfa.access.roles import Role
from noddfa.demo.cast import NEWPORT, SCHOOL, DemoPerson
from noddfa.demo.stage import Stage
from noddfa.learn.selectors import shipped
from noddfa.learn.services import finish_check, open_check, open_section
from noddfa.practice.course import Module

COLLEAGUES = (
    DemoPerson("reception", "Nerys Derbynfa-Ddychmygol", Role.LEARNER, NEWPORT, listed=False),
    DemoPerson("housing", "Bethan Tai-Ddychmygol", Role.LEARNER, NEWPORT, language="cy", listed=False),
    DemoPerson("licensing", "Ieuan Trwyddedu-Dychmygol", Role.LEARNER, NEWPORT, listed=False),
    DemoPerson("youth", "Hywel Ieuenctid-Dychmygol", Role.LEARNER, NEWPORT, listed=False),
    DemoPerson("lunch", "Mair Cinio-Ddychmygol", Role.LEARNER, SCHOOL, listed=False),
)


@dataclass(frozen=True)
class Learnt:
    """How far somebody read (None: all of it), and the wrong answers of each of their results, oldest first."""

    who: str
    read: int | None = None
    wrong: tuple[int, ...] = ()
    language: str = "en"
    days_ago: int = 10


# The manager, the administrator, the auditor, the analyst and the youth worker have not begun.
STORIES = (
    Learnt("duty", wrong=(0,), days_ago=18),
    Learnt("lead", wrong=(3, 1), days_ago=16),
    Learnt("reception", wrong=(1,), days_ago=12),
    Learnt("housing", wrong=(2,), language="cy", days_ago=6),
    Learnt("licensing", days_ago=4),
    Learnt("manager", read=2, days_ago=3),
    Learnt("teacher", wrong=(0,), days_ago=15),
    Learnt("learner", read=4, wrong=(3,), days_ago=5),
    Learnt("lunch", read=1, days_ago=2),
    Learnt("police", wrong=(1,), days_ago=14),
    Learnt("support", wrong=(2, 0), language="cy", days_ago=13),
    Learnt("coordinator", wrong=(0,), language="cy", days_ago=11),
)


def play(stage: Stage) -> None:
    """Everybody reads and answers as far as they got."""
    for person in COLLEAGUES:
        stage.hire(person)
    module = next(iter(shipped().values()))
    for story in STORIES:
        learn(stage, module, story)


def learn(stage: Stage, module: Module, story: Learnt) -> None:
    """Somebody reads and answers as far as they got."""
    who = stage.cast[story.who]
    read = len(module.sections) if story.read is None else story.read
    for place, section in enumerate(module.sections[:read]):
        open_section(module, section.anchor, by=who, now=stage.ago(story.days_ago, 9, 10 + 4 * place))
    for place, wrong in enumerate(story.wrong):
        days = max(story.days_ago - place, 0)
        open_check(module, by=who, now=stage.ago(days, 11, 0))
        finish_check(
            module, _answers(module, wrong), by=who, now=stage.ago(days, 11, 9), language=story.language
        )


def _answers(module: Module, wrong: int) -> dict[str, str]:
    """An answer to every question, of which the first so many are wrong."""
    return {
        question.id: next(answer.code for answer in question.answers if answer.right is (place >= wrong))
        for place, question in enumerate(module.questions)
    }
