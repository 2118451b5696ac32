"""Finishing a check: the answers are marked and kept, once."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping

from django.db import transaction

from noddfa.access.actor import Actor
from noddfa.learn.models import Attempt, Progress
from noddfa.practice.course import Module


@transaction.atomic
def finish_check(
    module: Module,
    answers: Mapping[str, str],
    *,
    by: Actor,
    now: dt.datetime,
    language: str,
    attempt_id: uuid.UUID | None = None,
) -> Attempt:
    """Mark the answers and keep the result. attempt_id: sent twice by the same person, it is kept once.

    answers: question id -> code, one for every question of the module. Raises KeyError when one is missing.
    """
    already = Attempt.objects.filter(pk=attempt_id).first() if attempt_id is not None else None
    if already is not None and already.user_id == by.user_id:
        return already
    score = right_answers(module, answers)
    started = (
        Progress.objects.select_for_update()
        .filter(user_id=by.user_id, module=module.code)
        .values_list("check_opened", flat=True)
        .first()
    )
    attempt = Attempt.objects.create(
        id=attempt_id if attempt_id is not None and already is None else uuid.uuid4(),
        user_id=by.user_id,
        body_id=by.organisation or "",
        module=module.code,
        version=module.version,
        language=language,
        answers={question.id: answers[question.id] for question in module.questions},
        score=score,
        out_of=len(module.questions),
        pass_mark=module.pass_mark,
        passed=score >= module.pass_mark,
        started=min(started or now, now),
        finished=now,
    )
    Progress.objects.filter(user_id=by.user_id, module=module.code).update(check_opened=None)
    return attempt


def right_answers(module: Module, answers: Mapping[str, str]) -> int:
    """How many answers are right. Raises KeyError when one is missing."""
    return sum(answers[question.id] == question.right.code for question in module.questions)
