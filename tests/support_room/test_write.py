"""Beginning a needs record: what a browser sends, and each way in which it may be wrong."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from noddfa.access.circle import standing
from noddfa.chronicle import Reader
from noddfa.chronicle.models import Event
from noddfa.support.needs.current import standing_for, tip
from tests.support.cast import Cast
from tests.support_room import stories
from tests.support_room.conftest import browse
from tests.support_room.stories import about, payload, under

RTL = "\u202e"
ZERO_WIDTH = "\u200b"


@pytest.fixture
def browser(it: Cast) -> Client:
    return browse(it.worker)


def address(it: Cast) -> str:
    return reverse("support:edit", args=[it.record.pk])


def stored(it: Cast) -> Any:
    """What stands, as the worker reads it."""
    reader = Reader(it.worker, standing(it.worker, it.record.pk, now=stories.NOW))
    found = standing_for(it.record, reader)
    return found.content if found else None


def refused(browser: Client, it: Cast, data: dict[str, Any]) -> dict[str, list[str]]:
    """The messages of a form that was not accepted: label -> messages. Nothing was recorded."""
    answer = browser.post(address(it), data)
    assert answer.status_code == 422
    assert not Event.objects.filter(kind="needs_record").exists()
    found: dict[str, list[str]] = {}
    for _id, label, message in answer.context["problems"]:
        found.setdefault(label, []).append(message)
    page = answer.content.decode()
    assert "There is a problem" in page
    assert all(message in page.replace("&#x27;", "'") for messages in found.values() for message in messages)
    return found


def test_it_works(browser: Client, it: Cast) -> None:
    answer = browser.post(address(it), payload(accommodation__wish="I want my own door"))
    assert answer.url == reverse("support:needs", args=[it.record.pk])
    said = stored(it)
    (need,) = said.needs
    assert (need.heading, need.urgency, need.need, need.wish) == (
        "accommodation",
        "urgent",
        "A room with a lock",
        "I want my own door",
    )
    (consent,) = said.consents
    assert (consent.purpose, consent.status, consent.on) == ("health", "given", dt.date(2026, 11, 24))
    assert (said.occasion, said.follows, said.language) == ("first", "", "cy")
    assert said.issue
    page = browser.get(answer.url).content.decode()
    assert "The needs record was begun." in page
    assert "Headings talked about: 1 of 12" in page


def test_all_twelve_headings_and_every_purpose_are_asked(browser: Client, it: Cast) -> None:
    page = browser.get(address(it))
    assert page.status_code == 200
    assert len(page.context["headings"]) == 12
    said = page.content.decode()
    assert all(f'id="heading-{one.code}"' in said and one.prompts[0] for one in page.context["headings"])
    assert "Headings talked about: 0 of 12" in said
    assert said.count("<details") >= 12 + len(page.context["purposes"])


def test_every_field_of_every_heading_is_kept(browser: Client, it: Cast) -> None:
    data = payload()
    codes = [one.code for one in browser.get(address(it)).context["headings"]]
    for number, code in enumerate(codes):
        data |= under(
            code,
            urgency="soon",
            wish=f"wish {number} ŵ",
            need=f"need {number} 🏠",
            action=f"action {number}",
            owner=str(it.lead.user_id),
            who_else=f"else {number}",
            due_day="1",
            due_month="12",
            due_year="2026",
            state="done",
            done_on_day="24",
            done_on_month="11",
            done_on_year="2026",
            outcome=f"outcome {number}",
            notes=f"notes {number} <b>",
        )
    assert browser.post(address(it), data).status_code == 302
    needs = stored(it).needs
    assert [need.heading for need in needs] == codes
    assert needs[7].wish == "wish 7 ŵ"
    assert needs[7].need == "need 7 🏠"
    assert needs[7].owner == str(it.lead.user_id)
    assert (needs[7].due, needs[7].done_on) == (dt.date(2026, 12, 1), dt.date(2026, 11, 24))
    assert needs[7].notes == "notes 7 <b>"
    page = browser.get(reverse("support:needs", args=[it.record.pk])).content.decode()
    assert "notes 7 &lt;b&gt;" in page


def test_empty(browser: Client, it: Cast) -> None:
    found = refused(browser, it, {"rests_on": "0"})
    assert found == {
        "When did you talk?": ["Enter a date."],
        "Who was there?": ["Enter an answer."],
        "Which language did the person use?": ["Choose an answer."],
        "Was there an interpreter?": ["Choose an answer."],
        "Has the person seen what is written?": ["Choose an answer."],
        "When will you review it together?": ["Enter a date."],
    }


def test_nothing_said_under_any_heading(browser: Client, it: Cast) -> None:
    data = {k: v for k, v in payload().items() if not k.startswith(("needs-", "consents-"))}
    assert "Nothing is written under any heading" in refused(browser, it, data)[""][0]


@pytest.mark.parametrize(
    ("heading", "label", "message"),
    [
        ({"urgency": "urgent"}, "Mental health: What is needed?", "Enter an answer."),
        ({"urgency": "made_up", "need": "x"}, "Mental health: How urgent is it?", "Select a valid choice"),
        (
            {"urgency": "not_yet", "wish": "Sleep"},
            "Mental health: How urgent is it?",
            "Something is written below",
        ),
        ({"urgency": "none", "need": "Sleep"}, "Mental health: How urgent is it?", "nothing is needed, but"),
        (
            {"urgency": "none", "state": "not_possible"},
            "Mental health: How urgent is it?",
            "nothing is needed, but",
        ),
        (
            {"urgency": "soon", "need": "x" * 2001},
            "Mental health: What is needed?",
            "2000 characters or fewer",
        ),
        ({"urgency": "soon", "need": ZERO_WIDTH}, "Mental health: What is needed?", "cannot be seen"),
        (
            {"urgency": "soon", "need": "x", "who_else": "y" * 201},
            "Mental health: Or who else?",
            "200 characters",
        ),
        (
            {"urgency": "soon", "need": "x", "owner": "nobody"},
            "Mental health: Who in the circle will do it?",
            "Select a valid",
        ),
        (
            {"urgency": "soon", "need": "x", "state": "done"},
            "Mental health: When was it done?",
            "Enter a date.",
        ),
        (
            {"urgency": "soon", "need": "x", "due_day": "31", "due_month": "2", "due_year": "2027"},
            "Mental health: By when?",
            "There is no such date",
        ),
        (
            {"urgency": "soon", "need": "x", "due_day": "soon", "due_month": "2", "due_year": "27"},
            "Mental health: By when?",
            "four figures",
        ),
        (
            {
                "urgency": "soon",
                "need": "x",
                "state": "done",
                "done_on_day": "25",
                "done_on_month": "11",
                "done_on_year": "2026",
            },
            "Mental health: When was it done?",
            "today or in the past",
        ),
    ],
)
def test_what_is_wrong_under_a_heading_names_the_heading(
    browser: Client, it: Cast, heading: dict[str, str], label: str, message: str
) -> None:
    data = payload() | under("mental_health", **({"state": "open"} | heading))
    found = refused(browser, it, data)
    assert message in found[label][0]
    assert list(found) == [label]


def test_a_heading_with_a_mistake_stands_open_and_holds_what_was_typed(browser: Client, it: Cast) -> None:
    data = payload() | under("mental_health", urgency="soon", state="open", wish=f"Nos da {RTL}<b>😴")
    answer = browser.post(address(it), data)
    sections = {one.code: one for one in answer.context["headings"]}
    assert sections["mental_health"].open
    assert not sections["accommodation"].open
    page = answer.content.decode()
    assert "&lt;b&gt;😴" in page
    assert "A room with a lock" in page
    assert 'href="#id_needs-mental_health-need"' in page
    assert 'id="id_needs-mental_health-need"' in page


def test_hidden_signs_are_taken_out_and_everything_else_stays(browser: Client, it: Cast) -> None:
    wish = f"Fy {RTL}nrws{ZERO_WIDTH} fy hun 🏠 <script>"
    assert browser.post(address(it), payload(accommodation__wish=wish)).status_code == 302
    assert stored(it).needs[0].wish == "Fy nrws fy hun 🏠 <script>"
    page = browser.get(reverse("support:needs", args=[it.record.pk])).content.decode()
    assert "<script>" not in page.split("<main")[1].split("</main>")[0]


@pytest.mark.parametrize(
    ("consent", "label", "message"),
    [
        ({"status": "given"}, "The police: When did they say so?", "Enter a date."),
        (
            {"status": "refused", "on_day": "1", "on_month": "1", "on_year": "2027"},
            "The police: When did they say so?",
            "today or in the past",
        ),
        (
            {"status": "not_asked", "limits": "Only Sergeant Ffugenw"},
            "The police: What did the person say?",
            "written below",
        ),
        ({"status": "perhaps"}, "The police: What did the person say?", "Select a valid choice"),
    ],
)
def test_what_is_wrong_about_a_consent(
    browser: Client, it: Cast, consent: dict[str, str], label: str, message: str
) -> None:
    found = refused(browser, it, payload() | about("police", **consent))
    assert message in found[label][0]


@pytest.mark.parametrize(
    ("changed", "label", "message"),
    [
        ({"happened_day": "25"}, "When did you talk?", "today or in the past"),
        ({"happened_time": "11:59"}, "When did you talk?", "The time must be in the past"),
        ({"happened_time": "half"}, "When did you talk?", "hours and minutes"),
        ({"present": "x" * 1001}, "Who was there?", "1000 characters"),
        ({"language": "other"}, "Which language?", "Enter an answer."),
        (
            {"next_review_day": "24", "next_review_month": "11"},
            "When will you review it together?",
            "must come after",
        ),
        ({"next_review_year": "2028"}, "When will you review it together?", "more than a year away"),
    ],
)
def test_what_is_wrong_about_the_conversation(
    browser: Client, it: Cast, changed: dict[str, str], label: str, message: str
) -> None:
    assert message in refused(browser, it, payload(**changed))[label][0]


def test_another_language_is_named(browser: Client, it: Cast) -> None:
    data = payload(
        language="other",
        language_name="Fietnameg",
        interpreter="remote",
        interpreter_who="Gwasanaeth Dychmygol",
    )
    assert browser.post(address(it), data).status_code == 302
    assert stored(it).language_name == "Fietnameg"


def test_sent_twice_it_is_stored_once(browser: Client, it: Cast) -> None:
    data = payload(event_id="6f0f8f2e-8a1b-4c3e-9b5a-0000000000aa")
    for _time in range(2):
        assert browser.post(address(it), data).status_code == 302
    assert Event.objects.filter(kind="needs_record").count() == 1


def test_messages_come_in_welsh(browser: Client, it: Cast) -> None:
    with translation.override("cy"):
        place = address(it)
    answer = browser.post(place, payload() | under("mental_health", urgency="urgent", state="open"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Iechyd meddwl: Beth sydd ei angen?" in page
    assert "Rhowch ateb" in page or "Rhowch" in page
    assert "What is needed" not in page


def test_the_language_switch_keeps_what_was_typed_and_judges_nothing(browser: Client, it: Cast) -> None:
    with translation.override("cy"):
        place = address(it)
    data = payload(accommodation__wish="half a wi", present="", switch_language="cy")
    answer = browser.post(place, data)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "half a wi" in page
    assert "Dechrau’r cofnod anghenion" in page
    assert not answer.context["problems"]
    assert tip(it.record.pk) == 0


def test_what_names_people_is_sealed(browser: Client, it: Cast, raw_store: Any) -> None:
    data = payload(present="Seledig Dychmygol", own_words="Geiriau Dychmygol")
    data |= under(
        "mental_health",
        urgency="soon",
        state="open",
        need="Angen Dychmygol",
        wish="Dymuniad Dychmygol",
        action="Gweithred Dychmygol",
        who_else="Rhywun Dychmygol",
        outcome="Canlyniad Dychmygol",
        notes="Nodyn Dychmygol",
    )
    data |= about(
        "police", status="refused", on_day="24", on_month="11", on_year="2026", limits="Terfyn Dychmygol"
    )
    assert browser.post(address(it), data).status_code == 302
    content = raw_store()
    for words in (
        "Seledig",
        "Geiriau",
        "Angen",
        "Dymuniad",
        "Gweithred",
        "Rhywun",
        "Canlyniad",
        "Nodyn",
        "Terfyn",
    ):
        assert f"{words} Dychmygol".encode() not in content
    event = Event.objects.get(kind="needs_record")
    assert {"heading": "mental_health", "urgency": "soon", "state": "open"} in event.facts["needs"]
    assert {"purpose": "police", "status": "refused", "on": "2026-11-24"} in event.facts["consents"]
    assert event.facts["next_review"] == "2026-12-24"
    assert set(event.facts) <= {
        "issue", "occasion", "language", "interpreter", "seen", "needs", "consents", "next_review"
    }  # fmt: skip
