"""The chronology: what happened, as it stands and as it was known."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse

from noddfa import chronicle
from noddfa.access.actor import Actor
from noddfa.chronicle.models import Visibility
from tests.protect import factories
from tests.protect.conftest import browse

DAY = dt.timedelta(days=1)


def page(it: factories.Story, who: Actor, query: str = "") -> str:
    answer = browse(who).get(reverse("protect:chronology", args=[it.case.pk]) + query)
    assert answer.status_code == 200
    return answer.content.decode()


def known(day: dt.date) -> str:
    return f"?known_day={day.day}&known_month={day.month}&known_year={day.year}"


def test_it_tells_the_case_and_the_report_it_came_from(it: factories.Story) -> None:
    html = page(it, it.lead)
    assert "Afraid of the man in the grey car." in html
    assert f"From report {it.concern.reference}" in html
    told = html.split('class="noddfa-timeline"', 1)[1]
    assert told.index("Afraid of the man") < told.index("Case opened")


def test_what_was_recorded_later_was_not_known_then(it: factories.Story) -> None:
    met = factories.NOW - 3 * DAY
    chronicle.record(
        it.case.pk, factories.note("Met her on Saturday."), by=it.lead, now=factories.NOW, happened=met
    )
    assert "Met her on Saturday." in page(it, it.lead)
    then = page(it, it.lead, known(met.date()))
    assert "Met her on Saturday." not in then
    assert "You see what was known at the end of 21 November 2026" in then


def test_a_correction_shows_what_stands_and_leads_to_what_it_said(it: factories.Story) -> None:
    first = chronicle.record(
        it.case.pk, factories.note("One telephone."), by=it.lead, now=factories.NOW - DAY
    )
    chronicle.correct(first.pk, factories.note("Two telephones."), by=it.lead, now=factories.NOW)
    html = page(it, it.lead)
    assert "Two telephones." in html
    assert "One telephone." not in html
    assert reverse("chronicle:history", args=[it.case.pk, first.pk]) in html
    assert "One telephone." in page(it, it.lead, known((factories.NOW - DAY).date()))


def test_a_withdrawn_entry_stays_struck_with_its_reason(it: factories.Story) -> None:
    first = chronicle.record(it.case.pk, factories.note("Of another child."), by=it.lead, now=factories.NOW)
    chronicle.withdraw(first.pk, reason="Wrong case.", by=it.lead, now=factories.NOW)
    html = page(it, it.lead)
    entry = (
        html.split(f'id="e-{first.pk}"')[0].rsplit("<li", 1)[1]
        + html.split(f'id="e-{first.pk}"')[1].split("</li>")[0]
    )
    assert "noddfa-timeline__entry--struck" in entry
    assert "Withdrawn: Wrong case." in entry
    assert reverse("chronicle:correct", args=[it.case.pk, first.pk]) not in entry


def test_a_note_for_ones_own_body_is_for_nobody_else(it: factories.Story) -> None:
    from noddfa.access.models import Part
    from noddfa.access.roles import Role
    from tests.support import builders

    chronicle.record(
        it.case.pk, factories.note("Between us."), by=it.lead, now=factories.NOW, visibility=Visibility.BODY
    )
    other = builders.actor(Role.SUPPORT_WORKER)
    builders.join(it.case, other, Part.WORKER)
    assert "Between us." in page(it, it.worker)
    assert "Only for your body" in page(it, it.worker)
    assert "Between us." not in page(it, other)


def test_one_kind_of_entry_alone(it: factories.Story) -> None:
    chronicle.record(it.case.pk, factories.note("A visit."), by=it.lead, now=factories.NOW)
    html = page(it, it.lead, "?kind=note")
    assert "A visit." in html
    assert "Afraid of the man" not in html
    assert "Afraid of the man" in page(it, it.lead, "?kind=nonsense")


def test_newest_first(it: factories.Story) -> None:
    chronicle.record(it.case.pk, factories.note("The last."), by=it.lead, now=factories.NOW)
    html = page(it, it.lead, "?order=newest")
    assert html.index("The last.") < html.index("Afraid of the man")


def test_a_day_that_cannot_be_is_said_beside_the_boxes_and_kept(it: factories.Story) -> None:
    html = page(it, it.lead, "?known_day=31&known_month=2&known_year=2026")
    assert "There is no such date" in html
    assert 'value="31"' in html
    assert "The date must be today or in the past" in page(it, it.lead, known(factories.NOW.date() + 2 * DAY))


def test_before_the_case_was_opened_there_was_no_case(it: factories.Story) -> None:
    address = reverse("protect:chronology", args=[it.case.pk]) + known(factories.OPENED.date() - DAY)
    assert browse(it.lead).get(address).status_code == 404


def test_who_may_not_record_is_not_offered_to_correct(it: factories.Story) -> None:
    note = chronicle.record(it.case.pk, factories.note(), by=it.lead, now=factories.NOW)
    link = reverse("chronicle:correct", args=[it.case.pk, note.pk])
    assert link in page(it, it.lead)
    assert link not in page(it, it.lead, known(factories.NOW.date()))  # a look back changes nothing


def test_paper_carries_who_printed_it_and_when(it: factories.Story) -> None:
    assert "Printed by Arweinydd Enghraifft, 24 November 2026 at 10:30" in page(it, it.lead)
