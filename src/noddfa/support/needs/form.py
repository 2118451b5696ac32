"""The form of the needs record: the same questions under each of the twelve headings, each heading folded away."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms as django_forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _

from noddfa.chronicle.fields import Asked, specs_of
from noddfa.design import forms
from noddfa.design.components import Status
from noddfa.design.offered import lang
from noddfa.practice import support
from noddfa.support.needs.kind import PROGRESS, URGENCY, Need, NeedsRecord

ASKED = tuple(name for name in specs_of(Need) if name != "heading")
YES_NO = (("yes", _("Yes")), ("no", _("No")))


@dataclass(frozen=True)
class DrawnHeading:
    """One heading as it is drawn. open: something stands in it, or something is wrong in it."""

    code: str
    label: str
    help: str
    prompts: tuple[str, ...]
    fields: tuple[BoundField, ...]
    open: bool
    status: Status | None


class NeedsForm(forms.NoddfaForm):
    """The needs of one person. Headings with nothing in them are left out of what is recorded."""

    template_name = "support/parts/needs_form.html"

    happened = forms.WhenField(label=_("When was it talked through?"), not_future=True)
    with_person = forms.ChooseField(
        label=_("Was it talked through with the person?"), choices=YES_NO, inline=True
    )
    how = forms.TextField(
        label=_("In which language, and who helped?"),
        help_text=_("For instance the interpreter's agency, an advocate, a guardian."),
        required=False,
        max_length=300,
    )
    seen = forms.ChooseField(
        label=_("Has the person seen it and had the chance to correct it?"), choices=YES_NO, inline=True
    )
    event_id = django_forms.UUIDField(widget=django_forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = Asked(now=self.now)
        for heading in support.headings():
            for name, spec in specs_of(Need).items():
                if name != "heading":
                    field = spec.form_field(asked)
                    field.required = False
                    self.fields[name_of(heading.code, name)] = field
                    self._prepare(name_of(heading.code, name), field)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for heading in support.headings():
            self._check(heading.code, cleaned)
        if not self.errors and not self.needs():
            self.add_error(None, now_("Nothing is recorded under any heading yet. Open one and fill it in."))
        return cleaned

    def needs(self) -> tuple[Need, ...]:
        """What was typed, heading by heading, empty ones left out. The form must have been cleaned."""
        return tuple(
            self._need(heading.code) for heading in support.headings() if self._is_filled(heading.code)
        )

    def content(self) -> NeedsRecord:
        """The content of the entry. The form must be valid."""
        return NeedsRecord(
            issue=support.needs_record().version,
            with_person=self.cleaned_data["with_person"] == "yes",
            how=self.cleaned_data["how"],
            seen=self.cleaned_data["seen"] == "yes",
            needs=self.needs(),
        )

    def get_context(self) -> dict[str, Any]:
        """What the template draws: the general questions, then the headings."""
        context = super().get_context()
        general = ("happened", "with_person", "how", "seen")
        return {**context, "general": [self[name] for name in general], "headings": list(self.headings())}

    def headings(self) -> Iterator[DrawnHeading]:
        """The twelve headings, ready to draw."""
        language = lang()
        for heading in support.headings():
            fields = tuple(self[name_of(heading.code, name)] for name in ASKED)
            values = {name: field.value() for name, field in zip(ASKED, fields, strict=True)}
            filled = any(_says_something(value) for value in values.values())
            yield DrawnHeading(
                code=heading.code,
                label=heading.say("label", language),
                help=heading.say("help", language),
                prompts=heading.prompts_cy if language == "cy" else heading.prompts_en,
                fields=fields,
                open=any(field.errors for field in fields),
                status=_status(values) if filled else None,
            )

    def _check(self, code: str, cleaned: dict[str, Any]) -> None:
        if not self._is_filled(code):
            return
        need, action = name_of(code, "need"), name_of(code, "action")
        if not cleaned.get(need) and need not in self.errors:
            self.add_error(need, now_("Say what is needed."))
        if cleaned.get(name_of(code, "urgency")) == "today" and not cleaned.get(action):
            if action not in self.errors:
                self.add_error(action, now_("This cannot wait: say what will be done."))

    def _is_filled(self, code: str) -> bool:
        return any(_says_something(self.cleaned_data.get(name_of(code, name))) for name in ASKED)

    def _need(self, code: str) -> Need:
        specs = specs_of(Need)
        values = {name: specs[name].from_form(self.cleaned_data.get(name_of(code, name))) for name in ASKED}
        return Need(heading=code, **values)


def name_of(heading: str, field: str) -> str:
    """The name of one question under one heading."""
    return f"{heading}-{field}"


def initial_from(content: NeedsRecord | None) -> dict[str, Any]:
    """What the form starts from: an earlier record, or nothing."""
    start: dict[str, Any] = {"event_id": uuid.uuid4()}
    if content is None:
        return start
    specs = specs_of(Need)
    for need in content.needs:
        for name in ASKED:
            start[name_of(need.heading, name)] = specs[name].to_form(getattr(need, name))
    return start


def initial_for_correction(content: NeedsRecord, *, happened: forms.When) -> dict[str, Any]:
    """What the form starts from when a record is put right: everything it says."""
    answers = {True: "yes", False: "no"}
    return {
        **initial_from(content),
        "happened": happened,
        "with_person": answers.get(bool(content.with_person)),
        "how": content.how,
        "seen": answers.get(bool(content.seen)),
    }


def _says_something(value: Any) -> bool:
    if isinstance(value, dict):
        return any(value.values())
    return value not in (None, "", [])


def _status(values: dict[str, Any]) -> Status:
    """What the folded heading says of what stands in it."""
    progress, urgency = values.get("progress"), values.get("urgency")
    if progress in ("done", "not_wanted"):
        return Status(dict(PROGRESS)[str(progress)], "done" if progress == "done" else "stopped")
    if urgency == "today":
        return Status(dict(URGENCY)["today"], "late")
    if urgency:
        return Status(dict(URGENCY).get(str(urgency), ""), "soon" if urgency == "week" else "now")
    return Status(_("Filled in"), "now")
