"""Begin an estimate, carry it out behind the scenes, discard it."""

from __future__ import annotations

import datetime as dt
import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django_tasks import task

from noddfa.access.actor import Actor
from noddfa.estimate import METHODS, Findings, Rows, quick_methods, report_json
from noddfa.estimate.reading import WhyNot
from noddfa.estimate.running import people_of, work_out, work_out_strata
from noddfa.measure.models import Run
from noddfa.measure.runs import tables

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Choice:
    """What the further columns of a table are for.

    strata      the column that divides people into groups, or ''
    pooling     whether groups with few overlaps learn from the others
    covariates  the columns that describe people
    """

    strata: str = ""
    pooling: bool = False
    covariates: tuple[str, ...] = ()


@transaction.atomic
def begin(
    rows: Rows,
    *,
    source: Run.Source,
    name: str,
    by: Actor,
    now: dt.datetime,
    methods: Sequence[str] = (),
    offered: Sequence[str] = (),
    left_out: Sequence[tuple[str, WhyNot]] = (),
) -> Run:
    """Keep a table and put its estimate in the queue; the worker does the rest. Without methods: the quick ones.

    With columns `offered` it waits until `choose` says what they are for; `left_out` are those that cannot be
    chosen. The same person's earlier tables that still wait are then discarded: what nobody chooses is not kept.
    """
    table = tables.to_json(rows)
    if offered:
        table |= {"offered": list(offered), "left_out": list(left_out)}
        Run.objects.filter(by=by.user_id, state=Run.State.CHOOSING).delete()
    run = Run.objects.create(
        body_id=by.body,
        by_id=by.user_id,
        source=source,
        name=name,
        table=table,
        state=Run.State.CHOOSING if offered else Run.State.WAITING,
        methods=[code for code in methods if code in METHODS]
        or [method.code for method in quick_methods(len(rows.lists))],
        begun=now,
    )
    if not offered:
        _enqueue(run)
    return run


@transaction.atomic
def choose(run: Run, choice: Choice) -> None:
    """Say what the columns of a table are for and put its estimate in the queue; other columns are dropped.

    With columns that describe people the methods that need them are worked out too. Raises TableError where the
    columns cannot be taken so. A run that was begun already stays as it is.
    """
    rows = arranged(run, choice)
    kept = Run.objects.select_for_update().filter(pk=run.pk, state=Run.State.CHOOSING).first()
    if kept is None:
        return
    describing = (
        [code for code, method in METHODS.items() if method.needs_people] if choice.covariates else []
    )
    kept.table = tables.to_json(rows)
    kept.strata, kept.pooling, kept.covariates = choice.strata, choice.pooling, list(choice.covariates)
    kept.methods = list(dict.fromkeys([*kept.methods, *describing]))
    kept.state = Run.State.WAITING
    kept.save()
    _enqueue(kept)


def arranged(run: Run, choice: Choice) -> Rows:
    """A run's table with the chosen columns only. Raises TableError where they cannot be taken so."""
    columns = dict.fromkeys([*([choice.strata] if choice.strata else []), *choice.covariates])
    rows = tables.from_json(run.table).arranged(list(columns))
    if choice.strata:
        rows.strata([choice.strata])
    return rows


def _enqueue(run: Run) -> None:
    transaction.on_commit(lambda: carry_out.enqueue(str(run.pk)))


@task()
def carry_out(run_id: str) -> None:
    """Work out the methods of one run, saying all the while how far it is. Begun again, it starts afresh."""
    run = Run.objects.filter(pk=run_id).first()
    if run is None or run.over or run.state == Run.State.CHOOSING:
        return
    kept = Run.objects.filter(pk=run_id)
    kept.update(state=Run.State.RUNNING, methods_done=0, part_done=0)
    try:
        result = report_json(_found(run, _Tell(kept)))
    except Exception:
        log.exception("estimate %s stopped", run_id)  # the table is counts: nothing in it names anybody
        kept.update(state=Run.State.FAILED, finished=timezone.now())
        raise
    kept.update(state=Run.State.DONE, result=result, finished=timezone.now())


def _found(run: Run, tell: _Tell) -> Findings:
    rows = tables.from_json(run.table)
    methods = [METHODS[code] for code in run.methods if code in METHODS] or quick_methods(len(rows.lists))
    people = people_of(rows, run.covariates) if run.covariates else None
    estimates = work_out(rows.least, methods, people=people, bounds=rows.bounds, tell=tell)
    strata = (
        work_out_strata(
            rows.strata([run.strata]), methods, covariates=run.covariates, pooling=run.pooling, tell=tell
        )
        if run.strata
        else ()
    )
    return Findings(
        rows.least,
        estimates,
        name=run.name,
        source=tables.source_line(run),
        strata=strata,
        strata_columns=(run.strata,) if run.strata else (),
        covariates=tuple(run.covariates),
        bounds=rows.bounds,
    )


class _Tell:
    """Writes down how far a run is: each method as it ends, and within one at most once a second."""

    def __init__(self, kept: QuerySet[Run]) -> None:
        self._kept = kept
        self._done = 0
        self._written = time.monotonic()

    def __call__(self, code: str, part: float) -> None:
        if part >= 1:
            self._done += 1
            self._write(0)
        elif time.monotonic() - self._written >= 1:
            self._write(int(100 * part))

    def _write(self, part: int) -> None:
        self._kept.update(methods_done=self._done, part_done=part)
        self._written = time.monotonic()


def discard(run: Run) -> None:
    """Throw a run and its table away."""
    run.delete()
