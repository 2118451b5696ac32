"""The counts of every body at the end of a month, made safe before anybody sees them.

The bodies of a kind make one table, and it goes through disclosure control as a table of a release does. What is
said of a kind or of Wales is worked out from the figures shown, never from exact ones, so it gives nothing hidden
away. Only ends of months can be asked for: whoever looks each day would see who passed yesterday.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q

from noddfa.access.models import Membership, Organisation
from noddfa.design.dates import WALES
from noddfa.disclosure import CannotProtect, Cell, CountTable, Label, Policy, protect
from noddfa.learn.models import Attempt, Progress
from noddfa.practice import lists
from noddfa.practice.course import Module

STATES = ("not_begun", "begun", "finished", "passed")  # how far somebody is, each in one of them
FIGURES = (*STATES, "people")  # what is shown of a body, in this order
MONTHS = 12  # how far back one may ask
AT_ONCE = 100  # bodies in a table under disclosure control, whose work grows with its size

NOBODY = Cell("nil")
HIDDEN = Cell("hidden")

Figures = tuple[Cell, ...]

UNSAID: Figures = (HIDDEN,) * len(FIGURES)


@dataclass(frozen=True)
class OfBody:
    """A body and what may be said of its people, a cell for each of FIGURES."""

    body: Organisation
    figures: Figures

    @property
    def has_people(self) -> bool:
        """Somebody has a place there."""
        return self.figures[-1] != NOBODY

    @property
    def few(self) -> bool:
        """There are so few people that nothing is said of them."""
        return self.figures == UNSAID

    @property
    def nobody_began(self) -> bool:
        """There are people, and none of them has begun."""
        return self.has_people and all(cell == NOBODY for cell in self.figures[1:-1])

    @property
    def nobody_passed(self) -> bool:
        """There are people, and none of them has passed."""
        return self.has_people and self.figures[STATES.index("passed")] == NOBODY


@dataclass(frozen=True)
class OfKind:
    """The bodies of a kind, by name, and their figures added up."""

    kind: lists.ListItem
    bodies: tuple[OfBody, ...]
    figures: Figures

    @property
    def says_something(self) -> bool:
        """There are people, and enough of them."""
        return self.figures not in (UNSAID, (NOBODY,) * len(FIGURES))

    @property
    def where_somebody_passed(self) -> int:
        """In how many of the bodies somebody has passed, as far as may be said."""
        return sum(one.has_people and not one.few and not one.nobody_passed for one in self.bodies)


def ends_of_months(today: dt.date) -> list[dt.date]:
    """The last days of the months gone by, newest first: the days one may ask about."""
    found: list[dt.date] = []
    day = today
    while len(found) < MONTHS:
        day = day.replace(day=1) - dt.timedelta(days=1)
        found.append(day)
    return found


def country(module: Module, *, on: dt.date) -> tuple[OfKind, ...]:
    """Every kind of body with its bodies, as things stood at the end of a day. Two queries."""
    exact = _exact(module, on)
    by_kind: dict[str, list[Organisation]] = {}
    for body in Organisation.objects.order_by("name_en", "pk"):
        by_kind.setdefault(body.kind, []).append(body)
    return tuple(
        _of_kind(kind, by_kind[kind.code], exact)
        for kind in lists.load("organisation_kinds")
        if kind.code in by_kind
    )


def added_up(several: Sequence[Figures]) -> Figures:
    """Figures of several lines added up as they are shown; hidden where every line with anybody is."""
    return tuple(_sum(column) for column in zip(*several, strict=True))


def _sum(cells: Iterable[Cell]) -> Cell:
    found = [cell for cell in cells if cell != NOBODY]
    shown = [cell.value for cell in found if cell.value is not None]
    if not found:
        return NOBODY
    return Cell("published", sum(shown)) if shown else HIDDEN


def _exact(module: Module, on: dt.date) -> Mapping[str, tuple[int, ...]]:
    """Body -> how many of its people are in each of STATES. Not to be shown to anybody. One query."""
    end = dt.datetime.combine(on + dt.timedelta(days=1), dt.time(), tzinfo=WALES)
    here = {"user": OuterRef("user_id"), "body": OuterRef("organisation_id"), "module": module.code}
    finished = Attempt.objects.filter(**here, finished__lt=end)
    counted = (
        Membership.objects.filter(Q(ends=None) | Q(ends__gte=on), starts__lte=on, user__is_active=True)
        .annotate(
            has_passed=Exists(finished.filter(passed=True)),
            has_finished=Exists(finished),
            has_begun=Exists(Progress.objects.filter(**here, begun__lt=end)),
        )
        .values("organisation_id")
        .annotate(
            people=Count("user_id", distinct=True),
            passed=Count("user_id", distinct=True, filter=Q(has_passed=True)),
            finished=Count("user_id", distinct=True, filter=Q(has_finished=True)),
            begun=Count("user_id", distinct=True, filter=Q(has_finished=True) | Q(has_begun=True)),
        )
        .values_list("organisation_id", "people", "begun", "finished", "passed")
    )
    return {
        body: (people - begun, begun - finished, finished - passed, passed)
        for body, people, begun, finished, passed in counted
    }


def _of_kind(
    kind: lists.ListItem, bodies: Sequence[Organisation], exact: Mapping[str, tuple[int, ...]]
) -> OfKind:
    with_people = [body for body in bodies if body.pk in exact]
    figures: dict[str, Figures] = {}
    totals: list[Figures] = []
    for first in range(0, len(with_people), AT_ONCE):
        some = with_people[first : first + AT_ONCE]
        counts = [exact[body.pk] for body in some]
        grid = [
            _unless_few(row, sum(of_body))
            for row, of_body in zip(_safe(counts), [*counts, [sum(map(sum, counts))]], strict=False)
        ]
        figures |= {body.pk: row for body, row in zip(some, grid, strict=False)}
        totals.append(grid[-1])  # their total, or the only body there is
    nobody: Figures = (NOBODY,) * len(FIGURES)
    return OfKind(
        kind,
        tuple(OfBody(body, figures.get(body.pk, nobody)) for body in bodies),
        added_up(totals) if totals else nobody,
    )


def _unless_few(figures: Figures, people: int) -> Figures:
    """Nothing at all is said of a handful of people: that nobody has passed would be said of each of them."""
    return UNSAID if Policy().is_small(people) else figures


def _safe(counts: Sequence[Sequence[int]]) -> tuple[Figures, ...]:
    """The counts under disclosure control, with a last line of totals when there are several."""
    names = tuple(Label(str(place), str(place)) for place in range(len(counts)))
    states = tuple(Label(state, state) for state in STATES)
    try:
        return protect(CountTable(names, states, counts), Policy()).grid
    except CannotProtect:  # then nothing of it may be said
        return (UNSAID,) * (len(counts) + (len(counts) > 1))
