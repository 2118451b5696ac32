"""Notices, and the letters that go with them: they say that something waits, and no more."""

from __future__ import annotations

import smtplib

import pytest
from django.core import mail
from django.db import transaction
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from noddfa.access import circle, notices
from noddfa.access.models import Notice
from tests.support import builders, cast
from tests.support.mail import Mailbox

NOW = builders.NOW


@pytest.fixture
def cy_user(db: None) -> notices.User:
    return builders.user("Gwenllian Dychmygol", language="cy")


@pytest.mark.django_db(transaction=True)
def test_a_letter_is_queued_once_what_happened_is_committed() -> None:
    user = builders.user()
    with transaction.atomic():
        assert notices.tell([user], "report_waiting", now=NOW, path="reports/desk") == 1
        assert not DBTaskResult.objects.exists(), "nothing is sent before it is certain"
    (task,) = DBTaskResult.objects.all()
    assert task.args_kwargs == {"args": [str(user.pk)], "kwargs": {}}


@pytest.mark.django_db(transaction=True)
def test_what_is_undone_tells_nobody() -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        notices.tell([builders.user()], "report_waiting", now=NOW)
        raise ZeroDivisionError
    assert not Notice.objects.exists() and not DBTaskResult.objects.exists()


def test_a_letter_is_in_its_readers_language_and_names_nobody(
    cy_user: notices.User, settings: Settings
) -> None:
    assert notices.mail_that_something_waits.call(str(cy_user.pk))
    (letter,) = mail.outbox
    assert letter.to == [cy_user.email]
    assert "aros" in letter.subject
    assert f"{settings.SITE_URL}/cy/" in letter.body
    for word in (*cy_user.name.split(), "argyfwng", "adroddiad", "achos"):
        assert word.lower() not in (letter.subject + letter.body).lower()


def test_every_notice_has_the_same_letter(cy_user: notices.User) -> None:
    """Not even what sort of thing waits can be told from it."""
    for kind in Notice.Kind:
        notices.tell([cy_user], kind, now=NOW)
        notices.mail_that_something_waits.call(str(cy_user.pk))
    assert len({(letter.subject, letter.body) for letter in mail.outbox}) == 1


def test_closed_accounts_and_strangers_get_no_letter(cy_user: notices.User) -> None:
    cy_user.is_active = False
    cy_user.save()
    assert not notices.mail_that_something_waits.call(str(cy_user.pk))
    assert not notices.mail_that_something_waits.call("00000000-0000-0000-0000-000000000000")
    assert mail.outbox == []


def test_a_letter_goes_through_a_real_mail_server(cy_user: notices.User, mailbox: Mailbox) -> None:
    notices.mail_that_something_waits.call(str(cy_user.pk))
    (letter,) = mailbox.wait_for(1)
    assert letter["To"] == cy_user.email
    assert "Noddfa" in letter["Subject"]
    assert b"Gwenllian" not in mailbox.raw[0] and b"Dychmygol" not in mailbox.raw[0]


def test_a_mail_server_that_rests_is_an_error_to_be_tried_again(
    cy_user: notices.User, mailbox: Mailbox
) -> None:
    mailbox.refusing = True
    with pytest.raises(smtplib.SMTPException):
        notices.mail_that_something_waits.call(str(cy_user.pk))


def test_unknown_sorts_of_notice_are_a_mistake(cy_user: notices.User) -> None:
    with pytest.raises(ValueError, match="gossip"):
        notices.tell([cy_user], "gossip", now=NOW)


@pytest.mark.django_db(transaction=True)
def test_broken_glass_gives_a_notice_and_a_letter() -> None:
    it = cast.around("case")
    circle.break_glass(it.record.pk, by=it.stranger, reason="Mae plentyn mewn perygl heno", now=NOW)
    (notice,) = notices.unseen(it.manager.user_id)
    assert (notice.kind, notice.record, notice.path) == ("glass_broken", it.record.pk, "access/glass/")
    assert [task.args_kwargs["args"] for task in DBTaskResult.objects.all()] == [[str(it.manager.user_id)]]


def test_notices_hold_nothing_but_their_sort() -> None:
    columns = {field.name for field in Notice._meta.fields}
    assert columns == {"id", "user", "kind", "record", "path", "at", "seen"}
