"""What can be typed into each sort of field: one good answer, every wrong one, and what looks wrong and is not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms as django_forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.forms.boundfield import BoundField

from noddfa.design import forms
from tests.web.bad_input.world import NOW

Sent = dict[str, Any]
TAG = "<script data-let-through>alert(1)</script>"
TABLE = b"council,police,count\n1,0,40\n0,1,50\n1,1,10\n"

# Emoji with a joiner, a flag made of tags, Hebrew, Arabic, Persian with its joiner, HTML.
WRITTEN = (
    "👩\u200d🏫 🏴\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f"
    " שלום مرحبا می\u200cخواهم <b data-let-through>ŵ</b>"
)
# The same with what hides and turns: kept without it.
HIDDEN = "\u202e\u200b\u2066\ufeff\x00\x07"


@dataclass(frozen=True)
class Wrong:
    """A wrong answer: its name, what is sent, and whether it comes back as it was typed."""

    name: str
    sent: Sent
    comes_back: bool = True


def good(bound: BoundField, says: Sent) -> Sent:
    """One answer that is right: what the door says, what the form starts with, or the first that comes to mind."""
    name, asked = bound.html_name, bound.field
    if bound.name in says:
        said = says[bound.name]
        return (
            {f"{name}_{part}": value for part, value in said.items()}
            if isinstance(said, dict)
            else {name: said}
        )
    if isinstance(asked, forms.WhenField):
        return {**_day(name), f"{name}_unknown": "on"}
    if isinstance(asked, forms.PartialDateField):
        return {f"{name}_age": "15"}
    if isinstance(asked, forms.DateField):
        return _day(name)
    if isinstance(asked, forms.UploadField):
        return {name: SimpleUploadedFile("rhestrau.csv", TABLE)}
    if isinstance(asked, forms.PickListField):
        first = asked.widget.groups()[0].items[0].id
        return {f"{name}-{first}": asked.widget.answers[1][0]}
    if isinstance(asked, forms.ChooseField | forms.ChooseManyField):
        return {name: _choice(bound)}
    if isinstance(asked, forms.CheckField):
        return {name: "on"}
    if isinstance(asked, forms.EmailField):
        return {name: "enghraifft@example.test"}
    if isinstance(asked, forms.NumberField):
        return {name: str(max(1, asked.min_value or 0))}
    return {name: "Enghraifft ddychmygol"[: getattr(asked, "longest", 200)]}


def _day(name: str) -> Sent:
    return {f"{name}_day": str(NOW.day), f"{name}_month": str(NOW.month), f"{name}_year": str(NOW.year)}


def _choice(bound: BoundField) -> str:
    asked: Any = bound.field
    offered = [str(value) for value in _flat(asked.choices) if str(value)]
    plain = [value for value in offered if value not in asked.reveals]
    start = bound.initial if isinstance(bound.initial, str) else ""
    return start if start in offered else [*plain, *offered, ""][0]


def _flat(choices: Any) -> Iterator[Any]:
    for value, label in choices:
        if isinstance(label, list | tuple):
            yield from _flat(label)
        else:
            yield value


def wrong(bound: BoundField) -> list[Wrong]:
    """Every way to answer one field wrongly; 'empty' first, where an answer is wanted."""
    asked, name = bound.field, bound.html_name
    found: list[Wrong] = []
    if isinstance(asked, forms.WhenField):
        found = [*_wrong_days(asked, name, {f"{name}_unknown": "on"}), *_wrong_times(name)]
    elif isinstance(asked, forms.PartialDateField):
        found = [*_wrong_days(asked, name, {}), *_wrong_ages(name)]
    elif isinstance(asked, forms.DateField):
        found = list(_wrong_days(asked, name, {}))
    elif isinstance(asked, forms.UploadField):
        found = list(_wrong_files(asked, name))
    elif isinstance(asked, forms.PickListField):
        first = asked.widget.groups()[0].items[0].id
        found = [Wrong("not offered", {f"{name}-{first}": TAG}, comes_back=False)]
    elif isinstance(asked, forms.ChooseField | forms.ChooseManyField):
        found = [
            Wrong(f"not offered {value[:4]!r}", {name: value}, comes_back=False)
            for value in ("mars", TAG, "\x00", "1" * 5000)
        ]
    elif isinstance(asked, forms.EmailField):
        found = [
            Wrong(value[:8], {name: value})
            for value in (
                "nid-cyfeiriad",
                "a@b",
                f"{TAG}@example.test",
                "x" * 300 + "@example.test",
                "a@b@c.test",
            )
        ]
    elif isinstance(asked, forms.NumberField):
        found = list(_wrong_numbers(asked, name))
    elif isinstance(asked, forms.TextField):
        found = list(_wrong_words(asked, name))
    if asked.required or getattr(asked, "asked_when_revealed", False):
        found.insert(0, Wrong("empty", _empty(bound)))
    return found


def _empty(bound: BoundField) -> Sent:
    """Nothing, as a browser sends it: boxes that hold nothing, no choice at all."""
    if isinstance(bound.field, forms.TextField | forms.NumberField | forms.EmailField):
        return {bound.html_name: ""}
    return {
        f"{bound.html_name}_{part}": ""
        for part in getattr(bound.field.widget, "parts", ())
        if part != "unknown"
    }


def _wrong_words(asked: forms.TextField, name: str) -> Iterator[Wrong]:
    yield Wrong("too long", {name: "y" * (asked.longest + 1)})
    yield Wrong("HTML, too long", {name: TAG + "\"'>" + "🙂" * asked.longest})
    yield Wrong("cannot be seen", {name: "\u200b\u202e\u2066"})
    yield Wrong("NUL", {name: "\x00"}, comes_back=False)


def _wrong_numbers(asked: forms.NumberField, name: str) -> Iterator[Wrong]:
    for value in ("many", "1e400", "١٢", "1.5", "1_0", "9" * 5000, "0x1", "NaN", "∞", "12 13", TAG):
        yield Wrong(value[:5], {name: value})
    if asked.min_value is not None:
        yield Wrong("too small", {name: str(asked.min_value - 1)})
    if asked.max_value is not None:
        yield Wrong("too great", {name: str(asked.max_value + 1)})


def _wrong_days(asked: Any, name: str, also: Sent) -> Iterator[Wrong]:
    days = [
        ("31", "2", "2026"), ("00", "00", "0000"), ("1", "1", "99999"), ("1", "13", "2026"), ("1", "1", "1899"),
        ("x", "y", "z"), ("", "5", "2026"), ("5", "5", ""), ("١", "٢", "2026"), (TAG, "1", "2026"), ("-1", "1", "2026"),
        ("9" * 5000, "1", "2026"), ("1", "1", "1e400"), ("1.5", "1", "2026"), ("1", TAG, "2026"), ("31", "12", "9999"),
    ]  # fmt: skip
    if asked.not_future:
        days += [("1", "1", "2027"), ("25", "11", "2026")]
    if asked.not_past:
        days += [("23", "11", "2026"), ("1", "1", "2020")]
    if isinstance(asked, forms.PartialDateField):
        days.remove(("", "5", "2026"))  # a month of a year is an answer
    for parts in days:
        sent = {f"{name}_{part}": value for part, value in zip(("day", "month", "year"), parts, strict=True)}
        yield Wrong("/".join(value[:5] for value in parts), {**sent, **also})


def _wrong_ages(name: str) -> Iterator[Wrong]:
    for age in ("-1", "200", "15.5", "١٥", "1e400", "9" * 5000, TAG):
        yield Wrong(f"age {age[:4]}", {f"{name}_age": age})
    yield Wrong("date and age", {**_day(name), f"{name}_age": "15"})


def _wrong_times(name: str) -> Iterator[Wrong]:
    for time in ("25:00", "12:60", "noon", "١٢:٠٠", "-1:00", "9" * 5000, TAG):
        yield Wrong(f"time {time[:4]}", {**_day(name), f"{name}_time": time})
    yield Wrong("no time", _day(name))
    yield Wrong("time and unknown", {**_day(name), f"{name}_time": "10:00", f"{name}_unknown": "on"})
    skipped = {f"{name}_day": "29", f"{name}_month": "3", f"{name}_year": "2026"}
    yield Wrong("no such hour", {**skipped, f"{name}_time": "01:30"})


def _wrong_files(asked: forms.UploadField, name: str) -> Iterator[Wrong]:
    large = b"a,b,count\n" + b"1,0,1\n" * (asked.megabytes * 1024 * 1024 // 6 + 1)
    for called, content in (
        ("empty.csv", b""),
        ("llun.png", b"\x89PNG"),
        ("large.csv", large),
        ("sheet.xlsx", b"PK\x03\x04"),
        ("no-ending", TABLE),
    ):
        yield Wrong(called, {name: (called, content)}, comes_back=False)
    if name == "file":  # the gallery's, which nobody reads
        return
    for called, content in (
        ("damaged.csv", TABLE[:-20] + b"\xff\xfe\x00"),
        ("truncated.csv", b"council,police,count\n1,0,4"[:-2]),
        ("archive.csv", b"PK\x03\x04" + b"\x00" * 100),
        ("wide.csv", TABLE.decode().encode("utf-16")),
    ):
        yield Wrong(called, {name: (called, content)}, comes_back=False)


def looks_wrong(bound: BoundField) -> tuple[str, str] | None:
    """For a field of words: what is typed, and what is kept of it."""
    asked = bound.field
    if not isinstance(asked, forms.TextField) or isinstance(asked.widget, django_forms.HiddenInput):
        return None
    if asked.longest < len(WRITTEN):
        return None
    return f"{HIDDEN}{WRITTEN}{HIDDEN}", WRITTEN
