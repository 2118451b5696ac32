"""The kinds. They are taken out of the registry again as soon as they are made; `conftest.invented` puts them in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django.utils.functional import lazy
from django.utils.translation import get_language

from noddfa.chronicle import EventKind, Family, MarkOf, event_kind, fields, registry, row
from noddfa.chronicle.models import Visibility
from noddfa.design.forms import When
from noddfa.protocol import MarkName

if TYPE_CHECKING:
    from noddfa.chronicle import Fact

__all__ = ["FAMILY", "KINDS", "Internal", "Plain", "Seen", "Sighting"]


def both(english: str, welsh: str) -> Any:
    """A text in two languages without a catalogue."""
    return lazy(lambda: welsh if get_language() == "cy" else english, str)()


PLACES = [("street", both("In the street", "Ar y stryd")), ("station", both("At a station", "Mewn gorsaf"))]

FAMILY = Family(
    code="invented",
    label=both("Invented record", "Cofnod dychmygol"),
    prefix="ZZ",
    page="chronicle:drafts",
    read="case.read",
    write="case.record",
)


@row
class Seen:
    """One of those who saw it."""

    who: str = fields.text(both("Who saw it?", "Pwy a’i gwelodd?"))
    on: dt.date | None = fields.day(both("On which day?", "Ar ba ddiwrnod?"), required=False)
    by_member: str = fields.member(both("Told to whom?", "Wrth bwy y dywedwyd?"), required=False)


@event_kind
class Sighting(EventKind):
    """A field of every sort."""

    code = "invented_sighting"
    label = both("Invented sighting", "Gweld dychmygol")
    help = both("For tests.", "Ar gyfer profion.")
    families = ("case", "invented")

    words: str = fields.long_text(both("What was seen?", "Beth a welwyd?"), max_length=500)
    place: str = fields.choice(both("Where?", "Ble?"), PLACES)
    line: str = fields.text(both("A name that was heard", "Enw a glywyd"), required=False)
    how_many: int | None = fields.number(both("How many?", "Faint?"), highest=99, required=False)
    places: tuple[str, ...] = fields.choices(both("Also where?", "Ble arall?"), PLACES, required=False)
    again: bool | None = fields.yes_no(both("Seen before?", "Gwelwyd o’r blaen?"), required=False)
    secret: str = fields.choice(both("Which car?", "Pa gar?"), PLACES, required=False, open=False)
    day: dt.date | None = fields.day(both("Which day?", "Pa ddiwrnod?"), required=False)
    moment: When | None = fields.moment(both("When told?", "Pryd y dywedwyd?"), required=False)
    member: str = fields.member(both("Who follows it up?", "Pwy sy’n ei ddilyn?"), required=False)
    body: str = fields.body(both("Which body?", "Pa gorff?"), required=False)
    earlier: str = fields.event(
        both("Which earlier one?", "Pa un cynharach?"), "invented_sighting", required=False
    )
    seen_by: tuple[Seen, ...] = fields.rows(
        both("Who saw it", "Pwy a’i gwelodd"),
        Seen,
        row_label=both("Person %(number)d", "Person %(number)d"),
        add_label=both("Add a person", "Ychwanegu person"),
    )

    @classmethod
    def check(cls, values: Mapping[str, Any]) -> dict[str, str]:
        if values.get("how_many") == 13:
            return {"how_many": str(both("Not thirteen.", "Nid tri ar ddeg."))}
        return {}

    @classmethod
    def marks(cls, fact: Fact) -> Iterable[MarkOf]:
        return (
            [MarkOf(MarkName.MISSING, thread=str(fact.event))] if fact.facts.get("place") == "station" else []
        )


@event_kind
class Plain(EventKind):
    """A single line."""

    code = "invented_plain"
    label = both("Invented note", "Nodyn dychmygol")
    families = ("case", "invented")

    words: str = fields.text(both("What?", "Beth?"))
    weight: int = fields.number(both("How heavy?", "Pa mor drwm?"), highest=9, required=False)


@event_kind
class Internal(EventKind):
    """Recorded by other code only, and for one circle of readers only."""

    code = "invented_internal"
    label = both("Invented decision", "Penderfyniad dychmygol")
    families = ("case", "invented")
    by_hand = False
    visibilities = (Visibility.CIRCLE,)

    outcome: str = fields.choice(both("Outcome", "Canlyniad"), PLACES)


KINDS = (Sighting, Plain, Internal)

for _kind in KINDS:
    del registry._kinds[_kind.code]
