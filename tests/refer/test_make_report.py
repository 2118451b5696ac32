"""Making the report: to the right council, by telephone, here or another way; its receipt; its confirmation."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from noddfa.access.models import Desk, Notice
from noddfa.access.roles import Role
from noddfa.chronicle import drafts, facts_of, marks_of
from noddfa.chronicle.models import Event, Record
from noddfa.recognise.models import ConcernRow
from noddfa.refer.families import MAKE
from noddfa.refer.models import DeskReport
from tests.recognise.conftest import write_concern
from tests.refer import payloads
from tests.refer.conftest import NOW, browse, reported
from tests.support import builders

pytestmark = pytest.mark.django_db


def make(record: Record) -> str:
    return reverse("refer:make", args=[record.pk])


def marks(record: Record) -> set[str]:
    return {str(mark.name) for mark in marks_of(facts_of(record.pk))}


def test_the_form_begins_with_what_the_concern_says(concern: Record, teacher, cardiff) -> None:
    form = browse(teacher).get(make(concern)).context["form"]
    assert form.initial["council"] == payloads.CARDIFF
    assert form.initial["area_basis"] == "lives"
    assert len(list(form.fields["council"].choices)) == 23


def test_in_writing_here_it_lies_before_the_desk_at_once(concern: Record, teacher, cardiff) -> None:
    answer = browse(teacher).post(make(concern), payloads.report())
    event = Event.objects.get(kind="report")
    assert answer.url == reverse("refer:receipt", args=[concern.pk, event.pk])
    assert Desk.objects.filter(
        record=concern.pk, organisation_id=payloads.CARDIFF, role=Role.DUTY_OFFICER
    ).exists()
    assert Notice.objects.get().user_id == cardiff.user_id
    assert {"concern_logged", "report_in_writing", "report_received"} <= marks(concern)
    assert "report_by_telephone" not in marks(concern)
    row = DeskReport.objects.get()
    assert (row.body, row.received, row.decided) == (payloads.CARDIFF, NOW, None)
    assert ConcernRow.objects.get().state == "reported"
    assert browse(cardiff).get(reverse("refer:desk_report", args=[concern.pk])).status_code == 200


def test_by_telephone_it_waits_to_be_confirmed_within_24_hours(concern: Record, teacher, cardiff) -> None:
    browse(teacher).post(make(concern), payloads.by_telephone())
    assert {"report_by_telephone", "report_received"} <= marks(concern)
    assert "report_in_writing" not in marks(concern)
    assert ConcernRow.objects.get().confirm_by == dt.datetime(2026, 11, 25, 10, 0, tzinfo=dt.UTC)
    assert DeskReport.objects.get().received == dt.datetime(2026, 11, 24, 10, 0, tzinfo=dt.UTC)


def test_sent_another_way_nobody_says_that_it_arrived(concern: Record, teacher) -> None:
    sent = payloads.report(
        council=payloads.POWYS, channel="elsewhere", sent_how="Secure e-mail to the duty team"
    )
    answer = browse(teacher).post(make(concern), sent)
    assert {"report_in_writing"} <= marks(concern)
    assert "report_received" not in marks(concern)
    assert not DeskReport.objects.exists()
    assert not Desk.objects.exists()
    page = browse(teacher).get(answer.url).content.decode()
    assert "Prepared, not sent" in page
    assert "lies before" not in page


def test_sent_twice_it_is_one_report(concern: Record, teacher, cardiff) -> None:
    client, sent = browse(teacher), payloads.report()
    assert client.post(make(concern), sent).url == client.post(make(concern), sent).url
    assert Event.objects.filter(kind="report").count() == 1
    assert Notice.objects.count() == 1


def test_sent_again_with_other_words_nothing_is_lost(concern: Record, teacher, cardiff) -> None:
    client, sent = browse(teacher), payloads.report()
    client.post(make(concern), sent)
    again = client.post(make(concern), {**sent, "more": "She will be at the station at four."})
    assert again.status_code == 422
    assert "was sent before" in again.content.decode()
    assert "at the station at four" in again.content.decode()
    renewed = again.context["form"]["event_id"].value()
    assert client.post(make(concern), {**sent, "more": "At four.", "event_id": renewed}).status_code == 302
    assert Event.objects.filter(kind="report").count() == 2


@pytest.mark.parametrize(
    ("changed", "field", "said"),
    [
        ({"council": ""}, "council", "Choose an answer."),
        ({"council": "W99"}, "council", "not one of the available choices"),
        ({"area_basis": ""}, "area_basis", "Choose an answer."),
        ({"channel": ""}, "channel", "Choose an answer."),
        ({"talked": ""}, "talked", "Choose an answer."),
        ({"talked": "yes"}, "talked_to", "Enter an answer."),
        ({"council": payloads.POWYS}, "channel", "duty desk is not in Noddfa"),
        ({"channel": "telephone"}, "spoken_to", "Enter an answer."),
        ({"channel": "elsewhere"}, "sent_how", "Enter an answer."),
        ({"channel": "telephone", "spoken_to": "x" * 201}, "spoken_to", "200 characters or fewer"),
        (
            {"when_day": "24", "when_month": "11", "when_year": "2026", "when_time": "09:00"},
            "when",
            "made now",
        ),
        (
            {"when_day": "24", "when_month": "11", "when_year": "2026", "when_time": "11:00"},
            "when",
            "in the past",
        ),
        (
            {"when_day": "31", "when_month": "11", "when_year": "2026", "when_time": "09:00"},
            "when",
            "no such date",
        ),
        (
            {"when_day": "1", "when_month": "1", "when_year": "2027", "when_time": "09:00"},
            "when",
            "in the past",
        ),
        ({"more": "x" * 4001}, "more", "4000 characters or fewer"),
        ({"more": "\u200b"}, "more", "cannot be seen"),
    ],
)
def test_wrong_answers_are_told_beside_the_field(
    concern: Record, teacher, cardiff, changed, field, said
) -> None:
    answer = browse(teacher).post(make(concern), payloads.report(**changed))
    assert answer.status_code == 422
    assert said in " ".join(answer.context["form"].errors[field])
    assert not Event.objects.filter(kind="report").exists()
    if "more" not in changed:
        assert "Ring me on the school" in answer.content.decode()


def test_html_and_emoji_are_kept_as_typed(concern: Record, teacher, cardiff) -> None:
    typed = "<img src=x onerror=alert(1)> 😟 مرحبا"
    answer = browse(teacher).post(make(concern), payloads.report(more=typed))
    page = browse(teacher).get(reverse("recognise:concern", args=[concern.pk])).content.decode()
    assert answer.status_code == 302
    assert "&lt;img src=x onerror=alert(1)&gt; 😟 مرحبا" in page


def test_what_was_typed_survives_a_lost_session(concern: Record, teacher, cardiff) -> None:
    client = browse(teacher)
    token = drafts.Place(teacher.user_id, MAKE, str(concern.pk)).token()
    client.logout()
    client.post(make(concern), payloads.report(more="nearly sent", draft_token=token))
    assert not Event.objects.filter(kind="report").exists()
    assert "nearly sent" in builders.sign_in(client, teacher).get(make(concern)).content.decode()


def test_only_its_writer_and_their_manager_report_it(concern: Record, teacher, cardiff) -> None:
    school = builders.user_of(teacher).memberships.get().organisation
    assert browse(builders.actor(Role.MANAGER, school)).get(make(concern)).status_code == 200
    for who in (builders.actor(Role.PRACTITIONER, school), cardiff, builders.actor(Role.MANAGER)):
        client = browse(who)
        assert client.get(make(concern)).status_code == 404
        assert client.get(reverse("refer:make", args=[uuid.uuid4()])).status_code == 404


# ---- the receipt ----


def receipt(who, record: Record, event: Event) -> str:
    return browse(who).get(reverse("refer:receipt", args=[record.pk, event.pk])).content.decode()


def test_the_receipt_says_what_happens_next_and_by_when(concern: Record, teacher, cardiff) -> None:
    event = reported(concern, teacher, channel="telephone", happened=NOW - dt.timedelta(minutes=30))
    page = receipt(teacher, concern, event)
    for part in (concern.reference, "Cardiff Council", "24 November 2026 at 10:00", "Swyddog Enghraifft"):
        assert part in page
    assert "By 25 November 2026 at 10:00" in page  # written confirmation
    assert "By the end of Wednesday 25 November 2026" in page  # the council's decision
    assert "Wales Safeguarding Procedures (2019-), section 2" in page
    assert "data-print" in page
    assert reverse("refer:confirm", args=[concern.pk]) in page


def test_asking_again_is_counted_over_the_bank_holidays(teacher, cardiff, clock) -> None:
    """Seven working days from Friday 18 December 2026 end on the 31st: the 25th and the 28th are not counted."""
    friday = dt.datetime(2026, 12, 18, 15, 0, tzinfo=dt.UTC)
    clock(friday)
    record = write_concern(teacher, now=friday)
    event = reported(record, teacher, now=friday)
    chase = ConcernRow.objects.get(pk=record.pk).chase_from
    assert chase == dt.datetime(2027, 1, 1, 0, 0, tzinfo=dt.UTC)
    assert DeskReport.objects.get().due == dt.datetime(2026, 12, 21, 23, 59, 59, tzinfo=dt.UTC)
    page = receipt(teacher, record, event)
    assert "From Friday 1 January 2027" in page
    assert "Christmas Day" in page


def test_a_decision_due_over_easter_waits_for_the_next_working_day(teacher, cardiff) -> None:
    """Thursday before Good Friday 2026: the one working day is Tuesday after Easter Monday; in summer time."""
    thursday = dt.datetime(2026, 4, 2, 16, 0, tzinfo=dt.UTC)
    record = write_concern(teacher, now=thursday)
    reported(record, teacher, now=thursday)
    assert DeskReport.objects.get().due == dt.datetime(2026, 4, 7, 22, 59, 59, tzinfo=dt.UTC)


def test_the_receipt_reads_in_welsh(concern: Record, report: Event, teacher) -> None:
    with translation.override("cy"):
        page = receipt(teacher, concern, report)
    assert "Cyngor Caerdydd" in page
    assert "diwrnod gwaith" in page
    assert "What happens next" not in page


def test_a_receipt_of_something_else_is_not_there(concern: Record, report: Event, teacher) -> None:
    assert browse(teacher).get(reverse("refer:receipt", args=[concern.pk, uuid.uuid4()])).status_code == 404


# ---- confirmed in writing ----


def confirm(record: Record) -> str:
    return reverse("refer:confirm", args=[record.pk])


def test_a_telephone_report_is_confirmed_here(concern: Record, teacher, cardiff) -> None:
    event = reported(concern, teacher, channel="telephone")
    sent = {"sent": "here", "event_id": str(uuid.uuid4())}
    client = browse(teacher)
    for _twice in range(2):
        assert client.post(confirm(concern), sent).url == reverse(
            "refer:receipt", args=[concern.pk, event.pk]
        )
    assert Event.objects.filter(kind="written_confirmation").count() == 1
    assert Notice.objects.filter(user_id=cardiff.user_id).count() == 2  # the report, and that it is confirmed
    assert ConcernRow.objects.get().confirm_by is None
    assert DeskReport.objects.get().confirm_by is None


def test_confirming_here_is_not_offered_where_no_desk_is(concern: Record, teacher) -> None:
    reported(concern, teacher, channel="telephone", council=payloads.POWYS)
    client = browse(teacher)
    assert "Here: the duty desk can read it" not in client.get(confirm(concern)).content.decode()
    assert client.post(confirm(concern), {"sent": "here"}).status_code == 422
    assert not Event.objects.filter(kind="written_confirmation").exists()


def test_there_is_nothing_to_confirm_without_a_telephone_report(
    concern: Record, report: Event, teacher
) -> None:
    assert browse(teacher).get(confirm(concern)).status_code == 404


def test_a_late_confirmation_is_said_to_be_late(concern: Record, teacher, cardiff, clock) -> None:
    reported(concern, teacher, channel="telephone")
    clock(NOW + dt.timedelta(hours=25))
    client: Client = browse(teacher)
    page = client.get(reverse("recognise:concerns")).content.decode()
    assert "Late: confirm in writing" in page


# ---- asking again, and the answer ----


def test_asking_again_tells_the_desk(concern: Record, report: Event, teacher, cardiff) -> None:
    before = Notice.objects.filter(user_id=cardiff.user_id).count()
    answer = browse(teacher).post(
        reverse("chronicle:add", args=[concern.pk, "chased"]),
        {
            "report": str(report.pk),
            "spoken_to": "Swyddog Enghraifft",
            "happened_day": "24",
            "happened_month": "11",
            "happened_year": "2026",
            "happened_unknown": "on",
        },
    )
    assert answer.status_code == 302
    assert Notice.objects.filter(user_id=cardiff.user_id).count() == before + 1
    assert DeskReport.objects.get().asked_again is not None
    assert "Asked again" in browse(cardiff).get(reverse("refer:desk")).content.decode()


def test_an_answer_that_came_by_telephone_is_recorded(concern: Record, report: Event, teacher) -> None:
    browse(teacher).post(
        reverse("chronicle:add", args=[concern.pk, "acknowledged"]),
        {
            "report": str(report.pk),
            "how": "telephone",
            "words": "They will visit today.",
            "happened_day": "24",
            "happened_month": "11",
            "happened_year": "2026",
            "happened_time": "10:29",
        },
    )
    assert ConcernRow.objects.get().state == "answered"
    page = browse(teacher).get(reverse("recognise:concern", args=[concern.pk])).content.decode()
    assert "They will visit today." in page
