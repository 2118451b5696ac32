"""Reading the course: sections, scenes, pauses, progress; with an account and without."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse

from noddfa.access.actor import Actor
from noddfa.chronicle.models import Draft
from noddfa.learn.models import Attempt, Progress
from noddfa.learn.reading import progress
from noddfa.learn.selectors import standings
from noddfa.practice.course import Module
from tests.learn.conftest import NOW
from tests.support import builders

pytestmark = pytest.mark.django_db


def section(anchor: str, *, name: str = "learn:section") -> str:
    return reverse(name, args=["m1", anchor])


def test_the_content_note_comes_first_with_the_way_to_help(browser: Client) -> None:
    page = browser.get(reverse("learn:module", args=["m1"])).content.decode()
    note, begin = page.index("it may touch something in your own life"), page.index("Sections</h2>")
    assert note < begin
    assert page.index(section("help-for-you")) < begin


def test_every_section_points_to_help(browser: Client, module: Module) -> None:
    for one in module.sections:
        page = browser.get(section(one.anchor)).content.decode()
        assert one.en.title in page
        assert one.anchor == "help-for-you" or section("help-for-you") in page


def test_to_open_a_section_is_to_have_reached_it(browser: Client, learner: Actor) -> None:
    browser.get(section("before-you-begin"))
    browser.get(section("consent-and-means"))
    row = Progress.objects.get()
    assert (row.user_id, row.section) == (learner.user_id, "consent-and-means")
    assert row.opened == ["before-you-begin", "consent-and-means"]
    page = browser.get(reverse("learn:module", args=["m1"])).content.decode()
    assert "Section 3 of 7" in page
    assert f'href="{section("consent-and-means")}" role="button"' in page


def test_a_new_version_is_read_from_the_beginning(learner: Actor, module: Module) -> None:
    progress.open_section(module, "inside-wales", by=learner, now=NOW)
    newer = replace(module, version="2027-01")
    progress.open_section(newer, "three-parts", by=learner, now=NOW + dt.timedelta(days=60))
    row = Progress.objects.get()
    assert (row.version, row.opened) == ("2027-01", ["three-parts"])
    assert standings(learner)[0].status.text == "Not begun"  # of the version that is shipped


def test_a_scene_answers_the_choice_and_keeps_nothing(browser: Client) -> None:
    page = browser.get(section("consent-and-means"), {"scene-gwen": "2"}).content.decode()
    assert "Think again" in page
    assert "Next week may be too late" in page
    assert "Her age and what is asked of her are enough" not in page
    good = browser.get(section("consent-and-means"), {"scene-gwen": "1"}).content.decode()
    assert "A good way to go on" in good
    assert not Attempt.objects.exists()
    assert not Draft.objects.exists()
    assert "gwen" not in str(Progress.objects.values())


def test_the_choice_is_still_there_in_the_other_language(browser: Client) -> None:
    page = browser.get(section("consent-and-means"), {"scene-gwen": "2"}).content.decode()
    other = page.split('hreflang="cy"')[0].rsplit('href="', 1)[1].split('"')[0]
    assert other.startswith("/cy/")
    assert "Gall yr wythnos nesaf fod yn rhy hwyr" in browser.get(other).content.decode()


@pytest.mark.parametrize(
    "sent", ["", "0", "9", "-1", "x" * 5000, "<script>alert(1)</script>", "٣", "😀", "\u202e1"]
)
@pytest.mark.parametrize(
    ("language", "message"),
    [("en", "Choose one of them to see where it leads."), ("cy", "Dewiswch un ohonynt i weld i ble")],
)
def test_a_scene_without_a_choice_says_so(browser: Client, sent: str, language: str, message: str) -> None:
    address = section("consent-and-means").replace("/en/", f"/{language}/")
    page = browser.get(address, {"scene-gwen": sent, "tried": "scene-gwen"}).content.decode()
    assert message in page
    assert "<script>alert" not in page
    assert 'class="learn-reply"' not in page


def test_a_pause_has_no_box_to_write_in(browser: Client) -> None:
    page = browser.get(section("three-parts")).content.decode()
    assert "Stop and think" in page
    assert "nothing of it is kept here" in page
    assert "<textarea" not in page


@pytest.mark.parametrize("where", ["m9", "m1/sections/no-such-section", "m1/sections/scene-gwen"])
def test_what_is_not_there_is_not_found(browser: Client, where: str) -> None:
    for door in ("modules", "open"):
        assert browser.get(f"/en/learn/{door}/{where}" + ("" if "/" in where else "/")).status_code == 404


def test_the_title_of_the_window_does_not_tell(browser: Client) -> None:
    page = browser.get(section("consent-and-means")).content.decode()
    title = page.split("<title>")[1].split("</title>")[0]
    assert "Module 1, section 3 of 7" in title
    assert "traffick" not in title.lower()


# ---- without an account ----


def test_anybody_reads_the_open_module_and_nothing_is_kept(client: Client, module: Module) -> None:
    assert reverse("learn:open_module", args=["m1"]) in client.get(reverse("learn:open")).content.decode()
    for one in module.sections:
        answer = client.get(section(one.anchor, name="learn:open_section"))
        page = answer.content.decode()
        assert answer.status_code == 200
        assert "nothing you do here is kept" in page
        assert "data-leave" in page
        assert "/learn/modules/" not in page  # no way leads into what asks for an account
        assert answer["Cache-Control"] == "no-store"
    assert not Progress.objects.exists()
    assert not client.cookies.get("noddfa_session")


def test_whoever_is_signed_in_is_told_where_progress_is_kept(browser: Client) -> None:
    page = browser.get(section("three-parts", name="learn:open_section")).content.decode()
    assert reverse("learn:module", args=["m1"]) in page
    assert not Progress.objects.exists()


def test_the_course_itself_asks_for_an_account(client: Client) -> None:
    for address in (reverse("learn:courses"), section("three-parts"), reverse("learn:check", args=["m1"])):
        assert client.get(address).status_code == 302
    assert not Progress.objects.exists()


def test_without_a_membership_there_is_no_course(client: Client) -> None:
    nobody = builders.user()
    builders.second_factor(nobody)
    client.force_login(nobody, backend=builders.BACKEND)
    assert client.get(section("three-parts")).status_code == 403
