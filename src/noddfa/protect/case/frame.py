"""What every page of a case has in common: the case as its reader has it, the tabs, the banners at the top.

A room that has a page of its own about a case offers a tab in its `case_tabs.py`:

    TABS = [(_("Needs record"), "support:needs", "case.read")]   # label, URL name taking the record's id, permission
"""

from __future__ import annotations

import datetime as dt
import importlib
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from django.apps import apps
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.module_loading import module_has_submodule
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from noddfa.access.actor import ActingRequest
from noddfa.access.circle import standing
from noddfa.access.models import BreakGlass, CircleMember, Part
from noddfa.access.rules import may
from noddfa.chronicle import Entry, Reader, registry
from noddfa.chronicle.kinds import EventKind
from noddfa.chronicle.models import Record
from noddfa.chronicle.reading import read_many
from noddfa.design.components import Link
from noddfa.design.dates import day_in_wales, show_clock, show_day, show_moment
from noddfa.people import vault
from noddfa.protect.clocks.showing import Recording
from noddfa.protect.clocks.state import CaseFacts, Clocks, NotACase, clocks, gather
from noddfa.protect.families import CASE, FAMILY
from noddfa.protect.identity.panel import Panel, panel_of
from noddfa.protect.limits.kind import LimitVaried, ProtocolMoved
from noddfa.protect.missing.kind import open_episodes

OWN_TABS = (
    (gettext_lazy("Overview"), "protect:case", "case.read"),
    (gettext_lazy("Chronology"), "protect:chronology", "case.read"),
    (gettext_lazy("Protocol"), "protect:protocol", "case.read"),
    (gettext_lazy("Circle"), "protect:circle", "case.read"),
)


@dataclass(frozen=True)
class Banner:
    """A sentence at the top of every page of a case. kind: 'note' or 'problem'."""

    text: str
    kind: str = "note"


@dataclass(frozen=True)
class Told:
    """An entry of the chronology and the record it stands on. own: the case itself, not one of its concerns."""

    entry: Entry
    record: Record
    own: bool


class OpenCase:
    """A case as one reader has it before them at a moment; what a page does not ask for is not fetched.

    known_at: as it was known then (None: as it is known now).
    """

    def __init__(
        self, record: Record, reader: Reader, *, now: dt.datetime, known_at: dt.datetime | None = None
    ) -> None:
        self.record = record
        self.reader = reader
        self.now = now
        self.known_at = known_at

    @property
    def moment(self) -> dt.datetime:
        """The moment the page speaks of."""
        return self.known_at or self.now

    def may(self, permission: str) -> bool:
        """Whether the reader may do this here."""
        return may(self.reader.actor, permission, self.reader.standing)

    @cached_property
    def facts(self) -> CaseFacts:
        """The facts of the case and its concerns. Raises Http404 when it was not yet opened at that moment."""
        found = gather(self.record.pk, known_at=self.known_at)
        try:
            found.opening  # noqa: B018 -- asked for its exception
        except NotACase:
            raise Http404 from None
        return found

    @cached_property
    def told(self) -> list[Told]:
        """Everything the reader may read, in the order it happened: the case's entries and its concerns'."""
        concerns = list(Record.objects.filter(pk__in=self.facts.concerns))
        chains = read_many([self.record, *concerns], self.reader, known_at=self.known_at)
        found = [
            Told(entry, record, record.pk == self.record.pk)
            for record in (self.record, *concerns)
            for entry in chains[record.pk]
        ]
        return sorted(found, key=lambda one: (one.entry.fact.happened, one.entry.fact.recorded))

    @cached_property
    def clocks(self) -> Clocks:
        """The protocol worked out, with the reasons that managers gave for varying it."""
        return clocks(self.facts, now=self.moment, reasons=self._reasons())

    @cached_property
    def panel(self) -> Panel:
        """Who the child is."""
        person = self.record.person_id
        identity = vault.read(person) if person is not None else None
        return panel_of(identity, today=day_in_wales(self.moment))

    @cached_property
    def kinds(self) -> Sequence[type[EventKind]]:
        """The kinds this reader may record here by hand now."""
        if self.record.wrapped_key is None or self.known_at is not None:
            return ()
        return [
            kind
            for kind in registry.kinds(FAMILY)
            if kind.by_hand and self.may(kind.write or CASE.write) and kind.offered(self.facts.own)
        ]

    @property
    def recording(self) -> Recording:
        """By which of them each step is recorded."""
        return Recording(
            self.record.pk, self.kinds, may_vary=self.known_at is None and self.may("case.vary_limit")
        )

    def _reasons(self) -> Mapping[uuid.UUID, str]:
        given = {}
        for told in self.told:
            content = told.entry.content
            if isinstance(content, LimitVaried | ProtocolMoved):
                given[told.entry.fact.event] = content.reason
        return given


def open_case(request: ActingRequest, record: uuid.UUID, *, known_at: dt.datetime | None = None) -> OpenCase:
    """The case for a page whose guard has let the reader in. Raises Http404 when the record is no case."""
    chain = get_object_or_404(Record.objects.select_related("owner"), pk=record, family=FAMILY)
    now = timezone.now()
    return OpenCase(
        chain, Reader(request.actor, standing(request.actor, record, now=now)), now=now, known_at=known_at
    )


def frame(case: OpenCase, current: str) -> dict[str, Any]:
    """What the frame of a case page needs. current: the URL name of the tab."""
    tabs = [
        (Link(label, reverse(name, args=[case.record.pk])), name == current)
        for label, name, permission in (*OWN_TABS, *others_tabs())
        if case.may(permission)
    ]
    return {
        "record": case.record,
        "name": case.panel.name,
        "tabs": tabs,
        "banners": banners(case),
        "known_on": show_day(case.known_at) if case.known_at else "",
        "printed": _("Printed by %(who)s, %(when)s")
        % {"who": case.reader.actor.name, "when": show_moment(case.now)},
    }


@cache
def others_tabs() -> tuple[tuple[Any, str, str], ...]:
    """The tabs that other rooms offer, in the order of the rooms."""
    found: list[tuple[Any, str, str]] = []
    for config in apps.get_app_configs():
        if (
            config.name.startswith("noddfa.")
            and config.module
            and module_has_submodule(config.module, "case_tabs")
        ):
            found += importlib.import_module(f"{config.name}.case_tabs").TABS
    return tuple(found)


def banners(case: OpenCase) -> list[Banner]:
    """What nobody may pass over. Two queries."""
    found = []
    for episode in open_episodes(case.facts.own):
        since = show_moment(episode.happened, precision=episode.precision)
        found.append(Banner(_("The child is missing, since %(when)s.") % {"when": since}, "problem"))
    if case.facts.closed is not None:
        found.append(Banner(_("This case was closed on %(day)s.") % {"day": show_day(case.facts.closed)}))
    found += _glass(case)
    circle = CircleMember.objects.filter(record=case.record.pk, part=Part.LEAD, until=None)
    if not circle.exists() and case.facts.closed is None:
        found.append(Banner(_("This case has no lead. Give the lead to somebody of the circle."), "problem"))
    return found


def _glass(case: OpenCase) -> list[Banner]:
    """Emergency access that is open now: one's own, and for those who answer for the case anybody's."""
    open_now = BreakGlass.objects.filter(record=case.record.pk, at__lte=case.now, until__gt=case.now)
    found = []
    for glass in open_now.select_related("user", "organisation").order_by("at"):
        if glass.user_id == case.reader.actor.user_id:
            text = _(
                "You opened this case in an emergency. It closes for you at %(time)s. "
                "Its managers were told, and will look at what you did."
            )
            found.append(Banner(text % {"time": show_clock(glass.until)}))
        elif case.may("case.circle"):
            text = _("%(who)s, %(body)s, has emergency access to this case until %(time)s.")
            words = {"who": glass.user.name, "body": str(glass.organisation), "time": show_clock(glass.until)}
            found.append(Banner(text % words))
    return found
