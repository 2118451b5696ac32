"""What has run out is deleted once a day by the worker: sessions, counters, drafts long untouched, tasks that are done.

The task puts itself back in the queue for the next day before it begins, so that a failure breaks no chain.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Mapping

from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from noddfa.access.models import CacheEntry
from noddfa.chronicle import drafts

EVERY = dt.timedelta(days=1)
TASKS_LAST = dt.timedelta(days=1)  # those that ended well; they name whom a letter went to
LATE = dt.timedelta(days=2)  # what is still there so long after its time was forgotten

log = logging.getLogger(__name__)


def past_their_time(now: dt.datetime) -> Mapping[str, QuerySet]:
    """What nobody needs any more at a moment, by its name in the log. Failed tasks stay until somebody looks."""
    return {
        "sessions": Session.objects.filter(expire_date__lte=now),
        "counters": CacheEntry.objects.filter(expires__lte=now),
        "drafts": drafts.untouched(now=now),
        "tasks": DBTaskResult.objects.successful().filter(finished_at__lte=now - TASKS_LAST),
    }


@task()
def tidy() -> dict[str, int]:
    """Delete what is past its time, and see to it that this is done again tomorrow; how many of each."""
    now = timezone.now()
    if not _waits():
        tidy.using(run_after=now + EVERY).enqueue()
    cleared = {name: rows.delete()[0] for name, rows in past_their_time(now).items()}
    log.info("cleared away: %s", ", ".join(f"{count} {name}" for name, count in cleared.items()))
    return cleared


def see_to_it() -> None:
    """Have it done now, unless it waits in the queue already: for a worker that begins."""
    if not _waits():
        tidy.enqueue()


def _waits() -> bool:
    ours = DBTaskResult.objects.filter(task_path=tidy.module_path)
    return ours.filter(status=TaskResultStatus.READY).exists()
