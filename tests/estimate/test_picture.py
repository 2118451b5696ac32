"""The overlap picture: well formed, told in words, safe with any name, and its rows are the whole table."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import numpy as np
import pytest

from noddfa.estimate import CaptureHistories, datasets, overlap_picture, overlap_rows
from noddfa.estimate.pictures.overlaps import MOST_ROWS
from noddfa.estimate.wording import Lang

pytestmark = pytest.mark.instrument

SVG = "{http://www.w3.org/2000/svg}"
UK = datasets.load("uk-2013-six-lists")


def _texts(svg: str, kind: str) -> list[str]:
    found = ET.fromstring(svg).iter(f"{SVG}text")
    return [
        (text.text or "").replace("\xa0", " ")
        for text in found
        if text.get("class") == f"overlap-picture__{kind}"
    ]


@pytest.mark.parametrize(
    ("lang", "said"), [("en", "Seen on 2 lists: 241 people"), ("cy", "Gwelwyd ar 2 restr: 241 o bobl")]
)
def test_it_has_a_role_a_title_and_a_description_in_its_language(lang: Lang, said: str) -> None:
    svg = overlap_picture(UK, lang, labels=datasets.info("uk-2013-six-lists").names_in(lang), element_id="uk")
    root = ET.fromstring(svg)
    assert root.get("role") == "img"
    assert root.get("lang") == lang
    title, desc = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None and desc is not None
    assert root.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}" == "uk-title uk-desc"
    assert said in (desc.text or "")
    assert said in _texts(svg, "heading")
    assert "2,744" in (desc.text or "")


def test_every_pattern_is_drawn_with_its_count_as_text() -> None:
    svg = overlap_picture(UK, "en")
    assert _texts(svg, "count") == [f"{row.people:,}" for row in overlap_rows(UK)]
    filled = [c for c in ET.fromstring(svg).iter(f"{SVG}circle") if c.get("class") == "overlap-picture__on"]
    assert len(filled) == sum(len(row.lists) for row in overlap_rows(UK))


def test_bars_are_in_proportion() -> None:
    bars = [
        float((r.get("width") or "").rstrip("%"))
        for r in ET.fromstring(overlap_picture(UK, "en")).iter(f"{SVG}rect")
    ]
    counts = [row.people for row in overlap_rows(UK)]
    assert [bar / bars[0] for bar in bars] == pytest.approx([count / counts[0] for count in counts], abs=2e-3)


def test_it_needs_no_style_that_a_strict_policy_would_block() -> None:
    assert "style" not in overlap_picture(UK, "en")


def test_names_are_escaped_and_wrapped() -> None:
    name = "Bwrdd <script>alert('x')</script> & " + "Enghraifft hir iawn " * 3
    histories = CaptureHistories.from_patterns((name, "B"), [((1, 0), 3), ((1, 1), 2)])
    svg = overlap_picture(histories, "cy")
    assert "<script" not in svg
    lines = _texts(svg, "key")
    assert len(lines) > 3
    assert max(map(len, lines)) <= 36
    assert " ".join(lines[:-1]).replace(" ", "") == f"{name}:5obobl".replace(" ", "")


def test_many_patterns_are_cut_short_and_said_so() -> None:
    rng = np.random.default_rng(5)
    people = rng.random((3000, 8)) < 0.3
    histories = CaptureHistories.from_people(
        [f"L{j}" for j in range(8)], people[people.any(axis=1)].astype(int)
    )
    rows = overlap_rows(histories)
    svg = overlap_picture(histories, "en")
    drawn = [int(text.replace(",", "")) for text in _texts(svg, "count")]
    assert len(drawn) == MOST_ROWS
    assert sorted(drawn, reverse=True) == sorted((row.people for row in rows), reverse=True)[:MOST_ROWS]
    note = " ".join(_texts(svg, "note"))
    assert (
        f"Patterns not drawn: {len(rows) - MOST_ROWS}, with {histories.n_seen - sum(drawn):,} people" in note
    )


def test_rows_are_the_table_most_people_first_within_each_number_of_lists() -> None:
    rows = overlap_rows(UK)
    assert sum(row.people for row in rows) == 2744
    assert (rows[0].lists, rows[0].people) == (("PF",), 907)
    assert rows == tuple(sorted(rows, key=lambda row: (len(row.lists), -row.people)))


def test_ids_are_checked() -> None:
    with pytest.raises(ValueError, match="element_id must be"):
        overlap_picture(UK, "en", element_id='x" onload="')
