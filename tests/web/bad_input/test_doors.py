"""No form is forgotten: every route that takes what is typed stands in doors.py."""

from __future__ import annotations

import dis
import functools
import types
from collections.abc import Iterator
from typing import Any

import pytest

from tests.access.routes import Route, walk
from tests.web.bad_input.doors import BUTTONS, DOORS

OURS = [route for route in walk() if not route.others]
LISTED = {door.route for door in DOORS} | set(BUTTONS)


def takes_posts(view: Any) -> bool:
    """Whether a view, or a function of ours that it calls, reads what was posted or takes nothing but posts."""
    return any(
        "POST" in code.co_names or "request_method_list" in code.co_freevars for code in _codes(view, set())
    )


def _codes(what: Any, seen: set[int]) -> Iterator[types.CodeType]:
    """The code of a function and of everything of ours it names or holds."""
    if isinstance(what, functools.partial):
        what = what.func
    if not isinstance(what, types.FunctionType) or id(what) in seen:
        return
    seen.add(id(what))
    held = [cell.cell_contents for cell in what.__closure__ or ()]
    if not what.__module__.startswith("noddfa."):  # others' decorators: what they wrap is looked at
        yield what.__code__
        for one in held:
            yield from _codes(one, seen)
        return
    yield from _nested(what.__code__)
    for one in (*held, *_named(what)):
        if getattr(one, "__module__", "").startswith(("noddfa.", "django.views.decorators.http")):
            yield from _codes(one, seen)


def _named(function: types.FunctionType) -> Iterator[Any]:
    """What a function names: `this`, or `that` of a module."""
    module = None
    for code in _nested(function.__code__):
        for step in dis.get_instructions(code):
            if step.opname == "LOAD_GLOBAL":
                found = function.__globals__.get(step.argval)
                module = found if isinstance(found, types.ModuleType) else None
                yield found
            elif module is not None and step.opname in {"LOAD_ATTR", "LOAD_METHOD"}:
                yield getattr(module, step.argval, None)
                module = None


def _nested(code: types.CodeType) -> Iterator[types.CodeType]:
    yield code
    for one in code.co_consts:
        if isinstance(one, types.CodeType):
            yield from _nested(one)


@pytest.mark.parametrize("route", OURS, ids=lambda route: route.name)
def test_a_route_that_takes_what_is_typed_is_listed(route: Route) -> None:
    if takes_posts(route.view):
        assert route.name in LISTED, (
            f"{route.name} takes what is typed: give it a line in tests/web/bad_input/doors.py"
        )
    else:
        assert route.name not in LISTED, f"{route.name} takes nothing that is typed: take it out of doors.py"


def test_it_is_seen_where_posts_are_read() -> None:
    seen = {route.name for route in OURS if takes_posts(route.view)}
    assert {"recognise:write", "support:edit", "stay", "access:acting", "protect:circle_add"} <= seen
    assert not {"protect:case", "front", "publish:figures"} & seen
