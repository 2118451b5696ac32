"""The Fellegi-Sunter model of agreement: what is assumed of it, what is learned, and its Splink settings.

For a few hundred people there are too few true pairs to learn how often a list misspells or misdates somebody,
so those chances (m: how entries of one person agree) are stated here. How often different people agree by
accident (u) and how common true pairs are is learned from the lists by EM, with the first guesses below
weighing as much as PRIOR_PAIRS pairs, so that lists of two or three people are still linked with sense.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from splink import SettingsCreator

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Agreement:
    """How two entries may agree in one column, the closest first, none last.

    m          chances of each rung for two entries of one person
    u          first guess of those for entries of two people
    near       how the middle rung, if any, is told: `sound` (the tokens of the sound are equal) or `year` (one off)
    rare       whether agreeing on a value that is rare in these lists counts for more
    """

    column: str
    m: tuple[float, ...]
    u: tuple[float, ...]
    near: str | None = None
    rare: bool = False


# The chances are judged, not measured: put measured ones here when a clerical review of real lists gives them.
AGREEMENTS: Final = (
    Agreement("given", (0.85, 0.10, 0.05), (0.02, 0.02, 0.96), near="sound", rare=True),
    Agreement("family", (0.85, 0.10, 0.05), (0.02, 0.02, 0.96), near="sound", rare=True),
    Agreement("birth_year", (0.82, 0.12, 0.06), (0.10, 0.15, 0.75), near="year"),
    Agreement("area", (0.65, 0.35), (0.10, 0.90)),  # trafficked children are moved: weak evidence either way
    Agreement("gender", (0.97, 0.03), (0.50, 0.50)),
)
MATCHES: Final = 0.01
PRIOR_PAIRS: Final = 50.0

MOST_STEPS: Final = 1000
SETTLED: Final = 1e-9


@dataclass(frozen=True)
class Learned:
    """What the lists taught: `u` by column, closest rung first, and the share `matches` of all pairs."""

    u: Mapping[str, tuple[float, ...]]
    matches: float


FIRST_GUESS: Final = Learned({agreement.column: agreement.u for agreement in AGREEMENTS}, MATCHES)


def learn(rungs: NDArray[np.int64], pairs: NDArray[np.int64]) -> Learned:
    """Learn `u` and the share of matches by EM from counts of how pairs agree.

    rungs  (k, columns) agreement in each column as Splink numbers it: 0 none, higher closer, -1 not known
    pairs  (k,) how many pairs agree so

    Each round weighs every kind of pair by its posterior probability w of being one person, then takes
    matches = (sum w + PRIOR_PAIRS MATCHES) / (pairs + PRIOR_PAIRS), and for each column u as the shares of its
    rungs among pairs weighed 1 - w, plus PRIOR_PAIRS pairs that are spread as the first guess.
    """
    chances = [np.array(agreement.u[::-1]) for agreement in AGREEMENTS]
    matches = MATCHES
    for _ in range(MOST_STEPS):
        weights = _posterior(rungs, chances, matches)
        before, matches = (
            matches,
            float((pairs @ weights + PRIOR_PAIRS * MATCHES) / (pairs.sum() + PRIOR_PAIRS)),
        )
        for column, agreement in enumerate(AGREEMENTS):
            known = rungs[:, column] >= 0
            spread = np.bincount(
                rungs[known, column], (pairs * (1 - weights))[known], minlength=len(agreement.u)
            )
            prior = PRIOR_PAIRS * np.array(agreement.u[::-1])
            chances[column] = (spread + prior) / (spread.sum() + PRIOR_PAIRS)
        if abs(matches - before) <= SETTLED:
            break
    found = zip(AGREEMENTS, chances, strict=True)
    return Learned({agreement.column: tuple(u[::-1].tolist()) for agreement, u in found}, matches)


def _posterior(rungs: NDArray[np.int64], chances: Sequence[Floats], matches: float) -> Floats:
    log_odds = np.full(len(rungs), np.log(matches / (1 - matches)))
    for column, (agreement, u) in enumerate(zip(AGREEMENTS, chances, strict=True)):
        known = rungs[:, column] >= 0
        log_odds[known] += np.log(np.array(agreement.m[::-1]) / u)[rungs[known, column]]
    posterior: Floats = 1 / (1 + np.exp(-log_odds))
    return posterior


def frequency_of(count: int, known: int, guess: float) -> float:
    """The chance that somebody else has a value which `count` of `known` entries have.

    The two entries compared are left out, and `guess` (the first guess of agreeing by accident) weighs as
    PRIOR_PAIRS further entries: in a short list a name is not common because it stands there twice.
    """
    return (count - 2 + PRIOR_PAIRS * guess) / (known - 2 + PRIOR_PAIRS)


def settings(learned: Learned, *, show_agreement: bool = False) -> SettingsCreator:
    """Splink's settings for linking lists to each other and each to itself, every pair compared."""
    from splink import SettingsCreator

    return SettingsCreator(
        link_type="link_and_dedupe",
        comparisons=[_comparison(agreement, learned.u[agreement.column]) for agreement in AGREEMENTS],
        blocking_rules_to_generate_predictions=[{"blocking_rule": "1=1"}],
        probability_two_random_records_match=learned.matches,
        retain_matching_columns=show_agreement,
    )


def _comparison(agreement: Agreement, u: tuple[float, ...]) -> Any:
    import splink.comparison_level_library as levels
    import splink.comparison_library as comparisons

    column = agreement.column
    found: list[Any] = [levels.ExactMatchLevel(column)]
    if agreement.rare:
        found[0] = found[0].configure(tf_adjustment_column=column)
    if agreement.near == "sound":
        found.append(levels.ExactMatchLevel(f"{column}_sound"))
    elif agreement.near == "year":
        found.append(levels.AbsoluteDifferenceLevel(column, 1))
    found.append(levels.ElseLevel())
    rungs = [
        level.configure(m_probability=same, u_probability=different)
        for level, same, different in zip(found, agreement.m, u, strict=True)
    ]
    return comparisons.CustomComparison([levels.NullLevel(column), *rungs], output_column_name=column)
