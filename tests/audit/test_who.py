"""Who sees an audit and who changes it. What one may not see answers like what does not exist."""

from __future__ import annotations

import re
import uuid

import pytest
from django.urls import reverse

from noddfa.access import circle
from noddfa.access.actor import Actor
from noddfa.access.models import TrailEntry
from noddfa.access.roles import Role
from noddfa.audit.models import AnswerRow
from noddfa.audit.selectors import visible_audits
from tests.audit.conftest import NOW, REGION, Audited, browse, rate
from tests.support import builders

pytestmark = pytest.mark.django_db


def pages(it: Audited, record: uuid.UUID | None = None) -> list[str]:
    place = [record or it.record.pk]
    return [
        reverse("audit:audit", args=place),
        reverse("audit:standard", args=[*place, 4]),
        reverse("audit:criterion", args=[*place, "A4.1"]),
        reverse("audit:print", args=place),
    ]


def readers(it: Audited) -> dict[str, Actor]:
    return {
        "auditor": it.auditor,
        "manager": it.manager,
        "board's auditor": it.board_auditor,
        "co-ordinator": it.co_ordinator,
    }


def outsiders(it: Audited) -> dict[str, Actor]:
    other_board = builders.organisation(kind="safeguarding_board", region="other-region")
    neighbour = builders.organisation(region=REGION)
    inside = [role for role in Role if role not in (Role.AUDITOR, Role.MANAGER, Role.COORDINATOR)]
    others = {f"{role} of the body": builders.actor(role, it.council) for role in inside}
    return others | {
        "auditor elsewhere": builders.actor(Role.AUDITOR),
        "auditor of a neighbour in the region": builders.actor(Role.AUDITOR, neighbour),
        "manager elsewhere": builders.actor(Role.MANAGER),
        "auditor of another board": builders.actor(Role.AUDITOR, other_board),
        "practitioner of the board": builders.actor(
            Role.PRACTITIONER, builders.Organisation.objects.get(pk=it.board_auditor.organisation)
        ),
    }


def without_tokens(page: bytes) -> str:
    """A page without the address asked for and the tokens that differ at every answer."""
    text = re.sub(r'(name="csrfmiddlewaretoken" value=")[^"]+', r"\1", page.decode())
    return re.sub(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "", text)


def test_readers_read(it: Audited) -> None:
    rate(it, "A4.1", "green")
    for who in readers(it).values():
        browser = browse(who)
        for page in pages(it):
            assert browser.get(page).status_code == 200
        assert "Rota of the invented team." in browser.get(pages(it)[1]).content.decode()
        assert visible_audits(who, now=NOW).count() == 1


def test_outsiders_learn_nothing(it: Audited) -> None:
    for name, who in outsiders(it).items():
        browser = browse(who)
        for page, none in zip(pages(it), pages(it, uuid.uuid4()), strict=True):
            answer = browser.get(page)
            assert (name, answer.status_code) == (name, 404)
            assert without_tokens(answer.content) == without_tokens(browser.get(none).content)
        assert not visible_audits(who, now=NOW).exists()
        for act in ("sign", "reopen"):
            assert browser.post(reverse(f"audit:{act}", args=it.place), {"sure": "on"}).status_code == 404


def test_only_the_body_audited_answers(it: Audited) -> None:
    address = reverse("audit:answer", args=[*it.place, "A4.1"])
    sent = {"rating": "red", "evidence-count": "0"}
    for who in (it.board_auditor, it.co_ordinator, *outsiders(it).values()):
        browser = browse(who)
        assert browser.get(address).status_code == 404
        assert browser.post(address, sent).status_code == 404
    assert not AnswerRow.objects.exists()
    for who in (it.board_auditor, it.co_ordinator):
        page = browse(who).get(reverse("audit:standard", args=[*it.place, 4])).content.decode()
        assert "/answer" not in page
    assert browse(it.manager).post(address, sent).status_code == 302


def test_a_record_of_another_family_is_no_audit(it: Audited) -> None:
    case = builders.record("case", by=it.manager)
    circle.give_desk(case.pk, it.council.pk, Role.AUDITOR, now=NOW)
    for page in pages(it, case.pk):
        assert browse(it.auditor).get(page).status_code == 404


def test_whoever_is_locked_out_stays_out(it: Audited) -> None:
    circle.lock_out(
        it.record.pk,
        builders.user_of(it.auditor),
        by=it.manager,
        reason="Invented: is related to the head of service.",
        now=NOW,
    )
    assert browse(it.auditor).get(pages(it)[0]).status_code == 404
    assert not visible_audits(it.auditor, now=NOW).exists()


def test_looking_is_noted(it: Audited) -> None:
    browse(it.board_auditor).get(pages(it)[0])
    noted = TrailEntry.objects.filter(record=it.record.pk, user_id=it.board_auditor.user_id).get()
    assert (noted.permission, noted.outcome) == ("audit.read", "allowed")


def test_nothing_is_added_through_the_screens_of_other_kinds(it: Audited) -> None:
    browser = browse(it.manager)
    for kind in ("criterion_answered", "audit_signed", "audit_reopened", "audit_begun"):
        assert browser.get(reverse("chronicle:add", args=[it.record.pk, kind])).status_code == 404
    event = rate(it, "A4.1", "red")
    for act in ("correct", "withdraw"):
        assert browser.get(reverse(f"chronicle:{act}", args=[it.record.pk, event.pk])).status_code == 404
