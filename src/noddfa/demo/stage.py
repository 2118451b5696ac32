"""The stage on which the invented stories are played: the clock, the cast, and the acts most stories share."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass

from noddfa import chronicle
from noddfa.access.actor import Actor
from noddfa.access.models import Membership, User
from noddfa.chronicle import EventKind
from noddfa.chronicle.models import Event, Record
from noddfa.demo.cast import IN_POST_FOR, DemoPerson, make_person
from noddfa.design.dates import WALES
from noddfa.practice import indicators
from noddfa.protect import services as protect
from noddfa.protect.selectors import cases_of_concern
from noddfa.recognise.services import About, Concern, Signs, record_concern
from noddfa.refer.services import Report, Verdict, decide, make_report


@dataclass(frozen=True)
class Stage:
    """Now, and who plays."""

    now: dt.datetime
    cast: dict[str, Actor]

    def ago(self, days: int, hour: int = 10, minute: int = 0) -> dt.datetime:
        """A time of day in Wales, so many days ago; never after now."""
        day = self.now.astimezone(WALES).date() - dt.timedelta(days=days)
        when = dt.datetime.combine(day, dt.time(hour, minute), tzinfo=WALES)
        return min(when, self.now - dt.timedelta(minutes=30))

    def working_ago(self, days: int, hour: int = 10, minute: int = 0) -> dt.datetime:
        """As `ago`, but on the Friday before when that day is a Saturday or a Sunday."""
        when = self.ago(days, hour, minute)
        weekday = when.astimezone(WALES).weekday()
        return when - dt.timedelta(days=max(0, weekday - 4))

    def hire(self, person: DemoPerson) -> Actor:
        """Somebody more for the cast, long in post."""
        self.cast[person.key] = make_person(person, starts=self.now.date() - IN_POST_FOR)
        return self.cast[person.key]

    def concern(
        self,
        by: str,
        when: dt.datetime,
        *,
        about: About,
        seen: str,
        council: str,
        signs: dict[str, str],
        exploitation: tuple[str, ...] = (),
        profession: str = "teacher",
        danger: str = "no",
        place: str = "",
    ) -> Record:
        """Somebody records a concern."""
        content = Concern(
            danger=danger,
            called="",
            worried="me",
            worried_name="",
            profession=profession,
            seen=seen,
            signs=Signs(indicators.pack().version, tuple(sorted(signs.items()))) if signs else Signs(),
            exploitation=exploitation,
            council=council,
            area_basis="lives",
            place=place,
        )
        return record_concern(
            content,
            about=about,
            by=self.cast[by],
            now=when,
            happened=when - dt.timedelta(hours=1),
            precision="minute",
            event_id=uuid.uuid4(),
        )

    def report(
        self,
        concern: Record,
        by: str,
        when: dt.datetime,
        *,
        council: str,
        channel: str = "here",
        spoken_to: str = "",
    ) -> Event:
        """The concern is reported to a council."""
        content = Report(
            council=council,
            area_basis="lives",
            channel=channel,
            desk="",
            spoken_to=spoken_to,
            sent_how="",
            talked="yes",
            talked_to="Person Diogelu Dychmygol",
            more="",
        )
        return make_report(concern.pk, content, by=self.cast[by], now=when, event_id=uuid.uuid4())

    def decide(
        self,
        concern: Record,
        report: Event,
        by: str,
        when: dt.datetime,
        *,
        outcome: str,
        reasons: str,
        reply: str,
    ) -> Record | None:
        """The duty desk decides; the case comes back when one was opened."""
        decide(
            concern.pk,
            Verdict(outcome=outcome, reasons=reasons, reply=reply),
            arrival=report.pk,
            by=self.cast[by],
            now=when,
            event_id=uuid.uuid4(),
        )
        opened = cases_of_concern(concern.pk)
        return Record.objects.get(pk=opened[0]) if opened else None

    def join(self, case: Record, who: str, by: str, when: dt.datetime, reason: str) -> None:
        """Somebody is put in the circle of a case."""
        person = self.cast[who]
        membership = Membership.objects.select_related("user").get(
            user_id=person.user_id, organisation_id=person.body, role=person.role
        )
        protect.add_member(case=case.pk, membership=membership, reason=reason, by=self.cast[by], now=when)

    def lead(self, case: Record, who: str, by: str, when: dt.datetime) -> None:
        """The lead of a case is handed on."""
        protect.give_lead(
            case=case.pk, user=User.objects.get(pk=self.cast[who].user_id), by=self.cast[by], now=when
        )

    def say(self, case: Record, content: EventKind, by: str, when: dt.datetime) -> Event:
        """Something is recorded on a case."""
        return chronicle.record(
            case.pk, content, by=self.cast[by], now=when, happened=when - dt.timedelta(minutes=20)
        )
