"""The form of a whole needs record: the conversation, twelve small forms, the consents, the next review."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import uuid
from collections.abc import Callable, Iterator, Sequence
from typing import Any, cast

from django import forms as django_forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from noddfa.access.circle import members
from noddfa.access.models import Part, User
from noddfa.chronicle.asking import KindForm
from noddfa.chronicle.fields import Asked
from noddfa.chronicle.models import Record
from noddfa.design import forms
from noddfa.design.dates import day_in_wales
from noddfa.design.forms.base import jump_target, problems_of
from noddfa.practice import support
from noddfa.protocol.days import add_months
from noddfa.support.needs import words
from noddfa.support.needs.keyed import KeyedBoundField
from noddfa.support.needs.kind import Need, NeedsRecord
from noddfa.support.needs.specs import KeyedSpec

LABELS = {"needs": words.heading_label, "consents": words.purpose_label}
MONTHS_BETWEEN_REVIEWS = 1  # at least monthly: proposed practice, not yet agreed nationally
PUT_IN = ("issue", "occasion", "follows")  # by code, never asked


class NeedsForm(KindForm):
    """The form. rests_on: the tip its writer has before them; checked: the digest of what they were shown to check."""

    kind = NeedsRecord

    rests_on = forms.TextField(widget=django_forms.HiddenInput, required=False, max_length=12)
    checked = forms.TextField(widget=django_forms.HiddenInput, required=False, max_length=64)

    def content_of(self, *, occasion: str, follows: str, issue: str = "") -> NeedsRecord:
        """What the form says, as the version it will be. The form must be valid."""
        said = {**self.values(self.cleaned_data), "occasion": occasion, "follows": follows}
        return NeedsRecord(**{**said, "issue": issue or support.needs_record().version})

    @property
    def tip(self) -> int:
        """The tip it rests on, also while it is drawn from a draft; -1 when what came back is no number."""
        said = str(self["rests_on"].value() or "")
        return int(said) if said.isascii() and said.isdecimal() else -1

    def rest_again(self, tip: int) -> None:
        """Draw the form as resting on a newer tip: what is new was shown; nothing of it counts as checked."""
        self._put(rests_on=str(tip), checked="")

    def show_for_checking(self, digest: str) -> None:
        """Draw the form so that sending it again records it, if nothing is changed until then."""
        self._put(checked=digest)

    def _put(self, **hidden: str) -> None:
        data = cast(QueryDict, self.data).copy()
        for name, value in hidden.items():
            data[self.add_prefix(name)] = value
        self.data = data


def needs_form(record: Record, *, now: dt.datetime, base: NeedsRecord | None) -> type[NeedsForm]:
    """The form class, its choices in the language in force.

    base: the version it starts from; people and codes that only it knows stay choosable, or they would be lost.
    """
    asked = Asked(now=now, members=_members(record, base))
    attributes: dict[str, Any] = {
        "happened": forms.WhenField(label=NeedsRecord.happened_label, not_future=True)
    }
    used: dict[str, list[str]] = {"needs": [], "consents": []}
    if base is not None:
        used = {"needs": [n.heading for n in base.needs], "consents": [c.purpose for c in base.consents]}
    offered = {"needs": words.heading_codes(), "consents": words.purpose_codes()}
    for name, spec in NeedsRecord.specs().items():
        if isinstance(spec, KeyedSpec):
            attributes[name] = spec.field_for(asked, words.in_order(offered[name], used[name]))
        elif name not in PUT_IN:
            attributes[name] = spec.form_field(asked)
    attributes["next_review"].help_text = _("At least once a month is proposed practice.")
    return type("NeedsRecordForm", (NeedsForm,), attributes)


def initial_for_review(base: NeedsRecord | None, *, tip: int, now: dt.datetime) -> dict[str, Any]:
    """What a review starts with: the last version copied forward; the first record starts with nothing.

    A need that has ended is not begun anew: its heading starts with 'nothing is needed now' and keeps the wish.
    When and with whom the last conversation was is not copied; what the person wanted to add or put right is, until
    they no longer want it there.
    """
    start = {
        "event_id": uuid.uuid4(),
        "rests_on": tip,
        "next_review": add_months(day_in_wales(now), MONTHS_BETWEEN_REVIEWS),
    }
    if base is None:
        return start
    specs = NeedsRecord.specs()
    return {
        **start,
        "language": base.language,
        "language_name": base.language_name,
        "interpreter": base.interpreter,
        "own_words": base.own_words,
        "needs": specs["needs"].to_form([carried(need) for need in base.needs]),
        "consents": specs["consents"].to_form(base.consents),
    }


def carried(need: Need) -> Need:
    """A need as the next version starts with it."""
    if need.state == words.OPEN or need.urgency not in words.NEEDED:
        return need
    return Need(
        heading=need.heading,
        urgency=words.NOTHING,
        wish=need.wish,
        need="",
        state=words.OPEN,
        done_on=None,
        notes=need.notes,
    )


def digest_of(content: NeedsRecord, happened: dt.datetime) -> str:
    """A short mark of what a version says, to see whether it is what its writer was shown."""
    text = json.dumps([content.facts(), content.sealed(), happened.isoformat()], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def problems(form: NeedsForm) -> list[tuple[str, str, str]]:
    """Every message of the form as (id, label, message); under a heading the label names the heading first."""
    found = [("", "", str(message)) for message in form.non_field_errors()]
    for name in form.fields:
        bound = form[name]
        if isinstance(bound, KeyedBoundField):
            found += _problems_within(bound, LABELS[name])
        else:
            found += [(jump_target(bound), str(bound.label), str(message)) for message in bound.errors]
    return found


def _problems_within(
    bound: KeyedBoundField, label_of: Callable[[str], str]
) -> Iterator[tuple[str, str, str]]:
    for code, small in bound.by_code.items():
        for id, label, text in problems_of(small):
            yield id, f"{label_of(code)}: {label}", text


def _members(record: Record, base: NeedsRecord | None) -> tuple[tuple[str, str], ...]:
    """Those of the circle who work on the case; and whoever has a need in hand and is in it no longer."""
    circle = {
        str(one.user_id): f"{one.user.name} ({one.organisation})"
        for one in members(record.pk).exclude(part=Part.REPORTER)
    }
    gone = {need.owner for need in (base.needs if base else ()) if need.owner} - circle.keys()
    for user in User.objects.filter(pk__in=gone).order_by("name") if gone else ():
        circle[str(user.pk)] = str(_("%(name)s (no longer in the circle)") % {"name": user.name})
    return tuple(circle.items())


def sections_with_errors(form: NeedsForm, name: str) -> Sequence[str]:
    """The codes of the small forms in which something is wrong."""
    bound = form[name]
    small_forms = bound.by_code if isinstance(bound, KeyedBoundField) else {}
    return [code for code, small in small_forms.items() if small.is_bound and small.errors]
