"""The tables of audits are worked out from events, and come out the same when they are made again."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from noddfa.access.roles import Role
from noddfa.audit import issue
from noddfa.audit.models import AnswerRow, AuditRow
from noddfa.audit.services import AuditReopened, AuditSigned, begin, reopen, sign
from noddfa.chronicle import check_chains, rebuild
from tests.audit.conftest import NOW, Audited, rate
from tests.support import builders

CRITERIA = [one.id for one in issue.asked_of(issue.current(), "council")]
RATINGS = [rating.code for rating in issue.current().ratings]


def tables() -> list[list[dict[str, Any]]]:
    return [list(AuditRow.objects.order_by("pk").values()), list(AnswerRow.objects.order_by("pk").values())]


@pytest.mark.django_db
def test_made_again_they_are_equal(it: Audited) -> None:
    begin(2025, by=it.manager, now=NOW)
    begin(2026, by=builders.actor(Role.AUDITOR), now=NOW)
    for number, criterion in enumerate(CRITERIA):
        rate(it, criterion, RATINGS[number % len(RATINGS)], now=NOW + dt.timedelta(minutes=number))
    rate(it, "A4.1", "green", now=NOW + dt.timedelta(hours=2))
    sign(it.record.pk, AuditSigned(), by=it.manager, now=NOW + dt.timedelta(hours=3))
    before = tables()
    assert before[0] and len(before[1]) == len(CRITERIA)
    AnswerRow.objects.all().delete()
    AuditRow.objects.all().delete()
    rebuild()
    assert tables() == before
    reopen(
        it.record.pk,
        AuditReopened(reason="Something came late."),
        by=it.manager,
        now=NOW + dt.timedelta(hours=4),
    )
    after = tables()
    assert after != before
    rebuild()
    assert tables() == after
    assert check_chains().problems == ()


class AnyOrder(TestCase):
    """Whatever is answered in whatever order, the last answer to each criterion stands."""

    @settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
    @given(st.lists(st.tuples(st.sampled_from(CRITERIA[:6]), st.sampled_from(RATINGS)), max_size=12))
    def test_the_last_answer_stands(self, given_answers: list[tuple[str, str]]) -> None:
        council = builders.organisation()
        manager = builders.actor(Role.MANAGER, council)
        auditor = builders.actor(Role.AUDITOR, council)
        record = begin(2026, by=manager, now=NOW)
        it = Audited(record, council, auditor, manager, auditor, manager)
        for criterion, rating in given_answers:
            rate(it, criterion, rating)  # all at the same moment: the order in which they came decides
        expected = dict(given_answers)
        rows = {row.criterion: row for row in AnswerRow.objects.filter(record=record.pk)}
        assert {name: row.rating for name, row in rows.items()} == expected
        for name, row in rows.items():
            assert row.earlier == [one for one, _rating in given_answers].count(name) - 1
        assert AuditRow.objects.get(record=record.pk).answered == len(expected)
