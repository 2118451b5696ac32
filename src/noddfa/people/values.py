"""What can be said of a person: small frozen values that travel, and their JSON form.

Dates of birth carry their precision: a day, a month, a year, or 'about so old on such a day'.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, Literal

Precision = Literal["day", "month", "year", "about"]


@dataclass(frozen=True)
class Born:
    """A date of birth as far as it is known.

    earliest, latest: the days between which the person was born, inclusive. precision says how it was told, so
    that it is shown as it was told.
    """

    precision: Precision
    earliest: dt.date
    latest: dt.date

    def __post_init__(self) -> None:
        if self.earliest > self.latest:
            raise ValueError(f"born between {self.earliest} and {self.latest}: the first is after the last")

    @classmethod
    def on(cls, day: dt.date) -> Born:
        """Born on a known day."""
        return cls("day", day, day)

    @classmethod
    def in_month(cls, year: int, month: int) -> Born:
        """Born in a known month."""
        first = dt.date(year, month, 1)
        following = dt.date(year + month // 12, month % 12 + 1, 1)
        return cls("month", first, following - dt.timedelta(days=1))

    @classmethod
    def in_year(cls, year: int) -> Born:
        """Born in a known year."""
        return cls("year", dt.date(year, 1, 1), dt.date(year, 12, 31))

    @classmethod
    def about(cls, age: int, *, on: dt.date) -> Born:
        """Said or thought to be about `age` on a day: a year either side is allowed for, but no birth after the day."""
        return cls(
            "about", _years_before(on, age + 2) + dt.timedelta(days=1), _years_before(on, max(age - 1, 0))
        )

    def ages_on(self, day: dt.date) -> tuple[int, int]:
        """The youngest and oldest the person can be on a day, in whole years."""
        return _age(self.latest, day), _age(self.earliest, day)

    def may_be_under_18(self, day: dt.date) -> bool:
        """True unless the person is certainly 18 or over; who may be a child is treated as one."""
        return self.ages_on(day)[0] < 18

    def to_json(self) -> dict[str, str]:
        """Its JSON form."""
        return {
            "precision": self.precision,
            "earliest": self.earliest.isoformat(),
            "latest": self.latest.isoformat(),
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Born:
        """The value behind its JSON form."""
        return cls(
            data["precision"], dt.date.fromisoformat(data["earliest"]), dt.date.fromisoformat(data["latest"])
        )


@dataclass(frozen=True)
class Statement:
    """One thing said of a person: which field, what, and whether it is sealed.

    value: text, or a Born for the field 'born'.
    """

    field: str
    value: str | Born
    sealed: bool = False


@dataclass(frozen=True)
class Identity:
    """What may be shown of a person. `erased` means the key was destroyed: there is nothing left to show."""

    person: str
    names: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    born: Born | None = None
    details: tuple[tuple[str, str], ...] = ()  # field, text: in the order recorded
    sealed_items: int = 0  # how many sealed items there are, not what they say
    erased: bool = False

    @property
    def name(self) -> str:
        """The name to call the person by, or an empty text when none is known."""
        return self.names[0] if self.names else (self.aliases[0] if self.aliases else "")


def _age(born: dt.date, day: dt.date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def _years_before(day: dt.date, years: int) -> dt.date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # 29 February
        return day.replace(year=day.year - years, day=28)
