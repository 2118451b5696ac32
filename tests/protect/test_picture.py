"""The protocol as a picture: nothing is cut off, nothing told by colour alone."""

from __future__ import annotations

import datetime as dt
import re
from xml.etree import ElementTree

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from noddfa.protect.clocks.letters import width_of, wrapped
from noddfa.protect.clocks.picture import WIDTH, Picture, picture_of, reachable
from noddfa.protect.clocks.state import Clocks
from noddfa.protect.clocks.svg import draw
from noddfa.protocol import Mark, MarkName, due_steps, load_protocols

NOW = dt.datetime(2026, 11, 24, 10, 30, tzinfo=dt.UTC)
PROTOCOLS = load_protocols()
SVG = "{http://www.w3.org/2000/svg}"


def mark(name: MarkName, days_ago: int, **data: str) -> Mark:
    moment = NOW - dt.timedelta(days=days_ago)
    return Mark(name=name, happened=moment, recorded=moment, id=f"{name}-{days_ago}", data=data)


def stand(*marks: Mark, protocol: str = "wales-child-2021") -> Clocks:
    steps = due_steps(PROTOCOLS[protocol], marks, now=NOW)
    return Clocks(PROTOCOLS[protocol], steps, NOW)


def decided() -> Clocks:
    return stand(
        mark(MarkName.CONCERN_KNOWN, 9),
        mark(MarkName.REPORT_RECEIVED, 8),
        mark(MarkName.INITIAL_DECISION, 8, outcome="strategy"),
    )


def words(picture: Picture) -> str:
    tree = ElementTree.fromstring(draw(picture))
    return " ".join(" ".join(text.itertext()) for text in tree.iter(f"{SVG}text"))


@pytest.mark.parametrize("lang", ["en", "cy"])
@pytest.mark.parametrize("protocol", sorted(PROTOCOLS))
def test_every_drawn_step_is_named_in_full_within_the_picture(protocol: str, lang: str) -> None:
    clocks = stand(mark(MarkName.CONCERN_KNOWN, 9), mark(MarkName.REPORT_RECEIVED, 8), protocol=protocol)
    with translation.override(lang):
        picture = picture_of(clocks)
        said = words(picture)
    for step in PROTOCOLS[protocol].steps:
        title = step.title.get(lang)
        assert (title in said) or (title in picture.not_called_for)
    for box in picture.boxes:
        assert box.x >= 0
        assert box.x + box.width <= WIDTH + 0.01
        assert box.y + box.height <= picture.height


def test_what_is_late_says_so_in_words_and_by_a_shape(monkeypatch: pytest.MonkeyPatch) -> None:
    picture = picture_of(decided())
    (late,) = (box for box in picture.boxes if " ".join(box.lines) == "Strategy discussion")
    assert late.below[0] == "Late"
    assert "Late: Strategy discussion." in picture.summary
    assert draw(picture).count('d="M10 1.2 19.4 18H.6Z"') == 1  # the triangle


def test_it_says_where_the_case_is() -> None:
    picture = picture_of(decided())
    assert [column.title for column in picture.columns if column.here] == ["Enquire"]
    assert "The case is here" in words(picture)
    assert "The case is in the phase ‘Enquire’." in picture.summary


def test_it_has_a_title_and_a_description_for_those_who_hear_it() -> None:
    tree = ElementTree.fromstring(draw(picture_of(decided())))
    assert tree.attrib["role"] == "img"
    ids = tree.attrib["aria-labelledby"].split()
    texts = {child.attrib.get("id"): child.text for child in tree}
    assert all(texts[one] for one in ids)


def test_what_nothing_has_called_for_is_named_beneath_and_not_drawn() -> None:
    picture = picture_of(decided())
    allegation = PROTOCOLS["wales-child-2021"].step("allegation").title.en
    assert allegation in picture.not_called_for
    assert allegation not in words(picture)


def test_what_can_follow_is_drawn() -> None:
    clocks = decided()
    assert {"icpc", "review_next", "s47"} <= reachable(clocks.protocol, clocks.steps)


def test_two_boxes_never_lie_on_one_another() -> None:
    boxes = picture_of(decided()).boxes
    for number, one in enumerate(boxes):
        for other in boxes[number + 1 :]:
            apart = one.y + one.height <= other.y or other.y + other.height <= one.y
            assert apart or one.x != other.x


def test_numbers_are_written_for_machines_in_welsh_too() -> None:
    with translation.override("cy"):
        assert not re.search(r'(?:x|y|width|height)="[\d.]*,', draw(picture_of(decided())))


@given(st.text(alphabet=st.characters(categories=["L", "N", "P", "Zs"]), max_size=200), st.integers(40, 300))
def test_wrapping_loses_no_letter_and_keeps_to_the_width(text: str, width: int) -> None:
    lines = wrapped(text, width, 13)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(width_of(line, 13) <= width or len(line) == 1 for line in lines)


@given(st.lists(st.text(alphabet="abcdeŵŷ", min_size=1, max_size=6), min_size=1, max_size=20))
def test_wrapping_breaks_at_spaces(some: list[str]) -> None:
    assert " ".join(wrapped(" ".join(some), 200, 13)) == " ".join(some)
