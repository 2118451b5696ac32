"""The learners of a body: everyone who works for it today, with how far each is in a module.

Only results gained for this body are counted: what somebody learnt for another body is shown by their certificate.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from noddfa.access.models import Membership, User
from noddfa.design.components import Cell, Column, Order, Status, Table
from noddfa.design.dates import show_day
from noddfa.learn.models import Attempt, Progress
from noddfa.learn.reading.standing import status
from noddfa.practice.course import Module

ORDERS = {"name": "name_lower", "passed": "passed_on", "tries": "tries"}


@dataclass(frozen=True)
class Counts:
    """How many of a body's people have passed a module, are at it, or have not begun."""

    people: int
    passed: int
    begun: int

    @property
    def not_begun(self) -> int:
        """Those of whom nothing is known yet."""
        return self.people - self.passed - self.begun


@dataclass(frozen=True)
class Learner:
    """One of a body's people in one module."""

    name: str
    email: str
    status: Status
    tries: int
    best: int | None
    passed_on: dt.datetime | None
    passed_version: str


def counts(body: str, module: Module, *, on: dt.date) -> Counts:
    """The counts of a body on a day. One query."""
    found = learners(body, module, on=on).aggregate(
        people=Count("pk"),
        passed=Count("pk", filter=Q(passed_on__isnull=False)),
        begun=Count("pk", filter=Q(passed_on=None) & (Q(section__gt="") | Q(tries__isnull=False))),
    )
    return Counts(**found)


def learners(body: str, module: Module, *, on: dt.date) -> QuerySet[Any]:
    """Everyone with a place at a body on a day, with what is known of them in a module, by name."""
    at_work = Membership.objects.filter(
        Q(ends=None) | Q(ends__gte=on), organisation_id=body, starts__lte=on
    ).values("user_id")
    tries = (
        Attempt.objects.filter(user=OuterRef("pk"), body_id=body, module=module.code)
        .order_by()
        .values("user")
        .annotate(tries=Count("pk"), best=Max("score"), passed_on=Max("finished", filter=Q(passed=True)))
    )
    passes = Attempt.objects.filter(
        user=OuterRef("pk"), body_id=body, module=module.code, passed=True
    ).order_by("-finished")
    reading = Progress.objects.filter(user=OuterRef("pk"), body_id=body, module=module.code)
    return (
        User.objects.filter(is_active=True, pk__in=at_work)
        .annotate(
            tries=Subquery(tries.values("tries")),
            best=Subquery(tries.values("best")),
            passed_on=Subquery(tries.values("passed_on")),
            passed_version=Subquery(passes.values("version")[:1]),
            section=Subquery(reading.filter(version=module.version).values("section")),
            opened=Subquery(reading.filter(version=module.version).values("opened")),
            name_lower=Lower("name"),
        )
        .order_by("name_lower", "pk")
    )


def in_order(rows: QuerySet[Any], order: Order) -> QuerySet[Any]:
    """The same, sorted; those without a value come last."""
    by: Any = rows.query.annotations[ORDERS[order.by]]
    wanted = by.desc(nulls_last=True) if order.descending else by.asc(nulls_last=True)
    return rows.order_by(wanted, "name_lower", "pk")


def learner_of(row: Any, module: Module) -> Learner:
    """A row of `learners` as it reads."""
    return Learner(
        name=row.name,
        email=row.email,
        status=status(
            module,
            section=row.section or "",
            opened=len(row.opened or ()),
            tries=row.tries or 0,
            passed_on=row.passed_on,
        ),
        tries=row.tries or 0,
        best=row.best,
        passed_on=row.passed_on,
        passed_version=row.passed_version or "",
    )


def as_table(found: list[Learner], module: Module, order: Order) -> Table:
    """The learners of one page, for printing."""
    columns = (
        Column(_("Name"), sort="name"),
        Column(_("State")),
        Column(_("Passed on"), sort="passed"),
        Column(_("Best result")),
        Column(_("Times taken"), sort="tries", numeric=True),
    )
    rows = [
        (
            Cell(one.name),
            Cell(status=one.status),
            Cell(show_day(one.passed_on) if one.passed_on else _("Not passed yet")),
            Cell(best_words(one, module)),
            Cell(str(one.tries)),
        )
        for one in found
    ]
    return Table(_("Learners of your body"), columns, rows, order)


def best_words(one: Learner, module: Module) -> str:
    """'4 of 5', or that there is no result."""
    if one.best is None:
        return _("No result")
    return _("%(score)d of %(questions)d") % {"score": one.best, "questions": len(module.questions)}
