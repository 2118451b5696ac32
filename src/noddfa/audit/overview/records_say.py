"""What Noddfa's own records say about a criterion, where they can: a hint beside the form, never an answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from django.utils.translation import ngettext

from noddfa.design.dates import day_in_wales
from noddfa.learn import selectors as learn


def hint(criterion: str, body: str, *, now: dt.datetime) -> str:
    """The hint for a criterion of a body's audit; '' when the records say nothing about it."""
    return _HINTS[criterion](body, now) if criterion in _HINTS else ""


def _passed(body: str, now: dt.datetime) -> str:
    module = next(iter(learn.shipped().values()))
    counts = learn.counts(body, module, on=day_in_wales(now))
    return ngettext(
        "%(passed)d of the %(people)d person with a place at this body in Noddfa has passed '%(module)s'.",
        "%(passed)d of the %(people)d people with a place at this body in Noddfa have passed '%(module)s'.",
        counts.people,
    ) % {"passed": counts.passed, "people": counts.people, "module": learn.title_of(module)}


_HINTS: dict[str, Callable[[str, dt.datetime], str]] = {"A7.1": _passed}
