"""Begin an estimate, carry it out behind the scenes, discard it."""

from __future__ import annotations

import datetime as dt
import logging
import time
from collections.abc import Sequence

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django_tasks import task

from noddfa.access.actor import Actor
from noddfa.estimate import METHODS, CaptureHistories, Findings, quick_methods, report_json
from noddfa.estimate.running import work_out
from noddfa.measure.models import Run
from noddfa.measure.runs import tables

log = logging.getLogger(__name__)


@transaction.atomic
def begin(
    histories: CaptureHistories,
    *,
    source: Run.Source,
    name: str,
    by: Actor,
    now: dt.datetime,
    methods: Sequence[str] = (),
) -> Run:
    """Keep a table and put its estimate in the queue; the worker does the rest. Without methods: the quick ones."""
    run = Run.objects.create(
        body_id=by.body,
        by_id=by.user_id,
        source=source,
        name=name,
        table=tables.to_json(histories),
        methods=[code for code in methods if code in METHODS]
        or [method.code for method in quick_methods(histories.n_lists)],
        begun=now,
    )
    transaction.on_commit(lambda: carry_out.enqueue(str(run.pk)))
    return run


@task()
def carry_out(run_id: str) -> None:
    """Work out the methods of one run, saying all the while how far it is. Begun again, it starts afresh."""
    run = Run.objects.filter(pk=run_id).first()
    if run is None or run.over:
        return
    kept = Run.objects.filter(pk=run_id)
    kept.update(state=Run.State.RUNNING, methods_done=0, part_done=0)
    try:
        histories = tables.from_json(run.table)
        methods = [METHODS[code] for code in run.methods if code in METHODS]
        estimates = work_out(histories, methods or quick_methods(histories.n_lists), tell=_Tell(kept))
        found = Findings(histories, estimates, name=run.name, source=tables.source_line(run))
        result = report_json(found)
    except Exception:
        log.exception("estimate %s stopped", run_id)  # the table is counts: nothing in it names anybody
        kept.update(state=Run.State.FAILED, finished=timezone.now())
        raise
    kept.update(state=Run.State.DONE, result=result, finished=timezone.now())


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
