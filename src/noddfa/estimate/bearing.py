"""What a table of capture histories can bear, told before any figure is believed.

Not here: choosing a model. The verdict only says how far the methods at hand may be trusted.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from noddfa.estimate.histories import CaptureHistories
from noddfa.estimate.result import Reason
from noddfa.estimate.wording import LANGUAGES, Lang, lists_of, number, people

FEWEST_OVERLAPPING: Final = 7
"""People seen on more than one list below which no estimate is borne: with seven recaptures the bias of
the two-list estimator is negligible with 95% confidence (Robson & Regier 1964, Transactions of the
American Fisheries Society 93(3))."""

CONTRADICTED_BELOW: Final = 0.05
"""Probability of so large a deviance below which the data are said to contradict independence."""


def same(text: str) -> dict[Lang, str]:
    """A value that reads alike in both languages (a number, a list's name)."""
    return dict.fromkeys(LANGUAGES, text)


def n_overlapping(histories: CaptureHistories) -> int:
    """People seen on more than one list."""
    return int(histories.seen_on()[1:].sum())


def data_reasons(histories: CaptureHistories) -> tuple[Reason, ...]:
    """What the table itself shows, whatever the method: overlaps, empty and isolated lists."""
    overlaps = histories.overlaps()
    totals = histories.list_totals
    shared = overlaps.matrix - np.diag(totals)
    isolated = [
        name
        for name, total, row in zip(histories.lists, totals, shared, strict=True)
        if total and not row.any()
    ]
    overlapping = n_overlapping(histories)
    reasons = [
        Reason(
            "lists_and_overlaps",
            {
                "lists": {lang: lists_of(histories.n_lists, lang) for lang in LANGUAGES},
                "overlapping": {lang: people(overlapping, lang) for lang in LANGUAGES},
                "empty": same(number(len(overlaps.empty_pairs()))),
                "pairs": same(number(histories.n_lists * (histories.n_lists - 1) // 2)),
            },
        )
    ]
    if empty := [name for name, total in zip(histories.lists, totals, strict=True) if total == 0]:
        reasons.append(Reason("empty_lists", {"names": same(", ".join(empty))}))
    if overlapping == 0:
        reasons.append(Reason("no_overlap"))
    elif isolated:
        reasons.append(Reason("isolated_lists", {"names": same(", ".join(isolated))}))
    if 0 < overlapping < FEWEST_OVERLAPPING:
        reasons.append(
            Reason(
                "few_overlaps",
                {
                    "overlapping": {lang: people(overlapping, lang) for lang in LANGUAGES},
                    "needed": same(number(FEWEST_OVERLAPPING)),
                },
            )
        )
    return tuple(reasons)
