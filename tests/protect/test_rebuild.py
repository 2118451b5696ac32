"""The read models can be made again from the events, to an equal state."""

from __future__ import annotations

import datetime as dt
from typing import Any

from noddfa import chronicle
from noddfa.protect import services
from noddfa.protect.models import ActionRow, CaseConcern, CaseRow
from tests.protect import factories

NOW = factories.NOW


def everything() -> list[list[dict[str, Any]]]:
    return [list(model.objects.order_by("pk").values()) for model in (CaseRow, CaseConcern, ActionRow)]


def test_rebuilt_they_are_what_they_were(it: factories.Story) -> None:
    other = factories.story()
    actions = (factories.action(owner=it.lead), factories.action("Second", body=it.council.pk, id=""))
    held = chronicle.record(it.case.pk, factories.discussion(actions=actions), by=it.lead, now=NOW)
    chronicle.correct(held.pk, factories.discussion(actions=actions[1:]), by=it.lead, now=NOW)
    factories.ended(it.case, actions[1], row=ActionRow.objects.get(record=it.case.pk))
    services.vary_limit(
        other.case.pk,
        step="strategy_discussion",
        until=dt.date(2026, 12, 1),
        reason="Invented: an interpreter.",
        by=other.manager,
        now=NOW,
    )
    chronicle.record(other.case.pk, factories.missing(), by=other.lead, now=NOW)
    second = factories.reported_concern(it.teacher, person=it.person, now=NOW)
    services.add_concern_to_case(case=it.case.pk, concern=second.pk, by=it.lead, now=NOW)
    factories.decided(second, it.officer, now=NOW, outcome="no_further_action")
    before = everything()
    assert all(before)
    for model in (CaseRow, CaseConcern, ActionRow):
        model.objects.all().delete()
    chronicle.rebuild()
    assert everything() == before
    chronicle.rebuild()
    assert everything() == before
