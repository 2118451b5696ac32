"""Answering a criterion: ratings, evidence, what is missing; further answers, with the earlier ones kept."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from noddfa.audit.answers.commands import AnsweredMeanwhile, NotYourAudit, UnknownCriterion, standing_event
from noddfa.audit.models import AnswerRow
from noddfa.audit.services import CriterionAnswered, answer
from noddfa.chronicle import drafts
from noddfa.chronicle.models import Event
from noddfa.learn.selectors import shipped
from noddfa.learn.services import finish_check
from tests.audit.conftest import NOW, Audited, browse, evidence, rate

pytestmark = pytest.mark.django_db
LANGUAGES = ["en", "cy"]
HARD = ["😀 émigré ŵ", "<script>alert(1)</script>", "مرحبا", "a\u200bb", "=1+1"]


@pytest.fixture
def browser(it: Audited) -> Client:
    """The auditor's browser."""
    return browse(it.auditor)


def address(it: Audited, criterion: str = "A4.1", language: str = "en") -> str:
    return reverse("audit:answer", args=[*it.place, criterion]).replace("/en/", f"/{language}/")


def payload(**changed: Any) -> dict[str, Any]:
    """A whole answer: green, with one dated document. Set a value to None to leave it out."""
    said = {
        "event_id": str(uuid.uuid4()),
        "instead_of": "",
        "rating": "green",
        "reason": "",
        "evidence-count": "1",
        "evidence-0-kind": "document",
        "evidence-0-what": "Rota of the invented team.",
        "evidence-0-first_day": "",
        "evidence-0-first_month": "",
        "evidence-0-first_year": "",
        "evidence-0-dated_day": "31",
        "evidence-0-dated_month": "3",
        "evidence-0-dated_year": "2026",
        "evidence-0-where": "Shared folder",
        "missing": "A test call by night.",
    }
    return {name: value for name, value in {**said, **changed}.items() if value is not None}


def dated(day: str, month: str, year: str, *, which: str = "dated") -> dict[str, str]:
    name = f"evidence-0-{which}"
    return {f"{name}_day": day, f"{name}_month": month, f"{name}_year": year}


NO_DATE = dated("", "", "")


def test_it_works(it: Audited, browser: Client) -> None:
    done = browser.post(address(it), payload())
    assert done.url == reverse("audit:standard", args=[*it.place, 4])
    event = Event.objects.get(kind="criterion_answered")
    assert event.facts == {
        "criterion": "A4.1",
        "rating": "green",
        "evidence": [{"kind": "document", "dated": "2026-03-31"}],
    }
    assert event.body_id == it.council.pk
    row = AnswerRow.objects.get()
    assert (row.rating, row.evidence, row.dated, row.earlier, row.by) == (
        "green",
        1,
        1,
        0,
        it.auditor.user_id,
    )
    page = browser.get(done.url).content.decode()
    for said in ("Rota of the invented team.", "31 March 2026", "Shared folder", "A test call by night."):
        assert said in page


def test_what_is_written_is_not_in_the_database_in_plain(
    it: Audited, browser: Client, raw_store: Callable[[], bytes]
) -> None:
    browser.post(address(it), payload(missing="Dychmygoliaeth arbennig"))
    stored = raw_store()
    for words in ("Rota of the invented team", "Shared folder", "Dychmygoliaeth arbennig"):
        assert words.encode() not in stored


@pytest.mark.parametrize("rating", ["amber", "red", "not_known"])
def test_other_ratings_need_no_evidence(it: Audited, browser: Client, rating: str) -> None:
    assert browser.post(address(it), payload(rating=rating, **{"evidence-count": "0"})).status_code == 302
    assert AnswerRow.objects.get().rating == rating


# ---- what an answer must bring ----


@pytest.mark.parametrize(
    ("language", "message"),
    [("en", "Green needs at least one item"), ("cy", "o leiaf un darn o dystiolaeth")],
)
@pytest.mark.parametrize("how", [{"evidence-count": "0"}, NO_DATE])
def test_green_needs_a_dated_item_and_says_so_beside_the_evidence(
    it: Audited, browser: Client, language: str, message: str, how: dict[str, str]
) -> None:
    done = browser.post(address(it, language=language), payload(**how))
    page = done.content.decode()
    assert done.status_code == 422
    beside = page.split('id="id_evidence_error"')[1][:300]
    assert message in beside
    assert "A test call by night." in page
    assert not AnswerRow.objects.exists()


def test_one_dated_item_among_several_is_enough(it: Audited, browser: Client) -> None:
    second = {
        "evidence-count": "2",
        "evidence-1-kind": "survey",
        "evidence-1-what": "Invented survey",
        "evidence-1-where": "",
    }
    assert browser.post(address(it), payload(**second)).status_code == 302
    row = AnswerRow.objects.get()
    assert (row.evidence, row.dated) == (2, 1)


@pytest.mark.parametrize(
    ("language", "message"),
    [("en", "Say why it does not apply to your body."), ("cy", "Dywedwch pam nad yw")],
)
def test_not_applicable_needs_its_reason(it: Audited, browser: Client, language: str, message: str) -> None:
    done = browser.post(address(it, language=language), payload(rating="not_applicable"))
    assert done.status_code == 422
    assert message in done.content.decode().split('id="id_reason_error"')[1][:300]
    good = payload(rating="not_applicable", reason="It holds no panel.", **{"evidence-count": "0"})
    assert browser.post(address(it), good).status_code == 302


def test_a_reason_for_another_rating_is_dropped(it: Audited, browser: Client) -> None:
    browser.post(address(it), payload(rating="red", reason="left over"))
    page = browser.get(reverse("audit:criterion", args=[*it.place, "A4.1"])).content.decode()
    assert "left over" not in page


def test_a_number_needs_its_period(it: Audited, browser: Client) -> None:
    number = {"evidence-0-kind": "number"}
    page = browser.post(address(it), payload(**number)).content.decode()
    assert "Give the period the number covers" in page.split('id="id_evidence-0-first_error"')[1][:300]
    good = payload(**number, **dated("1", "january", "2026", which="first"))
    assert browser.post(address(it), good).status_code == 302
    said = browser.get(reverse("audit:standard", args=[*it.place, 4])).content.decode()
    assert "1 January 2026 to 31 March 2026" in said


@pytest.mark.parametrize(
    ("first", "last", "message"),
    [
        (("1", "4", "2026"), ("31", "3", "2026"), "must not be after its last"),
        (("1", "4", "2026"), ("", "", ""), "Give the last day of the period."),
    ],
)
def test_a_period_is_a_period(
    it: Audited, browser: Client, first: tuple[str, str, str], last: tuple[str, str, str], message: str
) -> None:
    sent = payload(**dated(*first, which="first"), **dated(*last))
    done = browser.post(address(it), sent)
    assert done.status_code == 422
    assert message in done.content.decode()


# ---- bad input ----


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("changed", "where"),
    [
        ({"rating": ""}, "id_rating_error"),
        ({"rating": None}, "id_rating_error"),
        ({"rating": "purple"}, "id_rating_error"),
        ({"rating": "x" * 5000}, "id_rating_error"),
        ({"missing": "x" * 2001}, "id_missing_error"),
        ({"missing": "\u200b\u200b"}, "id_missing_error"),
        ({"evidence-0-kind": ""}, "id_evidence-0-kind_error"),
        ({"evidence-0-kind": "rumour"}, "id_evidence-0-kind_error"),
        ({"evidence-0-what": ""}, "id_evidence-0-what_error"),
        ({"evidence-0-what": "x" * 1001}, "id_evidence-0-what_error"),
        ({"evidence-0-what": "\u202e"}, "id_evidence-0-what_error"),
        ({"evidence-0-where": "x" * 301}, "id_evidence-0-where_error"),
        (dated("31", "2", "2026"), "id_evidence-0-dated_error"),
        (dated("25", "11", "2026"), "id_evidence-0-dated_error"),  # tomorrow
        (dated("1", "1", "26"), "id_evidence-0-dated_error"),
        (dated("1", "", "2026"), "id_evidence-0-dated_error"),
        (dated("٣", "3", "2026"), "id_evidence-0-dated_error"),
        (dated("x" * 400, "3", "2026"), "id_evidence-0-dated_error"),
        (dated("1", "1", "2027", which="first"), "id_evidence-0-first_error"),
    ],
)
def test_bad_input_gets_a_message_beside_its_field_and_loses_nothing(
    it: Audited, browser: Client, changed: dict[str, Any], where: str, language: str
) -> None:
    done = browser.post(address(it, language=language), payload(**changed))
    page = done.content.decode()
    assert done.status_code == 422
    assert f'id="{where}"' in page
    if "evidence-0-what" not in changed:
        assert "Rota of the invented team." in page
    if "missing" not in changed:
        assert "A test call by night." in page
    assert 'name="evidence-0-where"' in page
    assert not AnswerRow.objects.exists()


@pytest.mark.parametrize("text", HARD)
def test_any_words_are_kept_and_never_run(it: Audited, browser: Client, text: str) -> None:
    sent = payload(missing=text, **{"evidence-0-what": text, "evidence-0-where": text})
    assert browser.post(address(it), sent).status_code == 302
    for page in (
        browser.get(reverse("audit:standard", args=[*it.place, 4])),
        browser.get(reverse("audit:criterion", args=[*it.place, "A4.1"])),
        browser.get(address(it)),
        browser.get(reverse("audit:print", args=it.place)),
    ):
        said = page.content.decode()
        assert page.status_code == 200
        assert "<script>alert" not in said
    if text == "😀 émigré ŵ":
        assert text in said


@pytest.mark.parametrize("count", ["", "-1", "x", "99999", "٣", "1e3"])
def test_a_made_up_count_of_rows_does_no_harm(it: Audited, browser: Client, count: str) -> None:
    done = browser.post(address(it), payload(rating="amber", **{"evidence-count": count}))
    assert done.status_code in (302, 422)


def test_too_many_rows(it: Audited, browser: Client) -> None:
    rows: dict[str, Any] = {"evidence-count": "13"}
    for number in range(13):
        rows |= {f"evidence-{number}-kind": "survey", f"evidence-{number}-what": f"Survey {number}"}
    browser.post(address(it), payload(rating="amber", **rows))
    assert AnswerRow.objects.get().evidence <= 12


@pytest.mark.parametrize("criterion", ["A4.9", "A9", "x", "A4.1'"])
def test_a_criterion_there_is_not(it: Audited, browser: Client, criterion: str) -> None:
    assert browser.get(address(it, criterion)).status_code == 404
    with pytest.raises(UnknownCriterion):
        answer(it.record.pk, CriterionAnswered(criterion="A4.9", rating="red"), by=it.auditor, now=NOW)


@pytest.mark.parametrize("spoilt", ["nonsense", "<b>", "x" * 900, "😀"])
def test_a_spoilt_form_id_loses_nothing(it: Audited, browser: Client, spoilt: str) -> None:
    assert browser.post(address(it), payload(event_id=spoilt, instead_of=spoilt)).status_code == 302
    assert AnswerRow.objects.count() == 1


# ---- rows and language without a script ----


def test_a_row_more_and_a_row_less_judge_nothing(it: Audited, browser: Client) -> None:
    more = browser.post(address(it), payload(rating=None, add_row="evidence"))
    page = more.content.decode()
    assert more.status_code == 200
    assert 'name="evidence-1-what"' in page
    assert "govuk-error-message" not in page
    less = browser.post(address(it), payload(remove_row="evidence-0")).content.decode()
    assert "Rota of the invented team." not in less


def test_the_language_switch_keeps_what_was_typed(it: Audited, browser: Client) -> None:
    page = browser.post(address(it, language="cy"), payload(switch_language="cy")).content.decode()
    assert "Rota of the invented team." in page
    assert 'value="green" checked' in page
    assert "Sut mae hi yn eich corff chi?" in page
    assert not AnswerRow.objects.exists()


def test_a_draft_waits_for_its_writer(it: Audited, browser: Client) -> None:
    place = drafts.Place(it.auditor.user_id, "audit_answer", f"{it.record.pk}:A4.1")
    browser.post(reverse("chronicle:save_draft"), payload(draft_token=place.token()))
    page = browser.get(address(it)).content.decode()
    assert "This is what you began to write." in page
    assert "A test call by night." in page
    listed = browser.get(reverse("chronicle:drafts")).content.decode()
    assert "Answer to a criterion" in listed
    assert address(it) in listed
    browser.post(address(it), payload())
    assert drafts.load(place) is None


# ---- further answers ----


def test_the_answer_that_stands_is_copied_forward(it: Audited, browser: Client) -> None:
    rate(it, "A4.2", "amber", missing="The police list.", evidence=(evidence(where="Folder 9"),))
    page = browser.get(address(it, "A4.2")).content.decode()
    assert 'value="amber" checked' in page
    for said in ("The police list.", "Rota of the invented team.", "Folder 9", 'value="2026"'):
        assert said in page


def test_a_further_answer_stands_and_the_earlier_one_stays_to_be_seen(it: Audited, browser: Client) -> None:
    first = rate(it, "A4.1", "red", missing="There was no report.", now=NOW - dt.timedelta(days=3))
    done = browser.post(address(it), payload(instead_of=str(first.pk)))
    assert done.status_code == 302
    row = AnswerRow.objects.get()
    assert (row.rating, row.earlier) == ("green", 1)
    page = browser.get(reverse("audit:criterion", args=[*it.place, "A4.1"])).content.decode()
    stands, earlier = page.split('id="earlier"')
    assert "Rota of the invented team." in stands
    assert "There was no report." in earlier
    assert "21 November 2026" in earlier
    assert "1 earlier answer" in browser.get(reverse("audit:standard", args=[*it.place, 4])).content.decode()


def test_two_people_at_once_both_are_kept_and_the_second_is_told(it: Audited, browser: Client) -> None:
    sent = payload()
    rate(it, "A4.1", "red", missing="Written meanwhile.")
    done = browser.post(address(it), sent)
    page = done.content.decode()
    assert done.status_code == 422
    assert "Somebody else has answered this criterion since you opened it" in page
    assert "Written meanwhile." in page
    assert "A test call by night." in page
    stands = str(standing_event(it.record.pk, "A4.1"))
    assert f'name="instead_of" value="{stands}"' in page
    assert browser.post(address(it), {**sent, "instead_of": stands}).status_code == 302
    assert (AnswerRow.objects.get().rating, AnswerRow.objects.get().earlier) == ("green", 1)


def test_sent_twice_it_is_recorded_once(it: Audited, browser: Client) -> None:
    sent = payload()
    assert browser.post(address(it), sent).status_code == 302
    assert browser.post(address(it), sent).status_code == 302
    assert Event.objects.filter(kind="criterion_answered").count() == 1


def test_sent_again_with_other_words_it_is_not_lost(it: Audited, browser: Client) -> None:
    sent = payload()
    browser.post(address(it), sent)
    done = browser.post(address(it), {**sent, "missing": "Something else."})
    page = done.content.decode()
    assert done.status_code == 422
    assert "Something else." in page
    fresh = page.split('name="event_id" value="')[1].split('"')[0]
    stands = page.split('name="instead_of" value="')[1].split('"')[0]
    again = {**sent, "missing": "Something else.", "event_id": fresh, "instead_of": stands}
    assert browser.post(address(it), again).status_code == 302
    assert AnswerRow.objects.get().earlier == 1


def test_the_command_holds_without_the_screen(it: Audited) -> None:
    content = CriterionAnswered(criterion="A4.1", rating="red")
    with pytest.raises(NotYourAudit):
        answer(it.record.pk, content, by=it.board_auditor, now=NOW)
    rate(it, "A4.1", "amber")
    with pytest.raises(AnsweredMeanwhile):
        answer(it.record.pk, content, by=it.auditor, now=NOW)


def test_noddfas_own_records_give_a_hint(it: Audited, browser: Client) -> None:
    module = shipped()["m1"]
    right = {question.id: question.right.code for question in module.questions}
    finish_check(module, right, by=it.auditor, now=NOW, language="en")
    for page in (address(it, "A7.1"), reverse("audit:criterion", args=[*it.place, "A7.1"])):
        said = browser.get(page).content.decode()
        assert "1 of the 2 people with a place at this body in Noddfa have passed" in said
    assert "records say today" not in browser.get(address(it, "A7.2")).content.decode()
