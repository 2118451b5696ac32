"""The questions of a referral to the National Referral Mechanism, in our own words, as dated data.

They follow the Home Office's open service of 21 April 2026. Noddfa makes the answers ready; it
never sends them. Three ways through the questions:

- a child, or someone who may be one: always referred, consent is not asked;
- an adult who agrees: referred, with support asked about;
- an adult who does not agree: the duty to notify, and no name unless the person is willing to help
  the authorities.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

from noddfa.practice import sources
from noddfa.practice.bilingual import Bilingual
from noddfa.practice.files import FOLDER, Row, csv_rows, must_count, unique
from noddfa.practice.nrm.conditions import Clause, Condition, parse
from noddfa.practice.sources import Source

__all__ = [
    "ANSWERS",
    "SECTIONS",
    "Choice",
    "Clause",
    "Condition",
    "Question",
    "QuestionSet",
    "Section",
    "question_set",
]  # fmt: skip

VERSION: Final = "2026-04"
FOLLOWS: Final = date(2026, 4, 21)
HOW_MANY: Final = 89
HERE: Final[Path] = FOLDER / "nrm"
COLUMNS: Final = (
    "section", "id", "text_en", "text_cy", "answer", "choices", "asked_if", "for_a_child", "notify",
    "identifies", "note_en", "note_cy", "form_fields", "source", "status", "cy_status",
)  # fmt: skip
CHOICE_COLUMNS: Final = ("set", "code", "label_en", "label_cy", "cy_status")
SECTION_COLUMNS: Final = ("code", "title_en", "title_cy", "cy_status")

# what an answer is made of; 'yes_no_text' is a yes or no with words after a yes, and so on
ANSWERS: Final = (
    "text", "long_text", "email", "phone", "date", "list", "list_of_two", "places", "files", "tick",
    "choice", "yes_no", "yes_no_text", "yes_no_list", "yes_no_number",
    "safe_phone", "safe_email", "safe_address", "recipient",
)  # fmt: skip
FOR_A_CHILD: Final = ("", "required", "optional", "automatic_yes")
# whether the question belongs to the duty to notify
NOTIFY: Final = ("yes", "if_willing", "no")

SECTIONS: Final = (
    "access", "gate", "background", "events", "assessment", "places", "exploitation", "risk", "police",
    "consent", "support", "person", "letter", "referrer", "evidence",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Section(Bilingual):
    code: str
    title_en: str
    title_cy: str
    cy_status: str


@dataclass(frozen=True, slots=True)
class Choice(Bilingual):
    code: str
    label_en: str
    label_cy: str
    cy_status: str


@dataclass(frozen=True, slots=True)
class Question(Bilingual):
    """One question. `form_fields` are the names the Home Office's service gives its fields.

    `identifies`: the answer itself is a name, a number or an address by which the person or another
    could be found (long texts may still name people: whoever writes them is told not to, when notifying).
    """

    id: str
    section: str
    text_en: str
    text_cy: str
    answer: str
    choices: tuple[Choice, ...]
    asked_if: Condition
    for_a_child: str
    notify: str
    identifies: bool
    note_en: str
    note_cy: str
    form_fields: tuple[str, ...]
    source: Source
    status: str
    cy_status: str


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """A dated issue of the questions; a referral pack keeps the version it was made under."""

    version: str
    follows: date
    sections: tuple[Section, ...]
    questions: tuple[Question, ...]

    def question(self, id: str) -> Question:
        """Raises KeyError when there is none of this id."""
        return {each.id: each for each in self.questions}[id]

    def path(self, answers: Mapping[str, str]) -> str:
        """'child', 'adult' (agrees), 'notify' (does not agree), or 'open' while that is not known."""
        age = answers.get("under_18", "")
        if age in ("yes", "not_sure"):
            return "child"
        if age == "no":
            return {"yes": "adult", "no": "notify"}.get(answers.get("consents", ""), "open")
        return "open"

    def asked(self, answers: Mapping[str, str]) -> tuple[Question, ...]:
        """The questions that these answers call for, in order.

        An answer left over from a branch no longer taken has no effect. `answers` holds the code of
        each choice, 'yes' or 'no', or any text for what was given.
        """
        notifying = self.path(answers) == "notify"
        counted: dict[str, str] = {}
        found = []
        for question in self.questions:
            if not question.asked_if.holds(counted) or (notifying and not _notifies(question, counted)):
                continue
            found.append(question)
            if question.id in answers:
                counted[question.id] = answers[question.id]
        return tuple(found)


@cache
def question_set(folder: Path = HERE, version: str = VERSION) -> QuestionSet:
    """The questions of one version. Raises PracticeError naming file, line and field."""
    sections = _sections(folder / f"sections-{version}.csv")
    choices = _choices(folder / f"choices-{version}.csv")
    rows = csv_rows(folder / f"question-set-{version}.csv", COLUMNS)
    unique(rows, "id")
    questions: dict[str, Question] = {}
    for row in rows:
        question = _question(row, choices)
        for clause in question.asked_if.clauses:
            _check_clause(row, clause, questions)
        questions[question.id] = question
    must_count(rows[0].file if rows else f"question-set-{version}.csv", len(questions), HOW_MANY)
    return QuestionSet(version, FOLLOWS, sections, tuple(questions.values()))


def _notifies(question: Question, answers: Mapping[str, str]) -> bool:
    if question.notify == "if_willing":
        return answers.get("will_cooperate") == "yes"
    return question.notify == "yes"


def _check_clause(row: Row, clause: Clause, earlier: Mapping[str, Question]) -> None:
    """A condition may speak only of an earlier question and of answers it can have."""
    if clause.question not in earlier:
        row.fail("asked_if", "later", got=clause.question)
    possible = {choice.code for choice in earlier[clause.question].choices}
    for value in clause.values:
        if value not in possible:
            row.fail("asked_if", "not_one_of", allowed=", ".join(sorted(possible)), got=value)


def _sections(path: Path) -> tuple[Section, ...]:
    rows = csv_rows(path, SECTION_COLUMNS)
    unique(rows, "code")
    return tuple(
        Section(row.one_of("code", SECTIONS), *row.both("title"), cy_status=row.cy_status()) for row in rows
    )


def _choices(path: Path) -> dict[str, tuple[Choice, ...]]:
    found: dict[str, tuple[Choice, ...]] = {}
    for row in csv_rows(path, CHOICE_COLUMNS):
        name = row.code("set")
        choice = Choice(row.code(), *row.both("label"), cy_status=row.cy_status())
        if choice.code in {each.code for each in found.get(name, ())}:
            row.fail("code", "duplicate", got=choice.code, first=name)
        found[name] = (*found.get(name, ()), choice)
    return found


def _question(row: Row, choices: Mapping[str, tuple[Choice, ...]]) -> Question:
    answer = row.one_of("answer", ANSWERS)
    offers = answer in ("choice", "safe_phone") or answer.startswith("yes_no")
    note_en, note_cy = row.both_or_neither("note")
    try:
        condition = parse(row.maybe("asked_if"))
    except ValueError:
        row.fail("asked_if", "condition", got=row.maybe("asked_if"))
    return Question(
        row.code("id"),
        row.one_of("section", SECTIONS),
        *row.both("text"),
        answer=answer,
        choices=row.ref("choices", choices, "choices") if offers else (),
        asked_if=condition,
        for_a_child=row.one_of("for_a_child", FOR_A_CHILD),
        notify=row.one_of("notify", NOTIFY),
        identifies=row.yes("identifies"),
        note_en=note_en,
        note_cy=note_cy,
        form_fields=tuple(row.maybe("form_fields").split()),
        source=row.ref("source", sources.load(), "sources.csv"),
        status=row.status(),
        cy_status=row.cy_status(),
    )
