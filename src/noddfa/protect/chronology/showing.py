"""The chronology as it reads: filtered, gathered by day, each entry with its links."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from noddfa.chronicle import names, registry, showing
from noddfa.chronicle.fields import EventSpec
from noddfa.chronicle.models import Visibility
from noddfa.design.components import Link, Status, TimelineDay
from noddfa.protect.case.frame import OpenCase, Told
from noddfa.protect.families import CASE
from noddfa.protect.strategy.kind import StrategyDiscussion


@dataclass(frozen=True)
class Kinds:
    """The kinds of entry there are, for choosing one: code, label and how many."""

    code: str
    label: str
    count: int


def kinds_present(told: Iterable[Told]) -> list[Kinds]:
    """The kinds these entries have, by label."""
    counts: dict[str, int] = {}
    for one in told:
        counts[one.entry.fact.kind] = counts.get(one.entry.fact.kind, 0) + 1
    found = [Kinds(code, label_of(code), count) for code, count in counts.items()]
    return sorted(found, key=lambda kind: kind.label)


def label_of(code: str) -> str:
    """What a kind is called; its code when its room is no longer installed."""
    try:
        return str(registry.kind(code).label)
    except registry.UnknownKind:
        return code


@dataclass(frozen=True)
class Line:
    """An entry on one line: when, what, and where the whole of it stands."""

    when: str
    what: str
    url: str
    status: Status | None


def newest(case: OpenCase, count: int) -> list[Line]:
    """The entries that happened last, the newest first, each on one line."""
    url = reverse("protect:chronology", args=[case.record.pk])
    return [
        Line(
            showing.day_and_time(told.entry),
            showing.headline_of(told.entry),
            f"{url}#e-{told.entry.fact.event}",
            Status(_("Withdrawn"), "stopped") if told.entry.fact.withdrawn else _status(told),
        )
        for told in reversed(case.told[-count:])
    ]


def days(case: OpenCase, told: Sequence[Told], *, newest_first: bool = False) -> list[TimelineDay]:
    """Entries ready for the timeline. Two queries at most, for names."""
    ordered = list(reversed(told)) if newest_first else list(told)
    here = {one.entry.fact.event for one in told}
    with names.known_for(one.entry.content for one in ordered):
        drawn = [(one.entry, _drawn(case, one, here)) for one in ordered]
    return list(showing.in_days(drawn))


def _drawn(case: OpenCase, told: Told, here: set[uuid.UUID]) -> showing.TimelineEntry:
    return showing.timeline_entry(told.entry, links=_links(case, told, here), status=_status(told))


def _status(told: Told) -> Status | None:
    if not told.own:
        return Status(_("From report %(reference)s") % {"reference": told.record.reference}, "note")
    if told.entry.fact.visibility == Visibility.BODY:
        return Status(_("Only for your body"), "note")
    if told.entry.fact.visibility == Visibility.REPORTER:
        return Status(_("Also for whoever made the report"), "note")
    return None


def _links(case: OpenCase, told: Told, here: set[uuid.UUID]) -> tuple[Link, ...]:
    """Where an entry leads: its minutes, its episode, its earlier wordings, and the form to put it right."""
    if not told.own:
        return ()
    entry, fact = told.entry, told.entry.fact
    hidden = _("of the entry ‘%(what)s’ of %(when)s") % {
        "what": showing.headline_of(entry),
        "when": showing.day_and_time(entry),
    }
    links = []
    if fact.kind == StrategyDiscussion.code:
        links.append(
            Link(_("Minutes"), reverse("protect:minutes", args=[case.record.pk, fact.event]), hidden)
        )
    links += [
        Link(_("Go to the episode"), f"#e-{event}", hidden) for event in _points_to(told) if event in here
    ]
    if fact.corrections:
        links.append(
            Link(
                _("What it said before"),
                reverse("chronicle:history", args=[case.record.pk, fact.event]),
                hidden,
            )
        )
    if case.known_at is None and not fact.withdrawn and entry.content is not None:
        links += _changes(case, told, hidden)
    return tuple(links)


def _changes(case: OpenCase, told: Told, hidden: str) -> list[Link]:
    kind, where = type(told.entry.content), [case.record.pk, told.entry.fact.event]
    if kind is type(None) or not case.may(kind.write or CASE.write):  # type: ignore[union-attr]
        return []
    if kind.by_hand or kind.correctable:  # type: ignore[union-attr]
        return [Link(_("Correct"), reverse("chronicle:correct", args=where), hidden)]
    if kind.withdrawable:  # type: ignore[union-attr]
        return [Link(_("Withdraw"), reverse("chronicle:withdraw", args=where), hidden)]
    return []


def _points_to(told: Told) -> list[uuid.UUID]:
    """The earlier entries this one names: its missing episode, its meeting."""
    content = told.entry.content
    if content is None:
        return []
    return [
        uuid.UUID(value)
        for name, spec in content.specs().items()
        if isinstance(spec, EventSpec) and (value := getattr(content, name))
    ]
