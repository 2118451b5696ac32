"""What differs between two versions: under which headings, which answers, from what to what. Nothing silently."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from noddfa.chronicle import fields
from noddfa.support.needs import words
from noddfa.support.needs.kind import Consent, Need, NeedsRecord

HEADING, PURPOSE, RECORD = "heading", "purpose", "record"
# When, with whom and how they talked each version tells anew; only these of its other answers are compared.
COMPARED = ("own_words", "seen", "next_review")


@dataclass(frozen=True)
class Difference:
    """One answer that differs; empty texts: there was none, or is none any more."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Change:
    """What differs under one heading, about one purpose, or (code '') about the record as a whole."""

    about: str  # heading, purpose or record
    code: str
    label: str
    differences: tuple[Difference, ...]


def compare(before: NeedsRecord | None, after: NeedsRecord, *, whole: bool = False) -> list[Change]:
    """What a version changes against the one before it, in the order of the record.

    whole: compare the answers about the conversation too, as a correction must.
    """
    names = [n for n in NeedsRecord.specs() if n not in ("needs", "consents")] if whole else list(COMPARED)
    old_needs = {need.heading: need for need in (before.needs if before else ())}
    new_needs = {need.heading: need for need in after.needs}
    old_consents = {consent.purpose: consent for consent in (before.consents if before else ())}
    new_consents = {consent.purpose: consent for consent in after.consents}
    found = [
        *_by_code(HEADING, words.heading_codes(), old_needs, new_needs),
        *_by_code(PURPOSE, words.purpose_codes(), old_consents, new_consents),
    ]
    if before is not None:
        found.append(Change(RECORD, "", _("The record as a whole"), _differences(before, after, names)))
    return [change for change in found if change.differences]


def unchanged_headings(before: NeedsRecord | None, after: NeedsRecord) -> list[str]:
    """The headings that say what they said before: copied forward as they were."""
    old = {need.heading: need for need in (before.needs if before else ())}
    return [need.heading for need in after.needs if old.get(need.heading) == need]


def _by_code(
    about: str, offered: Sequence[str], old: dict[str, Any], new: dict[str, Any]
) -> Iterator[Change]:
    labels = {HEADING: words.heading_label, PURPOSE: words.purpose_label}
    for code in words.in_order(offered, [*old, *(code for code in new if code not in old)]):
        one, other = old.get(code), new.get(code)
        if one is None and other is None:
            continue
        names = [name for name in fields.specs_of(type(other or one)) if name != about]
        yield Change(about, code, labels[about](code), _differences(one, other, names))


def _differences(
    before: Need | Consent | NeedsRecord | None,
    after: Need | Consent | NeedsRecord | None,
    names: Sequence[str],
) -> tuple[Difference, ...]:
    specs = fields.specs_of(type(after if after is not None else before))
    found = []
    for name in names:
        label = str(specs[name].label)
        one, other = _text(specs[name], before, name), _text(specs[name], after, name)
        if one != other:
            found.append(Difference(label, one, other))
    return tuple(found)


def _text(spec: fields.Spec, owner: Any, name: str) -> str:
    return ", ".join(spec.show(getattr(owner, name)).texts) if owner is not None else ""
