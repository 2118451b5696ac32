"""What a method answers: a figure, how sure it is, and what the data can bear. Refusal is an answer too."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal, TypeAlias

from noddfa.estimate.wording import CLAIMS, LANGUAGES, REASONS, VERDICTS, Lang

Verdict: TypeAlias = Literal["bears_estimate", "bears_lower_bound", "bears_none"]
IntervalKind: TypeAlias = Literal[
    "bca",
    "combined",
    "log-normal",
    "model-averaged",
    "percentile",
    "posterior",
    "profile-likelihood",
    "simulation",
    "wald",
]
STRENGTH: Final[Mapping[Verdict, int]] = {"bears_none": 0, "bears_lower_bound": 1, "bears_estimate": 2}


@dataclass(frozen=True)
class Reason:
    """Why a verdict was given: a code that programs may test, and the values its sentence names.

    `values` maps a placeholder to its text in each language.
    """

    code: str
    values: Mapping[str, Mapping[Lang, str]] = field(default_factory=dict)

    def text(self, lang: Lang) -> str:
        """The reason as one whole sentence or two, in English or Welsh."""
        return REASONS[self.code][lang].format(**{name: texts[lang] for name, texts in self.values.items()})


@dataclass(frozen=True)
class Bearing:
    """What the data can bear, with the reasons."""

    verdict: Verdict
    why: tuple[Reason, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the reasons, in order."""
        return tuple(reason.code for reason in self.why)

    @property
    def reasons(self) -> Mapping[Lang, tuple[str, ...]]:
        """The sentences of the reasons by language."""
        return {lang: tuple(reason.text(lang) for reason in self.why) for lang in LANGUAGES}

    def statement(self, lang: Lang) -> str:
        """The verdict as a sentence."""
        return VERDICTS[self.verdict][lang]

    def claim(self, lang: Lang) -> str:
        """What one method claims by its own checks, as a sentence; `statement` is for all methods together."""
        return CLAIMS[self.verdict][lang]

    def to_json(self) -> dict[str, Any]:
        """The verdict, its sentence and its reasons, ready for `json.dumps`."""
        return {
            "verdict": self.verdict,
            "statement": {lang: self.statement(lang) for lang in LANGUAGES},
            "codes": list(self.codes),
            "reasons": {lang: list(texts) for lang, texts in self.reasons.items()},
        }


@dataclass(frozen=True)
class Interval:
    """From `lower` to `upper` people, at confidence `level` (0.95), of the stated kind."""

    lower: float
    upper: float
    level: float
    kind: IntervalKind


@dataclass(frozen=True)
class Estimate:
    """The whole population, seen and unseen, by one method.

    method    code of the method: `chao`, `independence` and the others of `methods.METHODS`
    point     people in all, or None when the method has no answer (then `bearing` says why)
    interval  None when there is none
    n_seen    people seen on at least one list
    bearing   what the data can bear, seen through this method
    details   what is particular to the method: numbers, texts, and lists or mappings of them, as JSON has them
    """

    method: str
    point: float | None
    interval: Interval | None
    n_seen: int
    bearing: Bearing
    details: Mapping[str, Any] = field(default_factory=dict)

    @property
    def unseen(self) -> float | None:
        """People on no list, or None when there is no answer."""
        return None if self.point is None else self.point - self.n_seen

    def to_json(self) -> dict[str, Any]:
        """The fields of `noddfa estimate --json` for one method, ready for `json.dumps`."""
        found = self.interval
        return {
            "method": self.method,
            "estimate": self.point,
            "lower": found.lower if found else None,
            "upper": found.upper if found else None,
            "interval": found.kind if found else None,
            "level": found.level if found else None,
            "people_seen": self.n_seen,
            "details": dict(self.details),
            "bearing": self.bearing.to_json(),
        }
