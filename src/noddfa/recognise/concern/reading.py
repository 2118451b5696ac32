"""Reading a concern, for somebody: its words, its chronology, and the person as far as this reader may know them.

Whoever reported reads of the person what was said in the concern and no more: what a case team learns later (where
a child was placed) stands with the same person and is not theirs to read.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.translation import gettext as _

from noddfa.access.actor import Actor
from noddfa.access.circle import Standing, standing
from noddfa.access.rules import may
from noddfa.chronicle import Entry, Fact, Reader, facts_of, names, read, registry, showing
from noddfa.chronicle.models import Event, Record, Visibility
from noddfa.design.components import Link, Status, SummaryRow, TimelineDay
from noddfa.design.dates import day_in_wales, show_day, show_month
from noddfa.design.offered import lang
from noddfa.people import vault
from noddfa.people.models import Detail
from noddfa.people.values import Born, Identity
from noddfa.practice import indicators
from noddfa.protect import selectors as protect
from noddfa.recognise.concern.advice import Advice, advice_on
from noddfa.recognise.concern.kind import Concern, Observation, PersonDetails

FIRST_SAID = (Concern.code, PersonDetails.code)
"""Kinds of entry that say what was seen, and of whom."""


@dataclass(frozen=True)
class ConcernAsRead:
    """A concern as one reader may see it. content is None when it was erased; identity when nobody is known."""

    record: Record
    where: Standing
    entries: list[Entry]
    facts: list[Fact]
    content: Concern | None
    identity: Identity | None
    advice: Advice
    from_cases: list[Entry] = field(default_factory=list)  # what a case team wrote for the report-maker too

    @property
    def first(self) -> Entry | None:
        """The concern's own entry."""
        return next((entry for entry in self.entries if entry.fact.kind == Concern.code), None)

    def standing_entries(self, *kinds: str) -> list[Entry]:
        """The entries of these kinds that were not withdrawn, in the order they happened."""
        return [e for e in self.entries if e.fact.kind in kinds and not e.fact.withdrawn]


def as_read(record: Record, *, by: Actor, now: dt.datetime) -> ConcernAsRead:
    """The concern as this actor may read it now. The caller has asked access whether they may at all."""
    where = standing(by, record.pk, now=now)
    reader = Reader(by, where)
    entries = read(record, reader)
    facts = facts_of(record.pk)
    contents = [e.content for e in entries if isinstance(e.content, Concern) and not e.fact.withdrawn]
    observed = [advice_on(f.facts) for f in facts if f.kind in (Concern.code, Observation.code)]
    return ConcernAsRead(
        record=record,
        where=where,
        entries=entries,
        facts=facts,
        content=contents[-1] if contents else None,
        identity=_identity(record, where, entries),
        advice=Advice(any(a.danger for a in observed), any(a.tell_now for a in observed)),
        from_cases=protect.told_to_reporter(record.pk, reader),
    )


def names_of_many(records: Sequence[Record]) -> dict[uuid.UUID, str]:
    """The person's name as the report-makers gave it, by record, for their own lists. Three queries."""
    events = Event.objects.filter(
        record__in=records, kind=PersonDetails.code, visibility=Visibility.REPORTER
    ).values_list("record_id", "facts")
    said: dict[uuid.UUID, list[uuid.UUID]] = defaultdict(list)
    for record, facts in events:
        said[record] += [uuid.UUID(detail) for detail in facts.get("said", ())]
    people = {record.pk: record.person_id for record in records if record.person_id and said[record.pk]}
    wanted = [detail for details in said.values() for detail in details]
    identities = vault.read_many(people.values(), only=wanted)
    return {record: identities[person].name for record, person in people.items()}


def timeline_of(
    concern: ConcernAsRead, *, by: Actor, said_elsewhere: Collection[str] = ()
) -> list[TimelineDay]:
    """The chronology as the page draws it, with the ways to put an entry right that this reader has.

    said_elsewhere: kinds whose standing entries the page prints in full already; here they are folded.
    """
    with names.known_for(entry.content for entry in (*concern.entries, *concern.from_cases)):
        drawn = [
            (
                entry,
                showing.timeline_entry(
                    entry,
                    links=_links(concern, entry, by),
                    folded=entry.fact.kind in said_elsewhere and not entry.fact.withdrawn,
                ),
            )
            for entry in concern.entries
        ]
        drawn += [
            (entry, showing.timeline_entry(entry, status=Status(_("From the case"), "note")))
            for entry in concern.from_cases
        ]
    return list(showing.in_days(sorted(drawn, key=lambda pair: pair[0].fact.happened)))


def identity_rows(identity: Identity | None, *, now: dt.datetime) -> list[SummaryRow]:
    """What is known of the person, a line each; empty when nothing is."""
    if identity is None or identity.erased:
        return []
    label = dict(Detail.Field.choices)
    rows = [(label[Detail.Field.NAME], name) for name in identity.names]
    rows += [(label[Detail.Field.ALIAS], name) for name in identity.aliases]
    if identity.born:
        rows.append((label[Detail.Field.BORN], born_words(identity.born, on=day_in_wales(now))))
    rows += [(label[field], text) for field, text in identity.details]
    return [SummaryRow(key, value) for key, value in rows]


def born_words(born: Born, *, on: dt.date) -> str:
    """A date of birth as it was told, with the age on a day."""
    youngest, oldest = born.ages_on(on)
    if born.precision == "about":
        return _("Not known: between %(youngest)d and %(oldest)d years old") % {
            "youngest": max(youngest, 0),
            "oldest": oldest,
        }
    told = {
        "day": lambda: show_day(born.earliest),
        "month": lambda: show_month(born.earliest.year, born.earliest.month),
        "year": lambda: str(born.earliest.year),
    }[born.precision]()
    if youngest == oldest:
        return _("%(date)s (age %(age)d)") % {"date": told, "age": oldest}
    return _("%(date)s (age %(youngest)d or %(oldest)d)") % {
        "date": told,
        "youngest": max(youngest, 0),
        "oldest": oldest,
    }


def note(code: str) -> str:
    """A standing sentence of the indicator set, in the language in force."""
    return indicators.note(code).say("text", lang())


def _identity(record: Record, where: Standing, entries: Iterable[Entry]) -> Identity | None:
    if record.person_id is None:
        return None
    if where.inside:
        return vault.read(record.person_id)
    said = [
        uuid.UUID(detail)
        for entry in entries
        if entry.fact.kind == PersonDetails.code and not entry.fact.withdrawn
        for detail in entry.fact.facts.get("said", ())
    ]
    return vault.read(record.person_id, only=said)


def _links(concern: ConcernAsRead, entry: Entry, by: Actor) -> tuple[Link, ...]:
    """Correct it (whoever may write it, of the body that did), and see what it said before."""
    where = [concern.record.pk, entry.fact.event]
    what = showing.headline_of(entry)
    links = []
    if entry.content is not None and not entry.fact.withdrawn and entry.fact.body == by.organisation:
        kind = type(entry.content)
        permission = kind.write or registry.family(concern.record.family).write
        if (kind.by_hand or kind.correctable) and may(by, permission, concern.where):
            links.append(Link(_("Correct"), reverse("chronicle:correct", args=where), what))
    if entry.fact.corrections:
        links.append(Link(_("What it said before"), reverse("chronicle:history", args=where), what))
    return tuple(links)
