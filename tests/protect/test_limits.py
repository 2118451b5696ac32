"""A manager varies a limit, or moves the case to another version of its protocol."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from noddfa import chronicle
from noddfa.protect import services
from noddfa.protect.clocks.state import clocks, gather
from noddfa.protect.limits.commands import MayNotBeVaried, NotAVersion
from noddfa.protect.models import CaseRow
from noddfa.protocol import Status, StepState
from tests.protect import factories
from tests.protect.conftest import browse

EARLY = factories.OPENED + dt.timedelta(days=1)  # Tuesday; the discussion is due on Wednesday
REASON = "The interpreter can only come on Friday."
UNTIL = dt.date(2026, 11, 27)


def state_of(it: factories.Story, now: dt.datetime, step: str = "strategy_discussion") -> StepState:
    return next(s for s in clocks(gather(it.case.pk), now=now).steps if s.step.code == step)


def vary(it: factories.Story, now: dt.datetime, **changed: object) -> None:
    said = {"step": "strategy_discussion", "until": UNTIL, "reason": REASON, **changed}
    services.vary_limit(it.case.pk, by=it.manager, now=now, **said)


def test_in_time_it_moves_the_limit(it: factories.Story) -> None:
    vary(it, EARLY)
    state = state_of(it, factories.NOW)
    assert state.status in (Status.VARIED, Status.DUE_SOON)
    assert state.due is not None
    assert state.due.day == UNTIL


def test_too_late_it_sets_a_day_to_work_to_and_the_step_stays_late(it: factories.Story) -> None:
    sent = {"until_day": "27", "until_month": "11", "until_year": "2026", "reason": REASON}
    address = reverse("protect:vary", args=[it.case.pk, "strategy_discussion"])
    assert browse(it.manager).post(address, sent).status_code == 302
    assert state_of(it, factories.NOW).status is Status.LATE
    page = browse(it.lead).get(reverse("protect:protocol", args=[it.case.pk])).content.decode()
    assert "A manager set a new day to work to: 27 November 2026." in page


def test_the_reason_is_read_in_the_basis_and_sealed_in_the_record(it: factories.Story) -> None:
    vary(it, EARLY)
    page = browse(it.lead).get(reverse("protect:protocol", args=[it.case.pk])).content.decode()
    assert f"for this reason: ‘{REASON}’" in page
    (fact,) = chronicle.facts_of(it.case.pk, kinds=["limit_varied"])
    assert REASON not in str(fact.facts)


def test_the_list_follows(it: factories.Story) -> None:
    chronicle.record(it.case.pk, factories.step("police_discussion"), by=it.lead, now=factories.OPENED)
    vary(it, EARLY)
    row = CaseRow.objects.get(pk=it.case.pk)
    assert row.next_step == "strategy_discussion"
    assert row.next_at is not None
    assert row.next_at.date() == UNTIL


@pytest.mark.parametrize("step", ["report", "initial_decision", "icpc", "no_such_step"])
def test_what_may_not_be_varied_or_does_not_run_is_refused(it: factories.Story, step: str) -> None:
    with pytest.raises(MayNotBeVaried):
        vary(it, EARLY, step=step)
    assert browse(it.manager).get(reverse("protect:vary", args=[it.case.pk, step])).status_code == 404


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"reason": "late"}, "Say why in a sentence"),
        ({"reason": ""}, "Enter an answer."),
        ({"until_day": ""}, "The date must have a day."),
        ({"until_month": "13"}, "There is no such date"),
    ],
)
def test_what_is_wrong_is_said_and_the_rest_kept(
    it: factories.Story, changed: dict[str, str], message: str
) -> None:
    sent = {"until_day": "27", "until_month": "11", "until_year": "2026", "reason": REASON, **changed}
    answer = browse(it.manager).post(reverse("protect:vary", args=[it.case.pk, "strategy_discussion"]), sent)
    assert answer.status_code == 422
    assert message in answer.content.decode()
    assert not chronicle.facts_of(it.case.pk, kinds=["limit_varied"])


def test_only_a_manager_varies_or_moves(it: factories.Story) -> None:
    for address in (
        reverse("protect:vary", args=[it.case.pk, "strategy_discussion"]),
        reverse("protect:move", args=[it.case.pk]),
    ):
        assert browse(it.lead).get(address).status_code == 404
        assert browse(it.manager).get(address).status_code == 200


def test_a_case_keeps_its_version_until_somebody_moves_it(it: factories.Story) -> None:
    assert clocks(gather(it.case.pk), now=factories.NOW).protocol.code == "wales-child-2021"
    sent = {"to": "wales-child-2011", "reason": "Invented: begun before the guide."}
    assert browse(it.manager).post(reverse("protect:move", args=[it.case.pk]), sent).status_code == 302
    assert clocks(gather(it.case.pk), now=factories.NOW).protocol.code == "wales-child-2011"
    assert CaseRow.objects.get(pk=it.case.pk).protocol == "wales-child-2011"


def test_a_case_moves_within_its_family_alone(it: factories.Story) -> None:
    for code in ("wales-child-2021", "wales-adult-2019", "nonsense"):
        with pytest.raises(NotAVersion):
            services.move_protocol(it.case.pk, to=code, reason=REASON, by=it.manager, now=factories.NOW)
