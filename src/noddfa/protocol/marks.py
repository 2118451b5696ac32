"""What the record says to a protocol: marks, variances and moves, and which of them stand.

A mark keeps apart when a thing happened and when it was recorded. Nothing is ever changed: a later
mark corrects or withdraws an earlier one by its id, and `standing` works out what holds as it was known
at a given moment. Not here: what a mark means to a step (`runs`), or who may record one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from types import MappingProxyType
from typing import Generic, Literal, Protocol, TypeVar

from .days import day_end, day_start, local_day
from .errors import RecordError
from .model import Unit
from .vocabulary import MarkName

Precision = Literal["minute", "day"]

_YEARS = range(1900, 3000)


def to_utc(moment: datetime, what: str) -> datetime:
    """The same instant in UTC, to the whole second (the instrument's resolution).

    Raises RecordError when the time has no zone, or its year is not between 1900 and 2999.
    """
    if moment.tzinfo is None:
        raise RecordError(f"{what} must have a time zone; got {moment.isoformat()}")
    if moment.year not in _YEARS:
        raise RecordError(f"{what} must be between the years 1900 and 2999; got {moment.isoformat()}")
    return moment.astimezone(UTC).replace(microsecond=0)


@dataclass(frozen=True, slots=True)
class Mark:
    """That something happened which a clock may care about.

    `happened` and `recorded` have a time zone. With precision 'day' only the local day in Wales of
    `happened` counts. `corrects` is the id of the mark this one replaces; with `withdrawn` it only takes
    that one away. `thread` keeps parallel runs apart (which missing episode, which report); left empty,
    a mark belongs to any. `data` may hold the fields its name declares in the vocabulary.

    Raises RecordError for anything that cannot be used.
    """

    name: MarkName
    happened: datetime
    recorded: datetime
    id: str
    corrects: str | None = None
    withdrawn: bool = False
    precision: Precision = "minute"
    thread: str = ""
    data: Mapping[str, str] = field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        try:
            name = MarkName(self.name)
        except ValueError as none:
            raise RecordError(f"mark {self.id!r}: '{self.name}' is not in the vocabulary of marks") from none
        _check_identity(self, "mark")
        if self.precision not in ("minute", "day"):
            raise RecordError(f"mark {self.id!r}: precision must be minute or day; got {self.precision!r}")
        if self.withdrawn and self.corrects is None:
            raise RecordError(f"mark {self.id!r}: a withdrawal must say which mark it withdraws (corrects)")
        _check_data(name, self.data, self.id)
        object.__setattr__(self, "name", name)
        object.__setattr__(self, "happened", to_utc(self.happened, f"mark {self.id!r}: happened"))
        object.__setattr__(self, "recorded", to_utc(self.recorded, f"mark {self.id!r}: recorded"))
        object.__setattr__(self, "data", MappingProxyType(dict(self.data)))

    @property
    def day(self) -> date:
        """The local day in Wales on which it happened."""
        return local_day(self.happened)

    @property
    def earliest(self) -> datetime:
        """The first instant (UTC) at which it can have happened, given its precision."""
        return self.happened if self.precision == "minute" else day_start(self.day)

    @property
    def latest(self) -> datetime:
        """The last instant (UTC) at which it can have happened, given its precision."""
        return self.happened if self.precision == "minute" else day_end(self.day)


@dataclass(frozen=True, slots=True, kw_only=True)
class Variance:
    """A named manager's decision to vary one step's limit, with the reason.

    Give either a new limit (`number` with `unit`, counted from the same start) or a new end (`until`: an
    instant, or a day, which then counts to its end). `start_id` names the mark whose clock is meant;
    without it, the clock that was running when the variance was recorded. `by` is an opaque id.

    Raises RecordError when the reason or the manager is missing, or both or neither limits are given.
    """

    step: str
    reason: str
    by: str
    recorded: datetime
    id: str
    number: int | None = None
    unit: Unit | None = None
    until: datetime | date | None = None
    start_id: str | None = None
    corrects: str | None = None
    withdrawn: bool = False

    def __post_init__(self) -> None:
        _check_identity(self, "variance")
        _check_reason(self, "variance")
        if (self.number is None) != (self.unit is None):
            raise RecordError(f"variance {self.id!r}: number and unit belong together")
        if (self.number is None) == (self.until is None):
            raise RecordError(f"variance {self.id!r}: give either number and unit, or until")
        if self.number is not None and not 0 <= self.number <= 1000:
            raise RecordError(f"variance {self.id!r}: number must be from 0 to 1000; got {self.number}")
        if self.unit is not None:
            object.__setattr__(self, "unit", Unit(self.unit))
        if isinstance(self.until, datetime):
            object.__setattr__(self, "until", to_utc(self.until, f"variance {self.id!r}: until"))
        elif self.until is not None and self.until.year not in _YEARS:
            raise RecordError(f"variance {self.id!r}: until must be between the years 1900 and 2999")
        object.__setattr__(self, "recorded", to_utc(self.recorded, f"variance {self.id!r}: recorded"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A decision to carry a case on under another protocol, with the reason.

    Raises RecordError when the reason or the person is missing.
    """

    to: str
    reason: str
    by: str
    recorded: datetime
    id: str
    corrects: str | None = None
    withdrawn: bool = False

    def __post_init__(self) -> None:
        _check_identity(self, "move")
        _check_reason(self, "move")
        object.__setattr__(self, "recorded", to_utc(self.recorded, f"move {self.id!r}: recorded"))


class Correctable(Protocol):
    """What marks, variances and moves share: an id, a moment of recording, and what they correct."""

    @property
    def id(self) -> str: ...
    @property
    def recorded(self) -> datetime: ...
    @property
    def corrects(self) -> str | None: ...
    @property
    def withdrawn(self) -> bool: ...


Item = TypeVar("Item", bound=Correctable)


@dataclass(frozen=True, slots=True)
class Standing(Generic[Item]):
    """An item that holds, with the ids of all it replaced (its own included)."""

    item: Item
    ids: frozenset[str]


@dataclass(frozen=True, slots=True)
class Dispute:
    """Two or more statements that each set out to replace the same earlier one.

    Neither wins by being later: those that are not withdrawals both stand until a person settles it.
    """

    about: str
    ids: tuple[str, ...]


def standing(items: Iterable[Item], known_at: datetime | None = None) -> tuple[Standing[Item], ...]:
    """What holds, given only what had been recorded by `known_at` (None: everything given).

    The same item given twice counts once. The order of the items makes no difference.

    Raises RecordError when one id carries two contents, or corrections run in a circle.
    """
    known = _known(items, known_at)
    replaced = {item.corrects for item in known.values() if item.corrects is not None}
    held = (
        Standing(item, _ancestry(item, known))
        for item in known.values()
        if item.id not in replaced and not item.withdrawn
    )
    for item in known.values():
        _ancestry(item, known)  # a circle leaves nothing standing; it must be said, not passed over
    return tuple(sorted(held, key=lambda one: (one.item.recorded, one.item.id)))


def disputes(items: Iterable[Correctable], known_at: datetime | None = None) -> tuple[Dispute, ...]:
    """The statements that contradict each other by replacing the same earlier one."""
    claims: dict[str, list[str]] = defaultdict(list)
    for item in _known(items, known_at).values():
        if item.corrects is not None:
            claims[item.corrects].append(item.id)
    return tuple(Dispute(about, tuple(sorted(ids))) for about, ids in sorted(claims.items()) if len(ids) > 1)


def _known(items: Iterable[Item], known_at: datetime | None) -> dict[str, Item]:
    limit = None if known_at is None else to_utc(known_at, "known_at")
    known: dict[str, Item] = {}
    for item in items:
        if item.id in known and known[item.id] != item:
            raise RecordError(f"id {item.id!r} carries two different contents")
        if limit is None or item.recorded <= limit:
            known[item.id] = item
    return known


def _ancestry(item: Item, known: Mapping[str, Item]) -> frozenset[str]:
    ids = {item.id}
    earlier = item.corrects
    while earlier is not None:
        if earlier in ids:
            raise RecordError(f"corrections run in a circle through id {earlier!r}")
        ids.add(earlier)
        earlier = known[earlier].corrects if earlier in known else None
    return frozenset(ids)


def _check_identity(item: Correctable, what: str) -> None:
    if not item.id:
        raise RecordError(f"a {what} must have an id")
    if item.corrects == item.id:
        raise RecordError(f"{what} {item.id!r} cannot correct itself")


def _check_reason(item: Variance | Move, what: str) -> None:
    if not item.reason.strip():
        raise RecordError(f"{what} {item.id!r}: a reason must be recorded")
    if not item.by.strip():
        raise RecordError(f"{what} {item.id!r}: who decided it must be recorded")


def _check_data(name: MarkName, data: Mapping[str, str], mark_id: str) -> None:
    for key, value in data.items():
        if key not in name.fields:
            raise RecordError(f"mark {mark_id!r}: '{name}' has no field '{key}'")
        if value not in name.fields[key]:
            allowed = ", ".join(name.fields[key])
            raise RecordError(f"mark {mark_id!r}: {key} of '{name}' may be {allowed}; got {value!r}")
    if "outcome" in name.fields and "outcome" not in data:
        raise RecordError(
            f"mark {mark_id!r}: '{name}' must say its outcome: {', '.join(name.fields['outcome'])}"
        )
