"""What an event kind is: one small class that says everything about its kind.

    @event_kind
    class Missing(EventKind):
        code = "missing"
        label = _("Goes missing")
        families = ("case",)

        last_seen: str = fields.long_text(_("Where and with whom was the child last seen?"))
        circumstances: str = fields.choice(_("Circumstances"), CIRCUMSTANCES, open=True)

        @classmethod
        def marks(cls, fact):
            return [MarkOf(MarkName.MISSING)]

The decorator makes it a frozen dataclass and registers it; from the fields come its form, its stored shape, its
reading in the chronology, and which part of it is sealed.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar, dataclass_transform

from noddfa.chronicle import fields, registry
from noddfa.chronicle.fields import Shown, Spec
from noddfa.chronicle.models import Visibility
from noddfa.protocol import MarkName

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

    from noddfa.access.actor import Actor
    from noddfa.chronicle.facts import Fact
    from noddfa.chronicle.models import Event


K = TypeVar("K", bound="EventKind")
R = TypeVar("R")


@dataclasses.dataclass(frozen=True)
class MarkOf:
    """What an event means to the protocol: a mark of its vocabulary, its data, and the thread it belongs to.

    happened, precision: when the event tells of something with a time of its own ('told the police at 14:05').
    """

    name: MarkName
    data: Mapping[str, str] = dataclasses.field(default_factory=dict)
    thread: str = ""
    happened: dt.datetime | None = None
    precision: str = "minute"


@dataclasses.dataclass(frozen=True)
class Section:
    """Fields of a kind's form that stand together under a heading. A field named in none comes after the last."""

    title: StrPromise | str
    fields: tuple[str, ...]
    help: StrPromise | str = ""


class EventKind:
    """Base of all kinds. Sub-classes are frozen dataclasses made by `event_kind`."""

    code: ClassVar[str]
    label: ClassVar[StrPromise | str]
    help: ClassVar[StrPromise | str] = ""
    families: ClassVar[tuple[str, ...]]
    version: ClassVar[int] = 1
    write: ClassVar[str] = ""  # permission to record it; empty: the family's own
    visibilities: ClassVar[tuple[Visibility, ...]] = (Visibility.CIRCLE, Visibility.BODY, Visibility.REPORTER)
    by_hand: ClassVar[bool] = True  # offered on the record's page; False: only other code records it
    correctable: ClassVar[bool] = False  # may be put right on the shared screen although by_hand is False
    withdrawable: ClassVar[bool] = False  # may be withdrawn on the shared screen although by_hand is False
    erasure: ClassVar[str] = "with_record"  # sealed part goes when the record's key is destroyed
    makes: ClassVar[tuple[MarkName, ...]] = ()  # the marks it can make, so that a step leads to its form
    group: ClassVar[StrPromise | str] = ""  # the heading under which it is offered on the record's page
    sections: ClassVar[tuple[Section, ...]] = ()  # headings within its form
    happened_label: ClassVar[StrPromise | str] = ""  # what to ask instead of 'When did it happen?'
    do_not_call_in_templates: ClassVar[bool] = True  # a template that is handed the class prints its label

    @classmethod
    def specs(cls) -> dict[str, Spec]:
        """The kind's fields by name, in order."""
        return fields.specs_of(cls)

    @classmethod
    def check(cls, values: Mapping[str, Any]) -> dict[str, str]:
        """What is wrong with these values together: field name -> message. Empty when all is well.

        A form also gives `happened`, as a When.
        """
        return {}

    @classmethod
    def marks(cls, fact: Fact) -> Iterable[MarkOf]:
        """What an event of this kind means to the protocol; only its open part is to be had."""
        return ()

    @classmethod
    def offered(cls, facts: Sequence[Fact]) -> bool:
        """Whether it makes sense to offer this kind on a record that has these facts (a return needs an absence)."""
        return True

    def after(self, event: Event, *, by: Actor, now: dt.datetime) -> None:
        """What follows from recording this, in the same transaction: whom to tell, for instance."""

    def headline(self) -> str:
        """The first line of the event in the chronology."""
        return str(self.label)

    def shown(self) -> list[Shown]:
        """The event's content as labelled texts, in the language in force, empty ones left out."""
        shown = (spec.show(getattr(self, name)) for name, spec in self.specs().items())
        return [line for line in shown if not line.empty]

    # ---- stored shape ----

    def facts(self) -> dict[str, Any]:
        """The open part, as JSON values."""
        return self._part(open_part=True)

    def sealed(self) -> dict[str, Any]:
        """The part that may identify, as JSON values."""
        return self._part(open_part=False)

    def _part(self, *, open_part: bool) -> dict[str, Any]:
        part = {name: spec.encode(getattr(self, name), open_part) for name, spec in self.specs().items()}
        return {name: value for name, value in part.items() if value is not fields.NOTHING}

    @classmethod
    def from_parts(cls, facts: Mapping[str, Any], sealed: Mapping[str, Any]) -> EventKind:
        """The content behind its two stored parts. Fields added since it was stored take their empty value."""
        values = {
            name: spec.decode(facts.get(name, fields.NOTHING), sealed.get(name, fields.NOTHING))
            for name, spec in cls.specs().items()
        }
        return cls(**values)


@dataclass_transform(kw_only_default=True, frozen_default=True)
def event_kind(kind: type[K]) -> type[K]:
    """Make a class an event kind: a frozen dataclass, registered under its code."""
    made = dataclasses.dataclass(frozen=True, kw_only=True)(kind)
    registry.add_kind(made)
    return made


@dataclass_transform(kw_only_default=True, frozen_default=True)
def row(rows_class: type[R]) -> type[R]:
    """Make a class the row of a `fields.rows(...)` field, with fields like a kind's."""
    return dataclasses.dataclass(frozen=True, kw_only=True)(rows_class)
