"""The guard: who is sent away, how, and what the trail keeps of it."""

from __future__ import annotations

import uuid

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from pytest_django import Settings

from noddfa.access import trail
from noddfa.access.guard import SESSION_DEMO
from noddfa.access.middleware import EveryRouteHasARule, PrivatePages
from noddfa.access.models import Membership, TrailEntry
from noddfa.access.roles import Role
from noddfa.access.rules import may
from tests.support import builders, cast

pytestmark = pytest.mark.django_db


def case_url(record: uuid.UUID) -> str:
    return reverse("protect:case", args=[record])


def lines() -> list[tuple[str, str, str, uuid.UUID | None]]:
    rows = TrailEntry.objects.order_by("id")
    return [(row.permission, row.method, row.outcome, row.record) for row in rows]


# ---- signing in ----


def test_nobody_is_sent_to_sign_in_and_back(client: Client) -> None:
    address = case_url(uuid.uuid4())
    answer = client.get(f"{address}?show=all")
    assert answer["Location"] == f"/en/account/login/?next={address}%3Fshow%3Dall"
    assert client.get(address.replace("/en/", "/cy/"))["Location"].startswith("/cy/account/login/")
    assert not TrailEntry.objects.exists()


def test_a_password_alone_leads_to_the_second_factor(client: Client) -> None:
    it = cast.around("case")
    builders.sign_in(client, it.lead, with_second_factor=False)
    for address in (case_url(it.record.pk), reverse("home")):
        assert client.get(address)["Location"] == reverse("mfa_index")
    builders.second_factor(builders.user_of(it.lead))
    assert client.get(reverse("home")).status_code == 200


def test_signing_in_by_one_click_counts_only_while_this_is_a_demonstration(
    client: Client, settings: Settings
) -> None:
    builders.sign_in(client, builders.actor(Role.CASE_LEAD), with_second_factor=False)
    session = client.session
    session[SESSION_DEMO] = True
    session.save()
    settings.DEMO = True
    assert client.get(reverse("chronicle:drafts")).status_code == 200
    settings.DEMO = False
    assert client.get(reverse("chronicle:drafts"))["Location"] == reverse("mfa_index")


def test_a_closed_account_is_signed_out_at_once(client: Client) -> None:
    it = cast.around("case")
    builders.sign_in(client, it.lead)
    assert client.get(reverse("chronicle:drafts")).status_code == 200
    user = builders.user_of(it.lead)
    user.is_active = False
    user.save()
    assert "/account/login/" in client.get(reverse("chronicle:drafts"))["Location"]


def test_an_ended_membership_lets_in_no_more(client: Client) -> None:
    it = cast.around("case")
    builders.sign_in(client, it.lead)
    Membership.objects.filter(pk=it.lead.membership).update(starts="2020-01-01", ends="2020-12-31")
    assert client.get(case_url(it.record.pk)).status_code == 404
    assert client.get(reverse("protect:cases")).status_code == 403


# ---- letting in, and the trail ----


def test_every_look_at_a_record_is_noted(client: Client) -> None:
    it = cast.around("case")
    builders.sign_in(client, it.stranger)
    assert client.get(case_url(it.record.pk)).status_code == 404
    assert lines() == [("case.read", "GET", "refused", it.record.pk)]
    row = TrailEntry.objects.get()
    assert (row.user_id, row.organisation_id, row.role) == (
        it.stranger.user_id,
        it.stranger.organisation,
        "case_lead",
    )
    assert (row.route, row.broke_glass) == ("protect:case", False)


def test_looks_through_broken_glass_are_marked(client: Client) -> None:
    from django.utils import timezone

    from noddfa.access import circle
    from noddfa.protect.services import open_case

    case = open_case(person=None, concern=uuid.uuid4(), by=builders.actor(Role.CASE_LEAD), now=timezone.now())
    stranger = builders.actor(Role.CASE_LEAD)
    circle.break_glass(case.pk, by=stranger, reason="Mae plentyn mewn perygl heno", now=timezone.now())
    builders.sign_in(client, stranger)
    assert client.get(case_url(case.pk)).status_code == 200
    assert TrailEntry.objects.filter(broke_glass=True, outcome="allowed", record=case.pk).exists()


def test_a_refusal_without_a_record_is_403_and_noted(client: Client) -> None:
    builders.sign_in(client, builders.actor(Role.LEARNER))
    assert client.get(reverse("protect:cases")).status_code == 403
    assert lines() == [("case.list", "GET", "refused", None)]


def test_pages_that_concern_nobody_are_not_noted(client: Client) -> None:
    builders.sign_in(client, builders.actor(Role.CASE_LEAD))
    client.get(reverse("chronicle:drafts"))
    assert lines() == []


def test_the_trail_of_a_record_newest_first(client: Client) -> None:
    it = cast.around("case")
    for who in (it.lead, it.manager):
        trail.note(
            actor=who,
            permission="case.read",
            method="GET",
            route="x",
            now=builders.NOW,
            allowed=True,
            record=it.record.pk,
        )
    trail.note(actor=None, permission="x", method="GET", route="x", now=builders.NOW, allowed=False)
    assert [row.user_id for row in trail.of_record(it.record.pk)] == [it.manager.user_id, it.lead.user_id]


# ---- forgetfulness ----


def test_a_view_without_a_guard_does_not_run() -> None:
    def forgotten(_request: HttpRequest) -> HttpResponse:
        raise AssertionError("it ran")

    middleware = EveryRouteHasARule(lambda _request: HttpResponse())
    with pytest.raises(ImproperlyConfigured, match="forgotten has no guard"):
        middleware.process_view(RequestFactory().get("/"), forgotten, (), {})


def test_a_permission_nobody_defined_is_a_mistake_that_shows() -> None:
    with pytest.raises(KeyError, match=r"case\.destroy"):
        may(builders.actor(Role.MANAGER), "case.destroy")


def test_no_page_is_kept_unless_its_view_says_so() -> None:
    said = HttpResponse(headers={"Cache-Control": "public, max-age=60"})
    for answer, expected in ((HttpResponse(), "no-store"), (said, "public, max-age=60")):
        assert (
            PrivatePages(lambda _request, answer=answer: answer)(RequestFactory().get("/"))["Cache-Control"]
            == expected
        )
