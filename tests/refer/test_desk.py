"""The duty desk: its queue, who deals with what, looking through the records, the checks."""

from __future__ import annotations

import datetime as dt
import re
import uuid

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from noddfa.access import circle
from noddfa.access.models import TrailEntry
from noddfa.access.roles import Role
from noddfa.chronicle import facts_of, marks_of, rebuild
from noddfa.chronicle.models import Event, Record
from noddfa.recognise.services import About
from noddfa.refer import home
from noddfa.refer.models import DeskReport
from noddfa.refer.services import claim
from tests.recognise.conftest import write_concern
from tests.refer import payloads
from tests.refer.conftest import NOW, browse, council, reported
from tests.support import builders

pytestmark = pytest.mark.django_db

DESK = "refer:desk"


def page_of(who, record: Record, name: str = "refer:desk_report") -> str:
    return browse(who).get(reverse(name, args=[record.pk])).content.decode()


def shown(client: Client, **query: str) -> list[str]:
    table = client.get(reverse(DESK), query).context["queue"].table
    return [row[0].text for row in table.rows] if table else []


def another(teacher, *, received: dt.datetime = NOW, **changed) -> Record:
    """A further report to the same desk."""
    record = write_concern(teacher, now=received, **changed)
    reported(record, teacher, now=received)
    return record


# ---- the queue ----


def test_empty(cardiff) -> None:
    assert "No reports yet" in browse(cardiff).get(reverse(DESK)).content.decode()


def test_a_report_waits_with_its_limit(concern: Record, report: Event, cardiff) -> None:
    client = browse(cardiff)
    said = client.get(reverse(DESK)).content.decode()
    for part in (
        concern.reference,
        "1 report waits",
        "Wednesday 25 November 2026",
        "Nobody yet",
        "Invented School",
    ):
        assert part in said
    assert "Enghraifft Dychmygol" not in said  # no name in a list


def test_the_chronology_of_a_report_folds_what_the_page_says_above(
    concern: Record, report: Event, cardiff
) -> None:
    page = page_of(cardiff, concern)
    above, chronology = page.split(">What happened<")
    seen = re.search(r"What did you see or hear\?\s*</dt>\s*<dd[^>]*>\s*([^<]+?)\s*<", above)
    assert seen
    assert chronology.count("<details") == chronology.count("What it says") == 3
    assert seen[1] in chronology
    assert seen[1] not in re.sub(r"<details.*?</details>", "", chronology, flags=re.DOTALL)


def test_the_late_come_first_then_the_dangerous_and_say_so_in_words(teacher, cardiff) -> None:
    waits = another(teacher)
    dangerous = another(teacher, danger="yes", called="yes")
    late = another(teacher, received=NOW - dt.timedelta(days=6))
    client = browse(cardiff)
    assert shown(client) == [late.reference, dangerous.reference, waits.reference]
    said = client.get(reverse(DESK)).content.decode()
    assert "noddfa-status--late" in said
    for words in ("1 is late", "Danger reported", ">Late<", ">Waiting<"):
        assert words in said


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ("waiting", {"late", "danger", "mine"}),
        ("late", {"late"}),
        ("danger", {"danger"}),
        ("mine", {"mine"}),
        ("unclaimed", {"late", "danger"}),
        ("decided", set()),
        ("all", {"late", "danger", "mine"}),
        ("nonsense'--", {"late", "danger", "mine"}),
    ],
)
def test_filters(teacher, cardiff, state: str, expected: set[str]) -> None:
    made = {
        "late": another(teacher, received=NOW - dt.timedelta(days=6)),
        "danger": another(teacher, danger="yes", called="yes"),
        "mine": another(teacher),
    }
    arrival = DeskReport.objects.get(record=made["mine"]).arrival
    claim(made["mine"].pk, arrival=arrival, by=cardiff, now=NOW)
    assert set(shown(browse(cardiff), state=state)) == {made[name].reference for name in expected}


def test_search_sort_and_pages(teacher, cardiff) -> None:
    made = [another(teacher, received=NOW - dt.timedelta(minutes=n)) for n in range(27)]
    client = browse(cardiff)
    assert shown(client, q=made[3].reference.lower().replace("-", " ")) == [made[3].reference]
    assert shown(client, q="zzzz") == []
    assert len(shown(client)) == 25
    assert len(shown(client, page="2")) == 2
    assert shown(client, sort="received")[0] == made[-1].reference
    assert shown(client, sort="received", order="desc")[0] == made[0].reference


def test_the_number_of_queries_does_not_grow(
    teacher, cardiff, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = browse(cardiff)
    first = another(teacher)
    claim(first.pk, arrival=DeskReport.objects.get().arrival, by=cardiff, now=NOW)
    with CaptureQueriesContext(connection) as one:
        client.get(reverse(DESK))
    for _each in range(29):
        another(teacher)
    with django_assert_num_queries(len(one)):
        assert len(shown(client)) == 25


def test_another_councils_desk_learns_nothing(concern: Record, report: Event, swansea) -> None:
    client = browse(swansea)
    assert shown(client, state="all") == []
    assert shown(client, q=concern.reference, state="all") == []
    for name in ("desk_report", "matches", "checks", "decide"):
        answers = [client.get(reverse(f"refer:{name}", args=[pk])) for pk in (concern.pk, uuid.uuid4())]
        assert [answer.status_code for answer in answers] == [404, 404]
    assert client.post(reverse("refer:claim", args=[concern.pk])).status_code == 404


def test_who_does_not_stand_around_it_gets_404(concern: Record, report: Event, teacher, cardiff) -> None:
    outsiders = [
        teacher,  # reported it, and is not of the desk
        builders.actor(Role.CASE_LEAD, council(payloads.CARDIFF)),
        builders.actor(Role.SUPPORT_WORKER),
        builders.actor(Role.MANAGER),
    ]
    for who in outsiders:
        assert browse(who).get(reverse("refer:desk_report", args=[concern.pk])).status_code == 404


def test_the_manager_of_the_council_sees_the_desk(concern: Record, report: Event, cardiff) -> None:
    manager = browse(builders.actor(Role.MANAGER, council(payloads.CARDIFF)))
    assert shown(manager) == [concern.reference]
    assert manager.get(reverse("refer:desk_report", args=[concern.pk])).status_code == 200


def test_a_body_that_is_no_council_has_no_desk(teacher) -> None:
    school = builders.user_of(teacher).memberships.get().organisation
    manager = builders.actor(Role.MANAGER, school)
    assert "Your body has no duty desk" in browse(manager).get(reverse(DESK)).content.decode()
    assert home.cards(manager, now=NOW) == []


def test_somebody_locked_out_does_not_see_it_in_the_queue(concern: Record, report: Event, cardiff) -> None:
    manager = builders.actor(Role.MANAGER, council(payloads.CARDIFF))
    kept_out = builders.user_of(cardiff)
    circle.lock_out(concern.pk, kept_out, by=manager, reason="Invented: lives next door.", now=NOW)
    client = browse(cardiff)
    assert shown(client, state="all") == []
    assert client.get(reverse(DESK)).context["queue"].waiting == 0
    assert client.get(reverse("refer:desk_report", args=[concern.pk])).status_code == 404


def test_the_home_page_counts_what_waits_and_what_is_late(teacher, cardiff) -> None:
    another(teacher)
    (card,) = home.cards(cardiff, now=NOW)
    assert (card.figure, card.urgent) == (1, False)
    (card,) = home.cards(cardiff, now=NOW + dt.timedelta(days=7))
    assert card.urgent
    assert str(card.status.text) == "1 is late"
    assert home.cards(teacher, now=NOW) == []


def test_rebuilding_gives_the_same_rows(teacher, cardiff) -> None:
    record = another(teacher, danger="yes", called="yes")
    claim(record.pk, arrival=DeskReport.objects.get().arrival, by=cardiff, now=NOW)
    before = list(DeskReport.objects.values())
    rebuild()
    assert list(DeskReport.objects.values()) == before


def test_the_queue_reads_in_welsh(concern: Record, report: Event, cardiff) -> None:
    with translation.override("cy"):
        said = browse(cardiff).get(reverse(DESK)).content.decode()
    assert "Dydd Mercher 25 Tachwedd 2026" in said
    for english in ("Waiting", "Nobody yet", "Decide by"):
        assert english not in said


# ---- one report ----


def test_the_number_of_queries_of_its_page_does_not_grow(
    concern: Record, report: Event, teacher, cardiff, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client, place = browse(cardiff), reverse("refer:desk_report", args=[concern.pk])
    with CaptureQueriesContext(connection) as one:
        client.get(place)
    for _each in range(10):
        reported(concern, teacher)
    with django_assert_num_queries(len(one)):
        assert client.get(place).status_code == 200


def test_the_page_says_what_was_reported(concern: Record, report: Event, cardiff) -> None:
    said = page_of(cardiff, concern)
    for part in (
        "Enghraifft Dychmygol",
        "Afraid of the man",
        "Athrawes Enghraifft",
        "Invented School",
        "Criminal exploitation",
    ):
        assert part in said


def test_a_possible_crime_asks_for_the_police_until_they_were_told(
    concern: Record, report: Event, cardiff
) -> None:
    prompt = "discuss it with the police at once"
    said = page_of(cardiff, concern)
    assert prompt in said
    assert "South Wales Police" in said
    answer = browse(cardiff).post(
        reverse("chronicle:add", args=[concern.pk, "police_discussion"]),
        {
            "with_whom": "Heddwas Enghraifft",
            "agreed": "Joint visit.",
            "happened_day": "24",
            "happened_month": "11",
            "happened_year": "2026",
            "happened_time": "10:20",
        },
    )
    assert answer.status_code == 302
    assert prompt not in page_of(cardiff, concern)
    assert "police_discussion" in {str(mark.name) for mark in marks_of(facts_of(concern.pk))}


def test_the_reporter_does_not_read_what_the_desk_writes(
    concern: Record, report: Event, teacher, cardiff
) -> None:
    browse(cardiff).post(reverse("refer:checks", args=[concern.pk]), payloads.checks())
    assert "Nothing known of her here." in page_of(cardiff, concern)
    assert "Nothing known of her here." not in page_of(teacher, concern, "recognise:concern")


def test_danger_stays_at_the_top(teacher, cardiff) -> None:
    record = another(teacher, danger="yes", called="not_yet")
    assert "said to be in danger" in page_of(cardiff, record)


# ---- dealing with it ----


def press(who, record: Record, **data: str) -> Client:
    client = browse(who)
    client.post(reverse("refer:claim", args=[record.pk]), data)
    return client


def test_i_am_dealing_with_it(concern: Record, report: Event, cardiff) -> None:
    press(cardiff, concern)
    press(cardiff, concern)
    assert Event.objects.filter(kind="claimed").count() == 1
    assert DeskReport.objects.get().claimed_by == cardiff.user_id
    assert "Swyddog Caerdydd Enghraifft" in browse(cardiff).get(reverse(DESK)).content.decode()


def test_it_is_taken_over_only_knowingly(concern: Record, report: Event, cardiff) -> None:
    colleague = builders.actor(Role.DUTY_OFFICER, council(payloads.CARDIFF), name="Arall Enghraifft")
    press(cardiff, concern)
    said = press(colleague, concern).get(reverse("refer:desk_report", args=[concern.pk])).content.decode()
    assert "Swyddog Caerdydd Enghraifft has been dealing with it" in said
    assert DeskReport.objects.get().claimed_by == cardiff.user_id
    press(colleague, concern, take_over="yes")
    assert DeskReport.objects.get().claimed_by == colleague.user_id


# ---- looking through the records ----


def look(who, record: Record, reason: str = "Initial checks of a report") -> Client:
    client = browse(who)
    client.post(reverse("refer:matches", args=[record.pk]), {"reason": reason})
    return client


def test_looking_asks_why_and_keeps_the_reason_and_the_look(concern: Record, report: Event, cardiff) -> None:
    place = reverse("refer:matches", args=[concern.pk])
    client = browse(cardiff)
    assert client.get(place).context["found"] is None
    assert client.post(place, {"reason": " "}).status_code == 422
    assert client.post(place, {"reason": "Initial checks of a report"}).url == place
    assert client.get(place).context["found"] is not None
    assert Event.objects.filter(kind="record_check", by_id=cardiff.user_id).count() == 1
    looks = TrailEntry.objects.filter(route="refer:matches", record=concern.pk, user_id=cardiff.user_id)
    assert looks.count() == 4


def test_what_the_desk_may_see_is_shown_and_what_others_hold_is_only_named(
    concern: Record, report: Event, teacher, cardiff
) -> None:
    known_here = another(teacher, about=About(name="Enghraifft Dychmygol"))
    elsewhere = builders.actor(Role.PRACTITIONER, builders.organisation(name_en="Invented Refuge"))
    hidden = write_concern(elsewhere, about=About(name="Enghraifft Dychmygol", description="scar"))
    said = look(cardiff, concern).get(reverse("refer:matches", args=[concern.pk])).content.decode()
    assert known_here.reference in said
    assert "A possible match is held by Invented Refuge: telephone their duty desk." in said
    assert hidden.reference not in said
    assert "scar" not in said


def test_a_record_one_is_locked_out_of_is_not_even_counted(concern: Record, report: Event, cardiff) -> None:
    other = builders.actor(Role.PRACTITIONER, builders.organisation(name_en="Invented Refuge"))
    hidden = write_concern(other, about=About(name="Enghraifft Dychmygol"))
    circle.lock_out(hidden.pk, builders.user_of(cardiff), by=other, reason="Invented: is her uncle.", now=NOW)
    said = look(cardiff, concern).get(reverse("refer:matches", args=[concern.pk])).content.decode()
    assert "Invented Refuge" not in said


def test_without_a_name_there_is_too_little_to_look_by(teacher, cardiff) -> None:
    record = another(teacher)
    said = look(cardiff, record).get(reverse("refer:matches", args=[record.pk])).content.decode()
    assert "Too little is known about the person" in said


# ---- the checks ----


def test_the_checks_are_recorded(concern: Record, report: Event, cardiff) -> None:
    place, sent = reverse("refer:checks", args=[concern.pk]), payloads.checks(crime="yes")
    client = browse(cardiff)
    for _twice in range(2):
        assert client.post(place, sent).url == reverse("refer:desk_report", args=[concern.pk])
    event = Event.objects.get(kind="initial_checks")
    assert event.facts["arrival"] == str(report.pk)
    marks = {(str(m.name), m.thread) for m in marks_of(facts_of(concern.pk))}
    assert ("initial_checks", str(report.pk)) in marks


@pytest.mark.parametrize(
    ("changed", "field", "said"),
    [
        ({"checked": []}, "checked", "Choose an answer."),
        ({"checked": ["oracle"]}, "checked", "not one of the available choices"),
        ({"safe": ""}, "safe", "Choose an answer."),
        ({"crime": "maybe"}, "crime", "not one of the available choices"),
        ({"permission": ""}, "permission", "Choose an answer."),
        ({"found": ""}, "found", "Enter an answer."),
        ({"found": "x" * 6001}, "found", "6000 characters or fewer"),
        ({"happened_day": "32"}, "happened", "There is no such date"),
        ({"happened_year": "2027"}, "happened", "today or in the past"),
    ],
)
def test_wrong_checks_are_told_beside_the_field(
    concern: Record, report: Event, cardiff, changed, field, said
) -> None:
    answer = browse(cardiff).post(reverse("refer:checks", args=[concern.pk]), payloads.checks(**changed))
    assert answer.status_code == 422
    assert said in " ".join(answer.context["form"].errors[field])
    assert not Event.objects.filter(kind="initial_checks").exists()
