"""The certificate of a module that was passed: what it says, in both languages, and what it does not say."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from noddfa.design.language import lang
from noddfa.learn.models import Attempt
from noddfa.learn.reading.modules import shipped
from noddfa.practice.course import Module, groups


@dataclass(frozen=True)
class Refresher:
    """How often one training group refreshes what it learnt. status: how that is known, for {% to_verify %}."""

    group: str
    text: str
    status: str


@dataclass(frozen=True)
class Certificate:
    """What is printed. Titles stand in both languages whatever the reader's."""

    name: str
    body_en: str
    body_cy: str
    title_en: str
    title_cy: str
    version: str
    minutes: int
    score: int
    out_of: int
    reference: str
    refreshers: tuple[Refresher, ...]
    refreshers_source: str


def certificate_of(attempt: Attempt) -> Certificate | None:
    """The certificate of a result; None when it was no pass, or the module is no longer shipped."""
    module = shipped().get(attempt.module)
    if not attempt.passed or module is None:
        return None
    return Certificate(
        name=attempt.user.name,
        body_en=attempt.body.name_en,
        body_cy=attempt.body.name_cy,
        title_en=module.title_en,
        title_cy=module.title_cy,
        version=attempt.version,
        minutes=module.minutes,
        score=attempt.score,
        out_of=attempt.out_of,
        reference=str(attempt.pk)[:8].upper(),
        refreshers=_refreshers(module),
        refreshers_source=groups.load()[0].source.say("text", lang()),
    )


def _refreshers(module: Module) -> tuple[Refresher, ...]:
    """What the standards ask of the groups the module is for, as far as it is known."""
    return tuple(
        Refresher(
            group=_("Group %(code)s") % {"code": group.code},
            text=group.say("refresh", lang()) or _("not found yet"),
            status=group.refresh_status,
        )
        for group in groups.load()
        if group.code in module.groups
    )
