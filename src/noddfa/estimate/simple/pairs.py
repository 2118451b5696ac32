"""Lincoln-Petersen and Chapman: two lists, and how many are on both."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import Any, Final, Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from noddfa.estimate.bearing import data_reasons, same
from noddfa.estimate.histories import CaptureHistories
from noddfa.estimate.intervals import check_level, log_normal
from noddfa.estimate.refused_options import BadOption
from noddfa.estimate.result import Bearing, Estimate, Interval, Reason
from noddfa.estimate.wording import Lang, number

METHOD: Final = "lincoln-petersen"
Form: TypeAlias = Literal["chapman", "petersen"]
FORMS: Final = ("chapman", "petersen")


@dataclass(frozen=True)
class PairFigure:
    """What two lists say of everybody, if being on one does not change the chance of being on the other.

    first, second  people on each of the two
    both           people on both
    petersen       first * second / both, or None when nobody is on both
    chapman        (first + 1) (second + 1) / (both + 1) - 1, which has less bias
    interval       of `chapman`, log-normal above the people on either; None when there is nobody on
                   both, or when one list holds the other
    """

    lists: tuple[str, str]
    first: int
    second: int
    both: int
    petersen: float | None
    chapman: float
    interval: Interval | None

    def to_json(self) -> dict[str, Any]:
        """The fields as `details` of an estimate hold them."""
        return {
            "lists": list(self.lists),
            "people": [self.first, self.second],
            "both": self.both,
            "petersen": self.petersen,
            "chapman": self.chapman,
            "lower": self.interval.lower if self.interval else None,
            "upper": self.interval.upper if self.interval else None,
        }


def pair_figures(histories: CaptureHistories, *, level: float = 0.95) -> tuple[PairFigure, ...]:
    """The figure of every pair of lists, in the order of the lists.

    Raises ValueError when `level` is not between 0 and 1.
    """
    check_level(level)
    shared = histories.overlaps().matrix
    return tuple(
        _figure(
            (histories.lists[a], histories.lists[b]),
            int(shared[a, a]),
            int(shared[b, b]),
            int(shared[a, b]),
            level,
        )
        for a, b in combinations(range(histories.n_lists), 2)
    )


def lincoln_petersen(
    histories: CaptureHistories,
    *,
    level: float = 0.95,
    form: Form = "chapman",
    pair: tuple[str, str] | None = None,
) -> Estimate:
    """Estimate the population from two lists, or from the largest list and all others taken together.

    With n1 and n2 people on the two and m on both:

    `chapman`   N = (n1 + 1)(n2 + 1) / (m + 1) - 1
                var = (n1 + 1)(n2 + 1)(n1 - m)(n2 - m) / ((m + 1)**2 (m + 2))
    `petersen`  N = n1 n2 / m,  var = n1 n2 (n1 - m)(n2 - m) / m**3

    and a log-normal interval. Which two? With two lists there is no choice. With more, the figures of
    the pairs differ by how the lists of each work together, and choosing among them by their overlap or
    their standard error chooses the pairs that share people for a reason, so that the figure is too
    low. The headline therefore sets the list with the most people (of equals the first) against the
    other lists taken as one: a rule that looks at the sizes of the lists and never at an overlap; it
    uses everyone seen; dependence among the pooled lists does no harm, only that between them and the
    largest list does; and the figure is never below the number seen. `pair` takes two lists by name
    instead. `details["pairs"]` has the figures of every pair: how far apart they lie shows what the
    assumption is worth.

    Never more than a lower bound is borne: nothing in two lists shows whether they are independent, and
    services that pass people on to each other make the figure too low. Refuses (point None) when the two
    share nobody, when one of them holds everybody seen, and when a chosen pair's figure is below the
    number seen.

    Chapman, D. G. (1951) Some properties of the hypergeometric distribution with applications to
    zoological sample censuses. Univ. California Publ. Statist. 1, 131-160. Variances: Seber, G. A. F.
    (1982) The Estimation of Animal Abundance, 2nd ed., pp. 59-60. Interval: Chao, A. (1987) Biometrics
    43(4). Raises ValueError for a `level` outside 0 to 1, a `form` or a list there is not.
    """
    check_level(level)
    if form not in FORMS:
        raise BadOption(f"form must be one of {', '.join(FORMS)}; got {form}")
    one, other, names = sides(histories.lists, histories.list_totals, histories.patterns.astype(bool), pair)
    first, second, both = (int(histories.counts[on].sum()) for on in (one, other, one & other))
    details: dict[str, Any] = {
        "form": form,
        "sides": [names["first"]["en"], names["second"]["en"]],
        "people": [first, second],
        "both": both,
        "pairs": [figure.to_json() for figure in pair_figures(histories, level=level)],
    }
    chosen = "pair_taken" if pair or histories.n_lists == 2 else "pair_headline"
    reasons = (*data_reasons(histories), Reason(chosen, names))

    def refused(code: str) -> Estimate:
        why = Bearing("bears_none", (*reasons, Reason(code, names)))
        return Estimate(METHOD, None, None, histories.n_seen, why, details)

    if both == 0:
        return refused("pair_shares_nobody")
    if both in (first, second):
        return refused("pair_holds_everybody")
    on_either = first + second - both
    point, variance = (_chapman if form == "chapman" else _petersen)(first, second, both)
    details["variance"] = variance
    if point < histories.n_seen:
        details["point_of_pair"] = point
        return refused("pair_below_seen")
    interval = log_normal(on_either, point - on_either, variance, level)
    bearing = Bearing(
        "bears_lower_bound",
        (
            *reasons,
            *_spread(details["pairs"]),
            *([Reason("two_lists")] if histories.n_lists == 2 else []),
            Reason("pair_independence_assumed"),
            Reason("closed_and_matched"),
        ),
    )
    return Estimate(METHOD, point, interval, histories.n_seen, bearing, details)


def sides(
    lists: tuple[str, ...], totals: NDArray[np.int64], on: NDArray[np.bool_], pair: tuple[str, str] | None
) -> tuple[NDArray[np.bool_], NDArray[np.bool_], dict[str, dict[Lang, str]]]:
    """The two sides that `lincoln_petersen` sets against each other, and what they are called.

    `totals` (L,) people on each list; `on` (k, L) which lists each pattern or person is on. Gives (k,) yes
    or no for each side. Raises ValueError when `pair` does not name two of the lists.
    """
    if pair is None and len(lists) == 2:
        pair = (lists[0], lists[1])
    if pair is not None:
        if len(pair) != 2 or pair[0] == pair[1] or not set(pair) <= set(lists):
            raise BadOption(f"pair must name two different lists of {', '.join(lists)}; got {pair!r}")
        a, b = (lists.index(name) for name in pair)
        return on[:, a], on[:, b], {"first": same(pair[0]), "second": same(pair[1])}
    largest = int(np.argmax(totals))
    others: dict[Lang, str] = {
        "en": "all other lists together",
        "cy": "yr holl restrau eraill gyda'i gilydd",
    }
    names = {"first": same(lists[largest]), "second": others}
    rest = np.asarray(np.delete(on, largest, axis=1).any(axis=1))
    return on[:, largest], rest, names


def _figure(lists: tuple[str, str], first: int, second: int, both: int, level: float) -> PairFigure:
    point, variance = _chapman(first, second, both)
    on_either = first + second - both
    bare = both == 0 or both in (first, second)
    interval = None if bare else log_normal(on_either, point - on_either, variance, level)
    petersen = _petersen(first, second, both)[0] if both else None
    return PairFigure(lists, first, second, both, petersen, point, interval)


def _chapman(first: int, second: int, both: int) -> tuple[float, float]:
    product = (first + 1) * (second + 1)
    variance = product * (first - both) * (second - both) / ((both + 1) ** 2 * (both + 2))
    return product / (both + 1) - 1, variance


def _petersen(first: int, second: int, both: int) -> tuple[float, float]:
    return first * second / both, first * second * (first - both) * (second - both) / both**3


def _spread(pairs: list[dict[str, Any]]) -> tuple[Reason, ...]:
    """The lowest and the highest figure among the pairs that share anyone, when there are several."""
    found = sorted((one for one in pairs if one["both"]), key=lambda one: float(one["chapman"]))
    if len(found) < 2:
        return ()
    low, high = found[0], found[-1]
    values = {
        "low": same(number(low["chapman"])),
        "low_lists": same(" + ".join(low["lists"])),
        "high": same(number(high["chapman"])),
        "high_lists": same(" + ".join(high["lists"])),
    }
    return (Reason("pairs_differ", values),)
