"""The shape of a protocol: texts, limits, triggers, steps. Plain frozen values, no rules.

Not here: reading them from files (`read`), counting days (`days`), deciding a step's status (`state`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from .errors import UnknownProtocol
from .vocabulary import MarkName

if TYPE_CHECKING:
    from .marks import Mark


@dataclass(frozen=True, slots=True)
class Text:
    """One text in both languages. `cy_status` is 'unchecked' until a translator has checked the Welsh."""

    en: str
    cy: str
    cy_status: str = "unchecked"

    def get(self, lang: str) -> str:
        """The text in 'en' or 'cy' (regional forms such as 'en-gb' count as their language).

        Raises ValueError for any other language: a silent fall-back would mix languages on a page.
        """
        language = lang.lower().replace("_", "-").partition("-")[0]
        if language not in ("en", "cy"):
            raise ValueError(f"lang must be 'en' or 'cy'; got {lang!r}")
        return self.cy if language == "cy" else self.en


class Lane(StrEnum):
    """The row of the picture a step is drawn in."""

    PROTECTION = "protection"
    POLICE = "police"
    MISSING = "missing"
    NRM = "nrm"
    GUARDIAN = "guardian"


class Phase(StrEnum):
    """The column of the picture a step is drawn in, in this order."""

    REPORT = "report"
    DECIDE = "decide"
    ENQUIRE = "enquire"
    CONFERENCE = "conference"
    PLAN = "plan"
    REVIEW = "review"


class Unit(StrEnum):
    """What a limit counts."""

    WORKING_DAYS = "working_days"
    CALENDAR_DAYS = "calendar_days"
    DAYS = "days"  # the source says 'days' and no more; counted as calendar days, and said so
    HOURS = "hours"
    WEEKS = "weeks"
    MONTHS = "months"


class Kind(StrEnum):
    """What a limit means once it is counted."""

    MAXIMUM = "maximum"  # not later than
    TARGET = "target"  # not later than, where possible
    GOOD_PRACTICE = "good_practice"  # not later than, by practice and not by rule
    IMMEDIATE = "immediate"  # at once; there is no number
    MINIMUM = "minimum"  # not earlier than
    TRIGGER = "trigger"  # when this has run out, act
    ELIGIBILITY = "eligibility"  # open only while more than this lies ahead

    @property
    def can_be_late(self) -> bool:
        """Whether a step under such a limit can miss it."""
        return self not in (Kind.MINIMUM, Kind.TRIGGER)


class Verification(StrEnum):
    """How far a fact has been checked. Anything but SEEN is marked on screen.

    In the files the field is called `status`; the words follow those of the other practice files.
    """

    SEEN = "seen"
    TO_VERIFY = "to_verify"  # from memory
    MAY_HAVE_CHANGED = "may_have_changed_to_verify"  # seen, but in a source that may be out of date
    CONTENTS_ONLY = "contents_only_to_verify"  # only the document's list of contents was seen
    PROPOSED = "proposed"  # our own arrangement, taken from no document


class Repeats(StrEnum):
    """How often a step may run in one case."""

    NEVER = "never"  # once in a case: the first start counts, whenever it was done
    AGAIN = "again"  # one clock at a time: a start while it runs changes nothing
    EACH = "each"  # every start has its own clock (reports, missing episodes, core groups, reviews)


@dataclass(frozen=True, slots=True)
class Limit:
    """One row of the dated table of timescales."""

    id: str
    number: int
    unit: Unit
    kind: Kind
    what: Text
    starts_from: Text
    source: Text
    verification: Verification
    note: Text | None = None
    in_force_from: date | None = None
    in_force_until: date | None = None

    def in_force_on(self, day: date) -> bool:
        """Whether the limit applies to a clock that starts on this day (both ends included)."""
        return (self.in_force_from is None or day >= self.in_force_from) and (
            self.in_force_until is None or day <= self.in_force_until
        )


_TRIGGER = re.compile(r"^(?P<name>[a-z0-9_]+)(?:\[(?P<wants>[^\[\]]+)\])?$")
_WANT = re.compile(r"^(?P<key>[a-z_]+)(?P<sign>!?=)(?P<value>[a-z0-9_]+)$")


@dataclass(frozen=True, slots=True)
class Want:
    """What one field of a mark must say (or, negated, must not say; a field left out says nothing)."""

    key: str
    value: str
    negated: bool = False

    def holds(self, data: Mapping[str, str]) -> bool:
        """Whether this data fits."""
        return (data.get(self.key) == self.value) is not self.negated

    def __str__(self) -> str:
        return f"{self.key}{'!=' if self.negated else '='}{self.value}"


@dataclass(frozen=True, slots=True)
class Trigger:
    """A mark that starts, opens, closes or completes a step, with what its data must say."""

    name: MarkName
    wants: tuple[Want, ...] = ()

    @classmethod
    def parse(cls, text: str) -> Trigger:
        """Read 'icpc', 'determination[outcome=continuing_risk]' or 'strategy_discussion[enquiries!=no]'.

        Raises ValueError saying what is wrong: form, unknown mark, unknown field or value.
        """
        found = _TRIGGER.match(text)
        if not found:
            raise ValueError(f"'{text}' is not of the form mark or mark[field=value]")
        try:
            name = MarkName(found["name"])
        except ValueError as none:
            raise ValueError(
                f"'{found['name']}' is not a mark; protocol/vocabulary.py has them all"
            ) from none
        wants = found["wants"].split(",") if found["wants"] else []
        return cls(name, tuple(cls._want(name, want, text) for want in wants))

    @staticmethod
    def _want(name: MarkName, want: str, text: str) -> Want:
        found = _WANT.match(want)
        if not found:
            raise ValueError(f"'{text}': '{want}' is not of the form field=value or field!=value")
        allowed = name.fields.get(found["key"])
        if allowed is None:
            raise ValueError(f"'{text}': mark '{name}' has no field '{found['key']}'")
        if found["value"] not in allowed:
            raise ValueError(f"'{text}': {found['key']} may be {', '.join(allowed)}; got {found['value']}")
        return Want(found["key"], found["value"], negated=found["sign"] == "!=")

    def matches(self, mark: Mark) -> bool:
        """Whether this mark is the one meant."""
        return mark.name == self.name and all(want.holds(mark.data) for want in self.wants)

    def __str__(self) -> str:
        wants = ",".join(str(want) for want in self.wants)
        return f"{self.name}[{wants}]" if wants else str(self.name)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a protocol: who, what must be recorded, what starts its clock and what ends it.

    `opens` makes the step conditional: until one of those marks is there it is not asked for.
    `closes` are the marks after which it is no longer asked for. `limits` holds at most one limit in
    force on any one day. `optional` steps are rights: when their time has passed they lapse, not late.
    """

    code: str
    title: Text
    lane: Lane
    phase: Phase
    leads: tuple[str, ...]
    must: tuple[str, ...]
    others: tuple[str, ...]
    record: tuple[Text, ...]
    note: Text | None
    starts: tuple[Trigger, ...]
    opens: tuple[Trigger, ...]
    closes: tuple[Trigger, ...]
    completes: tuple[Trigger, ...]
    limits: tuple[Limit, ...]
    repeats: Repeats
    optional: bool
    may_vary: bool
    source: Text
    verification: Verification

    @property
    def recurring(self) -> bool:
        """Whether the step can run more than once in a case."""
        return self.repeats is not Repeats.NEVER

    @property
    def mark_names(self) -> frozenset[MarkName]:
        """Every mark the step listens to."""
        triggers = (*self.starts, *self.opens, *self.closes, *self.completes)
        return frozenset(trigger.name for trigger in triggers)

    def limit_on(self, day: date) -> Limit | None:
        """The limit for a clock that starts on this day, or None when none was in force."""
        return next((limit for limit in self.limits if limit.in_force_on(day)), None)


@dataclass(frozen=True, slots=True)
class Protocol:
    """A dated protocol. `in_force_until` is None while it is the current one of its family."""

    code: str
    family: str
    version: str
    title: Text
    source: Text
    verification: Verification
    note: Text | None
    in_force_from: date
    in_force_until: date | None
    steps: tuple[Step, ...]

    def in_force_on(self, day: date) -> bool:
        """Whether a case that begins on this day begins under this protocol (both ends included)."""
        return self.in_force_from <= day and (self.in_force_until is None or day <= self.in_force_until)

    @property
    def limits(self) -> tuple[Limit, ...]:
        """Every limit its steps use, in step order, each once."""
        return tuple(dict.fromkeys(limit for step in self.steps for limit in step.limits))

    def step(self, code: str) -> Step:
        """The step with this code. Raises UnknownProtocol naming protocol and code when there is none."""
        for step in self.steps:
            if step.code == code:
                return step
        raise UnknownProtocol(f"protocol '{self.code}' has no step '{code}'")
