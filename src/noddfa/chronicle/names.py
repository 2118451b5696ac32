"""Names of the users and bodies that entries mention by id, fetched once for a whole page.

    with names.known_for(entry.content for entry in entries):
        ...entry.content.shown()...

Outside such a block each name is fetched by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from noddfa.access.models import Organisation, User
from noddfa.chronicle.fields import BodySpec, MemberSpec, RowsSpec, specs_of

if TYPE_CHECKING:
    from noddfa.chronicle.kinds import EventKind

_known: ContextVar[Mapping[str, str] | None] = ContextVar("names_known", default=None)


@contextmanager
def known_for(contents: Iterable[EventKind | None]) -> Iterator[None]:
    """While inside, every user and body these contents mention is known by name. Two queries at most."""
    users: set[str] = set()
    bodies: set[str] = set()
    for content in contents:
        if content is not None:
            _gather(content, users, bodies)
    names = (
        {str(pk): name for pk, name in User.objects.filter(pk__in=users).values_list("pk", "name")}
        if users
        else {}
    )
    if bodies:
        names |= {body.pk: str(body) for body in Organisation.objects.filter(pk__in=bodies)}
    token = _known.set(names)
    try:
        yield
    finally:
        _known.reset(token)


def of_user(identifier: str) -> str:
    """A user's name, or '' when there is no such user (any more)."""
    known = _known.get()
    if known is not None and identifier in known:
        return known[identifier]
    return User.objects.filter(pk=identifier).values_list("name", flat=True).first() or ""


def of_body(slug: str) -> str:
    """A body's name in the language in force, or '' when there is no such body."""
    known = _known.get()
    if known is not None and slug in known:
        return known[slug]
    body = Organisation.objects.filter(pk=slug).first()
    return str(body) if body else ""


def _gather(owner: Any, users: set[str], bodies: set[str]) -> None:
    for name, spec in specs_of(type(owner)).items():
        value = getattr(owner, name)
        if isinstance(spec, MemberSpec) and value:
            users.add(value)
        elif isinstance(spec, BodySpec) and value:
            bodies.add(value)
        elif isinstance(spec, RowsSpec):
            for row in value:
                _gather(row, users, bodies)
