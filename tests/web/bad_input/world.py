"""A small invented world in which every form of the platform can be opened (doors.py says where, and by whom)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from noddfa import chronicle
from noddfa.access import bodies
from noddfa.access.actor import Actor
from noddfa.access.models import Membership, Organisation
from noddfa.access.roles import Role
from noddfa.audit import issue
from noddfa.audit.services import AuditSigned, sign
from noddfa.chronicle.models import Event, Record
from noddfa.estimate import datasets
from noddfa.estimate.reading import read_columns
from noddfa.measure import selectors as measure
from noddfa.measure.models import Run
from noddfa.measure.runs import commands as measuring
from noddfa.protect.closing.kind import CaseClosed
from noddfa.protect.models import ActionRow
from noddfa.publish.models import Release
from noddfa.publish.releases import commands as publishing
from noddfa.recognise.services import About
from tests.audit.conftest import Audited, audited, rate
from tests.protect import factories
from tests.recognise.conftest import write_concern
from tests.refer.conftest import reported
from tests.support import builders
from tests.support_room import stories

NOW = builders.NOW
CARDIFF = "W06000015"


@dataclass(frozen=True)
class World:
    """Records in the states that forms ask for, and the people who fill them in."""

    case: Record  # worked on, with an action open and a child missing
    waiting: Record  # for its strategy discussion
    quiet: Record  # nothing waits in it any more
    closed: Record
    needs: Record  # a case with a needs record
    version: Event
    concern: Record  # reported to Cardiff, not decided
    told: Record  # reported by telephone, not confirmed
    fresh: Record  # not reported
    audit: Audited
    complete: Audited  # answered, not signed
    signed: Audited
    release: Release
    run: Run  # finished
    choosing: Run  # waits to be told what its columns are for
    action: ActionRow
    entries: Mapping[str, Event]  # kind -> an entry of it, on `case` or `fresh`
    place: Membership
    people: Mapping[str, Actor]


def build() -> World:
    """Make it. The clock must stand at NOW."""
    bodies.take_in()
    it, waiting = factories.story(), factories.story()
    colleague = builders.actor(Role.CASE_LEAD, it.council, name="Cydweithiwr Enghraifft")
    action = factories.action(owner=it.lead)
    said = {
        "strategy_discussion": factories.discussion(actions=(action,)),
        "missing": factories.missing(),
        "note": factories.note(),
        "step_done": factories.step("determination:not_substantiated"),
    }
    entries = {
        kind: chronicle.record(it.case.pk, content, by=it.lead, now=NOW) for kind, content in said.items()
    }
    quiet, closed = (builders.record("case", by=it.lead) for _one in range(2))
    for one in (quiet, closed):
        stories.open_it(one, it.lead)
    chronicle.record(closed.pk, CaseClosed(why="safe", summary="Invented end."), by=it.lead, now=NOW)
    with_needs = stories.case()
    desk = builders.actor(Role.DUTY_OFFICER, Organisation.objects.get(code=CARDIFF), name="Desg Enghraifft")
    concern, told, fresh = (
        write_concern(it.teacher, about=About(name=f"{one} Enghraifft Dychmygol"), council=CARDIFF)
        for one in ("Un", "Dau", "Tri")
    )
    reported(concern, it.teacher)
    reported(told, it.teacher, channel="telephone")
    audit, complete, signed = (audited(kind) for kind in ("local_authority", "education", "education"))
    rate(audit, "A2.1", "red")
    for every in (complete, signed):
        for criterion in issue.asked_of(issue.current(), "all"):
            rate(every, criterion.id, "not_known")
    sign(signed.record.pk, AuditSigned(), by=signed.manager, now=NOW)
    analyst = builders.actor(Role.ANALYST)
    run = _estimate(analyst)
    return World(
        case=it.case,
        waiting=waiting.case,
        quiet=quiet,
        closed=closed,
        needs=with_needs.record,
        version=stories.record(with_needs),
        concern=concern,
        told=told,
        fresh=fresh,
        audit=audit,
        complete=complete,
        signed=signed,
        release=publishing.prepare(measure.answer(run), ["chao"], opens_on=NOW.date(), by=analyst, now=NOW),
        run=run,
        choosing=_choosing(analyst),
        action=ActionRow.objects.get(pk=action.id),
        entries=entries,
        place=Membership.objects.get(pk=colleague.membership),
        people={
            "lead": it.lead,
            "manager": it.manager,
            "waiting_manager": waiting.manager,
            "teacher": it.teacher,
            "desk": desk,
            "worker": with_needs.worker,
            "administrator": builders.actor(Role.AGENCY_ADMINISTRATOR, it.council),
            "analyst": analyst,
            "coordinator": builders.actor(Role.COORDINATOR),
            "auditor": audit.auditor,
            "answering": complete.manager,
            "answered": signed.manager,
            "second_manager": builders.actor(Role.MANAGER, builders.organisation(kind="education")),
        },
    )


def _estimate(analyst: Actor) -> Run:
    """A finished run, so that there is something to publish."""
    run = measuring.begin(
        measure.of_histories(datasets.load("uk-2013-five-lists")),
        source=Run.Source.DATASET,
        name="uk-2013-five-lists",
        by=analyst,
        now=NOW,
        methods=("chao", "independence"),
    )
    measuring.carry_out.call(str(run.pk))
    run.refresh_from_db()
    return run


def _choosing(analyst: Actor) -> Run:
    """A file with a column that divides people, which waits to be told so."""
    file = b"A,B,age,count\n1,0,x,9\n0,1,x,8\n1,1,x,3\n1,0,y,7\n0,1,y,9\n1,1,y,2\n"
    return measuring.begin(
        read_columns(file, most_bytes=1000).rows,
        source=Run.Source.UPLOAD,
        name="enghraifft.csv",
        by=analyst,
        now=NOW,
        methods=("chao",),
        offered=("age",),
    )
