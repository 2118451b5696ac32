"""Cases with needs, invented; and what browsers send for the forms of this room.

it = stories.case()                     a case with its cast
stories.record(it)                      its needs record is begun: accommodation urgent and late, health nothing
stories.payload(accommodation__due_day="4", status="…")   what a browser sends, a few fields changed
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from noddfa import chronicle
from noddfa.access.actor import Actor
from noddfa.access.models import Part
from noddfa.chronicle.models import Event, Record
from noddfa.people.values import Statement
from noddfa.protect.case.kind import CaseOpened
from noddfa.support.needs.current import tip
from noddfa.support.services import Consent, Need, NeedsRecord, record_needs
from tests.support import builders, cast

NOW = builders.NOW  # Tuesday 24 November 2026, 10:30
TALKED = NOW - dt.timedelta(days=6)  # Wednesday 18 November
CHILD = "Plentyn Enghraifft Dychmygol"
FEARED = "Dyn Dychmygol"


def case() -> cast.Cast:
    """An opened case about an invented child."""
    it = cast.around("case")
    open_it(it.record, it.lead)
    it.record.person_id = builders.person(Statement("name", CHILD), by=it.lead)
    it.record.save(update_fields=["person"])
    return it


def open_it(record: Record, by: Actor) -> None:
    """An empty record becomes an opened case."""
    concern = builders.record("concern", by=by, part=Part.REPORTER)
    opening = CaseOpened(concern=str(concern.pk), protocol="wales-child-2021")
    chronicle.record(record.pk, opening, by=by, now=NOW - dt.timedelta(days=8))


def need(heading: str = "accommodation", **changed: Any) -> Need:
    """An urgent need, due a day before now."""
    said: dict[str, Any] = {
        "heading": heading,
        "urgency": "urgent",
        "need": "A room with a lock",
        "wish": "I want my own door",
        "action": "Ask the refuge for a room",
        "who_else": "Housing officer Ffugenw",
        "due": dt.date(2026, 11, 23),
        "state": "open",
        "done_on": None,
        "notes": f"Afraid of {FEARED}",
    }
    return Need(**{**said, **changed})


def nothing(heading: str, **changed: Any) -> Need:
    """A heading that was talked about, under which nothing is needed."""
    said = {"heading": heading, "urgency": "none", "need": "", "state": "open", "done_on": None}
    return Need(**{**said, **changed})


def content(**changed: Any) -> NeedsRecord:
    """A first needs record."""
    said: dict[str, Any] = {
        "issue": "2026-11",
        "occasion": "first",
        "follows": "",
        "present": "Gweithiwr Enghraifft",
        "language": "cy",
        "language_name": "",
        "interpreter": "not_needed",
        "needs": (need(), nothing("physical_health")),
        "consents": (
            Consent(purpose="health", status="given", on=dt.date(2026, 11, 18), limits="Dr Dychmygol only"),
        ),
        "own_words": "I do not want to move again",
        "seen": "read",
        "next_review": dt.date(2026, 12, 18),
    }
    return NeedsRecord(**{**said, **changed})


def record(
    it: cast.Cast,
    said: NeedsRecord | None = None,
    *,
    by: Actor | None = None,
    happened: dt.datetime = TALKED,
    now: dt.datetime | None = None,
) -> Event:
    """The needs record of a case, or a further version of it."""
    return say(it.record, said or content(), by=by or it.worker, happened=happened, now=now)


def say(
    to: Record,
    said: NeedsRecord,
    *,
    by: Actor,
    happened: dt.datetime = TALKED,
    now: dt.datetime | None = None,
) -> Event:
    """A version of a needs record, written down an hour after the conversation."""
    return record_needs(
        to.pk,
        said,
        rests_on=tip(to.pk),
        by=by,
        now=now or happened + dt.timedelta(hours=1),
        happened=happened,
        precision="minute",
    )


def payload(rests_on: int = 0, **changed: Any) -> dict[str, Any]:
    """A first needs record as a browser sends it: accommodation is urgent, health may be shared.

    A name with two underscores is a field under a heading or purpose: accommodation__need, health__status.
    """
    said = {
        "rests_on": str(rests_on),
        "checked": "",
        "happened_day": "24",
        "happened_month": "11",
        "happened_year": "2026",
        "happened_time": "09:15",
        "present": "Gweithiwr Enghraifft, Plentyn Enghraifft",
        "language": "cy",
        "interpreter": "not_needed",
        "seen": "read",
        "next_review_day": "24",
        "next_review_month": "12",
        "next_review_year": "2026",
        **under("accommodation", urgency="urgent", need="A room with a lock", state="open"),
        **about("health", status="given", on_day="24", on_month="11", on_year="2026"),
    }
    for name, value in changed.items():
        code, _under, field = name.partition("__")
        if not field:
            said[name] = value
        else:
            said |= (about if field.split("_")[0] in ("status", "on", "limits") else under)(
                code, **{field: value}
            )
    return said


def under(heading: str, **said: Any) -> dict[str, Any]:
    """What is sent under a heading."""
    return {f"needs-{heading}-{name}": value for name, value in said.items()}


def about(purpose: str, **said: Any) -> dict[str, Any]:
    """What is sent about a purpose of sharing."""
    return {f"consents-{purpose}-{name}": value for name, value in said.items()}


def when(moment: dt.datetime, name: str = "happened") -> dict[str, str]:
    """What is sent for a day with its time (UTC, in winter the time in Wales)."""
    return {
        f"{name}_day": str(moment.day),
        f"{name}_month": str(moment.month),
        f"{name}_year": str(moment.year),
        f"{name}_time": f"{moment:%H:%M}",
    }
