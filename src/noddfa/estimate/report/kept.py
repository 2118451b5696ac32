"""Findings that were kept as JSON, read back: what was said then is said again, in the words it was said in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from noddfa.estimate.histories import Bounds, CaptureHistories
from noddfa.estimate.report.findings import Findings, Strata
from noddfa.estimate.result import Bearing, Estimate, Interval, Reason
from noddfa.estimate.wording import LANGUAGES, Lang


@dataclass(frozen=True)
class KeptReason(Reason):
    """A reason with the sentences it had."""

    sentences: Mapping[Lang, str] = field(default_factory=dict)

    def text(self, lang: Lang) -> str:
        """The sentence as it was kept."""
        return self.sentences[lang]


def from_json(kept: Mapping[str, Any], histories: CaptureHistories, **more: Any) -> Findings:
    """The findings behind what `as_json` gave; `more` are other fields of `Findings`.

    Also reads what earlier versions kept, which had fewer methods and fewer details.
    """
    return Findings(
        histories,
        tuple(_estimate(one, histories.n_seen) for one in kept["methods"]),
        source=kept["data"]["source"],
        judged=_bearing(kept["bearing"]),
        covariates=tuple(kept["data"].get("covariates", ())),
        bounds=_bounds(kept["data"].get("hidden", ()), histories.lists),
        strata=_strata(kept["strata"]) if "strata" in kept else (),
        strata_columns=tuple(kept["strata"]["columns"]) if "strata" in kept else (),
        **more,
    )


def _bounds(hidden: Iterable[Mapping[str, Any]], lists: Sequence[str]) -> Bounds:
    return {
        sum(1 << lists.index(name) for name in one["lists"]): (one["least"], one["most"]) for one in hidden
    }


def _strata(kept: Mapping[str, Any]) -> tuple[Strata, ...]:
    return tuple(
        Strata(
            {name: _estimate(one["strata"][name]) for name in kept["groups"]},
            _estimate(one["total"]),
        )
        for one in kept["methods"]
    )


def _estimate(kept: Mapping[str, Any], n_seen: int = 0) -> Estimate:
    interval = (
        None
        if kept["lower"] is None
        else Interval(kept["lower"], kept["upper"], kept["level"], kept["interval"])
    )
    return Estimate(
        kept["method"],
        kept["estimate"],
        interval,
        kept.get("people_seen", n_seen),
        _bearing(kept["bearing"]),
        kept["details"],
    )


def _bearing(kept: Mapping[str, Any]) -> Bearing:
    sentences = zip(*(kept["reasons"][lang] for lang in LANGUAGES), strict=True)
    return Bearing(
        kept["verdict"],
        tuple(
            KeptReason(code, sentences=dict(zip(LANGUAGES, texts, strict=True)))
            for code, texts in zip(kept["codes"], sentences, strict=True)
        ),
    )
