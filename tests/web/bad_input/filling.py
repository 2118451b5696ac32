"""Filling in any form there is: rightly, wrongly in every field at once, wrongly in one."""

from __future__ import annotations

import copy
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from django import forms as django_forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from noddfa.design import forms
from noddfa.support.needs.keyed import KeyedField
from tests.web.bad_input import values
from tests.web.bad_input.values import Sent, Wrong


def top(form: forms.NoddfaForm) -> Iterator[BoundField]:
    """Its fields as its reader sees them."""
    return (bound for bound in form if not bound.is_hidden)


def inner(bound: BoundField) -> Sequence[BoundField]:
    """The fields of the first row, or under the first heading, of a field that holds small forms."""
    asked: Any = bound.field
    if isinstance(asked, forms.RowsField):
        return list(top(asked.row_form(prefix=f"{bound.html_name}-0", empty_permitted=True, now=asked.now)))
    if isinstance(asked, KeyedField):
        return list(top(asked.blank_form(bound.html_name, asked.codes[0])))
    return ()


def hidden(form: forms.NoddfaForm) -> Sent:
    """What travels along unseen."""
    return {bound.html_name: bound.value() or "" for bound in form.hidden_fields()}


def rightly(form: forms.NoddfaForm, says: Sent, *, showing: BoundField | None = None) -> Sent:
    """A whole form, filled in rightly. showing: a field that a choice must reveal."""
    sent = hidden(form)
    for bound in top(form):
        sent |= _right(bound, says)
    if showing is not None and (by := revealed_by(showing)):
        sent[by[0]] = by[1]
    return sent


def revealed_by(bound: BoundField) -> tuple[str, str] | None:
    """The control and its value that reveal a field; None for one that is always there."""
    by = bound.form.revealed_names().get(bound.name)
    return (bound.form.add_prefix(by[0]), by[1]) if by else None


def _right(bound: BoundField, says: Sent) -> Sent:
    small = inner(bound)
    if not small:
        return values.good(bound, says)
    sent: Sent = {f"{bound.html_name}-count": "1"} if isinstance(bound.field, forms.RowsField) else {}
    for one in small:
        sent |= values.good(one, says)
    return sent


def without(sent: Sent, bound: BoundField) -> Sent:
    """What is sent, but for one field."""
    name = bound.html_name
    return {
        key: value
        for key, value in sent.items()
        if key != name and not key.startswith((f"{name}_", f"{name}-"))
    }


def places(form: forms.NoddfaForm, keeps: Collection[str] = ()) -> list[tuple[BoundField, list[Wrong]]]:
    """Every field, those of small forms among them, with all wrong answers to it."""
    found = []
    for bound in top(form):
        small = inner(bound)
        if not small:
            found.append((bound, values.wrong(bound)))
        # An empty row is passed over, so emptiness is no fault there.
        found += [(one, [bad for bad in values.wrong(one) if bad.name != "empty"]) for one in small]
    return [(bound, wrong) for bound, wrong in found if wrong and bound.name not in keeps]


def waves(
    form: forms.NoddfaForm, says: Sent, keeps: Collection[str], *, turns: Sequence[int]
) -> Iterator[tuple[Sent, list[tuple[BoundField, Wrong]]]]:
    """Sendings in which all fields are wrong at once: in turn 0 all empty, in a later one each with another of its
    wrong answers (that every one of them is refused, `alone` shows).

    First with right choices, so that what they reveal is judged; then with wrong choices; then, for each field that
    only another choice reveals, with that.
    """
    there = places(form, keeps)
    right = rightly(form, says)
    hiding = [(b, bad) for b, bad in there if (by := revealed_by(b)) and right.get(by[0]) != by[1]]
    choosing = [(b, bad) for b, bad in there if getattr(b.field, "reveals", None)]
    plain = [one for one in there if one not in hiding and one not in choosing]
    yield from _turns(right, plain, turns)
    yield from _turns(right, choosing, turns[:1])
    for bound, bad in hiding:
        yield from _turns(rightly(form, says, showing=bound), [(bound, bad)], turns[:1])


def _turns(
    right: Sent, there: list[tuple[BoundField, list[Wrong]]], turns: Sequence[int]
) -> Iterator[tuple[Sent, list[tuple[BoundField, Wrong]]]]:
    for turn in turns if there else ():
        sent, faults = dict(right), []
        for place, (bound, bad) in enumerate(there):
            fault = bad[0] if turn == 0 else bad[(turn + place * 2) % len(bad)]
            sent = {**without(sent, bound), **fault.sent}
            faults.append((bound, fault))
        yield sent, faults


def alone(
    form: forms.NoddfaForm, says: Sent, keeps: Collection[str]
) -> Iterator[tuple[Sent, BoundField, Wrong]]:
    """Sendings in which one answer of one field is wrong and all else is right."""
    for bound, bad in places(form, keeps):
        right = rightly(form, says, showing=bound)
        for fault in bad:
            yield {**without(right, bound), **fault.sent}, bound, fault


def posted(sent: Sent) -> dict[str, Any]:
    """As Django's client sends it: files made anew for each sending."""
    return {name: _file(value) if isinstance(value, tuple) else value for name, value in sent.items()}


def _file(value: tuple[str, bytes]) -> SimpleUploadedFile:
    return SimpleUploadedFile(value[0], value[1])


def judged(form: forms.NoddfaForm, sent: Sent) -> forms.NoddfaForm:
    """The same form, as if this had been sent, without a browser."""
    again = copy.copy(form)
    data, files = QueryDict(mutable=True), MultiValueDict()
    for name, value in posted(sent).items():
        if hasattr(value, "read"):
            value.seek(0)
            files[name] = value
        else:
            data[name] = value
    again.data, again.files, again.is_bound, again.quiet = data, files, True, False
    again._bound_fields_cache = {}
    again._errors = None
    again.fields = {name: copy.copy(field) for name, field in form.fields.items()}
    again.full_clean()
    return again


def owner(form: forms.NoddfaForm, bound: BoundField) -> str:
    """The name of the form's own field that a field belongs to."""
    if isinstance(bound.form, type(form)):
        return bound.name
    return next(name for name in form.fields if bound.html_name.startswith(f"{form.add_prefix(name)}-"))


def is_words(bound: BoundField) -> bool:
    """Whether what is typed into it comes back in a box."""
    return not isinstance(bound.field.widget, django_forms.FileInput)
