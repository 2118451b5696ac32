"""One's own notices and roles, emergency access to review, what is to be checked, and the language one chose."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from noddfa.access import circle, notices
from noddfa.access.actor import SESSION_MEMBERSHIP
from noddfa.access.home import cards
from noddfa.access.models import BreakGlass, Notice
from noddfa.access.roles import Role
from noddfa.design import welsh
from tests.support import builders, cast

pytestmark = pytest.mark.django_db

NOW = builders.NOW
REASON = "Mae plentyn mewn perygl heno"


# ---- notices ----


def test_notices_are_listed_opened_and_seen(client: Client) -> None:
    who = builders.actor(Role.DUTY_OFFICER)
    notices.tell([builders.user_of(who)], "report_waiting", now=NOW, path="reports/desk")
    notices.tell([builders.user()], "report_decided", now=NOW)
    builders.sign_in(client, who)
    page = client.get(reverse("access:notices")).content.decode()
    assert "A report is waiting" in page and "There is a decision" not in page and "New" in page
    (notice,) = Notice.objects.filter(user_id=who.user_id)
    answer = client.get(f"/cy/notices/{notice.pk}")
    assert answer["Location"] == "/cy/reports/desk"
    notice.refresh_from_db()
    assert notice.seen is not None
    seen = notice.seen
    client.get(f"/cy/notices/{notice.pk}")
    notice.refresh_from_db()
    assert notice.seen == seen, "the first time counts"


def test_all_notices_are_marked_as_seen_and_only_ones_own(client: Client) -> None:
    who, other = builders.actor(Role.DUTY_OFFICER), builders.user()
    for kind in ("report_waiting", "joined_circle"):
        notices.tell([builders.user_of(who), other], kind, now=NOW)
    builders.sign_in(client, who)
    assert client.get(reverse("access:all_seen")).status_code == 405
    client.post(reverse("access:all_seen"))
    assert notices.unseen(who.user_id).count() == 0
    assert notices.unseen(other.pk).count() == 2
    assert "Mark all as seen" not in client.get(reverse("access:notices")).content.decode()


def test_anothers_notice_is_not_there(client: Client) -> None:
    notices.tell([builders.user()], "report_waiting", now=NOW)
    builders.sign_in(client, builders.actor(Role.DUTY_OFFICER))
    notice = Notice.objects.get()
    assert client.get(reverse("access:open_notice", args=[notice.pk])).status_code == 404
    notice.refresh_from_db()
    assert notice.seen is None


def test_no_notices_is_said(client: Client) -> None:
    builders.sign_in(client, builders.actor(Role.DUTY_OFFICER))
    assert "No notices" in client.get(reverse("access:notices")).content.decode()


# ---- for which body one acts ----


def test_one_chooses_for_which_body_to_act(client: Client) -> None:
    first = builders.actor(Role.CASE_LEAD)
    second = builders.actor(Role.AGENCY_ADMINISTRATOR, of=builders.user_of(first))
    builders.sign_in(client, first)
    assert client.get(reverse("access:people")).status_code == 403
    page = client.get(reverse("access:acting")).content.decode()
    assert "Case lead" in page and "Agency administrator" in page
    assert client.post(reverse("access:acting"), {"membership": second.membership})["Location"] == "/en/"
    assert client.get(reverse("access:people")).status_code == 200
    assert client.get(reverse("protect:cases")).status_code == 403


@pytest.mark.parametrize("chosen", ["", "x", "-1", "99999999"])
def test_a_role_that_is_not_ones_own_is_not_taken(client: Client, chosen: str) -> None:
    who = builders.actor(Role.CASE_LEAD)
    builders.actor(Role.MANAGER)
    builders.sign_in(client, who)
    page = client.post(reverse("access:acting"), {"membership": chosen})
    assert "Choose one of your places" in page.content.decode()
    assert client.session[SESSION_MEMBERSHIP] == who.membership


# ---- emergency access ----


def test_a_manager_reads_why_and_marks_it_as_looked_at(client: Client) -> None:
    it = cast.around("case")
    glass = circle.break_glass(it.record.pk, by=it.stranger, reason="<b>Brys</b> iawn heno", now=NOW)
    builders.sign_in(client, it.manager)
    page = client.get(reverse("access:glass")).content.decode()
    assert "&lt;b&gt;Brys&lt;/b&gt; iawn heno" in page and it.stranger.name in page
    assert it.record.reference in page
    address = reverse("access:reviewed", args=[glass.pk])
    assert client.get(address).status_code == 405
    client.post(address)
    glass.refresh_from_db()
    assert glass.reviewed is not None and glass.reviewed_by_id == it.manager.user_id
    assert "Looked at by" in client.get(reverse("access:glass")).content.decode()
    assert client.post(address).status_code == 404, "once"


def test_nobody_reviews_their_own_or_what_they_do_not_answer_for(client: Client) -> None:
    it = cast.around("case")
    own = circle.break_glass(it.record.pk, by=it.manager, reason=REASON, now=NOW)
    builders.sign_in(client, it.manager)
    assert "another manager has to look at it" in client.get(reverse("access:glass")).content.decode()
    assert client.post(reverse("access:reviewed", args=[own.pk])).status_code == 404
    other = builders.actor(Role.MANAGER)
    circle.break_glass(it.record.pk, by=other, reason=REASON, now=timezone.now())
    builders.sign_in(client, other)
    assert "Nobody has used it" in client.get(reverse("access:glass")).content.decode()
    assert client.post(reverse("access:reviewed", args=[own.pk])).status_code == 404


def test_a_long_list_of_emergency_access_costs_no_more_queries(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    it = cast.around("case")
    builders.sign_in(client, it.manager)
    counts = []
    for more in (1, 20):
        for _each in range(more):
            chain = builders.record("case", by=it.lead)
            circle.break_glass(chain.pk, by=builders.actor(Role.CASE_LEAD), reason=REASON, now=NOW)
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("access:glass"))
        counts.append(len(queries))
    assert counts[0] == counts[1]


# ---- home ----


def test_each_role_has_the_cards_that_are_theirs() -> None:
    it = cast.around("case")
    circle.break_glass(it.record.pk, by=it.stranger, reason=REASON, now=NOW)
    shown = {
        role: [str(card.title) for card in cards(builders.actor(role), now=NOW)]
        for role in Role
        if role != Role.MANAGER
    }
    assert shown.pop(Role.AGENCY_ADMINISTRATOR) == ["People of your body", "To be checked"]
    assert shown.pop(Role.COORDINATOR) == ["To be checked"]
    assert shown.pop(Role.AUDITOR) == ["The trail"]
    assert all(titles == [] for titles in shown.values())
    (glass,) = cards(it.manager, now=NOW)
    assert (glass.figure, glass.urgent) == (1, True)
    BreakGlass.objects.update(reviewed=NOW, reviewed_by_id=it.manager.user_id)
    assert cards(it.manager, now=NOW) == []


# ---- what is to be checked ----


@pytest.mark.parametrize("lang", ["en", "cy"])
def test_what_is_to_be_checked_is_counted_and_listed_by_room(client: Client, lang: str) -> None:
    builders.sign_in(client, builders.actor(Role.COORDINATOR))
    page = client.get(f"/{lang}/marks").content.decode()
    for room in welsh.unchecked():
        assert room.room in page
    some = next(room for room in welsh.unchecked() if room.room == "access")
    listed = client.get(f"/{lang}/marks/{some.room}")
    assert listed.context["page"].paginator.count == some.unchecked
    assert 'lang="cy"' in listed.content.decode()
    assert client.get(f"/{lang}/marks/no-such-room").status_code == 404
    assert client.get(f"/{lang}/marks/envelope").status_code == 404


# ---- the language one chose ----


def test_switching_the_language_is_remembered(client: Client) -> None:
    who = builders.actor(Role.CASE_LEAD)
    builders.sign_in(client, who)
    client.get("/cy/drafts/?page=1", HTTP_REFERER="http://testserver/en/drafts/?page=1")
    assert builders.user_of(who).language == "cy"
    cookie = client.cookies["noddfa_language"]
    assert (cookie.value, cookie["samesite"], cookie["httponly"]) == ("cy", "Lax", True)
    assert client.get("/")["Location"] == "/cy/"


def test_switching_by_the_button_of_a_form_is_remembered(client: Client) -> None:
    administrator = builders.actor(Role.AGENCY_ADMINISTRATOR)
    builders.sign_in(client, administrator)
    client.post("/cy/access/people/invite", {"name": "Hanner", "switch_language": "cy"})
    assert builders.user_of(administrator).language == "cy"


@pytest.mark.parametrize(
    "referer",
    [
        "",
        "http://testserver/en/cases/",
        "http://drwg.example/en/drafts/",
        "http://testserver/cy/drafts/",
        "nonsense",
    ],
)
def test_opening_a_page_in_another_language_is_no_switch(client: Client, referer: str) -> None:
    who = builders.actor(Role.CASE_LEAD)
    builders.sign_in(client, who)
    headers = {"HTTP_REFERER": referer} if referer else {}
    client.get("/cy/drafts/", **headers)
    assert builders.user_of(who).language == "en"
    assert "noddfa_language" not in client.cookies


def test_a_stranger_who_switches_finds_the_front_page_in_that_language(client: Client) -> None:
    client.get("/cy/", HTTP_REFERER="http://testserver/en/")
    assert client.get("/")["Location"] == "/cy/"
    assert dt.timedelta(seconds=int(client.cookies["noddfa_language"]["max-age"])) == dt.timedelta(days=365)
