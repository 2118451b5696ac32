"""All hierarchical models: every one is found and fitted as by other means, and their average is what it says."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from scipy.special import ndtr

from noddfa.estimate import CaptureHistories, datasets
from noddfa.estimate.loglinear import Model
from noddfa.estimate.loglinear.all_models import Fits, all_models, average, fit_all
from noddfa.estimate.loglinear.enumeration import every_model, keep_forebears
from noddfa.estimate.wording import LANGUAGES
from tests.estimate.loglinear import plain_models

pytestmark = pytest.mark.instrument
UK = "uk-2013-five-lists"


@pytest.fixture(scope="module")
def uk() -> Fits:
    return fit_all(datasets.load(UK))


def table(counts: np.ndarray) -> CaptureHistories:
    """Histories of the counts of patterns 1, 2, ..., 2**L - 1."""
    n_lists = len(counts).bit_length()
    patterns = (np.arange(1, len(counts) + 1)[:, None] >> np.arange(n_lists)) & 1
    return CaptureHistories(tuple("ABCDEFG"[:n_lists]), patterns, counts)


def some_tables(n_lists: int, how_many: int, seed: int) -> list[np.ndarray]:
    """Invented counts, from nearly all 0 to none of them 0, in which each list holds somebody."""
    random = np.random.default_rng(seed)
    found: list[np.ndarray] = []
    while len(found) < how_many:
        logs = random.normal(random.uniform(-2, 3), random.uniform(0.5, 2.5), 2**n_lists - 1)
        counts = random.poisson(np.exp(np.minimum(logs, 8)))
        if all(counts[(np.arange(1, len(counts) + 1) >> j & 1) == 1].any() for j in range(n_lists)):
            found.append(counts)
    return found


# ---- which models there are


@pytest.mark.parametrize("n_lists", [2, 3, 4])
def test_every_hierarchical_model_is_visited_once(n_lists: int) -> None:
    masks, _added = every_model(n_lists)
    assert len(masks) == len(set(masks.tolist()))
    assert set(masks.tolist()) == plain_models.hierarchical(n_lists)


@pytest.mark.parametrize(("n_lists", "models"), [(5, 6893), (6, 7785061)])
def test_the_known_numbers_of_models(n_lists: int, models: int) -> None:
    masks, _added = every_model(n_lists)
    ordered = np.sort(masks)
    assert len(masks) == models
    assert (ordered[1:] > ordered[:-1]).all()


def test_forebears_are_kept_with_a_model() -> None:
    masks, added = every_model(4)
    keep = np.zeros(len(masks), dtype=bool)
    keep[-1] = keep[57] = True
    kept = keep_forebears(masks, keep)
    have = set(masks[kept].tolist())
    for mask, term in zip(masks[kept].tolist()[1:], added[kept].tolist()[1:], strict=True):
        assert mask & ~(1 << term) in have
    assert kept.sum() < 20


def test_lists_beyond_six_are_not_visited() -> None:
    with pytest.raises(ValueError, match="2 to 6 lists; got 7"):
        every_model(7)


# ---- each model's fit


def test_the_three_best_of_the_uk_table_as_rcapture_has_them(uk: Fits) -> None:
    best = np.argsort(uk.bic)[:3]
    assert uk.bic[best].round(4).tolist() == [195.8791, 196.3297, 196.5398]
    assert uk.estimate[best].round(2).tolist() == [25311.29, 28822.13, 22991.33]


def test_all_five_list_models_by_a_second_solver(uk: Fits) -> None:
    y = datasets.load(UK).table().astype(float)
    plain, log_unseen, _lowest = plain_models.least_squares(5, uk.masks.tolist(), y)
    assert uk.log_likelihood == pytest.approx(plain, abs=2e-7)
    bic = np.bitwise_count(uk.masks) * math.log(y.sum()) - 2 * plain
    assert uk.bic == pytest.approx(bic, rel=1e-8)
    found = uk.flags & 4 == 0
    assert found.sum() > 6000
    assert uk.estimate[found] == pytest.approx(y.sum() + np.exp(log_unseen[found]), rel=1e-6)
    assert np.isnan(uk.estimate[~found]).all()


@pytest.mark.parametrize(
    "counts", some_tables(4, 8, seed=1), ids=lambda counts: f"{(counts > 0).sum()}-cells"
)
def test_any_table_by_a_second_solver(counts: np.ndarray) -> None:
    fits = fit_all(table(counts))
    assert not (fits.flags & 8).any()
    plain, log_unseen, _lowest = plain_models.least_squares(4, fits.masks.tolist(), counts.astype(float))
    assert fits.log_likelihood == pytest.approx(plain, abs=1e-6)
    whole = fits.flags == 0
    assert fits.log_unseen[whole] == pytest.approx(log_unseen[whole], abs=1e-6)


def test_the_variance_is_that_of_the_information_matrix(uk: Fits) -> None:
    y = datasets.load(UK).table().astype(float)
    plain = np.flatnonzero(uk.flags == 0)[::40]
    for at in plain.tolist():
        x = plain_models.design(5, int(uk.masks[at]))
        beta = np.linalg.lstsq(x * np.sqrt(y + 0.5)[:, None], np.sqrt(y + 0.5) * np.log(y + 0.5))[0]
        for _ in range(60):
            mu = np.exp(x @ beta)
            step = np.linalg.solve(x.T @ (x * mu[:, None]), x.T @ (y - mu))
            beta += step / max(1.0, (x @ step).max() / 2)
        information = x.T @ (x * np.exp(x @ beta)[:, None])
        assert uk.variance[at] == pytest.approx(np.linalg.inv(information)[0, 0], rel=1e-5)


@pytest.mark.parametrize(
    "counts", some_tables(4, 5, seed=2), ids=lambda counts: f"{(counts > 0).sum()}-cells"
)
def test_what_exists_and_what_is_determined_by_linear_programming(counts: np.ndarray) -> None:
    fits = fit_all(table(counts))
    expected = [plain_models.flags(4, model, counts.astype(float)) for model in fits.masks.tolist()]
    assert fits.flags.tolist() == expected


@pytest.mark.parametrize("name", [UK, "netherlands-five-lists", "new-orleans-five-lists"])
def test_published_tables_by_linear_programming(name: str) -> None:
    histories = datasets.load(name)
    fits = fit_all(histories)
    y = histories.table().astype(float)
    chosen = np.concatenate([np.flatnonzero(fits.flags & 6)[::12], np.arange(0, 6893, 131)]).tolist()
    expected = [plain_models.flags(5, int(fits.masks[at]), y) for at in chosen]
    assert fits.flags[chosen].tolist() == expected
    assert len(set(expected)) >= 3


def test_two_threads_answer_as_one_to_the_bit(uk: Fits) -> None:
    told: list[float] = []
    again = fit_all(datasets.load(UK), threads=2, progress=told.append)
    one = fit_all(datasets.load(UK), threads=1)
    for ours in ("log_likelihood", "log_unseen", "variance", "flags"):
        assert np.array_equal(getattr(again, ours), getattr(one, ours), equal_nan=True)
    assert told == sorted(told)
    assert told[-1] == 1


# ---- the average


def test_the_average_is_the_weighted_sum_and_the_interval_has_the_tails_it_says(uk: Fits) -> None:
    found = all_models(datasets.load(UK), level=0.9)
    weights = np.exp(-(uk.bic - uk.bic.min()) / 2)
    some = np.flatnonzero(np.isfinite(uk.log_unseen))
    weights = weights[some] / weights[some].sum()
    assert found.point == pytest.approx(weights @ uk.estimate[some], rel=1e-9)
    u = np.exp(uk.log_unseen[some])
    spread = np.sqrt(np.log(1 + uk.variance[some] + 1 / u))
    assert found.interval is not None
    for end, below in ((found.interval.lower, 0.05), (found.interval.upper, 0.95)):
        assert weights @ ndtr((np.log(end - 2744) - np.log(u)) / spread) == pytest.approx(below, abs=1e-9)
    assert found.details["model_1"] == "[LA:NG:PFNCA][NG:GP][PFNCA:GO]"
    has = [1 << 0b11 & int(mask) > 0 for mask in uk.masks]
    assert found.details["inclusion LA:NG"] == pytest.approx(uk.posterior[has].sum(), rel=1e-9)
    assert found.bearing.verdict == "bears_estimate"


@pytest.mark.parametrize("name", [UK, "netherlands-five-lists", "new-orleans-five-lists"])
def test_leaving_out_what_cannot_matter_changes_nothing(name: str) -> None:
    whole, less = (all_models(datasets.load(name), exhaustive=exhaustive) for exhaustive in (True, False))
    assert whole.point is not None
    assert whole.interval is not None
    assert less.interval is not None
    assert less.point == pytest.approx(whole.point, rel=1e-10)
    assert less.interval.upper == pytest.approx(whole.interval.upper, rel=1e-9)
    assert int(less.details["fitted"]) < int(whole.details["fitted"]) == 6893
    assert 0 < float(less.details["left_out"]) <= 1e-12


@pytest.mark.parametrize("name", [UK, "new-orleans-five-lists"])
def test_what_is_left_out_weighs_no_more_than_the_bound(name: str) -> None:
    whole, less = (fit_all(datasets.load(name), exhaustive=exhaustive) for exhaustive in (True, False))
    left_out = ~np.isin(whole.masks, less.masks)
    assert left_out.sum() == len(whole.masks) - len(less.masks)
    assert 0 < whole.posterior[left_out].sum() <= less.left_out


def test_two_lists_are_lincoln_and_petersen() -> None:
    found = all_models(CaptureHistories.from_patterns(("A", "B"), [((1, 0), 30), ((0, 1), 25), ((1, 1), 6)]))
    assert found.point == pytest.approx(36 * 31 / 6)
    assert found.bearing.verdict == "bears_lower_bound"


def test_an_empty_list_is_left_out() -> None:
    histories = datasets.load("new-orleans-five-lists")
    wider = CaptureHistories(
        (*histories.lists, "Nobody"), np.pad(histories.patterns, ((0, 0), (0, 1))), histories.counts
    )
    with_it, without = all_models(wider), all_models(histories)
    assert (with_it.point, with_it.interval) == (without.point, without.interval)


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([((1, 0, 0), 5), ((0, 1, 0), 6), ((0, 0, 1), 7)], "models_silent"),
        ([((1, 0, 0), 5), ((1, 1, 0), 6), ((1, 1, 1), 7)], "models_silent"),
        ([((1, 0, 0), 5)], "too_few_lists"),
        ([((1,) * 7, 3), ((1, 0, 0, 0, 0, 0, 0), 9)], "too_many_for_all_models"),
    ],
)
def test_it_refuses_where_there_is_no_answer(rows: list[tuple[tuple[int, ...], int]], code: str) -> None:
    names = [f"L{j}" for j in range(len(rows[0][0]))]
    found = all_models(CaptureHistories.from_patterns(names, rows))
    assert (found.point, found.interval) == (None, None)
    assert found.bearing.verdict == "bears_none"
    assert code in found.bearing.codes
    assert all(found.bearing.reasons[lang] for lang in LANGUAGES)


def test_fits_that_all_but_run_away_settle_and_are_told_from_those_that_do() -> None:
    # Counts from 0 to 11,887 side by side: maxima that exist have means of 1e-14 and answers of 1e13 and more.
    counts = [135, 15, 0, 60, 329, 0, 143, 106, 0, 1, 0, 2, 6, 0, 22, 3773]
    counts += [105, 1, 124, 239, 1, 11887, 3, 28, 0, 2, 34, 1, 9828, 44, 39]
    fits = fit_all(table(np.array(counts)))
    assert not (fits.flags & 8).any()
    some = range(0, 6893, 97)
    expected = [plain_models.flags(5, int(fits.masks[at]), np.array(counts, dtype=float)) for at in some]
    assert fits.flags[list(some)].tolist() == expected
    found = all_models(table(np.array(counts)))
    assert found.bearing.verdict == "bears_lower_bound"
    assert "models_partly_silent" in found.bearing.codes


def test_an_average_above_its_own_interval_says_so(uk: Fits) -> None:
    log_unseen = uk.log_unseen.copy()
    log_unseen[np.argsort(-uk.posterior)[500]] = 60.0
    histories = datasets.load(UK)
    found = average(histories, histories, replace(uk, log_unseen=log_unseen), 0.95)
    assert found.point is not None
    assert found.interval is not None
    assert found.point > found.interval.upper
    assert found.bearing.verdict == "bears_lower_bound"
    assert "average_dominated" in found.bearing.codes


def test_a_model_is_named_by_its_lists(uk: Fits) -> None:
    assert uk.model(0) == Model.main_effects(5)
    assert uk.parameters[0] == 6


def test_level_is_checked() -> None:
    with pytest.raises(ValueError, match="level must be between 0 and 1"):
        all_models(datasets.load(UK), level=1)
