"""Who acts: the memberships that are open on a day, and the chosen one."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from noddfa.access.actor import Actor, ActsForNobody, actor_of, open_memberships
from noddfa.access.models import User
from noddfa.access.roles import Role
from tests.support import builders

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 24)
DAY = dt.timedelta(days=1)


@pytest.fixture
def user() -> User:
    return builders.user()


@pytest.mark.parametrize(
    ("starts", "ends", "is_open"),
    [
        (TODAY, None, True),
        (TODAY + DAY, None, False),
        (TODAY - DAY, TODAY, True),
        (TODAY - DAY, TODAY - DAY, False),
        (TODAY, TODAY, True),
    ],
)
def test_a_membership_is_open_from_its_first_day_to_its_last(
    user: User, starts: dt.date, ends: dt.date | None, is_open: bool
) -> None:
    builders.membership(user, builders.organisation(), Role.CASE_LEAD, starts=starts, ends=ends)
    assert open_memberships(user, on=TODAY).exists() is is_open
    assert (actor_of(user, on=TODAY).role == Role.CASE_LEAD) is is_open


def test_who_has_no_membership_acts_for_nobody(user: User) -> None:
    actor = actor_of(user, on=TODAY)
    assert actor == Actor(user.pk, user.name, user.language)
    assert actor.role is None and actor.organisation is None
    with pytest.raises(ActsForNobody):
        actor.body


def test_the_chosen_membership_counts_while_it_is_open_and_is_ones_own(user: User) -> None:
    first = builders.membership(user, builders.organisation(), Role.PRACTITIONER)
    second = builders.membership(user, builders.organisation(kind="police_force"), Role.MANAGER, starts=TODAY)
    closed = builders.membership(user, builders.organisation(), Role.AUDITOR, ends=TODAY - DAY)
    others = builders.membership(builders.user(), builders.organisation(), Role.AUDITOR)
    assert actor_of(user, on=TODAY).membership == first.pk, "the oldest, unless told otherwise"
    chosen = actor_of(user, on=TODAY, chosen=second.pk)
    assert (chosen.role, chosen.organisation, chosen.organisation_kind) == (
        Role.MANAGER,
        second.organisation_id,
        "police_force",
    )
    for not_mine in (closed.pk, others.pk, 0):
        assert actor_of(user, on=TODAY, chosen=not_mine).membership == first.pk


def test_the_database_keeps_memberships_in_order(user: User) -> None:
    body = builders.organisation()
    builders.membership(user, body, Role.MANAGER)
    for wrong in ({"starts": TODAY}, {"starts": TODAY, "ends": TODAY - DAY}):
        with pytest.raises(IntegrityError), transaction.atomic():
            builders.membership(user, body, Role.MANAGER, **wrong)


def test_addresses_are_kept_in_lower_case(user: User) -> None:
    made = User.objects.create_user("  Enghraifft.FAWR@Example.Test ", None, name="Enghraifft")
    assert made.email == "enghraifft.fawr@example.test"
    assert User.objects.get_by_natural_key("ENGHRAIFFT.fawr@example.test ") == made
    assert not made.has_usable_password() and not made.is_staff
