"""Module 1: the same in both languages, short, with scenes, a way to help, and a fair check."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from noddfa.practice import LANGS, PracticeError, course, helplines
from noddfa.practice.course.pages import Option, links, read_pages

pytestmark = pytest.mark.instrument

MODULE = course.module("m1")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A folder with a copy of the module, to be damaged."""
    shutil.copytree(course.HERE / "m1", tmp_path / "m1")
    return tmp_path


def change(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / "m1" / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_it_says_what_it_is() -> None:
    assert MODULE.say("title", "cy") == "Beth yw masnachu plant"
    assert MODULE.groups == ("A", "B", "C", "D", "E", "F")
    assert (MODULE.minutes, MODULE.pass_mark_status) == (25, "proposed")
    assert len(MODULE.outcomes_en) == len(MODULE.outcomes_cy) >= 3
    assert course.modules() == (MODULE,)


def test_sections_are_short_and_match() -> None:
    assert 5 <= len(MODULE.sections) <= 7
    for section in MODULE.sections:
        assert section.en.anchor == section.cy.anchor == section.anchor
        assert section.en.title != section.cy.title
        for page in (section.en, section.cy):
            assert 120 <= page.words <= 220, (section.anchor, page.title, page.words)


def test_the_content_note_comes_first_and_leads_to_help() -> None:
    for lang in LANGS:
        first = MODULE.sections[0].page(lang).parts[0]
        assert first.kind == "note"
        assert "(#help-for-you)" in first.markdown


def test_there_are_scenes_with_a_good_way_and_pauses_for_thought() -> None:
    parts = [part for section in MODULE.sections for part in section.cy.parts]
    scenes = [part for part in parts if part.kind == "choice"]
    assert len(scenes) == 3
    assert all(sum(option.good for option in scene.options) == 1 for scene in scenes)
    assert sum(part.kind == "reflect" for part in parts) == 2


def test_people_in_scenes_are_plainly_invented() -> None:
    for section in MODULE.sections:
        for page in (section.en, section.cy):
            for part in page.parts:
                if part.kind == "choice":
                    assert "Dychmygol" in part.markdown


def test_numbers_in_the_text_are_those_of_the_helplines() -> None:
    text = " ".join(part.markdown for section in MODULE.sections for part in section.cy.parts)
    for id in ("emergency", "live-fear-free", "nspcc"):
        line = helplines.helpline(id)
        assert line.number in text
        assert line.status == "seen"


def test_five_questions_with_one_right_answer_each_explained() -> None:
    assert len(MODULE.questions) == 5
    for question in MODULE.questions:
        assert len(question.answers) == 4
        assert question.right.right
        assert len({answer.text_cy for answer in question.answers}) == 4
        assert all(answer.why_en and answer.why_cy for answer in question.answers)
        assert MODULE.section(question.section)


def test_the_right_answer_is_not_always_in_the_same_place() -> None:
    assert len({question.right.code for question in MODULE.questions}) >= 3


def test_the_questions_cover_the_sections_that_teach() -> None:
    assert len({question.section for question in MODULE.questions}) == 5


def test_a_section_in_one_language_only_is_refused(copy: Path) -> None:
    change(copy, "cy.md", "{#inside-wales}", "{#tu-mewn}")
    with pytest.raises(PracticeError) as wrong:
        course.module("m1", copy)
    assert wrong.value.problem == "both_languages"
    assert wrong.value.file == "cy.md"


def test_a_scene_whose_good_way_differs_between_languages_is_refused(copy: Path) -> None:
    change(copy, "cy.md", "- Cofnodi ei bod yn cydsynio.", "+ Cofnodi ei bod yn cydsynio.")
    with pytest.raises(PracticeError, match="field consent-and-means: the English and Welsh texts must hold"):
        course.module("m1", copy)


def test_a_link_to_nowhere_is_refused(copy: Path) -> None:
    change(copy, "en.md", "(#what-to-do-now)", "(#what-to-do)")
    with pytest.raises(
        PracticeError, match=r"en\.md: links to '#what-to-do', which is no part of this module"
    ):
        course.module("m1", copy)


@pytest.mark.parametrize(
    ("old", "new", "problem", "line"),
    [
        ("::: note", "::: notice", "block", 3),
        ("## Before you begin {#before-you-begin}", "## Before you begin", "block", 1),
        ("= Next week may be too late, and it is not for her to end this alone.", "", "block", 0),
        ("::: choice {#scene-gwen}", "::: choice", "block", 0),
    ],
)
def test_a_page_that_cannot_be_read_names_the_line(
    copy: Path, old: str, new: str, problem: str, line: int
) -> None:
    change(copy, "en.md", old, new)
    with pytest.raises(PracticeError) as wrong:
        course.module("m1", copy)
    assert wrong.value.problem == problem
    assert wrong.value.line == line or (not line and wrong.value.line > 40)


def test_a_block_that_is_never_closed_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "en.md"
    path.write_text("## One {#one}\n\n::: note\nwords\n", encoding="utf-8")
    with pytest.raises(PracticeError, match=r"en\.md, line 3: the block that begins here is never closed"):
        read_pages(path)


def test_an_empty_page_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "en.md"
    path.write_text("\n", encoding="utf-8")
    with pytest.raises(PracticeError, match="must not be empty"):
        read_pages(path)


def test_a_page_is_read_into_its_parts(tmp_path: Path) -> None:
    path = tmp_path / "en.md"
    path.write_text(
        "## One {#one}\nSee [two](#two).\n\n::: choice {#scene}\nWhat now?\n+ Go\n= Good.\n- Stay\n= No.\n:::\nEnd.\n"
        "## Two {#two}\nWords.\n",
        encoding="utf-8",
    )
    pages = read_pages(path)
    assert [page.anchor for page in pages] == ["one", "two"]
    assert [part.kind for part in pages[0].parts] == ["prose", "choice", "prose"]
    assert pages[0].parts[1].options == (Option("Go", "Good.", True), Option("Stay", "No.", False))
    assert links(pages) == ("two",)
    assert pages[0].words == 9


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("right = true", "right = false", r"questions\.toml, line \d+, field right: must be 1; got 0"),
        (
            'section = "three-parts"',
            'section = "four-parts"',
            r"field section: must be one of before-you-begin",
        ),
        ('id = "now"', 'id = "parts"', r"field id: 'parts' is already used on line 5"),
        (
            'source = "palermo"',
            'source = "palazzo"',
            r"field source: 'palazzo' is not to be found in sources",
        ),
    ],
)
def test_a_damaged_question_is_named(copy: Path, old: str, new: str, message: str) -> None:
    change(copy, "questions.toml", old, new)
    with pytest.raises(PracticeError, match=message):
        course.module("m1", copy)


def test_a_mark_that_nobody_can_reach_is_refused(copy: Path) -> None:
    change(copy, "module.toml", "pass_mark = 4", "pass_mark = 6")
    with pytest.raises(PracticeError, match=r"module\.toml, line \d+, field pass_mark: must be 0-5; got 6"):
        course.module("m1", copy)
