"""A small cast with fixed relations to one record, for tests of who may see and do what.

it = cast.around("case")
it.lead, it.worker        in the circle
it.manager                supervises: manages the body that works on it
it.desk                   at the desk it came to
it.reporter, it.head      made the report; manages the body that did no more than that
it.colleague              same body, outside the circle
it.stranger               another body
it.locked_out             in the circle once, and kept from it now
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from noddfa.access import circle
from noddfa.access.models import Organisation, Part
from noddfa.access.roles import Role
from tests.support import builders

if TYPE_CHECKING:
    from noddfa.access.actor import Actor
    from noddfa.chronicle.models import Record


@dataclass(frozen=True)
class Cast:
    """The record, two bodies around it, and the people."""

    record: Record
    council: Organisation
    school: Organisation
    lead: Actor
    worker: Actor
    manager: Actor
    desk: Actor
    reporter: Actor
    head: Actor
    colleague: Actor
    stranger: Actor
    locked_out: Actor

    @property
    def insiders(self) -> dict[str, Actor]:
        """Those for whom the record is work."""
        return {"lead": self.lead, "worker": self.worker, "manager": self.manager, "desk": self.desk}

    @property
    def reporting(self) -> dict[str, Actor]:
        """Those who see what became of the report."""
        return {"reporter": self.reporter, "head": self.head}

    @property
    def outsiders(self) -> dict[str, Actor]:
        """Those who must not learn that it exists."""
        return {"colleague": self.colleague, "stranger": self.stranger, "locked_out": self.locked_out}


def around(family: str) -> Cast:
    """A new record with its cast around it."""
    council = builders.organisation()
    school = builders.organisation(kind="education")
    lead = builders.actor(Role.CASE_LEAD, council)
    chain = builders.record(family, by=lead)
    it = Cast(
        record=chain,
        council=council,
        school=school,
        lead=lead,
        worker=builders.actor(Role.SUPPORT_WORKER, council),
        manager=builders.actor(Role.MANAGER, council),
        desk=builders.actor(Role.DUTY_OFFICER, council),
        reporter=builders.actor(Role.PRACTITIONER, school),
        head=builders.actor(Role.MANAGER, school),
        colleague=builders.actor(Role.CASE_LEAD, council),
        stranger=builders.actor(Role.CASE_LEAD),
        locked_out=builders.actor(Role.SUPPORT_WORKER, council),
    )
    builders.join(chain, it.worker, Part.WORKER, by=lead)
    builders.join(chain, it.reporter, Part.REPORTER, by=lead)
    builders.join(chain, it.locked_out, Part.WORKER, by=lead)
    circle.give_desk(chain.pk, council.pk, Role.DUTY_OFFICER, now=builders.NOW)
    circle.lock_out(
        chain.pk,
        builders.user_of(it.locked_out),
        by=it.manager,
        reason="Invented: is related to the family.",
        now=builders.NOW,
    )
    return it
