"""The report on paper: everything the concern holds, with who wrote it; and whether it was sent."""

from __future__ import annotations

import uuid

import pytest
from django.urls import reverse
from django.utils import translation

from noddfa.access.roles import Role
from noddfa.chronicle.models import Event, Record
from noddfa.recognise.services import About, Signs
from tests.recognise.conftest import write_concern
from tests.refer import payloads
from tests.refer.conftest import browse, reported
from tests.support import builders

pytestmark = pytest.mark.django_db


def paper(who, record: Record) -> str:
    return browse(who).get(reverse("refer:pack", args=[record.pk])).content.decode()


@pytest.fixture
def full(teacher) -> Record:
    return write_concern(
        teacher,
        about=About(name="Enghraifft Dychmygol", aliases=("Jin",), description="Red coat"),
        worried_name="Her aunt, 4 Heol Dychmygol",
        worried="someone_else",
        signs=Signs("1", (("EXP10", "seen"),)),
        exploitation=("criminal",),
        council=payloads.POWYS,
        area_basis="found",
        place="The railway station",
    )


def test_it_holds_everything_with_its_source(full: Record, teacher) -> None:
    said = paper(teacher, full)
    for part in (
        full.reference,
        "Powys County Council",
        "Enghraifft Dychmygol",
        "Jin",
        "Red coat",
        "Her aunt, 4 Heol Dychmygol",
        "Afraid of the man in the grey car.",
        "Seen: Owes a debt that never gets smaller",
        "Criminal exploitation",
        "The railway station",
        "Athrawes Enghraifft",
        "Invented School",
        "24 November 2026 at 10:30",
        "section 130",
    ):
        assert part in said


def test_where_no_desk_is_it_is_prepared_and_not_sent(full: Record, teacher) -> None:
    assert "Prepared, not sent" in paper(teacher, full)
    reported(full, teacher, council=payloads.POWYS, channel="elsewhere", sent_how="By hand")
    assert "Prepared, not sent" in paper(teacher, full)


def test_a_telephone_call_is_not_yet_the_paper(full: Record, teacher, cardiff) -> None:
    reported(full, teacher, channel="telephone")
    said = paper(teacher, full)
    assert "not confirmed in writing yet" in said
    assert "This report lies before" not in said


def test_before_a_desk_it_says_so(concern: Record, report: Event, teacher) -> None:
    said = paper(teacher, concern)
    assert "lies before the council’s duty desk" in said
    assert "Prepared, not sent" not in said


def test_a_correction_is_shown_and_that_it_is_one(concern: Record, teacher) -> None:
    from noddfa import chronicle
    from noddfa.chronicle.reading import latest
    from noddfa.recognise.services import Concern

    first = Event.objects.get(record=concern, kind="concern")
    corrected = Concern(**{**latest(concern, "concern").__dict__, "seen": "Afraid of the woman."})
    chronicle.correct(first.pk, corrected, by=teacher, now=builders.NOW)
    said = paper(teacher, concern)
    assert "Afraid of the woman." in said
    assert "Afraid of the man" not in said
    assert "Corrected since" in said


def test_it_reads_in_welsh(full: Record, teacher) -> None:
    with translation.override("cy"):
        said = paper(teacher, full)
    assert "Cyngor Sir Powys" in said
    assert "Ddeddf Gwasanaethau Cymdeithasol a Llesiant (Cymru) 2014" in said
    assert "Prepared, not sent" not in said


def test_only_those_around_it_print_it(full: Record, teacher, cardiff) -> None:
    for who in (cardiff, builders.actor(Role.MANAGER), builders.actor(Role.CASE_LEAD)):
        for pk in (full.pk, uuid.uuid4()):
            assert browse(who).get(reverse("refer:pack", args=[pk])).status_code == 404
