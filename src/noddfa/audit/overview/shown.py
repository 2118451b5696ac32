"""The values that the pages of an audit print."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from noddfa.audit.shapes import NOT_ANSWERED
from noddfa.design.language import lang
from noddfa.practice.audit import Instrument


@dataclass(frozen=True)
class RatingShown:
    """A rating in words, with its shape."""

    code: str
    label: str
    shape: str


@dataclass(frozen=True)
class EvidenceShown:
    """An item of evidence as it reads. when: its day or its period, '' when it has none."""

    kind: str
    what: str
    when: str
    where: str


@dataclass(frozen=True)
class AnswerShown:
    """An answer as it reads. erased: its words are gone, its rating stays."""

    rating: RatingShown
    reason: str
    evidence: tuple[EvidenceShown, ...]
    missing: str
    answered: dt.datetime
    by: str
    body: str
    erased: bool = False


@dataclass(frozen=True)
class CriterionShown:
    """A criterion with its answers, the one that stands first."""

    id: str
    text: str
    asked: bool
    asked_of: str
    url: str
    answer_url: str
    answers: tuple[AnswerShown, ...]

    @property
    def stands(self) -> AnswerShown | None:
        """The answer that stands."""
        return self.answers[0] if self.answers else None

    @property
    def earlier(self) -> tuple[AnswerShown, ...]:
        """Those it took the place of, newest first."""
        return self.answers[1:]


@dataclass(frozen=True)
class Mark:
    """One criterion in the picture of a standard's spread."""

    criterion: str
    text: str
    rating: RatingShown
    url: str


@dataclass(frozen=True)
class Spread:
    """How the criteria of a standard are rated: every one of them, and how many of each. Never an average."""

    number: int
    title: str
    url: str
    marks: tuple[Mark, ...]
    counts: tuple[tuple[RatingShown, int], ...]


@dataclass(frozen=True)
class Turn:
    """The audit was signed, or opened again."""

    title: str
    words: str
    when: dt.datetime
    by: str
    signed: bool


def ratings_of(standards: Instrument) -> dict[str, RatingShown]:
    """Every rating by its code, and at the end the one that stands for 'not answered yet'."""
    shown = {
        rating.code: RatingShown(rating.code, rating.say("label", lang()), rating.shape)
        for rating in standards.ratings
    }
    return shown | {NOT_ANSWERED: RatingShown(NOT_ANSWERED, _("Not answered yet"), "open")}
