"""The figures of every body as they read: tables to print, lines of a file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from urllib.parse import urlencode

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from noddfa.design.components import Cell, Column, Link, Order, Status, Table
from noddfa.design.dates import show_month
from noddfa.design.language import lang
from noddfa.disclosure import Cell as Figure
from noddfa.disclosure.tables import SYMBOLS
from noddfa.disclosure.wording import NOTES
from noddfa.learn.country.figures import (
    FIGURES,
    NOBODY,
    OfBody,
    OfKind,
    Policy,
    added_up,
    ends_of_months,
)
from noddfa.practice.course import Module

ORDERS = ("name", *FIGURES)
_SMALL = 1  # where a hidden figure stands when bodies are sorted: after nobody, before any that is shown


def head(figure: str) -> str:
    """The heading of a column of FIGURES."""
    return {
        "not_begun": _("Not begun"),
        "begun": _("Under way"),
        "finished": _("Not passed yet"),
        "passed": _("Passed"),
        "people": _("People"),
    }[figure]


def for_wales(kinds: Sequence[OfKind]) -> list[tuple[str, str]]:
    """What each of FIGURES comes to in Wales, with its heading: the people first."""
    figures = added_up([one.figures for one in kinds])
    shown = [(head(name), _text(cell)) for name, cell in zip(FIGURES, figures, strict=True)]
    return [shown[-1], *shown[:-1]]


def by_kind(kinds: Sequence[OfKind], module: Module, on: dt.date) -> Table:
    """A line for each kind of body, which leads to its bodies."""
    columns = (
        Column(_("Kind of body")),
        Column(_("Bodies"), numeric=True),
        Column(_("Bodies where somebody has passed"), numeric=True),
        *(Column(head(name), numeric=True) for name in FIGURES),
    )
    rows = [
        (
            Cell(one.kind.label(lang()), url=f"{query(module, on, one.kind.code)}#bodies"),
            Cell(str(len(one.bodies))),
            Cell(str(one.where_somebody_passed)),
            *(Cell(_text(cell)) for cell in one.figures),
        )
        for one in kinds
        if one.says_something
    ]
    return Table(_("By kind of body"), columns, rows)


def by_name(kinds: Sequence[OfKind]) -> list[OfBody]:
    """The bodies of some kinds, by their names in the language in force."""
    return sorted((one for kind in kinds for one in kind.bodies), key=lambda one: _name(one).casefold())


def in_order(bodies: Sequence[OfBody], order: Order) -> list[OfBody]:
    """Bodies sorted by what is shown of them: hidden figures stand together, whatever they are."""
    if order.by not in FIGURES:
        return list(reversed(bodies)) if order.descending else list(bodies)
    place = FIGURES.index(order.by)
    return sorted(bodies, key=lambda one: _weight(one.figures[place]), reverse=order.descending)


def by_body(bodies: Sequence[OfBody], order: Order) -> Table:
    """A line for each body."""
    columns = (
        Column(_("Body"), sort="name"),
        *(Column(head(name), sort=name, numeric=True) for name in FIGURES),
    )
    shown = [
        (Cell(_name(one), status=_nobody(one)), *(Cell(_text(cell)) for cell in one.figures))
        for one in bodies
    ]
    return Table(_("By body"), columns, shown, order, caption_hidden=True)


def notes() -> list[tuple[str, str]]:
    """(symbol, meaning) of what stands in place of a figure, and how figures were rounded."""
    return [
        (SYMBOLS["hidden"], NOTES["hidden"][lang()]),
        ("", NOTES["rounding"][lang()].format(base=Policy().base)),
    ]


def why_few() -> str:
    """Why some bodies have no figures."""
    return _("Of a body with fewer than %(number)d people nothing is said.") % {"number": Policy().threshold}


def months(module: Module, on: dt.date, today: dt.date, kind: str) -> list[tuple[Link, bool]]:
    """The months one may ask about, newest first, and whether it is the one that is shown."""
    return [
        (Link(show_month(day.year, day.month), query(module, day, kind)), day == on)
        for day in ends_of_months(today)
    ]


def query(module: Module, on: dt.date, kind: str = "") -> str:
    """The end of the address that asks for these figures."""
    asked = {"module": module.code, "month": f"{on:%Y-%m}", **({"kind": kind} if kind else {})}
    return "?" + urlencode(asked)


def lines(kinds: Sequence[OfKind], module: Module, on: dt.date) -> Iterator[Sequence[str]]:
    """The file: a heading, then a line for each body; a figure that is hidden is a star."""
    yield (_("Module"), _("End of month"), _("Body"), _("Kind of body"), *(head(name) for name in FIGURES))
    for kind in kinds:
        for one in by_name([kind]):
            figures = (_text(cell) for cell in one.figures)
            yield (module.code, on.isoformat(), _name(one), kind.kind.label(lang()), *figures)


def _name(one: OfBody) -> str:
    return one.body.name_in(get_language())


def _text(cell: Figure) -> str:
    return "0" if cell == NOBODY else cell.text


def _weight(cell: Figure) -> int:
    if cell == NOBODY:
        return 0
    return _SMALL if cell.value is None else cell.value


def _nobody(one: OfBody) -> Status | None:
    if one.nobody_began:
        return Status(_("Nobody has begun"), "late")
    return Status(_("Nobody has passed"), "soon") if one.nobody_passed else None
