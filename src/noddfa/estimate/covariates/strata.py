"""Any method over strata (children and adults, years, kinds of exploitation), and their sum."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal, Protocol, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

from noddfa.estimate.bearing import same
from noddfa.estimate.covariates.pooling import pool
from noddfa.estimate.intervals import LogUnseen, check_level, log_unseen
from noddfa.estimate.refused_options import BadOption
from noddfa.estimate.result import STRENGTH, Bearing, Estimate, Interval, Reason, Verdict
from noddfa.estimate.wording import number

Pooling: TypeAlias = Literal["none", "partial"]
POOLINGS: Final = ("none", "partial")
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class StratifiedEstimate:
    """The estimate of each stratum and of all together.

    strata  by name, after pooling
    alone   by name, from the stratum's own table
    total   the sum: its point is the sum of the strata's points, its interval is joint
    """

    strata: Mapping[str, Estimate]
    alone: Mapping[str, Estimate]
    total: Estimate

    def to_json(self) -> dict[str, Any]:
        """Ready for `json.dumps`."""
        return {
            "strata": {name: one.to_json() for name, one in self.strata.items()},
            "alone": {name: one.to_json() for name, one in self.alone.items()},
            "total": self.total.to_json(),
        }


class Stratum(Protocol):
    """What a method can be put to: capture histories, people, or a table as read."""

    @property
    def lists(self) -> tuple[str, ...]: ...


Of = TypeVar("Of", bound=Stratum)


def stratified(
    strata: Mapping[str, Of],
    method: Callable[[Of], Estimate],
    *,
    pooling: Pooling = "none",
    level: float = 0.95,
    draws: int = 20_000,
    seed: int = 1,
    progress: Callable[[float], None] | None = None,
) -> StratifiedEstimate:
    """Estimate each stratum by `method`, and all of them together.

    Strata make a sum sounder where they explain who is seen where: within a stratum lists are less
    dependent than over all. But each has fewer overlaps.

    `none`     Each stratum stands by its own table.
    `partial`  The ratio of unseen to seen, r_g = (N_g - n_g)/n_g, is taken to be alike but not the same in
               all strata: log r_g = theta_g + error, theta_g ~ N(mu, tau**2), tau estimated from how much
               they differ (see `pooling.py`). A stratum with few overlaps moves towards the others; one
               that has no answer of its own takes theirs, and its verdict says so. Where there is no reason
               to think strata alike, do not pool.

    The error of log r_g comes from the method's own interval at the level it was given (`LogUnseen`). The
    interval of the sum holds the middle `level` of `draws` sums, each of one draw for every stratum: strata
    are different people, so without pooling their errors are independent; with pooling the draws share mu
    and tau. Adding ends of intervals would be too wide, and a normal sum would ignore the skewness.

    `total` refuses when a stratum has no answer (without pooling), or none has (with it). It bears what the
    weakest stratum bears. Strata must be different people with the same lists; ValueError when there are
    none, lists differ, or another argument is out of range.
    """
    _check(strata, pooling, level, draws)
    alone: dict[str, Estimate] = {}
    for at, (name, histories) in enumerate(strata.items(), start=1):
        alone[name] = method(histories)
        if progress:
            progress(at / len(strata))
    code = next(iter(alone.values())).method
    known = {name: log_unseen(one) for name, one in alone.items()}
    exact = {name for name, one in alone.items() if one.point is not None and one.point == one.n_seen}
    lacking = [name for name in alone if known[name] is None and name not in exact]
    n_seen = sum(one.n_seen for one in alone.values())
    rng = np.random.default_rng(seed)
    borrowed: list[str] = []
    if pooling == "partial" and any(known.values()):
        strata_out, unseen, details = _pooled(alone, known, exact, level, draws, rng)
        borrowed = lacking
    elif lacking:
        why = (
            *_shared_reasons(alone),
            Reason("strata_without_answer", {"names": same(", ".join(lacking))}),
        )
        refused = Estimate(code, None, None, n_seen, Bearing("bears_none", why), {"pooling": pooling})
        return StratifiedEstimate(alone, alone, refused)
    else:
        strata_out, details = alone, {}
        unseen = np.column_stack([_drawn(one, draws, rng) for one in known.values()])
    points = [one.point for one in strata_out.values() if one.point is not None]
    lower, upper = np.quantile(unseen.sum(axis=1), [(1 - level) / 2, (1 + level) / 2])
    interval = Interval(n_seen + float(lower), n_seen + float(upper), level, "simulation")
    verdict, more = _verdict(strata_out, borrowed)
    total = Estimate(
        code,
        math.fsum(points),
        interval if upper > 0 else None,
        n_seen,
        Bearing(verdict, (*_shared_reasons(alone), *more)),
        {"pooling": pooling, "strata": {name: one.point for name, one in strata_out.items()}, **details},
    )
    return StratifiedEstimate(strata_out, alone, total)


def _pooled(
    alone: Mapping[str, Estimate],
    known: Mapping[str, LogUnseen | None],
    exact: set[str],
    level: float,
    draws: int,
    rng: np.random.Generator,
) -> tuple[dict[str, Estimate], Floats, dict[str, Any]]:
    """The strata after pooling, draws of their unseen (d, g), and details of the total."""
    seen = np.array([one.n_seen for one in alone.values()], dtype=np.float64)
    values = np.array([0.0 if one is None else one.mean for one in known.values()]) - np.log(seen)
    errors = np.array([np.inf if one is None else one.sd for one in known.values()])
    found = pool(values, errors, draws=draws, rng=rng)
    unseen = np.exp(found.draws) * seen
    unseen[:, [name in exact for name in alone]] = 0.0
    ends = np.quantile(unseen, [(1 - level) / 2, (1 + level) / 2], axis=0)
    after: dict[str, Estimate] = {}
    for at, (name, one) in enumerate(alone.items()):
        if name in exact:
            after[name] = one
            continue
        n = one.n_seen
        reason = Reason("stratum_pooled" if known[name] else "stratum_borrowed")
        verdict: Verdict = one.bearing.verdict if known[name] else "bears_lower_bound"
        after[name] = Estimate(
            one.method,
            n + n * math.exp(float(found.mean[at])),
            Interval(n + float(ends[0, at]), n + float(ends[1, at]), level, "simulation"),
            n,
            Bearing(verdict, (*one.bearing.why, reason)),
            {"alone": one.point},
        )
    return after, unseen, {"spread_between_strata": found.spread}


def _drawn(found: LogUnseen | None, draws: int, rng: np.random.Generator) -> Floats:
    """(d,) draws of a stratum's unseen: log-normal, or none where all were seen."""
    if found is None:
        return np.zeros(draws)
    return np.exp(found.mean + found.sd * rng.standard_normal(draws))


def _verdict(strata: Mapping[str, Estimate], borrowed: list[str]) -> tuple[Verdict, list[Reason]]:
    weakest = min((one.bearing.verdict for one in strata.values()), key=STRENGTH.__getitem__)
    more = []
    if weakest != "bears_estimate":
        names = [name for name, one in strata.items() if one.bearing.verdict == weakest]
        more.append(Reason("strata_weakest", {"names": same(", ".join(names))}))
    if borrowed:
        more.append(Reason("strata_borrowed", {"names": same(", ".join(borrowed))}))
    more.append(Reason("strata_summed", {"strata": same(number(len(strata)))}))
    return weakest, more


def _shared_reasons(alone: Mapping[str, Estimate]) -> tuple[Reason, ...]:
    """Reasons every stratum gives in the same words: what the method supposes."""
    first, *rest = alone.values()
    return tuple(reason for reason in first.bearing.why if all(reason in other.bearing.why for other in rest))


def _check(strata: Mapping[str, Stratum], pooling: str, level: float, draws: int) -> None:
    check_level(level)
    if pooling not in POOLINGS:
        raise BadOption(f"pooling must be one of {', '.join(POOLINGS)}; got {pooling}")
    if draws < 1000:
        raise BadOption(f"draws must be 1,000 or more; got {draws}")
    if not strata:
        raise ValueError("strata must hold at least one table; got none")
    lists = [histories.lists for histories in strata.values()]
    if any(one != lists[0] for one in lists):
        raise ValueError("strata must all have the same lists, in the same order")
