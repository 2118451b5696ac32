"""Telling people that something waits for them: a notice inside, and an e-mail that says no more than that."""

from __future__ import annotations

import datetime as dt
import functools
import uuid
from collections.abc import Iterable

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext as _
from django_tasks import task

from noddfa.access.models import Notice, User


def tell(
    users: Iterable[User], kind: str, *, now: dt.datetime, record: uuid.UUID | None = None, path: str = ""
) -> int:
    """Give each user a notice and, once this transaction is committed, an e-mail without content.

    Returns how many were told.
    """
    notices = [Notice(user=user, kind=Notice.Kind(kind), record=record, path=path, at=now) for user in users]
    Notice.objects.bulk_create(notices)
    for notice in notices:
        transaction.on_commit(functools.partial(mail_that_something_waits.enqueue, str(notice.user_id)))
    return len(notices)


def unseen(user_id: uuid.UUID) -> QuerySet[Notice]:
    """Notices a user has not opened yet, newest first."""
    return Notice.objects.filter(user_id=user_id, seen=None)


@task()
def mail_that_something_waits(user_id: str) -> bool:
    """Send 'something waits for you', in the user's language, without a name, a case or a link into one."""
    user = User.objects.filter(pk=user_id, is_active=True).first()
    if user is None:
        return False
    with translation.override(user.language):
        sent = send_mail(
            _("Something waits for you in Noddfa"),
            _("Sign in to Noddfa to see it: %(address)s\n\nFor safety this message says nothing more.")
            % {"address": f"{settings.SITE_URL}/{user.language}/"},
            None,
            [user.email],
        )
    return bool(sent)
