"""Latent classes: against the posterior worked out from the prior alone, and against published figures."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from scipy.special import gammaln

from noddfa.estimate import BadHistories, CaptureHistories, datasets, latent_class
from noddfa.estimate.bayes import latent_class_draws
from noddfa.estimate.wording import LANGUAGES

pytestmark = pytest.mark.instrument

FEW = CaptureHistories.from_patterns(
    ("A", "B", "C"), [((1, 0, 0), 3), ((0, 1, 0), 2), ((0, 0, 1), 1), ((1, 1, 0), 2), ((1, 1, 1), 1)]
)


def from_the_prior(
    classes: int, alpha: tuple[float, float], beyond: int, most: int, censored: dict[int, tuple[int, int]]
) -> tuple[np.ndarray, np.ndarray]:
    """(people, probability) for FEW: mixtures drawn from the prior, each with its likelihood for weight."""
    rng = np.random.default_rng(4)
    many = 20_000
    concentration = rng.gamma(alpha[0], 1 / alpha[1], many)
    broken = rng.beta(1, np.maximum(concentration, 1e-12)[:, None], (many, classes - 1))
    shares = np.append(broken, np.ones((many, 1)), axis=1)
    shares[:, 1:] *= np.cumprod(1 - broken, axis=1)
    on = rng.random((many, classes, 3))

    def chance(pattern: int) -> np.ndarray:
        bits = [pattern >> j & 1 for j in range(3)]
        return (shares * np.prod(np.where(bits, on, 1 - on), axis=2)).sum(axis=1)

    unseen = np.arange(most + 1)
    table = dict(zip(FEW.pattern_numbers.tolist(), FEW.counts.tolist(), strict=True))
    weights: dict[int, float] = {}
    for values in itertools.product(*(range(low, high + 1) for low, high in censored.values())):
        counts = {**table, **dict(zip(censored, values, strict=True))}
        n = sum(counts.values())
        seen = sum(y * np.log(chance(s)) - gammaln(y + 1) for s, y in counts.items())
        log_weight = (
            seen[:, None]
            + unseen * np.log(chance(0))[:, None]
            + (gammaln(n + unseen + beyond) - gammaln(unseen + 1))
        )
        for people, weight in zip(
            (n + unseen).tolist(), np.exp(log_weight).mean(axis=0).tolist(), strict=True
        ):
            weights[people] = weights.get(people, 0.0) + weight
    people = np.array(sorted(weights))
    found = np.array([weights[one] for one in people.tolist()])
    return people, found / found.sum()


@pytest.mark.parametrize(
    ("classes", "alpha", "prior", "most", "censored", "exchange"),
    [
        (3, (0.25, 0.25), "reciprocal", 40, {}, "never"),
        (2, (1.0, 1.0), "flat", 12, {}, "never"),  # a limit that cuts deep
        (4, (2.0, 1.0), "reciprocal", 40, {5: (0, 3), 1: (1, 3)}, "never"),
        (3, (2.0, 1.0), "flat", 15, {3: (2, 9)}, "never"),
        (2, (1.0, 1.0), "flat", 12, {5: (0, 3), 1: (1, 3)}, "always"),
    ],
)
def test_the_posterior_is_that_of_the_prior_and_the_likelihood(
    classes: int,
    alpha: tuple[float, float],
    prior: str,
    most: int,
    censored: dict[int, tuple[int, int]],
    exchange: str,
) -> None:
    people, exact = from_the_prior(classes, alpha, int(prior == "flat"), most, censored)
    found = latent_class_draws(
        FEW,
        classes=classes,
        a=alpha[0],
        b=alpha[1],
        prior=prior,  # type: ignore[arg-type]
        prior_max=most,
        censored=censored,
        exchange=exchange,  # type: ignore[arg-type]
        warm_up=500,
        draws=5_000,
        seed=8,
    ).people
    assert people.min() <= found.min()
    assert found.max() <= people.max()
    below = [(found <= one).mean() for one in people.tolist()]
    assert np.abs(np.cumsum(exact) - below).max() < 0.02  # both sides are drawn, 20,000 each


def test_the_uk_table() -> None:
    """LCMCR 0.4.14, K=10, a=b=0.25: median about 22,600, 95% about 15,900-33,400, from few effective draws."""
    found = latent_class(datasets.load("uk-2013-five-lists"), seed=1)
    assert found.point == pytest.approx(22_400, rel=0.02)
    assert found.interval is not None
    assert found.interval.lower == pytest.approx(15_800, rel=0.03)
    assert found.interval.upper == pytest.approx(34_400, rel=0.04)
    assert found.details["rhat"] < 1.01
    assert found.details["bulk_ess"] > 1_000
    assert found.bearing.verdict == "bears_estimate"
    assert all("grwpiau" in text for text in found.bearing.reasons["cy"] if "dosbarthiadau" in text)


def test_the_same_seed_gives_the_same_whatever_the_threads() -> None:
    one, three, other = (
        latent_class_draws(FEW, draws=200, warm_up=100, seed=seed, threads=threads).people
        for seed, threads in ((5, 1), (5, 3), (6, 1))
    )
    assert np.array_equal(one, three)
    assert not np.array_equal(one, other)
    assert len({tuple(chain) for chain in one.tolist()}) == 4


def test_twelve_lists_and_millions_of_people() -> None:
    rng = np.random.default_rng(1)
    rows = {tuple(row): int(rng.integers(1, 100_000)) for row in rng.random((300, 12)) < 0.2 if row.any()}
    table = CaptureHistories.from_patterns(
        [f"L{j}" for j in range(12)], [(tuple(map(int, row)), count) for row, count in rows.items()]
    )
    found = latent_class_draws(table, draws=20, warm_up=40, chains=2)
    assert np.isfinite(found.people).all()
    assert (found.people >= table.n_seen).all()


def test_chains_that_have_not_settled_give_no_figure() -> None:
    short = latent_class(datasets.load("netherlands-five-lists"), draws=40, warm_up=40, exchange="never")
    assert (short.point, short.interval, short.bearing.verdict) == (None, None, "bears_none")
    assert "chains_disagree" in short.bearing.codes
    assert all("R-hat" in " ".join(short.bearing.reasons[lang]) for lang in LANGUAGES)
    middling = latent_class(
        datasets.load("new-orleans-five-lists"), draws=80, warm_up=1_000, seed=2, exchange="never"
    )
    assert middling.bearing.verdict == "bears_lower_bound"
    assert "chains_unsettled" in middling.bearing.codes


def test_chains_caught_apart_are_run_anew_and_then_agree() -> None:
    # Left alone, some stay near 50,000 or 95,000 people and others near 142,000.
    told: list[float] = []
    table = datasets.load("netherlands-six-lists")
    short = latent_class_draws(table, draws=1_000, warm_up=500, chains=3, seed=1, progress=told.append)
    assert short.exchanged
    assert short.diagnosis().rhat < 1.05
    assert np.median(short.people) == pytest.approx(142_000, rel=0.03)
    assert told == sorted(told)
    assert told[-1] == 1
    alone = latent_class_draws(table, draws=1_000, warm_up=500, chains=3, seed=1, exchange="never")
    assert not alone.exchanged
    assert alone.diagnosis().rhat > 1.2


def test_a_limit_that_cuts_the_posterior_is_said() -> None:
    uk = datasets.load("uk-2013-five-lists")
    cut = latent_class(uk, prior_max=18_000, draws=2_000, exchange="never")
    assert (cut.point, cut.bearing.verdict) == (None, "bears_none")
    assert "prior_decides" in cut.bearing.codes


def test_censored_patterns_count_at_their_least_and_are_named() -> None:
    found = latent_class(
        datasets.load("new-orleans-five-lists"),
        censored={15: (1, 4), 31: (0, 4)},
        draws=2_000,
        exchange="never",
    )
    assert found.n_seen == datasets.load("new-orleans-five-lists").n_seen + 1
    assert found.interval is not None
    assert "censored_cells" in found.bearing.codes


def test_no_overlap_or_too_few_lists_is_refused() -> None:
    apart = CaptureHistories.from_patterns(("A", "B", "C"), [((1, 0, 0), 9), ((0, 1, 0), 4), ((0, 0, 1), 2)])
    two = CaptureHistories.from_patterns(("A", "B"), [((1, 0), 9), ((0, 1), 4), ((1, 1), 2)])
    for table, code in ((apart, "no_overlap"), (two, "number_of_lists")):
        found = latent_class(table)
        assert (found.point, found.bearing.verdict) == (None, "bears_none")
        assert found.bearing.codes.count(code) == 1


def test_arguments_are_checked() -> None:
    for name, value in (("classes", 1), ("chains", 0), ("draws", 5), ("warm_up", -1), ("threads", 0)):
        with pytest.raises(ValueError, match=f"{name} must be a whole number from"):
            latent_class(FEW, **{name: value})  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="a must be above 0; got -1"):
        latent_class(FEW, a=-1)
    with pytest.raises(ValueError, match="exchange must be one of never, if-needed, always; got 'often'"):
        latent_class(FEW, exchange="often")  # type: ignore[arg-type]
    for wrong, words in (
        ({0: (0, 4)}, "censored must name patterns from 1 to 7; got 0"),
        ({1: (4, 0)}, "the lower first"),
        ({1: (0, 2)}, "got 3 for pattern 1, bounds 0 to 2"),
    ):
        with pytest.raises(BadHistories, match=words):
            latent_class(FEW, censored=wrong)


def test_progress_ends_at_one() -> None:
    seen: list[float] = []
    latent_class_draws(FEW, draws=100, warm_up=50, progress=seen.append)
    assert seen == sorted(seen)
    assert seen[-1] == 1
