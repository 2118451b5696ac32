"""Which lines of the trail somebody may read, filtered and made ready to show."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from noddfa.access.actor import Actor
from noddfa.access.members.commands import NATIONAL_KINDS
from noddfa.access.models import Organisation, TrailEntry, User
from noddfa.access.roles import Role
from noddfa.access.trails.words import done
from noddfa.design.components import Cell, Column, Status, Table
from noddfa.design.dates import WALES, show_moment

BOARD = "safeguarding_board"


@dataclass(frozen=True)
class Asked:
    """What is asked of the trail. Days are days in Wales, both included."""

    first: dt.date | None = None
    last: dt.date | None = None
    outcome: str = ""
    user: uuid.UUID | None = None


def of_house(actor: Actor) -> QuerySet[TrailEntry]:
    """The lines an auditor may read: a national body's, all; a board's, those of its region; else their own body's."""
    rows = TrailEntry.objects.all()
    if actor.organisation_kind in NATIONAL_KINDS:
        return rows
    own = Organisation.objects.get(pk=actor.organisation)
    if own.kind == BOARD and own.region:
        bodies = Organisation.objects.filter(region=own.region)
        return rows.filter(organisation_id__in=bodies.values("pk"))
    return rows.filter(organisation_id=own.pk)


def filtered(rows: QuerySet[TrailEntry], asked: Asked) -> QuerySet[TrailEntry]:
    """The lines that answer what is asked, newest first."""
    if asked.first is not None:
        rows = rows.filter(at__gte=_beginning(asked.first))
    if asked.last is not None:
        rows = rows.filter(at__lt=_beginning(asked.last + dt.timedelta(days=1)))
    if asked.outcome:
        rows = rows.filter(outcome=asked.outcome)
    if asked.user is not None:
        rows = rows.filter(user_id=asked.user)
    return rows.order_by("-id")


def _beginning(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), tzinfo=WALES)


@dataclass(frozen=True)
class Line:
    """A line in words: when, who, for which body and in which role, what, and what came of it."""

    at: dt.datetime
    who: str
    user: str
    body: str
    role: str
    what: str
    outcome: Status
    broke_glass: bool
    record: str


def lines(rows: Sequence[TrailEntry]) -> list[Line]:
    """Lines in the language in force. Two queries however many."""
    users = {row.user_id for row in rows if row.user_id}
    bodies = {row.organisation_id for row in rows if row.organisation_id}
    names = dict(User.objects.filter(pk__in=users).values_list("pk", "name"))
    called = {body.pk: str(body) for body in Organisation.objects.filter(pk__in=bodies)}
    roles = {role.value: str(role.label) for role in Role}
    return [
        Line(
            at=row.at,
            who=names.get(row.user_id, _("Somebody no longer known here"))
            if row.user_id
            else _("Nobody signed in"),
            user=str(row.user_id or ""),
            body=called.get(row.organisation_id, row.organisation_id),
            role=roles.get(row.role, row.role),
            what=done(row.permission, row.method),
            outcome=_outcome(row),
            broke_glass=row.broke_glass,
            record=str(row.record or ""),
        )
        for row in rows
    ]


def _outcome(row: TrailEntry) -> Status:
    if row.outcome == TrailEntry.Outcome.REFUSED:
        return Status(_("Refused"), "stopped")
    if row.broke_glass:
        return Status(_("Allowed in an emergency"), "soon")
    return Status(_("Allowed"), "done")


def table(rows: Sequence[TrailEntry], *, caption: str) -> Table:
    """Lines as a table."""
    columns = (Column(_("When")), Column(_("Who")), Column(_("For")), Column(_("What")), Column(_("Outcome")))
    drawn = [
        (
            Cell(show_moment(line.at)),
            Cell(line.who, f"?user={line.user}" if line.user else ""),
            Cell(
                _("%(body)s, %(role)s") % {"body": line.body, "role": line.role} if line.role else line.body
            ),
            Cell(line.what),
            Cell(status=line.outcome),
        )
        for line in lines(rows)
    ]
    return Table(caption, columns, drawn, caption_hidden=True)


BATCH = 1000


def exported(rows: QuerySet[TrailEntry], language: str) -> Iterator[list[str]]:
    """The lines as cells of a file in a language, the headings first. In batches, so that the trail may be long."""
    with translation.override(language):
        head = [
            _("Time (UTC)"), _("Who"), _("User id"), _("Body"), _("Role"), _("What"), _("Permission"), _("Page"),
            _("Outcome"), _("In an emergency"), _("Record id"),
        ]  # fmt: skip
    yield head
    last = None
    while batch := list((rows if last is None else rows.filter(pk__lt=last))[:BATCH]):
        with translation.override(language):  # the file is sent when the page's own language is long gone
            cells = [_cells(row, line) for row, line in zip(batch, lines(batch), strict=True)]
        yield from cells
        last = batch[-1].pk


def _cells(row: TrailEntry, line: Line) -> list[str]:
    return [
        line.at.astimezone(dt.UTC).isoformat(timespec="seconds"), line.who, line.user, line.body, line.role,
        line.what, row.permission, f"{row.method} {row.route}", str(line.outcome.text),
        _("Yes") if line.broke_glass else _("No"), line.record,
    ]  # fmt: skip
