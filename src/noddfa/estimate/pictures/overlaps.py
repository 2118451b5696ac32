"""The overlaps of the lists as a picture (SVG) and as the same facts in rows for a table beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from noddfa.estimate.histories import CaptureHistories
from noddfa.estimate.pictures.drawing import LINE, ROW, Drawing, check_id, unbroken, wrapped
from noddfa.estimate.pictures.words import OVERLAPS as PICTURE
from noddfa.estimate.wording import Lang, lists_of, number, people

MOST_ROWS: Final = 40
"""Patterns drawn; the rest are counted in a last line and stand in the table."""


@dataclass(frozen=True)
class OverlapRow:
    """People seen on exactly these lists and no other."""

    lists: tuple[str, ...]
    people: int


def overlap_rows(histories: CaptureHistories) -> tuple[OverlapRow, ...]:
    """Every pattern somebody has: by the number of lists, then the most people first."""
    rows = [
        OverlapRow(tuple(name for name, on in zip(histories.lists, pattern, strict=True) if on), int(count))
        for pattern, count in zip(histories.patterns, histories.counts, strict=True)
    ]
    order = {name: at for at, name in enumerate(histories.lists)}
    return tuple(
        sorted(rows, key=lambda row: (len(row.lists), -row.people, [order[name] for name in row.lists]))
    )


def overlap_picture(
    histories: CaptureHistories,
    lang: Lang,
    *,
    labels: Mapping[str, str] | None = None,
    element_id: str = "overlaps",
) -> str:
    """Draw how many people were seen on which lists: dots for the lists of a pattern, a bar for its people.

    `labels` gives lists a fuller name than their own. `element_id` begins the ids inside, so that two
    pictures can stand on one page; it must be letters, digits, - and _ (else ValueError). Returns an
    `<svg>` element with role img, title and description.
    """
    check_id(element_id)
    drawing = _Overlaps(histories.n_lists, number(int(histories.counts.max())))
    for at, (name, total) in enumerate(zip(histories.lists, histories.list_totals, strict=True), start=1):
        drawing.key(at, f"{(labels or {}).get(name, name)}: {unbroken(people(int(total), lang))}")
    drawing.gap()
    drawing.note(PICTURE["axes"][lang])
    drawing.column_numbers()
    every = overlap_rows(histories)
    drawn = _most_people(every)
    longest = max(row.people for row in every)
    position = {name: at for at, name in enumerate(histories.lists)}
    for size, total in enumerate(histories.seen_on(), start=1):
        if total:
            seen_on = PICTURE["seen_on"][lang]
            drawing.heading(seen_on.format(lists=lists_of(size, lang), people=people(int(total), lang)))
            for row in (row for row in drawn if len(row.lists) == size):
                drawing.pattern([position[name] for name in row.lists], row.people, row.people / longest)
    if left := len(every) - len(drawn):
        rest = sum(row.people for row in every) - sum(row.people for row in drawn)
        drawing.note(PICTURE["left_out"][lang].format(patterns=number(left), people=people(rest, lang)))
    title = PICTURE["title"][lang]
    return drawing.svg(lang, element_id, title, _described(histories, every, lang, labels or {}))


def _most_people(rows: tuple[OverlapRow, ...]) -> tuple[OverlapRow, ...]:
    kept = set(sorted(rows, key=lambda row: -row.people)[:MOST_ROWS])
    return tuple(row for row in rows if row in kept)


def _described(
    histories: CaptureHistories, rows: tuple[OverlapRow, ...], lang: Lang, labels: Mapping[str, str]
) -> str:
    """The picture in words, for those who do not see it."""
    seen = [
        PICTURE["seen_on"][lang].format(lists=lists_of(size, lang), people=people(int(total), lang))
        for size, total in enumerate(histories.seen_on(), start=1)
        if total
    ]
    sentences = [
        PICTURE["summary"][lang].format(
            people=people(histories.n_seen, lang), lists=lists_of(histories.n_lists, lang)
        ),
        "; ".join(seen) + ".",
    ]
    if shared := [row for row in rows if len(row.lists) > 1]:
        most = max(shared, key=lambda row: row.people)
        names = ", ".join(labels.get(name, name) for name in most.lists)
        sentences.append(PICTURE["largest"][lang].format(names=names, people=people(most.people, lang)))
    return " ".join(sentences)


class _Overlaps(Drawing):
    """Lists by number in columns, a row for each pattern."""

    def __init__(self, n_lists: int, largest_count: str) -> None:
        super().__init__("overlap-picture")
        self._n_lists = n_lists
        # Per cent kept free right of the longest bar: a figure is under 3% of the narrowest phone.
        self._room_for_count = 4 + 3.0 * len(largest_count)
        self._step = min(7.0, 54 / n_lists)
        self._radius = 6 if n_lists <= 8 else 4

    def key(self, at: int, text: str) -> None:
        for line_number, line in enumerate(wrapped(text)):
            self.y += LINE
            if line_number == 0:
                self.text(0, str(at), kind="key-number", weight="bold")
            self.text(0, line, kind="key", dx=26)

    def column_numbers(self) -> None:
        self.y += LINE + LINE // 2
        for at in range(self._n_lists):
            size = 14 if self._n_lists <= 8 else 10  # two figures in a narrow column must not touch
            self.text(self._x(at), str(at + 1), kind="column", anchor="middle", weight="bold", size=size)

    def pattern(self, on: list[int], count: int, share: float) -> None:
        self.y += ROW
        middle = self.y - 5
        if len(on) > 1:
            self.line(self._x(on[0]), middle, self._x(on[-1]), middle, kind="tie")
        for at in range(self._n_lists):
            if at in on:
                self.dot(self._x(at), middle, kind="on", radius=self._radius)
            else:
                self.dot(self._x(at), middle, kind="off", radius=1.5, faint=True)
        left = self._step * self._n_lists + 3
        width = share * (100 - left - self._room_for_count)
        self.bar(left, middle - 7, width, 14, kind="bar")
        self.text(left + width, number(count), kind="count", dx=8)

    def _x(self, at: int) -> float:
        return self._step * (at + 0.5)
