"""The course: modules of short sections with scenes, and a check with explained answers.

Each module is a folder: `module.toml` (what it is), `en.md` and `cy.md` (the same sections with the
same anchors), `questions.toml`. Not here: who learned what (the learn app).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

from noddfa.practice import sources
from noddfa.practice.bilingual import Bilingual
from noddfa.practice.course.pages import Option, Page, Part, links, read_pages
from noddfa.practice.errors import Lang, PracticeError
from noddfa.practice.files import FOLDER, Row, must_count, name_of, toml_row, unique
from noddfa.practice.sources import Source

__all__ = ["Answer", "Module", "Option", "Page", "Part", "Question", "Section", "module", "modules"]

HERE: Final[Path] = FOLDER / "course"
GROUPS: Final = ("A", "B", "C", "D", "E", "F")
QUESTIONS: Final = 5
ANSWERS: Final = 4


@dataclass(frozen=True, slots=True)
class Section:
    """One section in both languages; the two pages have the same parts, scenes and anchors."""

    anchor: str
    en: Page
    cy: Page
    cy_status: str

    def page(self, lang: Lang) -> Page:
        return self.en if lang == "en" else self.cy


@dataclass(frozen=True, slots=True)
class Answer(Bilingual):
    """One of four answers to a question, and why it is right or not."""

    code: str
    right: bool
    text_en: str
    text_cy: str
    why_en: str
    why_cy: str


@dataclass(frozen=True, slots=True)
class Question(Bilingual):
    """A question of the check; `section` is the anchor of the section that teaches the answer."""

    id: str
    section: str
    text_en: str
    text_cy: str
    answers: tuple[Answer, ...]
    source: Source
    status: str
    cy_status: str

    @property
    def right(self) -> Answer:
        return next(answer for answer in self.answers if answer.right)


@dataclass(frozen=True, slots=True)
class Module(Bilingual):
    """A module. `groups`: the training groups it is for; `pass_mark`: right answers, set by the board."""

    code: str
    version: str
    issued: date
    title_en: str
    title_cy: str
    outcomes_en: tuple[str, ...]
    outcomes_cy: tuple[str, ...]
    groups: tuple[str, ...]
    minutes: int
    pass_mark: int
    pass_mark_status: str
    sources: tuple[Source, ...]
    sections: tuple[Section, ...]
    questions: tuple[Question, ...]
    status: str
    cy_status: str

    def section(self, anchor: str) -> Section:
        """Raises KeyError when there is none of this anchor."""
        return {each.anchor: each for each in self.sections}[anchor]

    def question(self, id: str) -> Question:
        """Raises KeyError when there is none of this id."""
        return {each.id: each for each in self.questions}[id]


def modules() -> tuple[Module, ...]:
    """All modules that are shipped, in the order of their codes."""
    return tuple(module(path.parent.name) for path in sorted(HERE.glob("*/module.toml")))


@cache
def module(code: str, folder: Path = HERE) -> Module:
    """One module, whole and checked.

    Raises PracticeError naming file and line, also when the two languages do not match.
    """
    here = folder / code
    top = toml_row(here / "module.toml")
    pages_en, pages_cy = read_pages(here / "en.md"), read_pages(here / "cy.md")
    _check_pages(name_of(here / "cy.md"), pages_en, pages_cy)
    for name, pages in (("en.md", pages_en), ("cy.md", pages_cy)):
        _check_links(name_of(here / name), pages)
    rows = top.tables("section")
    if [row.text("anchor") for row in rows] != [page.anchor for page in pages_en]:
        rows[0].fail("anchor", "both_languages", en=_names(pages_en), cy=[row.text("anchor") for row in rows])
    return Module(
        top.code(),
        top.text("version"),
        top.day("issued"),
        *top.both("title"),
        *top.both_lists("outcomes"),
        groups=_groups(top),
        minutes=top.number("minutes"),
        pass_mark=_pass_mark(top),
        pass_mark_status=top.status("pass_mark_status"),
        sources=_sources(top),
        sections=tuple(
            Section(en.anchor, en, cy, row.cy_status(default=top.cy_status()))
            for en, cy, row in zip(pages_en, pages_cy, rows, strict=True)
        ),
        questions=_questions(here / "questions.toml", [page.anchor for page in pages_en]),
        status=top.status(),
        cy_status=top.cy_status(),
    )


def _sources(top: Row) -> tuple[Source, ...]:
    known = sources.load()
    names = top.texts("sources")
    for name in names:
        if name not in known:
            top.fail("sources", "unknown", got=name, where="sources.csv")
    return tuple(known[name] for name in names)


def _groups(top: Row) -> tuple[str, ...]:
    found = top.texts("groups")
    for group in found:
        if group not in GROUPS:
            top.fail("groups", "not_one_of", allowed=", ".join(GROUPS), got=group)
    return found


def _pass_mark(top: Row) -> int:
    mark = top.number("pass_mark")
    if mark > QUESTIONS:
        top.fail("pass_mark", "how_many", expected=f"0-{QUESTIONS}", got=mark)
    return mark


def _names(pages: tuple[Page, ...]) -> list[str]:
    return [page.anchor for page in pages]


def _shape(page: Page) -> list[tuple[str, str, tuple[bool, ...]]]:
    """What must be the same in both languages: kinds, anchors, and which ways are the good ones."""
    return [(part.kind, part.anchor, tuple(option.good for option in part.options)) for part in page.parts]


def _check_pages(file: str, english: tuple[Page, ...], welsh: tuple[Page, ...]) -> None:
    if _names(english) != _names(welsh):
        raise PracticeError(file, 0, "", "both_languages", en=_names(english), cy=_names(welsh))
    for en, cy in zip(english, welsh, strict=True):
        if _shape(en) != _shape(cy):
            raise PracticeError(file, 0, en.anchor, "both_languages", en=_shape(en), cy=_shape(cy))


def _check_links(file: str, pages: tuple[Page, ...]) -> None:
    anchors = {page.anchor for page in pages} | {part.anchor for page in pages for part in page.parts}
    for target in links(pages):
        if target not in anchors or not target:
            raise PracticeError(file, 0, "", "link", got=f"#{target}")


def _questions(path: Path, anchors: list[str]) -> tuple[Question, ...]:
    top = toml_row(path)
    rows = top.tables("question")
    unique(rows, "id")
    must_count(top.file, len(rows), QUESTIONS)
    return tuple(_question(row, top, anchors) for row in rows)


def _question(row: Row, top: Row, anchors: list[str]) -> Question:
    options = row.tables("answer")
    unique(options, "code")
    answers = tuple(
        Answer(each.code(), each.yes("right"), *each.both("text"), *each.both("why")) for each in options
    )
    if len(answers) != ANSWERS:
        row.fail("answer", "how_many", expected=ANSWERS, got=len(answers))
    right = sum(answer.right for answer in answers)
    if right != 1:
        row.fail("right", "how_many", expected=1, got=right)
    return Question(
        row.code("id"),
        row.one_of("section", anchors),
        *row.both("text"),
        answers=answers,
        source=row.ref("source", sources.load(), "sources.csv"),
        status=row.status(),
        cy_status=row.cy_status(default=top.cy_status()),
    )
