"""Where somebody stands towards a record, which records a list keeps, and how circles change."""

from __future__ import annotations

import datetime as dt
import itertools
import uuid
from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from noddfa.access import circle
from noddfa.access.actor import Actor
from noddfa.access.circle import Standing
from noddfa.access.models import (
    BreakGlass,
    CircleMember,
    Desk,
    LockOut,
    Membership,
    Notice,
    Organisation,
    Part,
)
from noddfa.access.roles import Role
from noddfa.chronicle.models import Record
from tests.support import builders, cast

pytestmark = pytest.mark.django_db

NOW = builders.NOW
HOUR = dt.timedelta(hours=1)
REASON = "Mae plentyn mewn perygl heno"


@pytest.fixture
def it() -> cast.Cast:
    return cast.around("case")


def stands(it: cast.Cast, who: Actor, *, now: dt.datetime = NOW) -> Standing:
    return circle.standing(who, it.record.pk, now=now)


# ---- standing ----


def test_where_everybody_of_the_cast_stands(it: cast.Cast) -> None:
    assert stands(it, it.lead) == Standing(part=Part.LEAD)
    assert stands(it, it.worker) == Standing(part=Part.WORKER)
    assert stands(it, it.manager) == Standing(supervises=True)
    assert stands(it, it.desk) == Standing(at_desk=True)
    assert stands(it, it.reporter) == Standing(part=Part.REPORTER)
    assert stands(it, it.head) == Standing(manages_reporter=True)
    assert stands(it, it.colleague) == stands(it, it.stranger) == Standing()
    assert stands(it, it.locked_out) == Standing(locked_out=True)


def test_for_whom_the_record_is_work(it: cast.Cast) -> None:
    assert all(stands(it, who).inside and stands(it, who).may_look for who in it.insiders.values())
    assert all(not stands(it, who).inside and stands(it, who).may_look for who in it.reporting.values())
    assert all(not stands(it, who).may_look for who in it.outsiders.values())


def test_a_record_that_does_not_exist_is_one_where_nobody_stands(it: cast.Cast) -> None:
    assert circle.standing(it.manager, uuid.uuid4(), now=NOW) == Standing()


def test_a_place_in_a_circle_is_held_for_a_body(it: cast.Cast) -> None:
    """Who has left the body, or acts for another one now, does not stand there."""
    elsewhere = builders.actor(Role.SUPPORT_WORKER, of=builders.user_of(it.worker))
    assert stands(it, elsewhere) == Standing()
    nobody = Actor(it.worker.user_id, it.worker.name, "en")
    assert stands(it, nobody) == Standing()


def test_who_left_the_circle_is_outside_and_the_row_stays(it: cast.Cast) -> None:
    circle.leave(it.record.pk, builders.user_of(it.worker), by=it.lead, now=NOW + HOUR)
    assert stands(it, it.worker) == Standing()
    row = CircleMember.objects.get(record=it.record.pk, user_id=it.worker.user_id)
    assert (row.until, row.removed_by_id) == (NOW + HOUR, it.lead.user_id)
    circle.join(
        it.record.pk,
        builders.user_of(it.worker),
        organisation=it.council.pk,
        part=Part.WORKER,
        by=it.lead,
        now=NOW,
    )
    assert stands(it, it.worker) == Standing(part=Part.WORKER)


def test_joining_twice_and_leaving_twice_are_said(it: cast.Cast) -> None:
    user = builders.user_of(it.worker)
    with pytest.raises(circle.AlreadyInCircle):
        circle.join(it.record.pk, user, organisation=it.council.pk, part=Part.LEAD, by=it.lead, now=NOW)
    circle.leave(it.record.pk, user, by=it.lead, now=NOW)
    with pytest.raises(circle.NotInCircle):
        circle.leave(it.record.pk, user, by=it.lead, now=NOW)


def test_a_manager_of_a_body_without_anybody_there_supervises_nothing(it: cast.Cast) -> None:
    assert stands(it, builders.actor(Role.MANAGER)) == Standing()
    circle.leave(it.record.pk, builders.user_of(it.reporter), by=it.lead, now=NOW)
    assert stands(it, it.head) == Standing()


def test_a_manager_whose_body_reported_and_works_on_it_supervises(it: cast.Cast) -> None:
    builders.join(it.record, builders.actor(Role.PRACTITIONER, it.school), Part.WORKER, by=it.lead)
    assert stands(it, it.head) == Standing(supervises=True)


def test_a_desk_is_for_its_role_at_its_body(it: cast.Cast) -> None:
    assert stands(it, builders.actor(Role.DUTY_OFFICER)) == Standing()
    circle.take_desk(it.record.pk, it.council.pk, Role.DUTY_OFFICER)
    assert stands(it, it.desk) == Standing()
    for _time in range(2):
        circle.give_desk(it.record.pk, it.council.pk, Role.DUTY_OFFICER, now=NOW)
    assert stands(it, it.desk) == Standing(at_desk=True)


def test_standing_costs_few_queries(
    it: cast.Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for who in (it.lead, it.manager, it.stranger, it.locked_out):
        with django_assert_max_num_queries(4):
            stands(it, who)


def test_the_circle_is_listed_without_those_who_left(it: cast.Cast) -> None:
    circle.leave(it.record.pk, builders.user_of(it.worker), by=it.lead, now=NOW)
    assert [row.user_id for row in circle.members(it.record.pk)] == [it.lead.user_id, it.reporter.user_id]


# ---- locking out ----


def test_who_is_locked_out_sees_nothing_whatever_else_is_true(it: cast.Cast) -> None:
    for who in (it.lead, it.manager, it.desk, it.reporter):
        circle.break_glass(it.record.pk, by=who, reason=REASON, now=NOW)
        circle.lock_out(it.record.pk, builders.user_of(who), by=it.manager, reason=REASON, now=NOW)
        assert stands(it, who) == Standing(locked_out=True)
        assert not Record.objects.filter(circle.visible(who, now=NOW, field="pk")).exists()


def test_locking_out_needs_a_reason_and_ends_the_place_in_the_circle(it: cast.Cast) -> None:
    user = builders.user_of(it.worker)
    with pytest.raises(circle.NoReason):
        circle.lock_out(it.record.pk, user, by=it.manager, reason="  Perthyn     ", now=NOW)
    assert stands(it, it.worker) == Standing(part=Part.WORKER)
    circle.lock_out(it.record.pk, user, by=it.manager, reason=REASON, now=NOW)
    LockOut.objects.filter(user=user).update(lifted=NOW, lifted_by_id=it.manager.user_id)
    assert stands(it, it.worker) == Standing(), (
        "when it is lifted they are outside, until somebody puts them back"
    )


# ---- breaking the glass ----


def test_broken_glass_lets_in_for_three_hours(it: cast.Cast) -> None:
    glass = circle.break_glass(it.record.pk, by=it.stranger, reason=f"  {REASON} ", now=NOW)
    assert (glass.at, glass.until, glass.reason) == (NOW, NOW + 3 * HOUR, REASON)
    for moment, may_look in (
        (NOW - dt.timedelta(seconds=1), False),
        (NOW, True),
        (NOW + 3 * HOUR - dt.timedelta(microseconds=1), True),
        (NOW + 3 * HOUR, False),
    ):
        assert stands(it, it.stranger, now=moment).broke_glass is may_look
        assert stands(it, it.stranger, now=moment).may_look is may_look


@pytest.mark.parametrize("reason", ["", "   ", "brys", " " * 40 + "pam?" + " " * 40])
def test_broken_glass_needs_a_reason(it: cast.Cast, reason: str) -> None:
    with pytest.raises(circle.NoReason):
        circle.break_glass(it.record.pk, by=it.stranger, reason=reason, now=NOW)
    assert not BreakGlass.objects.exists() and not Notice.objects.exists()


def test_the_managers_who_work_on_it_are_told_and_not_those_who_only_reported(it: cast.Cast) -> None:
    circle.break_glass(it.record.pk, by=it.stranger, reason=REASON, now=NOW)
    (told,) = Notice.objects.all()
    assert (told.user_id, told.kind, told.record) == (it.manager.user_id, "glass_broken", it.record.pk)


def test_while_only_a_report_is_there_the_managers_of_its_makers_are_told(it: cast.Cast) -> None:
    chain = builders.record("case", by=it.reporter, part=Part.REPORTER)
    circle.break_glass(chain.pk, by=it.stranger, reason=REASON, now=NOW)
    assert [notice.user_id for notice in Notice.objects.all()] == [it.head.user_id]


def test_with_no_manager_around_ones_own_is_told(it: cast.Cast) -> None:
    own = builders.actor(Role.MANAGER, Organisation.objects.get(pk=it.stranger.organisation))
    chain = builders.record("case", by=builders.actor(Role.CASE_LEAD))
    circle.break_glass(chain.pk, by=it.stranger, reason=REASON, now=NOW)
    assert [notice.user_id for notice in Notice.objects.all()] == [own.user_id]


def test_former_inactive_and_future_managers_are_not_told(it: cast.Cast) -> None:
    today = NOW.date()
    former = builders.actor(Role.MANAGER, it.council)
    Membership.objects.filter(pk=former.membership).update(ends=today - dt.timedelta(days=1))
    coming = builders.actor(Role.MANAGER, it.council)
    Membership.objects.filter(pk=coming.membership).update(starts=today + dt.timedelta(days=1))
    closed = builders.user_of(builders.actor(Role.MANAGER, it.council))
    closed.is_active = False
    closed.save()
    assert list(circle.managers_of(it.record.pk, on=today)) == [builders.user_of(it.manager)]


# ---- which uses of emergency access a manager reviews ----


def test_emergency_access_is_reviewed_by_those_who_answer_for_the_record(it: cast.Cast) -> None:
    circle.break_glass(it.record.pk, by=it.stranger, reason=REASON, now=NOW)
    circle.break_glass(it.record.pk, by=it.manager, reason=REASON, now=NOW)
    other = builders.actor(Role.MANAGER)
    circle.break_glass(it.record.pk, by=other, reason=REASON, now=NOW)
    assert circle.glass_to_review(it.manager).count() == 3
    assert circle.glass_to_review(it.head).count() == 0, "their body only reported"
    assert circle.glass_to_review(other).count() == 0, "glass one broke oneself makes nobody a reviewer"
    circle.lock_out(it.record.pk, builders.user_of(it.manager), by=other, reason=REASON, now=NOW)
    assert circle.glass_to_review(it.manager).count() == 0


# ---- standing and lists agree ----


@dataclass
class World:
    """Three bodies with somebody of each interesting role, and some records."""

    actors: list[Actor]
    records: list[Record]


ROLES = (Role.PRACTITIONER, Role.DUTY_OFFICER, Role.CASE_LEAD, Role.MANAGER, Role.AUDITOR)


@pytest.fixture
def world() -> World:
    bodies = [builders.organisation() for _each in range(2)]
    actors = [builders.actor(role, body) for body, role in itertools.product(bodies, ROLES)]
    actors.append(
        builders.actor(Role.MANAGER, bodies[1], of=builders.user_of(actors[0]))
    )  # acts for two bodies
    actors.append(Actor(builders.user().pk, "Neb", "en"))  # for none
    return World(actors, [builders.record("case", by=actors[0], part=None) for _each in range(3)])


ACTS = st.lists(
    st.tuples(
        st.sampled_from(["join", "join", "leave", "desk", "lock", "lift", "glass", "old glass"]),
        st.integers(0, 10),
        st.integers(0, 2),
        st.sampled_from(list(Part)),
    ),
    max_size=12,
)


def act(world: World, what: str, who: Actor, record: Record, part: Part) -> None:
    user = builders.user_of(who)
    if what == "join" and not CircleMember.objects.filter(record=record.pk, user=user, until=None).exists():
        builders.join(record, who, part, by=world.actors[0])
    elif what == "leave":
        CircleMember.objects.filter(record=record.pk, user=user, until=None).update(
            until=NOW, removed_by_id=who.user_id
        )
    elif what == "desk" and who.role is not None:
        circle.give_desk(record.pk, who.body, who.role, now=NOW)
    elif what == "lock":
        circle.lock_out(record.pk, user, by=world.actors[0], reason=REASON, now=NOW)
    elif what == "lift":
        LockOut.objects.filter(user=user, lifted=None).update(lifted=NOW, lifted_by_id=who.user_id)
    elif what == "glass":
        circle.break_glass(record.pk, by=who, reason=REASON, now=NOW - HOUR)
    elif what == "old glass":
        circle.break_glass(record.pk, by=who, reason=REASON, now=NOW - 4 * HOUR)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS)
def test_a_list_keeps_exactly_what_one_may_look_at(
    world: World, acts: list[tuple[str, int, int, Part]]
) -> None:
    for table in (CircleMember, Desk, LockOut, BreakGlass, Notice):
        table.objects.all().delete()
    for what, who, record, part in acts:
        act(world, what, world.actors[who], world.records[record], part)
    for actor in world.actors:
        seen = set(
            Record.objects.filter(circle.visible(actor, now=NOW, field="pk")).values_list("pk", flat=True)
        )
        work = set(
            Record.objects.filter(circle.visible(actor, now=NOW, field="pk", inside=True)).values_list(
                "pk", flat=True
            )
        )
        standings = {record.pk: circle.standing(actor, record.pk, now=NOW) for record in world.records}
        assert seen == {pk for pk, where in standings.items() if where.may_look}
        assert work == {pk for pk, where in standings.items() if where.inside}


def test_a_list_is_kept_in_one_query_however_many_records(
    it: cast.Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _each in range(5):
        builders.record("case", by=it.lead)
    for who in (it.lead, it.manager, it.stranger):
        with django_assert_num_queries(1):
            list(Record.objects.filter(circle.visible(who, now=NOW, field="pk")))
