"""What each kind of field does: how it is asked, stored and shown, and in which part it is kept."""

from __future__ import annotations

import dataclasses
import datetime as dt
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms as django_forms
from django.utils.translation import gettext as _

from noddfa.design import forms
from noddfa.design.dates import show_day, show_moment

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

    Label = StrPromise | str

KEY = "noddfa"


class _Nothing:
    """What stands for 'not stored in this part'."""

    def __repr__(self) -> str:
        return "NOTHING"


NOTHING = _Nothing()

Choices = Sequence[tuple[str, "Label"]]
ChoicesSource = Choices | Callable[[], Choices]


@dataclass(frozen=True)
class Shown:
    """A field as it reads: its label, its text or texts, or its rows (each a list of fields)."""

    label: str
    texts: tuple[str, ...] = ()
    rows: tuple[tuple[Shown, ...], ...] = ()

    @property
    def empty(self) -> bool:
        """True when there is nothing to show."""
        return not self.rows and not any(self.texts)


@dataclass(frozen=True)
class Asked:
    """What a form is being made for: fields that offer people, bodies or earlier entries look here."""

    now: dt.datetime
    members: tuple[tuple[str, str], ...] = ()  # user id, name and body: the circle
    bodies: tuple[tuple[str, str], ...] = ()  # slug, name
    events: Mapping[str, tuple[tuple[str, str], ...]] = dataclasses.field(
        default_factory=dict
    )  # by kind: id, text


@dataclass(frozen=True)
class Spec(ABC):
    """What is known of one field. Sub-classes say how it is asked, stored and shown."""

    label: Label
    help: Label = ""
    required: bool = True
    open: bool = False

    empty: Any = dataclasses.field(default=None, init=False)

    @abstractmethod
    def form_field(self, asked: Asked) -> django_forms.Field:
        """The field of the form."""

    def to_json(self, value: Any) -> Any:
        """A value as JSON."""
        return value

    def from_json(self, stored: Any) -> Any:
        """The value behind its JSON."""
        return stored

    def texts(self, value: Any) -> tuple[str, ...]:
        """A value as text, in the language in force."""
        return (str(value),)

    def from_form(self, cleaned: Any) -> Any:
        """The value behind what the form gives."""
        return self.empty if cleaned in (None, "") else cleaned

    def to_form(self, value: Any) -> Any:
        """What the form starts from, when an entry is put right."""
        return value

    def encode(self, value: Any, open_part: bool) -> Any:
        """The stored form for one part, or NOTHING."""
        if self.open != open_part or self._is_empty(value):
            return NOTHING
        return self.to_json(value)

    def decode(self, in_facts: Any, in_sealed: Any) -> Any:
        """The value behind its stored form, wherever it stands."""
        stored = in_facts if self.open else in_sealed
        return self.empty if stored is NOTHING else self.from_json(stored)

    def show(self, value: Any) -> Shown:
        """The field as it reads."""
        return Shown(str(self.label), () if self._is_empty(value) else self.texts(value))

    def _is_empty(self, value: Any) -> bool:
        return value is None or value in ("", (), [], {})

    def _common(self) -> dict[str, Any]:
        return {"label": self.label, "help_text": self.help, "required": self.required}


@dataclass(frozen=True)
class TextSpec(Spec):
    """Words, on one line or several. Always sealed: words can name people."""

    max_length: int = 200
    lines: int = 1
    empty: str = dataclasses.field(default="", init=False)

    def form_field(self, asked: Asked) -> django_forms.Field:
        if self.lines == 1:
            return forms.TextField(max_length=self.max_length, **self._common())
        return forms.TextAreaField(max_length=self.max_length, rows=self.lines, **self._common())


@dataclass(frozen=True)
class NumberSpec(Spec):
    """A whole number between two bounds."""

    lowest: int = 0
    highest: int = 1000

    def form_field(self, asked: Asked) -> django_forms.Field:
        return forms.NumberField(min_value=self.lowest, max_value=self.highest, **self._common())


@dataclass(frozen=True)
class ChoiceSpec(Spec):
    """One code of a list."""

    choices: ChoicesSource = ()
    dropdown: bool = False
    inline: bool = False
    reveals: Mapping[str, str] = dataclasses.field(default_factory=dict, hash=False)
    empty: str = dataclasses.field(default="", init=False)

    def listed(self) -> Choices:
        """The choices there are."""
        return self.choices() if callable(self.choices) else self.choices

    def form_field(self, asked: Asked) -> django_forms.Field:
        offered = list(self.listed())
        if self.dropdown or not self.required:
            offered = [("", _("Choose…") if self.dropdown else _("Not recorded")), *offered]
        return forms.ChooseField(
            choices=offered,
            dropdown=self.dropdown,
            inline=self.inline,
            reveals=dict(self.reveals),
            **self._common(),
        )

    def texts(self, value: Any) -> tuple[str, ...]:
        return (str(dict(self.listed()).get(value, value)),)


@dataclass(frozen=True)
class ChoicesSpec(Spec):
    """Any number of codes of a list."""

    choices: ChoicesSource = ()
    empty: tuple[str, ...] = dataclasses.field(default=(), init=False)

    def listed(self) -> Choices:
        """The choices there are."""
        return self.choices() if callable(self.choices) else self.choices

    def form_field(self, asked: Asked) -> django_forms.Field:
        return forms.ChooseManyField(choices=list(self.listed()), **self._common())

    def from_form(self, cleaned: Any) -> Any:
        return tuple(cleaned or ())

    def to_form(self, value: Any) -> Any:
        return list(value)

    def to_json(self, value: Any) -> Any:
        return list(value)

    def from_json(self, stored: Any) -> Any:
        return tuple(stored)

    def texts(self, value: Any) -> tuple[str, ...]:
        names = dict(self.listed())
        return tuple(str(names.get(code, code)) for code in value)


@dataclass(frozen=True)
class YesNoSpec(Spec):
    """Yes or no; None when it was not asked."""

    reveals: Mapping[str, str] = dataclasses.field(default_factory=dict, hash=False)

    def form_field(self, asked: Asked) -> django_forms.Field:
        offered = [("yes", _("Yes")), ("no", _("No"))]
        return forms.ChooseField(
            choices=offered, inline=not self.reveals, reveals=dict(self.reveals), **self._common()
        )

    def from_form(self, cleaned: Any) -> Any:
        return {"yes": True, "no": False}.get(cleaned)

    def to_form(self, value: Any) -> Any:
        return {True: "yes", False: "no"}.get(value, "")

    def texts(self, value: Any) -> tuple[str, ...]:
        return (_("Yes") if value else _("No"),)


@dataclass(frozen=True)
class DaySpec(Spec):
    """A day."""

    not_future: bool = False
    not_past: bool = False

    def form_field(self, asked: Asked) -> django_forms.Field:
        return forms.DateField(not_future=self.not_future, not_past=self.not_past, **self._common())

    def to_json(self, value: Any) -> Any:
        return value.isoformat()

    def from_json(self, stored: Any) -> Any:
        return dt.date.fromisoformat(stored)

    def texts(self, value: Any) -> tuple[str, ...]:
        return (show_day(value),)


@dataclass(frozen=True)
class MomentSpec(Spec):
    """A day with its time, or with 'time not known'."""

    not_future: bool = False

    def form_field(self, asked: Asked) -> django_forms.Field:
        return forms.WhenField(not_future=self.not_future, **self._common())

    def to_json(self, value: Any) -> Any:
        return {"moment": value.moment.astimezone(dt.UTC).isoformat(), "precision": value.precision}

    def from_json(self, stored: Any) -> Any:
        return forms.When(dt.datetime.fromisoformat(stored["moment"]), stored["precision"])

    def texts(self, value: Any) -> tuple[str, ...]:
        return (show_moment(value.moment, precision=value.precision),)


@dataclass(frozen=True)
class MemberSpec(Spec):
    """Someone of the record's circle, kept by id."""

    empty: str = dataclasses.field(default="", init=False)

    def form_field(self, asked: Asked) -> django_forms.Field:
        offered = [("", _("Choose…")), *asked.members]
        return forms.ChooseField(choices=offered, dropdown=True, **self._common())

    def texts(self, value: Any) -> tuple[str, ...]:
        from noddfa.chronicle import names

        return (names.of_user(value) or _("Someone no longer known here"),)


@dataclass(frozen=True)
class BodySpec(Spec):
    """A body, kept by its slug."""

    empty: str = dataclasses.field(default="", init=False)

    def form_field(self, asked: Asked) -> django_forms.Field:
        offered = [("", _("Choose…")), *asked.bodies]
        return forms.ChooseField(choices=offered, dropdown=True, **self._common())

    def texts(self, value: Any) -> tuple[str, ...]:
        from noddfa.chronicle import names

        return (names.of_body(value) or value,)


@dataclass(frozen=True)
class EventSpec(Spec):
    """An earlier entry of the same record, kept by id: which episode, which meeting."""

    kind: str = ""
    empty: str = dataclasses.field(default="", init=False)

    def form_field(self, asked: Asked) -> django_forms.Field:
        offered = list(asked.events.get(self.kind, ()))
        if not self.required:
            offered = [("", _("Not recorded")), *offered]
        only = offered[0][0] if len(offered) == 1 else None  # nothing to choose: chosen already
        return forms.ChooseField(choices=offered, initial=only, **self._common())

    def from_form(self, cleaned: Any) -> Any:
        return str(cleaned or "")

    def show(self, value: Any) -> Shown:
        return Shown(str(self.label))  # the chronology draws the link itself


@dataclass(frozen=True)
class RowsSpec(Spec):
    """Rows of a small form: who attended, which actions. Each inner field is open or sealed by itself."""

    row: type = object
    row_label: Label = ""
    add_label: Label = ""
    least: int = 0
    most: int = 50
    empty: tuple[Any, ...] = dataclasses.field(default=(), init=False)

    def form_field(self, asked: Asked) -> django_forms.Field:
        return forms.RowsField(
            form_class(f"{self.row.__name__}Form", specs_of(self.row), asked),
            row_label=self.row_label,
            add_label=self.add_label,
            min_rows=self.least,
            max_rows=self.most,
            **self._common(),
        )

    def from_form(self, cleaned: Any) -> Any:
        inner = specs_of(self.row)
        return tuple(
            self.row(**{name: spec.from_form(one.get(name)) for name, spec in inner.items()})
            for one in cleaned or ()
        )

    def to_form(self, value: Any) -> Any:
        inner = specs_of(self.row)
        return [{name: spec.to_form(getattr(one, name)) for name, spec in inner.items()} for one in value]

    def encode(self, value: Any, open_part: bool) -> Any:
        inner = specs_of(self.row)
        rows = [
            {
                name: stored
                for name, spec in inner.items()
                if (stored := spec.encode(getattr(one, name), open_part)) is not NOTHING
            }
            for one in value
        ]
        return rows if any(rows) else NOTHING

    def decode(self, in_facts: Any, in_sealed: Any) -> Any:
        open_rows = [] if in_facts is NOTHING else in_facts
        sealed_rows = [] if in_sealed is NOTHING else in_sealed
        count = max(len(open_rows), len(sealed_rows))
        inner = specs_of(self.row)
        made = []
        for number in range(count):
            facts = open_rows[number] if number < len(open_rows) else {}
            sealed = sealed_rows[number] if number < len(sealed_rows) else {}
            made.append(
                self.row(
                    **{n: s.decode(facts.get(n, NOTHING), sealed.get(n, NOTHING)) for n, s in inner.items()}
                )
            )
        return tuple(made)

    def show(self, value: Any) -> Shown:
        inner = specs_of(self.row)
        rows = tuple(
            tuple(line for n, s in inner.items() if not (line := s.show(getattr(one, n))).empty)
            for one in value
        )
        return Shown(str(self.label), rows=rows)


def specs_of(owner: type) -> dict[str, Spec]:
    """The fields of a kind or of a row class, by name, in order."""
    return {f.name: f.metadata[KEY] for f in dataclasses.fields(owner) if KEY in f.metadata}


def form_class(name: str, specs: Mapping[str, Spec], asked: Asked) -> type[forms.NoddfaForm]:
    """A form class with one field for each spec."""
    return type(name, (forms.NoddfaForm,), {field: spec.form_field(asked) for field, spec in specs.items()})
