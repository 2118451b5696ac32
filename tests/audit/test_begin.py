"""Beginning an audit, and the list of audits."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from noddfa.access.models import Desk
from noddfa.access.roles import Role
from noddfa.audit import home, issue
from noddfa.audit.models import AuditRow
from noddfa.audit.opening.commands import AlreadyBegun
from noddfa.audit.services import begin
from tests.audit.conftest import NOW, Audited, browse, rate
from tests.support import builders

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.MANAGER])
def test_an_auditor_or_a_manager_begins(role: Role) -> None:
    who = builders.actor(role)
    answer = browse(who).post(reverse("audit:begin"), {"year": "2026"})
    row = AuditRow.objects.get()
    assert answer.url == reverse("audit:audit", args=[row.record_id])
    assert (row.body, row.year, row.version, row.state) == (
        who.organisation,
        2026,
        issue.current().version,
        AuditRow.State.OPEN,
    )
    assert (row.called, row.answered) == ("council", 0)
    assert row.asked == len(issue.asked_of(issue.current(), "council"))
    assert row.record.reference.startswith("A-")


@pytest.mark.parametrize("role", [one for one in Role if one not in (Role.AUDITOR, Role.MANAGER)])
def test_nobody_else_does(role: Role) -> None:
    browser = browse(builders.actor(role))
    assert browser.post(reverse("audit:begin"), {"year": "2026"}).status_code == 403
    assert not AuditRow.objects.exists()


@pytest.mark.parametrize(
    "sent", ["", "2024", "2027", "x" * 3000, "-1", "٢٠٢٦", "<b>2026", "😀", "\u202e2026", "2026 "]
)
@pytest.mark.parametrize("language", ["en", "cy"])
def test_a_year_that_will_not_do(sent: str, language: str) -> None:
    browser = browse(builders.actor(Role.MANAGER))
    answer = browser.post(reverse("audit:begin").replace("/en/", f"/{language}/"), {"year": sent})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'id="id_year_error"' in page
    assert "<b>2026" not in page
    assert not AuditRow.objects.exists()


def test_one_a_year(it: Audited) -> None:
    with pytest.raises(AlreadyBegun):
        begin(2026, by=it.auditor, now=NOW)
    begin(2025, by=it.auditor, now=NOW)
    begin(2026, by=it.board_auditor, now=NOW)  # of another body
    answer = browse(it.auditor).post(reverse("audit:begin"), {"year": "2026"})
    assert answer.status_code == 422
    assert "Your body has begun its audit of 2026 already" in answer.content.decode()
    assert AuditRow.objects.count() == 3


def test_the_list_shows_what_one_may_see_newest_first(it: Audited) -> None:
    earlier = begin(2025, by=it.manager, now=NOW)
    begin(2026, by=builders.actor(Role.MANAGER), now=NOW)
    rate(it, "A4.1", "red")
    for who in (it.auditor, it.manager, it.board_auditor):
        page = browse(who).get(reverse("audit:audits")).content.decode()
        assert page.index(str(it.record.pk)) < page.index(str(earlier.pk))
        assert page.count('class="govuk-table__header noddfa-table__first"') == 2
        assert f"1 of {AuditRow.objects.get(record=it.record).asked} answered" in page
    assert len(browse(it.co_ordinator).get(reverse("audit:audits")).context["page"]) == 3


def test_no_query_for_each_audit(it: Audited) -> None:
    browser = browse(it.co_ordinator)

    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            browser.get(reverse("audit:audits"))
        return len(seen)

    one = queries()
    for _number in range(29):
        begin(2026, by=builders.actor(Role.AUDITOR), now=NOW)
    assert queries() == one
    assert len(browser.get(reverse("audit:audits")).context["page"]) == 30


def test_an_empty_list_says_so(client: Client) -> None:
    page = browse(builders.actor(Role.AUDITOR)).get(reverse("audit:audits")).content.decode()
    assert "No audits yet" in page
    page = browse(builders.actor(Role.AUDITOR)).get(reverse("audit:audits").replace("/en/", "/cy/"))
    assert "Dim archwiliadau eto" in page.content.decode()


def test_the_first_co_ordinator_of_a_body_finds_earlier_audits(it: Audited) -> None:
    newcomer = builders.actor(Role.COORDINATOR)
    assert browse(newcomer).get(reverse("audit:audit", args=it.place)).status_code == 200
    builders.membership(
        builders.user(), builders.Organisation.objects.get(pk=newcomer.organisation), Role.COORDINATOR
    )
    assert Desk.objects.filter(record=it.record.pk, organisation=newcomer.organisation).count() == 1


def test_the_card_on_the_home_page(it: Audited) -> None:
    (card,) = home.cards(it.auditor, now=NOW)
    assert (card.title, card.url) == ("Audit 2026", reverse("audit:audit", args=it.place))
    assert "0 of" in card.text
    (first,) = home.cards(builders.actor(Role.AUDITOR), now=NOW)
    assert first.url == reverse("audit:begin")
    (others,) = home.cards(it.co_ordinator, now=NOW)
    assert (others.figure, others.url) == (1, reverse("audit:audits"))
    assert home.cards(builders.actor(Role.PRACTITIONER, it.council), now=NOW) == []
