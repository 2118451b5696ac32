"""What the stories of the demo put before each of its people. The crowd of the country is left out: it is slow."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from django.db import transaction

from noddfa.access.bodies import take_in
from noddfa.access.roles import Role
from noddfa.audit.models import AnswerRow, AuditRow
from noddfa.audit.selectors import visible_audits
from noddfa.chronicle.models import Record
from noddfa.demo import auditing, cast, elsewhere, learning, names, newport
from noddfa.demo.stage import Stage
from noddfa.design.dates import day_in_wales
from noddfa.learn.selectors import counts, shipped
from noddfa.people import vault
from noddfa.protect.models import CaseRow
from noddfa.recognise.selectors import as_read
from noddfa.refer.desk.matches import Found, look
from noddfa.refer.models import DeskReport
from noddfa.support.models import NeedRow
from noddfa.support.selectors import needs_summary
from noddfa.web.home import cards_for

NOW = dt.datetime(2026, 11, 24, 10, 30, tzinfo=dt.UTC)  # a Tuesday
AWKWARD = (
    dt.datetime(2026, 11, 29, 23, 50, tzinfo=dt.UTC),  # a Sunday, just before midnight
    dt.datetime(2026, 3, 30, 0, 5, tzinfo=dt.UTC),  # after the clocks went forward
    dt.datetime(2027, 1, 1, 8, 0, tzinfo=dt.UTC),
)


def played(now: dt.datetime) -> Stage:
    """The stories told in full, in a database that knows nothing but the official bodies."""
    take_in()
    cast.make_bodies()
    stage = Stage(now, cast.make_people(starts=now.date() - cast.IN_POST_FOR))
    for story in (newport, elsewhere, learning, auditing):
        story.play(stage)
    return stage


@pytest.fixture(scope="module")
def stage(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[Stage]:
    """Played once for all of this module, and taken back at its end."""
    with django_db_blocker.unblock(), transaction.atomic():  # type: ignore[attr-defined]
        yield played(NOW)
        transaction.set_rollback(True)


@pytest.mark.django_db
@pytest.mark.parametrize("now", AWKWARD, ids=str)
def test_the_stories_can_be_told_at_any_time(now: dt.datetime) -> None:
    played(now)
    late = NeedRow.objects.filter(state="open", due__lt=day_in_wales(now))
    assert late.count() == 1


def test_everyone_has_something_on_their_home_page(stage: Stage) -> None:
    for person in cast.listed():
        cards = cards_for(stage.cast[person.key], now=NOW)
        assert any(card.figure or card.status for card in cards), person.key


def found_for(stage: Stage, name: str, desk: str) -> Found:
    """What the records say when a desk looks for the child of a waiting report."""
    for report in DeskReport.objects.filter(decided=None, body=stage.cast[desk].organisation):
        record = Record.objects.get(pk=report.record_id)
        concern = as_read(record, by=stage.cast[desk], now=NOW)
        if concern.identity is not None and concern.identity.name == name:
            return look(concern, by=stage.cast[desk], now=NOW)
    raise AssertionError(f"no report about {name} waits at {desk}")


def test_a_name_as_it_was_heard_leads_to_the_open_case(stage: Stage) -> None:
    found = found_for(stage, names.MALI_AS_HEARD, "duty")
    people = {one.record.person_id for one in found.here}
    assert [vault.read(person).name for person in people if person] == [names.MALI]
    assert "case" in {one.record.family for one in found.here}
    assert found.elsewhere == []


def test_bodies_that_knew_one_child_are_named_and_none_for_the_others(stage: Stage) -> None:
    osian = found_for(stage, names.OSIAN, "duty")
    assert osian.here == []
    assert {body.slug for body in osian.elsewhere} == {cast.CARDIFF, elsewhere.SOUTH_WALES_POLICE}
    for name, desk in ((names.SAMI, "cardiff-duty"), (names.ELLIW, "gwynedd-duty")):
        found = found_for(stage, name, desk)
        assert (found.here, found.elsewhere, found.enough) == ([], [], True)


def test_this_years_audit_has_every_rating_and_open_criteria_and_last_years_is_signed(stage: Stage) -> None:
    for key in ("auditor", "coordinator", "manager"):
        assert visible_audits(stage.cast[key], now=NOW).count() == 2, key
    assert AuditRow.objects.get(state=AuditRow.State.SIGNED).year == NOW.year - 1
    audit = AuditRow.objects.get(year=NOW.year)
    assert audit.body == cast.NEWPORT
    assert 20 < audit.answered < audit.asked
    assert audit.red_alone
    ratings = set(AnswerRow.objects.filter(record=audit.record_id).values_list("rating", flat=True))
    assert ratings == {"green", "amber", "red", "not_applicable", "not_known"}
    assert AnswerRow.objects.filter(earlier=1).count() == 1


def test_no_evidence_is_later_than_the_answer_that_rests_on_it(stage: Stage) -> None:
    for each in (*auditing.ANSWERS, auditing.LATER):
        assert all(item.days > 0 for item in each.items), each.criterion


def test_needs_met_late_due_soon_and_not_talked_about(stage: Stage) -> None:
    (case,) = CaseRow.objects.filter(closed=None)
    panel = needs_summary(case.record_id, now=NOW)
    marks = [str(status.text) for need in panel.needs for status in need.statuses]
    assert marks.count("Late") == 1
    assert marks.count("Due soon") >= 2
    assert NeedRow.objects.filter(state="done").count() >= 3
    assert 0 < panel.progress.done < panel.progress.total
    support = cards_for(stage.cast["support"], now=NOW)
    assert next(card for card in support if card.title == "Needs due").figure == 3


def test_learners_who_passed_are_half_way_and_have_not_begun(stage: Stage) -> None:
    module = next(iter(shipped().values()))
    found = counts(cast.NEWPORT, module, on=NOW.date())
    assert (found.passed, found.begun, found.not_begun) == (3, 3, 2)
    assert stage.cast["learner"].role == Role.LEARNER
    own = [card for card in cards_for(stage.cast["learner"], now=NOW) if card.status]
    assert [str(card.status.text) for card in own if card.status] == ["Not passed yet"]
