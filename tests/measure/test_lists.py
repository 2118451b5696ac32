"""Bodies' lists drawn from the chronicle."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from noddfa import chronicle
from noddfa.access.roles import Role
from noddfa.measure.lists import selectors
from noddfa.measure.models import ListEntry
from noddfa.protect.notes.kind import Note
from tests.support import builders

pytestmark = pytest.mark.django_db


def remark(record, by) -> None:
    chronicle.record(record.pk, Note(about="contact", words="dychmygol"), by=by, now=builders.NOW)


def test_whoever_records_something_has_the_child_on_its_list() -> None:
    council = builders.actor(Role.CASE_LEAD, builders.organisation(kind="local_authority"))
    police = builders.actor(Role.PRACTITIONER, builders.organisation(kind="police_force"))
    known_to_both = builders.record("case", by=council, person=builders.person())
    known_to_one = builders.record("case", by=council, person=builders.person())
    remark(known_to_both, council)
    remark(known_to_both, police)
    remark(known_to_one, council)
    found = selectors.histories()
    assert found is not None
    assert found.lists == ("local_authority", "police_force")
    assert dict(zip(map(tuple, found.patterns.tolist()), found.counts.tolist(), strict=True)) == {
        (1, 0): 1,
        (1, 1): 1,
    }
    assert [(one.body.pk, one.children) for one in selectors.lengths()] == [
        (council.organisation, 2),
        (police.organisation, 1),
    ]


def test_a_child_with_two_records_counts_once() -> None:
    council = builders.actor(Role.CASE_LEAD)
    child = builders.person()
    for _ in range(2):
        remark(builders.record("case", by=council, person=child), council)
    assert [one.children for one in selectors.lengths()] == [1]


def test_the_lists_are_rebuilt_equal() -> None:
    council = builders.actor(Role.CASE_LEAD)
    remark(builders.record("case", by=council, person=builders.person()), council)
    before = list(ListEntry.objects.order_by("pk").values())
    ListEntry.objects.all().delete()
    chronicle.rebuild()
    assert list(ListEntry.objects.order_by("pk").values()) == before


def test_one_kind_of_body_makes_no_table() -> None:
    assert selectors.histories() is None


def test_the_page_shows_how_many_children_each_body_knows_of(client: Client) -> None:
    council = builders.actor(Role.CASE_LEAD)
    remark(builders.record("case", by=council, person=builders.person()), council)
    builders.sign_in(client, builders.actor(Role.ANALYST))
    page = client.get(reverse("measure:lists")).content.decode()
    assert "Children on each body’s list" in page
    assert "No lists yet" not in page
