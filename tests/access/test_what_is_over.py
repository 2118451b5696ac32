"""What has run out is deleted by the worker once a day, and `noddfa check` says when it is not."""

from __future__ import annotations

import datetime as dt
import logging
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.http import QueryDict
from django.test import Client
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from noddfa.access.models import CacheEntry
from noddfa.access.roles import Role
from noddfa.chronicle import drafts
from noddfa.chronicle.models import Draft
from noddfa.web.operations import tidying
from noddfa.web.operations.examinations import cleared
from tests.support import builders

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def now() -> dt.datetime:
    return timezone.now()


def task_row(status: str, finished: dt.datetime) -> Any:
    """A letter somebody was sent, or was to be."""
    made = DBTaskResult.objects.create(
        args_kwargs={"args": ["enghraifft@example.test"], "kwargs": {}},
        task_path="noddfa.access.sign_in.letters.mail_letter",
        run_after=finished,
        backend_name="default",
        exception_class_path="",
        traceback="",
        worker_ids=[],
    )
    DBTaskResult.objects.filter(pk=made.pk).update(status=status, finished_at=finished)
    return made.pk


def draft(form: str, saved: dt.datetime) -> drafts.Place:
    place = drafts.Place(builders.user().pk, form)
    assert drafts.save(place, QueryDict("words=Hanner+bra"), now=saved)
    return place


def test_what_is_over_goes_and_what_holds_stays(
    client: Client, now: dt.datetime, caplog: pytest.LogCaptureFixture
) -> None:
    builders.sign_in(client, builders.actor(Role.PRACTITIONER))
    builders.sign_in(Client(), builders.actor(Role.PRACTITIONER))
    over, holds = Session.objects.all()
    Session.objects.filter(pk=over.pk).update(expire_date=now - dt.timedelta(seconds=1))
    CacheEntry.objects.all().delete()
    cache.set("over", 1, timeout=0)
    cache.set("holds", 1, timeout=600)
    old = draft("old", now - drafts.LAST_DAYS * DAY)
    young = draft("young", now - (drafts.LAST_DAYS - 1) * DAY)
    task_row("SUCCESSFUL", now - DAY)
    kept = {task_row("SUCCESSFUL", now), task_row("FAILED", now - 90 * DAY)}
    with caplog.at_level(logging.INFO):
        assert tidying.tidy.func() == {"sessions": 1, "counters": 1, "drafts": 1, "tasks": 1}
    assert "cleared away: 1 sessions, 1 counters, 1 drafts, 1 tasks" in caplog.text
    assert list(Session.objects.all()) == [holds]
    assert cache.get("holds") == 1 and CacheEntry.objects.count() == 1
    assert drafts.load(old) is None and drafts.load(young) is not None
    assert (
        set(DBTaskResult.objects.exclude(task_path=tidying.tidy.module_path).values_list("pk", flat=True))
        == kept
    )


def test_it_comes_back_every_day_however_many_workers_begin(now: dt.datetime) -> None:
    tidying.see_to_it()
    tidying.see_to_it()
    ours = DBTaskResult.objects.filter(task_path=tidying.tidy.module_path)
    (first,) = ours
    DBTaskResult.objects.filter(pk=first.pk).update(status=TaskResultStatus.RUNNING)
    tidying.tidy.func()
    (tomorrow,) = ours.filter(status=TaskResultStatus.READY)
    assert now + DAY <= tomorrow.run_after <= timezone.now() + DAY
    tidying.tidy.func()
    tidying.see_to_it()
    assert ours.filter(status=TaskResultStatus.READY).count() == 1
    assert not DBTaskResult.objects.ready().exists(), (
        "nothing waits for a worker that is to end when all is done"
    )


def test_a_failure_breaks_no_chain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tidying, "past_their_time", lambda now: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        tidying.tidy.func()
    assert DBTaskResult.objects.filter(task_path=tidying.tidy.module_path).count() == 1


def test_check_says_what_waits_and_when_nobody_clears_it(now: dt.datetime) -> None:
    assert cleared().ok
    draft("old", now - drafts.LAST_DAYS * DAY)
    assert cleared().ok and cleared().said.startswith("1 session, draft")
    Draft.objects.update(saved=now - (drafts.LAST_DAYS + 2) * DAY)
    assert cleared().problems == ("1 of them for more than two days; is the worker running?",)
    tidying.tidy.func()
    assert cleared().ok


def test_no_draft_is_lost_while_it_is_touched(now: dt.datetime) -> None:
    place = draft("form", now - (drafts.LAST_DAYS + 5) * DAY)
    assert drafts.save(place, QueryDict("words=Bra+i+gyd"), now=now)
    tidying.tidy.func()
    assert drafts.load(place) is not None
    assert not Draft.objects.filter(saved__lte=now - DAY).exists()
