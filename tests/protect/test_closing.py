"""Closing a case and opening it again."""

from __future__ import annotations

import pytest
from django.urls import reverse

from noddfa import chronicle
from noddfa.protect import services
from noddfa.protect.closing.commands import NotClosed, NotOpen
from noddfa.protect.closing.kind import CaseClosed, CaseReopened
from noddfa.protect.models import CaseRow
from noddfa.protect.services import NotYet
from tests.protect import factories
from tests.protect.conftest import browse

NOW = factories.NOW
CLOSED = CaseClosed(why="safe", summary="Invented: lives with her aunt.")


def test_it_works_and_the_clocks_stand_still(it: factories.Story) -> None:
    address = reverse("protect:close", args=[it.case.pk])
    assert (
        browse(it.lead).post(address, {"why": "safe", "summary": "Lives with her aunt."}).status_code == 302
    )
    assert CaseRow.objects.get(pk=it.case.pk).next_late is None
    page = browse(it.lead).get(reverse("protect:case", args=[it.case.pk])).content.decode()
    assert "This case was closed on 24 November 2026." in page
    assert "The case is closed; its clocks stand still." in page


def test_not_while_the_child_is_missing_or_an_action_is_open(it: factories.Story) -> None:
    actions = (factories.action(owner=it.lead),)
    chronicle.record(it.case.pk, factories.discussion(actions=actions), by=it.lead, now=NOW)
    chronicle.record(it.case.pk, factories.missing(), by=it.lead, now=NOW)
    with pytest.raises(NotYet) as refused:
        services.close(it.case.pk, CLOSED, by=it.lead, now=NOW)
    assert refused.value.reasons == ["The child is missing.", "1 action of a meeting is still open."]
    # The page says the same beforehand.
    page = browse(it.lead).get(reverse("protect:close", args=[it.case.pk])).content.decode()
    assert all(reason in page for reason in refused.value.reasons)


def test_twice_it_is_refused(it: factories.Story) -> None:
    services.close(it.case.pk, CLOSED, by=it.lead, now=NOW)
    with pytest.raises(NotOpen):
        services.close(it.case.pk, CLOSED, by=it.lead, now=NOW)


def test_opened_again_its_clocks_run_on(it: factories.Story) -> None:
    before = CaseRow.objects.get(pk=it.case.pk).next_late
    services.close(it.case.pk, CLOSED, by=it.lead, now=NOW)
    address = reverse("protect:reopen", args=[it.case.pk])
    assert browse(it.lead).post(address, {"reason": "A new report came."}).status_code == 302
    row = CaseRow.objects.get(pk=it.case.pk)
    assert (row.closed, row.next_late) == (None, before)
    with pytest.raises(NotClosed):
        services.reopen(it.case.pk, CaseReopened(reason="Again."), by=it.lead, now=NOW)


def test_it_is_for_lead_and_managers(it: factories.Story) -> None:
    assert browse(it.worker).get(reverse("protect:close", args=[it.case.pk])).status_code == 404


def test_it_asks_for_the_childs_situation(it: factories.Story) -> None:
    answer = browse(it.lead).post(reverse("protect:close", args=[it.case.pk]), {"why": "safe", "summary": ""})
    assert answer.status_code == 422
