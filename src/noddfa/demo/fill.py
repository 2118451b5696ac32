"""Fill an empty platform with the invented cast and their stories, all or nothing."""

from __future__ import annotations

import datetime as dt
import random

from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from noddfa.access.models import Notice
from noddfa.demo import auditing, cast, country, elsewhere, evidence, learning, newport, workforce
from noddfa.demo.stage import Stage

SEED = 2010  # the year of the Welsh Government's statement
OLD_NEWS = dt.timedelta(days=7)


def fill(*, now: dt.datetime | None = None) -> None:
    """Make everybody and play every story, up to `now`. The same seed makes the same cases."""
    moment = now or timezone.now()
    with transaction.atomic():
        cast.make_bodies()
        actors = cast.make_people(starts=moment.date() - cast.IN_POST_FOR)
        stage = Stage(moment, actors)
        country.play(stage, random.Random(SEED))
        newport.play(stage)
        elsewhere.play(stage)
        learning.play(stage)
        workforce.play(stage)
        auditing.play(stage)
        evidence.play(stage)
    _let_old_news_rest(moment)


def _let_old_news_rest(now: dt.datetime) -> None:
    """Invented people need no e-mail, nor a notice of what happened long ago."""
    Notice.objects.filter(at__lt=now - OLD_NEWS).delete()
    DBTaskResult.objects.filter(status="READY").delete()
