"""Begin an estimate, carry it out behind the scenes, discard it."""

from __future__ import annotations

import datetime as dt
import logging

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from noddfa.access.actor import Actor
from noddfa.estimate import METHODS, CaptureHistories, report_json
from noddfa.measure.models import Run
from noddfa.measure.runs import tables

log = logging.getLogger(__name__)


@transaction.atomic
def begin(histories: CaptureHistories, *, source: Run.Source, name: str, by: Actor, now: dt.datetime) -> Run:
    """Keep a table and put its estimate in the queue; the worker does the rest."""
    run = Run.objects.create(
        body_id=by.body,
        by_id=by.user_id,
        source=source,
        name=name,
        table=tables.to_json(histories),
        begun=now,
    )
    transaction.on_commit(lambda: carry_out.enqueue(str(run.pk)))
    return run


@task()
def carry_out(run_id: str) -> None:
    """Work out every method for one run, saying after each how far it is. Begun again, it starts afresh."""
    run = Run.objects.filter(pk=run_id).first()
    if run is None or run.over:
        return
    Run.objects.filter(pk=run_id).update(state=Run.State.RUNNING, methods_done=0)
    try:
        histories = tables.from_json(run.table)
        estimates = []
        for number, method in enumerate(METHODS.values(), start=1):
            estimates.append(method(histories))
            Run.objects.filter(pk=run_id).update(methods_done=number)
        result = report_json(histories, estimates, name=run.name, source=tables.source_line(run))
    except Exception:
        log.exception("estimate %s stopped", run_id)  # the table is counts: nothing in it names anybody
        Run.objects.filter(pk=run_id).update(state=Run.State.FAILED, finished=timezone.now())
        raise
    Run.objects.filter(pk=run_id).update(state=Run.State.DONE, result=result, finished=timezone.now())


def discard(run: Run) -> None:
    """Throw a run and its table away."""
    run.delete()
