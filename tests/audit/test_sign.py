"""Signing an audit as complete; after that it has to be opened again, with a reason."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.urls import reverse

from noddfa.access.roles import Role
from noddfa.audit import issue
from noddfa.audit.answers.commands import SignedAlready
from noddfa.audit.models import AnswerRow, AuditRow
from noddfa.audit.services import AuditReopened, AuditSigned, reopen, sign
from noddfa.audit.signing.commands import NotAllAnswered, NotSigned
from noddfa.chronicle.models import Event
from tests.audit.conftest import NOW, Audited, browse, rate
from tests.support import builders

pytestmark = pytest.mark.django_db
BAD = ["", " ", "x" * 3000, "\u200b", "\u202e"]


def complete(school: Audited) -> None:
    for criterion in issue.asked_of(issue.current(), "all"):
        rate(school, criterion.id, "not_known")


def post(school: Audited, name: str, sent: dict[str, Any], language: str = "en") -> Any:
    address = reverse(f"audit:{name}", args=school.place).replace("/en/", f"/{language}/")
    return browse(school.manager).post(address, sent)


def signed(school: Audited) -> None:
    complete(school)
    assert (
        post(school, "sign", {"sure": "on", "statement": "We begin with standard five."}).status_code == 302
    )


def test_a_manager_signs_what_is_complete(school: Audited) -> None:
    signed(school)
    row = AuditRow.objects.get()
    assert (row.state, row.signed) == (AuditRow.State.SIGNED, NOW)
    page = browse(school.co_ordinator).get(reverse("audit:audit", args=school.place)).content.decode()
    for said in ("Signed as complete", "We begin with standard five.", school.manager.name):
        assert said in page


@pytest.mark.parametrize(("language", "message"), [("en", "have no answer yet"), ("cy", "heb ateb eto")])
def test_not_before_everything_is_answered(school: Audited, language: str, message: str) -> None:
    rate(school, "A2.1", "red")
    answer = post(school, "sign", {"sure": "on"}, language)
    left = len(issue.asked_of(issue.current(), "all")) - 1
    assert answer.status_code == 422
    assert str(left) in answer.content.decode()
    assert message in answer.content.decode()
    with pytest.raises(NotAllAnswered):
        sign(school.record.pk, AuditSigned(), by=school.manager, now=NOW)
    assert AuditRow.objects.get().state == AuditRow.State.OPEN


@pytest.mark.parametrize("language", ["en", "cy"])
def test_the_box_must_be_ticked_and_the_words_fit(school: Audited, language: str) -> None:
    complete(school)
    no_tick = post(school, "sign", {"statement": "Our words."}, language)
    assert no_tick.status_code == 422
    assert "Our words." in no_tick.content.decode()
    assert 'id="id_sure_error"' in no_tick.content.decode()
    for bad in ("x" * 2001, "\u200b"):
        answer = post(school, "sign", {"sure": "on", "statement": bad}, language)
        assert answer.status_code == 422
        assert 'id="id_statement_error"' in answer.content.decode()
    assert AuditRow.objects.get().state == AuditRow.State.OPEN


def test_an_auditor_does_not_sign(school: Audited) -> None:
    complete(school)
    for who in (school.auditor, school.board_auditor, school.co_ordinator, builders.actor(Role.MANAGER)):
        browser = browse(who)
        assert browser.post(reverse("audit:sign", args=school.place), {"sure": "on"}).status_code == 404
        assert (
            "Sign as complete" not in browser.get(reverse("audit:audit", args=school.place)).content.decode()
        )


def test_nothing_changes_after_it_is_signed(school: Audited) -> None:
    signed(school)
    browser = browse(school.auditor)
    address = reverse("audit:answer", args=[*school.place, "A2.1"])
    answer = browser.post(address, {"rating": "red", "evidence-count": "0"}, follow=True)
    assert "A manager has to open it again" in answer.content.decode()
    assert AnswerRow.objects.get(criterion="A2.1").rating == "not_known"
    assert (
        "Change the answer"
        not in browser.get(reverse("audit:standard", args=[*school.place, 2])).content.decode()
    )
    with pytest.raises(SignedAlready):
        rate(school, "A2.1", "red")
    with pytest.raises(SignedAlready):
        sign(school.record.pk, AuditSigned(), by=school.manager, now=NOW)
    assert post(school, "sign", {"sure": "on"}).status_code == 404


def test_opened_again_with_a_reason_it_can_be_changed_and_signed_again(school: Audited) -> None:
    signed(school)
    assert post(school, "reopen", {"reason": "A file audit came in late."}).status_code == 302
    page = browse(school.auditor).get(reverse("audit:audit", args=school.place)).content.decode()
    assert "A file audit came in late." in page
    assert "We begin with standard five." in page  # what was signed stays to be read
    rate(school, "A2.1", "amber", now=NOW + dt.timedelta(hours=1))
    assert post(school, "sign", {"sure": "on"}).status_code == 302
    assert AuditRow.objects.get().state == AuditRow.State.SIGNED
    assert Event.objects.filter(kind="audit_signed").count() == 2


@pytest.mark.parametrize("language", ["en", "cy"])
def test_a_reason_is_needed(school: Audited, language: str) -> None:
    signed(school)
    for sent in BAD:
        answer = post(school, "reopen", {"reason": sent}, language)
        assert answer.status_code == 422
        assert 'id="id_reason_error"' in answer.content.decode()
    assert AuditRow.objects.get().state == AuditRow.State.SIGNED


@pytest.mark.parametrize("text", ["😀 ŵ", "<script>alert(1)</script>", "مرحبا"])
def test_any_words_may_be_the_reason(school: Audited, text: str) -> None:
    signed(school)
    assert post(school, "reopen", {"reason": text}).status_code == 302
    page = browse(school.auditor).get(reverse("audit:audit", args=school.place)).content.decode()
    assert "<script>alert" not in page
    assert text in page or "&lt;script&gt;" in page


def test_what_is_open_is_not_opened_again(school: Audited) -> None:
    with pytest.raises(NotSigned):
        reopen(school.record.pk, AuditReopened(reason="For no reason at all."), by=school.manager, now=NOW)
    assert post(school, "reopen", {"reason": "For no reason at all."}).status_code == 404


def test_the_language_switch_keeps_the_words(school: Audited) -> None:
    complete(school)
    page = post(school, "sign", {"statement": "Our words.", "switch_language": "cy"}, "cy").content.decode()
    assert "Our words." in page
    assert "govuk-error-message" not in page
    assert AuditRow.objects.get().state == AuditRow.State.OPEN
