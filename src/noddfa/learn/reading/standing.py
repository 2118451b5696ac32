"""Where a learner stands in each module, told in a few words: for the list of modules and the home page."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, Q
from django.utils.translation import gettext as _

from noddfa.access.actor import Actor
from noddfa.design.components import Status
from noddfa.design.dates import show_day
from noddfa.learn.models import Attempt, Progress
from noddfa.learn.reading.modules import place_of, shipped
from noddfa.practice.course import Module


@dataclass(frozen=True)
class Standing:
    """What is known of one learner in one module. section: where they were last, '' when they have not begun."""

    module: Module
    section: str = ""
    opened: tuple[str, ...] = ()
    tries: int = 0
    best: int | None = None
    passed_on: dt.datetime | None = None

    @property
    def status(self) -> Status:
        """The state in words."""
        return status(
            self.module,
            section=self.section,
            opened=len(self.opened),
            tries=self.tries,
            passed_on=self.passed_on,
        )


def status(module: Module, *, section: str, opened: int, tries: int, passed_on: dt.datetime | None) -> Status:
    """The state of a learner in a module: passed, tried, read, being read, not begun."""
    if passed_on is not None:
        return Status(_("Passed on %(day)s") % {"day": show_day(passed_on)}, "done")
    if tries:
        return Status(_("Not passed yet"), "soon")
    count = len(module.sections)
    if opened >= count:
        return Status(_("Read; the questions are still to be answered"), "now")
    number = place_of(module, section)
    if number:
        return Status(_("Section %(number)d of %(count)d") % {"number": number, "count": count}, "now")
    return Status(_("Not begun"), "waiting")


def standings(actor: Actor) -> list[Standing]:
    """Where the actor stands in every module that is shipped. Two queries."""
    reading = {row.module: row for row in Progress.objects.filter(user_id=actor.user_id)}
    results: dict[str, dict[str, Any]] = {
        row["module"]: dict(row)
        for row in Attempt.objects.filter(user_id=actor.user_id)
        .order_by()
        .values("module")
        .annotate(tries=Count("id"), best=Max("score"), passed_on=Max("finished", filter=Q(passed=True)))
    }
    return [
        _standing(module, reading.get(module.code), results.get(module.code, {}))
        for module in shipped().values()
    ]


def standing_in(actor: Actor, module: Module) -> Standing:
    """As `standings`, of one module."""
    return next(one for one in standings(actor) if one.module.code == module.code)


def _standing(module: Module, progress: Progress | None, results: dict[str, Any]) -> Standing:
    current = progress is not None and progress.version == module.version
    return Standing(
        module=module,
        section=progress.section if progress is not None and current else "",
        opened=tuple(progress.opened) if progress is not None and current else (),
        **{name: results[name] for name in ("tries", "best", "passed_on") if name in results},
    )
