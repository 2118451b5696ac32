"""From a kind to its form and back: what every 'record something' screen is made of."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from noddfa.access import circle
from noddfa.access.models import Organisation
from noddfa.chronicle.facts import facts_of
from noddfa.chronicle.fields import Asked, EventSpec, RowsSpec, specs_of
from noddfa.chronicle.kinds import EventKind
from noddfa.chronicle.models import Record, Visibility
from noddfa.chronicle.reading import Reader
from noddfa.chronicle.recording import AlreadyRecorded
from noddfa.chronicle.registry import kind as kind_of
from noddfa.design import forms
from noddfa.design.dates import show_moment


@dataclass(frozen=True)
class DrawnSection:
    """Fields that are drawn together; without a title they simply stand there."""

    title: Any
    help: Any
    fields: tuple[BoundField, ...]


class OnceForm(forms.NoddfaForm):
    """A form that is stored once however often it is sent: `event_id` is its own id for the event it will make."""

    event_id = forms.FormIdField()

    def add_error(self, field: str | None, error: Any) -> None:
        """As of any form; but when this form's entry is on record already, what is sent next is a further entry."""
        if getattr(error, "code", "") == AlreadyRecorded.code and isinstance(self.data, QueryDict):
            renewed = self.data.copy()
            renewed[self.add_prefix("event_id")] = str(uuid.uuid4())
            self.data = renewed
        super().add_error(field, error)


class KindForm(OnceForm):
    """The form of an event kind: when it happened, the kind's own fields, for whom it is written."""

    kind: type[EventKind]
    template_name = "chronicle/parts/kind_form.html"

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors:
            values = {**self.values(cleaned), "happened": cleaned.get("happened")}
            for name, message in self.kind.check(values).items():
                self.add_error(name if name in self.fields else None, message)
        return cleaned

    def get_context(self) -> dict[str, Any]:
        """What the template draws: the fields under the kind's own headings, the rest before and after them."""
        context = super().get_context()
        return {**context, "sections": list(self._sections(context["fields"]))}

    def _sections(self, drawn: Sequence[tuple[BoundField, Any]]) -> Iterator[DrawnSection]:
        by_name = {field.name: field for field, _errors in drawn}
        placed = {name for section in self.kind.sections for name in section.fields}
        loose = [name for name in by_name if name not in placed]
        if not self.kind.sections:
            yield DrawnSection("", "", tuple(by_name.values()))
            return
        first = [name for name in loose if name == "happened"]
        yield DrawnSection("", "", tuple(by_name[name] for name in first))
        for section in self.kind.sections:
            fields = tuple(by_name[name] for name in section.fields if name in by_name)
            yield DrawnSection(section.title, section.help, fields)
        yield DrawnSection("", "", tuple(by_name[name] for name in loose if name not in first))

    def values(self, cleaned: Mapping[str, Any]) -> dict[str, Any]:
        """The kind's values behind what was sent."""
        return {name: spec.from_form(cleaned.get(name)) for name, spec in self.kind.specs().items()}

    def content(self) -> EventKind:
        """The content of the event. The form must be valid."""
        return self.kind(**self.values(self.cleaned_data))


def form_of(
    kind: type[EventKind], record: Record, *, now: dt.datetime, reader: Reader, correcting: bool = False
) -> type[KindForm]:
    """The form class by which an event of this kind is recorded on this record, or put right.

    reader: who is asked; only earlier entries written for them are offered. A correction is read by those for whom
    the entry was written, so it asks nothing about that.
    """
    asked = _asked(kind, record, now, reader)
    visibilities = [(v.value, v.label) for v in kind.visibilities]
    attributes: dict[str, Any] = {
        "kind": kind,
        "happened": forms.WhenField(label=kind.happened_label or _("When did it happen?"), not_future=True),
        **{name: spec.form_field(asked) for name, spec in kind.specs().items()},
    }
    if len(visibilities) > 1 and not correcting:
        attributes["visibility"] = forms.ChooseField(
            label=_("Who may read this entry?"), choices=visibilities, initial=visibilities[0][0]
        )
    return type(f"{kind.__name__}Form", (KindForm,), attributes)


def initial_of(kind: type[EventKind], *, now: dt.datetime) -> dict[str, Any]:
    """What an empty form starts with."""
    return {"event_id": uuid.uuid4(), "visibility": kind.visibilities[0].value}


def initial_from(
    content: EventKind, *, happened: dt.datetime, precision: str, visibility: str
) -> dict[str, Any]:
    """What a form starts with when an entry is to be put right."""
    when = forms.When(happened, "day" if precision == "day" else "minute")
    own = {name: spec.to_form(getattr(content, name)) for name, spec in content.specs().items()}
    return {"event_id": uuid.uuid4(), "happened": when, "visibility": visibility, **own}


def visibility_of(form: KindForm) -> Visibility:
    """For whom the entry is written."""
    return Visibility(form.cleaned_data.get("visibility") or form.kind.visibilities[0])


def _asked(kind: type[EventKind], record: Record, now: dt.datetime, reader: Reader) -> Asked:
    """What the fields of this kind may offer on this record; asks the database only for what they need."""
    specs = list(kind.specs().values())
    specs += [inner for spec in specs if isinstance(spec, RowsSpec) for inner in specs_of(spec.row).values()]
    names = {type(spec).__name__ for spec in specs}
    members: tuple[tuple[str, str], ...] = ()
    bodies: tuple[tuple[str, str], ...] = ()
    if "MemberSpec" in names:
        members = tuple(
            (str(m.user_id), f"{m.user.name} ({m.organisation})") for m in circle.members(record.pk)
        )
    if "BodySpec" in names:
        bodies = tuple((o.pk, str(o)) for o in Organisation.objects.all())
    wanted = {spec.kind for spec in specs if isinstance(spec, EventSpec)}
    events = {
        code: tuple(
            (str(f.event), f"{kind_of(code).label}: {show_moment(f.happened, precision=f.precision)}")
            for f in reversed(facts_of(record.pk, kinds=[code]))
            if reader.sees_fact(f)
        )
        for code in wanted
    }
    return Asked(now=now, members=members, bodies=bodies, events=events)
