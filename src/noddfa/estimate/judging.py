"""One statement for a table and all methods tried on it: does it bear an estimate, only a lower bound, or none?

Each method says what the data bear seen through itself (bearing). Here they are held against each other: do
they agree, does the figure rest on one list, how much is known of the missing part?
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from noddfa.estimate.bearing import data_reasons, same
from noddfa.estimate.histories import Bounds, CaptureHistories, most_seen
from noddfa.estimate.methods import METHODS
from noddfa.estimate.result import STRENGTH, Bearing, Estimate, Reason, Verdict
from noddfa.estimate.wording import LANGUAGES, Lang, number
from noddfa.estimate.wording import METHODS as METHOD_NAMES

APART: Final = 1.5
"""Figures that differ by more than this factor are not one figure. Our own limit, no published one."""

WIDEST: Final = 10.0
"""The most people unseen over the fewest, at the ends of an interval, beyond which nothing is known of them
but that they are there. Our own limit, no published one."""

LEAVING_OUT: Final = ("stepwise", "independence")
"""The methods asked again without a list, the first that answered: both need milliseconds."""


OF_ALL: Final = frozenset(
    {
        "lists_and_overlaps",
        "empty_lists",
        "no_overlap",
        "isolated_lists",
        "few_overlaps",
        "counts_hidden",
        "lists_fall_apart",
        "methods_differ",
        "methods_agree",
        "one_method",
        "missing_part",
        "missing_part_unknown",
        "rests_on_list",
        "nothing_without_list",
        "steady_without_lists",
        "closed_and_matched",
    }
)
"""Codes of reasons that speak of the table and of all methods together; any other is one method's own."""


def overall(
    histories: CaptureHistories, estimates: Sequence[Estimate], bounds: Bounds | None = None
) -> Bearing:
    """What the table bears, with every reason once. With `bounds` (hidden counts) `histories` holds the fewest.

    No more than the strongest of the methods' own verdicts. Where that is `bears_estimate`, it is only
    `bears_lower_bound` when the lists fall apart into groups that share nobody, when a single method claims an
    estimate, when those that do differ by a factor of more than 1.5 or their intervals do not meet, when leaving
    out one list of four or more changes the figure by more than that, or when the interval of the people unseen
    (the posterior's where there is one) spans a factor of more than ten.
    """
    verdict: Verdict = max((one.bearing.verdict for one in estimates), key=STRENGTH.__getitem__)
    against: list[Reason] = []
    aside: list[Reason] = []
    if verdict == "bears_estimate":
        claims = [
            one for one in estimates if one.bearing.verdict == "bears_estimate" and one.point is not None
        ]
        for finding, decides in (
            _groups(histories),
            _spread(claims),
            _missing(claims),
            _without_one_list(histories, claims),
        ):
            (against if decides else aside).extend(finding)
        if against:
            verdict = "bears_lower_bound"
    told = (*data_reasons(histories), *_hidden(histories, bounds or {}), *against, *aside)
    reasons = {reason.code: reason for reason in told}
    for estimate in estimates:
        for reason in estimate.bearing.why:
            reasons.setdefault(reason.code, reason)
    ordered = sorted(reasons.values(), key=lambda reason: reason.code == "closed_and_matched")
    return Bearing(verdict, tuple(ordered))


Finding = tuple[list[Reason], bool]
"""Reasons, and whether they speak against an estimate."""


def groups_of_lists(histories: CaptureHistories) -> list[tuple[str, ...]]:
    """The lists in groups: two that share somebody are in one. Lists that hold nobody are left out."""
    joined = histories.overlaps().matrix > 0
    left = [at for at in range(histories.n_lists) if joined[at, at]]
    groups = []
    while left:
        group, edge = {left[0]}, [left[0]]
        while edge:
            at = edge.pop()
            found = [other for other in left if joined[at, other] and other not in group]
            group.update(found)
            edge += found
        groups.append(tuple(histories.lists[at] for at in sorted(group)))
        left = [at for at in left if at not in group]
    return groups


def without_list(histories: CaptureHistories, at: int) -> CaptureHistories | None:
    """The table without list number `at` and those seen on it alone; None when that leaves too little."""
    kept = np.arange(histories.n_lists) != at
    seen = histories.patterns[:, kept].any(axis=1)
    if kept.sum() < 2 or not histories.counts[seen].any():
        return None
    names = [name for name, keep in zip(histories.lists, kept, strict=True) if keep]
    patterns, which = np.unique(histories.patterns[seen][:, kept], axis=0, return_inverse=True)
    counts = np.zeros(len(patterns), dtype=np.int64)
    np.add.at(counts, which.ravel(), histories.counts[seen])
    return CaptureHistories(tuple(names), patterns, counts)


def _hidden(histories: CaptureHistories, bounds: Bounds) -> list[Reason]:
    """That counts are hidden, and what this does to all that is said of the table."""
    if not bounds:
        return []
    values = {
        "cells": same(number(len(bounds))),
        "least": same(number(histories.n_seen)),
        "most": same(number(most_seen(histories, bounds))),
    }
    return [Reason("counts_hidden", values)]


def _groups(histories: CaptureHistories) -> Finding:
    groups = groups_of_lists(histories)
    if sum(len(group) > 1 for group in groups) < 2:
        return [], False  # single lists that share nobody are among the reasons of the data already
    text = "; ".join(", ".join(group) for group in groups)
    return [Reason("lists_fall_apart", {"groups": same(text)})], True


def _spread(claims: Sequence[Estimate]) -> Finding:
    if len(claims) == 1:  # what one method claims alone is often wrong: docs/method/study.md
        return [Reason("one_method", {"method": _called(claims[0].method)})], True
    if not claims:
        return [], False
    ordered = sorted(claims, key=lambda one: one.point or 0.0)
    low, high = ordered[0], ordered[-1]
    values = {
        "low": same(number(low.point or 0.0)),
        "high": same(number(high.point or 0.0)),
        "low_method": _called(low.method),
        "high_method": _called(high.method),
    }
    intervals = [one.interval for one in claims if one.interval]
    meet = not intervals or max(each.lower for each in intervals) <= min(each.upper for each in intervals)
    if (high.point or 0.0) > APART * (low.point or 0.0) or not meet:
        return [Reason("methods_differ", values)], True
    return [Reason("methods_agree", values)], False


def _called(method: str) -> dict[Lang, str]:
    known = METHOD_NAMES.get(method)  # a study may try a method of its own
    return {lang: known[lang] if known else method for lang in LANGUAGES}


def _missing(claims: Sequence[Estimate]) -> Finding:
    """How much the intervals tell of the people unseen: posteriors first, the narrowest of them."""
    found = [(one, one.interval) for one in claims if one.interval]
    found = [pair for pair in found if pair[1].kind in POSTERIORS] or found
    if not found:
        return [], False
    ratios = [
        ((ends.upper - one.n_seen) / max(ends.lower - one.n_seen, 1.0), one, ends) for one, ends in found
    ]
    ratio, one, ends = min(ratios, key=lambda each: each[0])
    values = {
        "method": _called(one.method),
        "lower": same(number(max(ends.lower - one.n_seen, 0.0))),
        "upper": same(number(ends.upper - one.n_seen)),
    }
    wide = ratio > WIDEST
    return [Reason("missing_part_unknown" if wide else "missing_part", values)], wide


POSTERIORS: Final = frozenset({"posterior", "model-averaged"})
"""Kinds of interval that are probabilities of the missing part itself."""


def _without_one_list(histories: CaptureHistories, claims: Sequence[Estimate]) -> Finding:
    """The figure again without each list: of four or more, so that three are left."""
    answered = {one.method: one for one in claims}
    method = next((code for code in LEAVING_OUT if code in answered), None)
    if method is None or int((histories.list_totals > 0).sum()) < 4:
        return [], False
    whole = answered[method].point or 0.0
    found: list[tuple[float, str, float | None]] = []
    for at, name in enumerate(histories.lists):
        if histories.list_totals[at] == 0:
            continue
        less = without_list(histories, at)
        again = METHODS[method](less, options={"boot": 0}).point if less else None
        factor = float("inf") if not again else max(again / whole, whole / again)
        found.append((factor, name, again))
    factor, name, again = max(found, key=lambda each: each[0])
    values = {
        "name": same(name),
        "whole": same(number(whole)),
        "method": _called(method),
    }
    if again is None:
        return [Reason("nothing_without_list", values)], True
    values["again"] = same(number(again))
    return [Reason("rests_on_list" if factor > APART else "steady_without_lists", values)], factor > APART
