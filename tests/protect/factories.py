"""A worked case with invented people, and what browsers send for the forms of this room.

it = factories.story()
it.case, it.concern            the case, and the report it came from
it.lead, it.worker, it.officer, it.manager, it.teacher
"""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

from noddfa import chronicle
from noddfa.access.actor import Actor
from noddfa.access.models import Membership, Organisation, Part
from noddfa.access.roles import Role
from noddfa.chronicle.models import Event, Record
from noddfa.people.values import Born, Statement
from noddfa.protect import services
from noddfa.protect.actions.kind import Action
from noddfa.protect.missing.kind import Missing, Returned
from noddfa.protect.models import ActionRow
from noddfa.protect.notes.kind import Note
from noddfa.protect.steps.kind import StepDone
from noddfa.protect.strategy.kind import Attendance, StrategyDiscussion
from noddfa.recognise.services import Concern, Signs
from noddfa.refer.decision.kind import InitialDecision
from noddfa.refer.report.kind import Report
from tests.support import builders

NOW = builders.NOW  # Tuesday 24 November 2026, 10:30
OPENED = dt.datetime(2026, 11, 16, 14, 0, tzinfo=dt.UTC)  # a Monday
CHILD = "Plentyn Enghraifft Dychmygol"


@dataclass(frozen=True)
class Story:
    """A case, the report it came from, and the people around it."""

    case: Record
    concern: Record
    person: uuid.UUID
    council: Organisation
    lead: Actor
    worker: Actor
    officer: Actor
    manager: Actor
    teacher: Actor


def story(*, now: dt.datetime = OPENED, statements: tuple[Statement, ...] | None = None) -> Story:
    """A case opened on Monday 16 November 2026 for a strategy discussion, on a report of that morning."""
    council = builders.organisation()
    school = builders.organisation(kind="education")
    teacher = builders.actor(Role.PRACTITIONER, school, name="Athrawes Enghraifft")
    officer = builders.actor(Role.DUTY_OFFICER, council, name="Swyddog Enghraifft")
    said = statements or (
        Statement("name", CHILD),
        Statement("born", Born.in_year(2010)),
        Statement("address", "1 Stryd Ddychmygol", sealed=True),
    )
    person = builders.person(*said, by=teacher, now=now - dt.timedelta(hours=5))
    concern = reported_concern(teacher, person=person, now=now - dt.timedelta(hours=5))
    decided(concern, officer, now=now)
    case = services.open_case(person=person, concern=concern.pk, by=officer, now=now)
    lead = builders.actor(Role.CASE_LEAD, council, name="Arweinydd Enghraifft")
    worker = builders.actor(Role.SUPPORT_WORKER, council, name="Gweithiwr Enghraifft")
    for who in (lead, worker):
        builders.join(case, who, Part.WORKER, by=officer, now=now)
    services.give_lead(case=case.pk, user=builders.user_of(lead), by=officer, now=now)
    return Story(
        case=case,
        concern=concern,
        person=person,
        council=council,
        lead=lead,
        worker=worker,
        officer=officer,
        manager=builders.actor(Role.MANAGER, council, name="Rheolwr Enghraifft"),
        teacher=teacher,
    )


def reported_concern(by: Actor, *, person: uuid.UUID | None, now: dt.datetime) -> Record:
    """A concern with its report to the desk, both at one moment."""
    made = builders.record("concern", by=by, now=now, person=person, part=Part.REPORTER)
    seen = Concern(
        danger="no",
        called="",
        worried="me",
        worried_name="",
        profession="teacher",
        seen="Afraid of the man in the grey car.",
        signs=Signs(),
        exploitation=("criminal",),
        council="",
        area_basis="",
        place="",
    )
    chronicle.record(made.pk, seen, by=by, now=now)
    report = Report(
        council="W06000015",
        area_basis="lives",
        channel="here",
        desk="",
        spoken_to="",
        sent_how="",
        talked="delay",
        talked_to="",
        more="",
    )
    chronicle.record(made.pk, report, by=by, now=now)
    return made


def decided(concern: Record, by: Actor, *, now: dt.datetime, outcome: str = "strategy_discussion") -> Event:
    """The desk's decision on a concern."""
    content = InitialDecision(arrival="", outcome=outcome, reasons="Invented reasons.")
    return chronicle.record(concern.pk, content, by=by, now=now)


def discussion(**changed: Any) -> StrategyDiscussion:
    """A strategy discussion by telephone with social services and police, enquiries agreed, no actions."""
    said: dict[str, Any] = {
        "held": "telephone",
        "attendance": (
            Attendance(agency="social_services", name="Cadeirydd Enghraifft", role="Chair"),
            Attendance(agency="police", name="Ditectif Enghraifft", role="Sergeant"),
        ),
        "information": "Invented information.",
        "threshold": True,
        "enquiries": "joint",
        "meeting": False,
        "reasons": "Invented reasons.",
        "nrm": "agreed",
        "guardian": "agreed",
        "actions": (),
        "contingency": "Invented plan.",
    }
    return StrategyDiscussion(**{**said, **changed})


def action(what: str = "See the child alone", *, owner: Actor | None = None, **changed: Any) -> Action:
    """An action for somebody of the circle, due on Friday 27 November 2026."""
    said: dict[str, Any] = {
        "what": what,
        "owner": str(owner.user_id) if owner else "",
        "body": "",
        "due": dt.date(2026, 11, 27),
        "id": str(uuid.uuid4()),
    }
    return Action(**{**said, **changed})


def ended(case: Record, of: Action, *, row: ActionRow | None = None) -> Event:
    """An action that was done, as its owner's case lead says."""
    action_row = row or ActionRow.objects.get(pk=of.id)
    lead = Actor.of(
        Membership.objects.select_related("user", "organisation")
        .order_by("pk")
        .filter(organisation=case.owner_id, role=Role.CASE_LEAD)
        .get()
    )
    return services.end_action(
        case.pk, action_row.pk, outcome="done", words="", happened=NOW, precision="minute", by=lead, now=NOW
    )


def note(words: str = "Invented words.") -> Note:
    """A note on the contact with the child."""
    return Note(about="contact", words=words)


def step(code: str) -> StepDone:
    """A step that has no screen of its own, such as 'missing_plan' or 'icpc:registered'."""
    return StepDone(step=code, who="", words="Invented words.")


def missing(**changed: Any) -> Missing:
    """A missing child of whom the police were not told yet."""
    said: dict[str, Any] = {
        "where": "At the placement",
        "circumstances": "left_placement",
        "police_told": False,
        "police_when": None,
        "risk": "not_graded",
    }
    return Missing(**{**said, **changed})


def returned(episode: Event, **changed: Any) -> Returned:
    """The child of an episode is back."""
    said: dict[str, Any] = {
        "episode": str(episode.pk),
        "how": "came_back",
        "seen_by": "Gweithiwr Enghraifft",
        "checked": False,
        "checked_when": None,
    }
    return Returned(**{**said, **changed})


def when(name: str, moment: dt.datetime) -> dict[str, str]:
    """What a browser sends for a day with its time; the moment is in UTC, in winter the time in Wales."""
    return {
        f"{name}_day": str(moment.day),
        f"{name}_month": str(moment.month),
        f"{name}_year": str(moment.year),
        f"{name}_time": f"{moment:%H:%M}",
    }
