"""The small values that presenters hand to the component tags: ready texts, no decisions left.

{% table table %}  {% summary_list rows %}  {% timeline entries %}  {% status_tag status %}
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from django.http import HttpRequest

# What a status says by its shape and colour; the text says it again.
#   done ✓ green · now ● teal · soon ◔ amber · late ▲ red · waiting ○ grey · stopped ■ grey · note ◆ purple
Kind = Literal["done", "now", "soon", "late", "waiting", "stopped", "note"]


@dataclass(frozen=True)
class Status:
    """A state in words, with the kind that gives it shape and colour."""

    text: Any
    kind: Kind = "note"


@dataclass(frozen=True)
class Link:
    """Somewhere to go. hidden: words for screen readers that tell this link from its like."""

    text: Any
    url: str
    hidden: Any = ""


@dataclass(frozen=True)
class SummaryRow:
    """One line of a summary list: what it is, what it says, what may be done about it."""

    key: Any
    value: Any = ""
    status: Status | None = None
    actions: tuple[Link, ...] = ()
    lang: str = ""


@dataclass(frozen=True)
class Column:
    """A column of a table. sort: the word for it in ?sort=, when the table can be sorted by it."""

    label: Any
    sort: str = ""
    numeric: bool = False


@dataclass(frozen=True)
class Cell:
    """A cell of a table: a text, which may be a link, and a status beside or instead of it."""

    text: Any = ""
    url: str = ""
    status: Status | None = None
    lang: str = ""

    @property
    def is_empty(self) -> bool:
        """There is nothing in it to see."""
        return self.text in ("", None) and self.status is None


@dataclass(frozen=True)
class Order:
    """How a table is sorted now."""

    by: str
    descending: bool = False


@dataclass(frozen=True)
class Table:
    """A table. The first cell of a row is its heading. On a phone each row stands as a block of its own."""

    caption: Any
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    order: Order | None = None
    caption_hidden: bool = False
    stacked: bool = True


@dataclass(frozen=True)
class TimelineEntry:
    """One event of a chronology, as it reads.

    when: the text of when it happened. machine_when: the same for machines (ISO 8601). recorded: who wrote it
    down and when, as a text. struck: it was corrected later and stays to be seen, with `note` saying by what.
    folded: its rows stand behind a line to be opened, since the page says them elsewhere.
    """

    when: Any
    title: Any
    body: Any = ""
    recorded: Any = ""
    machine_when: str = ""
    status: Status | None = None
    rows: tuple[SummaryRow, ...] = ()
    links: tuple[Link, ...] = ()
    struck: bool = False
    note: Any = ""
    anchor: str = ""
    folded: bool = False


@dataclass(frozen=True)
class TimelineDay:
    """The entries of one day, under its heading."""

    day: dt.date
    entries: tuple[TimelineEntry, ...] = field(default_factory=tuple)


def order_of(
    request: HttpRequest, allowed: Collection[str], default: str, *, descending: bool = False
) -> Order:
    """How the person asks a table to be sorted (?sort=…&order=desc); anything not allowed means the default."""
    by = request.GET.get("sort", "")
    if by not in allowed:
        return Order(default, descending)
    return Order(by, request.GET.get("order") == "desc")
