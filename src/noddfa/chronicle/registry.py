"""The event kinds, the families of records and the projections there are: found by walking the rooms.

A room's `kind.py`, `kinds.py`, `families.py` and `projections.py` (in any of its folders) are imported at the
start; what they define registers itself. Nothing is listed anywhere.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.apps import apps
from django.urls import reverse

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

    from noddfa.chronicle.kinds import EventKind
    from noddfa.chronicle.projections import Projection

_FOUND_IN = frozenset({"kind", "kinds", "families", "projections"})


class UnknownKind(KeyError):
    """No event kind, family or projection of that name is installed."""


@dataclass(frozen=True)
class Family:
    """A family of records: what it is called, how its references begin, where its page is and who may open it."""

    code: str
    label: StrPromise | str
    prefix: str
    page: str  # URL name, taking the record's id
    read: str  # permission to see it
    write: str  # permission to add to it, unless a kind says otherwise


@dataclass(frozen=True)
class DraftForm:
    """A form that is not a kind's own and keeps drafts: what it is called and where it is."""

    code: str
    label: StrPromise | str
    path: Callable[[str], str]  # from the draft's place to the page's path


_kinds: dict[str, type[EventKind]] = {}
_families: dict[str, Family] = {}
_projections: dict[str, type[Projection]] = {}
_draft_forms: dict[str, DraftForm] = {}


def add_kind(kind: type[EventKind]) -> None:
    """Register a kind under its code. Raises ValueError when two kinds want one code."""
    standing = _kinds.get(kind.code)
    if standing is not None and standing.__qualname__ != kind.__qualname__:
        raise ValueError(f"two event kinds are called {kind.code!r}: {standing} and {kind}")
    _kinds[kind.code] = kind


def add_family(family: Family) -> Family:
    """Register a family of records and hand it back."""
    _families[family.code] = family
    return family


def add_projection(projection: type[Projection]) -> None:
    """Register a projection under the name of its table."""
    _projections[projection.model._meta.label] = projection


def add_draft_form(form: DraftForm) -> None:
    """Register a form that keeps drafts."""
    _draft_forms[form.code] = form


def draft_label(code: str) -> str:
    """What a draft's form is called. Raises UnknownKind."""
    return str(_draft_forms[code].label if code in _draft_forms else kind(code.partition(":")[0]).label)


def draft_path(code: str, place: str) -> str:
    """Where a draft can be gone on with."""
    if code in _draft_forms:
        return _draft_forms[code].path(place)
    record, _colon, event = place.partition(":")
    if event:
        return reverse("chronicle:correct", args=[record, event])
    return reverse("chronicle:add", args=[record, code])


def kind(code: str) -> type[EventKind]:
    """The kind of that code. Raises UnknownKind."""
    try:
        return _kinds[code]
    except KeyError:
        raise UnknownKind(code) from None


def kinds(family: str | None = None) -> tuple[type[EventKind], ...]:
    """All kinds, or those a family of records takes, in order of code."""
    return tuple(k for _code, k in sorted(_kinds.items()) if family is None or family in k.families)


def family(code: str) -> Family:
    """The family of that code. Raises UnknownKind."""
    try:
        return _families[code]
    except KeyError:
        raise UnknownKind(code) from None


def families() -> tuple[Family, ...]:
    """All families of records."""
    return tuple(_families.values())


def projections() -> tuple[type[Projection], ...]:
    """All projections, in order of table."""
    return tuple(p for _label, p in sorted(_projections.items()))


def discover() -> None:
    """Import every module of the installed rooms that may define kinds, families or projections."""
    for config in apps.get_app_configs():
        if not config.name.startswith("noddfa.") or config.module is None:
            continue
        for module in pkgutil.walk_packages(config.module.__path__, f"{config.name}."):
            if module.name.rpartition(".")[2] in _FOUND_IN:
                importlib.import_module(module.name)
