"""What `noddfa check` looks at, one function each, in the order of what depends on what."""

from __future__ import annotations

import stat
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from django.conf import settings
from django.db import DatabaseError, connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from noddfa import chronicle
from noddfa.access import append_only
from noddfa.chronicle.chain import Problem
from noddfa.chronicle.models import Event
from noddfa.envelope import KeyFileProblem
from noddfa.people import keys
from noddfa.web.operations import console, key_holders, migrate, tidying
from noddfa.web.operations.language import gettext_noop, ngettext
from noddfa.web.operations.language import translate as _
from noddfa.web.operations.trouble import first_line

MOST_LISTED = 50  # problems of one examination that are spelt out


@dataclass(frozen=True)
class Finding:
    """What one examination found. `name` is for machines, `said` for people; no problems means it is well."""

    name: str
    said: str
    problems: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        return not self.problems


@dataclass(frozen=True)
class Examined:
    """Everything that was looked at, and the heads of the chains, to be kept elsewhere."""

    findings: tuple[Finding, ...]
    heads: Mapping[str, str] = field(default_factory=dict)

    @property
    def ok(self) -> bool:
        return all(finding.ok for finding in self.findings)


WHAT_BEFELL = {
    "altered": gettext_noop("{record}: event {place} was altered"),
    "missing": gettext_noop("{record}: event {place} is missing"),
    "cut_short": gettext_noop("{record}: events after {place} were removed or rewritten"),
    "head": gettext_noop("{record}: the newest event, {place}, is not the one noted in the record"),
    "gone": gettext_noop("{record}: all its events are missing"),
    "orphaned": gettext_noop("{record}: the record itself is missing, its events are still there"),
    "rewritten": gettext_noop("{record}: the event noted earlier is no longer there"),
}


def examine(known_heads: Mapping[str, str] | None = None) -> Examined:
    """Look at everything. Stops after the database or its migrations when those are not as they should be."""
    findings: list[Finding] = []
    for first in (database, migrations):
        findings.append(first())
        if not findings[-1].ok:
            return Examined(tuple(findings))
    findings += [key_file(), data_keys(), triggers(), tasks(), cleared()]
    chains, heads = events(known_heads)
    return Examined((*findings, chains), heads)


def database() -> Finding:
    """Can it be reached; is an embedded file sound; does every reference point to something."""
    said = _("The database answers ({kind})").format(kind=connection.display_name)
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            problems = tuple(_sqlite_problems()) if connection.vendor == "sqlite" else ()
    except DatabaseError as problem:
        problems = (first_line(problem),)
    return Finding("database", said, problems)


def _sqlite_problems() -> Iterator[str]:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA quick_check(20)")
        yield from (row[0] for row in cursor.fetchall() if row[0] != "ok")
        cursor.execute("PRAGMA foreign_key_check")
        for table, row, parent, _index in cursor.fetchmany(MOST_LISTED):
            yield _("row {row} of {table} refers to a row of {parent} that is not there").format(
                row=row, table=table, parent=parent
            )


def migrations() -> Finding:
    """Is the database in the state that this version needs."""
    problems = tuple(
        _("{migration} has not been applied; run: noddfa migrate").format(migration=m)
        for m in migrate.pending()
    )
    return Finding("migrations", _("The tables are those of this version"), problems)


def key_file() -> Finding:
    """Can the master keys be read, and by us alone."""
    said = _("The master keys can be read, and by this user alone")
    try:
        keys.ring()
    except KeyFileProblem as problem:
        return Finding("key_file", said, (str(problem),))
    return Finding("key_file", said, tuple(_open_to_others()))


def _open_to_others() -> Iterator[str]:
    path = settings.NODDFA_KEY_FILE
    for place in (path, path.parent):
        if place.exists() and place.stat().st_mode & (stat.S_IWGRP | stat.S_IWOTH):
            yield _("{place} can be written by other users").format(place=place)


def data_keys() -> Finding:
    """Does every data key open with a master key we have."""
    total = key_holders.count()
    said = ngettext("{count} data key opens", "{count} data keys open", total).format(count=total)
    try:
        ring = keys.ring()
    except KeyFileProblem:
        return Finding("data_keys", said, (_("not looked at: there is no readable key file"),))
    with console.progress(_("Opening data keys"), total) as step:
        return Finding("data_keys", said, listed(key_holders.unreadable(ring, step)))


def triggers() -> Finding:
    """Does the database itself still refuse changes to what is only ever added to."""
    problems = tuple(
        _("trigger {name} is missing; run: noddfa migrate").format(name=name)
        for name in append_only.missing()
    )
    return Finding(
        "triggers", _("The database refuses changes to recorded events and to the trail"), problems
    )


def tasks() -> Finding:
    """Has work behind the scenes failed."""
    failed = DBTaskResult.objects.failed().count()
    problems = (ngettext("{count} task failed", "{count} tasks failed", failed).format(count=failed),)
    waiting = DBTaskResult.objects.ready().count()
    said = ngettext("{count} task waits for the worker", "{count} tasks wait for the worker", waiting)
    return Finding("tasks", said.format(count=waiting), problems if failed else ())


def cleared() -> Finding:
    """Is what has run out deleted, as the worker does once a day."""
    now = timezone.now()
    waiting = sum(rows.count() for rows in tidying.past_their_time(now).values())
    late = sum(rows.count() for rows in tidying.past_their_time(now - tidying.LATE).values())
    said = ngettext(
        "{count} session, draft, counter or task past its time waits to be cleared away",
        "{count} sessions, drafts, counters or tasks past their time wait to be cleared away",
        waiting,
    ).format(count=waiting)
    problems = (
        ngettext(
            "{count} of them for more than two days; is the worker running?",
            "{count} of them for more than two days; is the worker running?",
            late,
        ).format(count=late),
    )
    return Finding("cleared", said, problems if late else ())


def events(known_heads: Mapping[str, str] | None) -> tuple[Finding, Mapping[str, str]]:
    """Is every chain of events whole, and does it still hold what it held when the heads were noted."""
    with console.progress(_("Verifying the chains of events"), Event.objects.count()) as step:
        report = chronicle.check_chains(_advance(step), known_heads=dict(known_heads or {}))
    said = ngettext(
        "{events} event in {records} chains verified",
        "{events} events in {records} chains verified",
        report.events,
    ).format(events=report.events, records=report.records)
    problems = (_in_words(problem) for problem in report.problems)
    return Finding("events", said, listed(problems)), report.heads


def _in_words(problem: Problem) -> str:
    # A head noted elsewhere that is not in the chain has no place in it.
    what = "rewritten" if problem.what == "cut_short" and problem.seq == 0 else problem.what
    return _(WHAT_BEFELL[what]).format(record=problem.reference, place=problem.seq)


def _advance(step: console.Step) -> Callable[[int], None]:
    """The chronicle says how far it is; a bar wants how much further it got."""
    last = 0

    def progress(seen: int) -> None:
        nonlocal last
        step(seen - last)
        last = seen

    return progress


def listed(problems: Iterator[str]) -> tuple[str, ...]:
    """The first problems spelt out, and how many more there are."""
    shown: list[str] = []
    more = 0
    for problem in problems:
        if len(shown) < MOST_LISTED:
            shown.append(problem)
        else:
            more += 1
    if more:
        shown.append(ngettext("and {count} more", "and {count} more", more).format(count=more))
    return tuple(shown)
