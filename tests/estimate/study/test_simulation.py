"""Populations: shares and dependence as asked for, against people drawn one by one."""

from __future__ import annotations

import numpy as np
import pytest

from noddfa.estimate import CaptureHistories, datasets
from noddfa.estimate.study import ImpossiblePopulation, Population, censored, resembling

pytestmark = pytest.mark.instrument

ON = ((np.arange(16)[:, None] >> np.arange(4)) & 1).astype(bool)
CHANCES = (0.3, 0.2, 0.1, 0.05)


@pytest.mark.parametrize("heterogeneity", [0.0, 1.0])
def test_shares_and_odds_ratios_are_as_asked_for(heterogeneity: float) -> None:
    cells = Population(1000, CHANCES, {(0, 1): 3.0, (2, 3): 0.0}, heterogeneity).cell_chances()
    assert cells.sum() == pytest.approx(1)
    assert cells @ ON == pytest.approx(CHANCES)
    assert cells[ON[:, 2] & ON[:, 3]].tolist() == [0, 0, 0, 0]
    if heterogeneity == 0:
        for others in (0b0000, 0b0100, 0b1000):  # the same whatever other list a person is on
            a, b, c, d = (cells[others + pair] for pair in (0b11, 0b00, 0b01, 0b10))
            assert a * b / (c * d) == pytest.approx(3)


def test_people_who_differ_are_seen_as_if_drawn_one_by_one() -> None:
    cells = Population(1000, CHANCES, heterogeneity=1.2).cell_chances()
    rng = np.random.default_rng(1)
    ease = 1.2 * rng.standard_normal(400_000)
    # The log odds that give these shares, found here by bisection on the people themselves.
    shares = []
    for chance in CHANCES:
        low, high = -8.0, 2.0
        for _ in range(50):
            middle = (low + high) / 2
            too_many = (1 / (1 + np.exp(-middle - ease))).mean() > chance
            low, high = (low, middle) if too_many else (middle, high)
        shares.append(1 / (1 + np.exp(-low - ease)))
    nobody = np.prod([1 - share for share in shares], axis=0).mean()
    everybody = np.prod(shares, axis=0).mean()
    assert cells[0] == pytest.approx(nobody, rel=0.01)
    assert cells[15] == pytest.approx(everybody, rel=0.05)


@pytest.mark.parametrize(
    ("name", "size"), [("uk-2013-six-lists", 11_418), ("netherlands-five-lists", 121_522)]
)
def test_a_population_resembling_a_table_has_its_lists_and_overlaps(name: str, size: int) -> None:
    histories = datasets.load(name)
    population = resembling(histories, size)
    cells = size * population.cell_chances()
    on = (np.arange(len(cells))[:, None] >> np.arange(histories.n_lists)) & 1
    assert (on * cells[:, None]).T @ on == pytest.approx(histories.overlaps().matrix, abs=0.01)
    assert population.expected_seen() == pytest.approx(histories.n_seen, rel=0.01)
    assert population.lists == histories.lists


def test_samples_hang_on_the_generator_alone() -> None:
    population = Population(500, CHANCES, {(0, 1): 2.0})
    first, again = (population.samples(np.random.default_rng(3), 4) for _ in range(2))
    assert first == again
    assert len({table.n_seen for table in first}) > 1
    assert np.mean(
        [table.n_seen for table in population.samples(np.random.default_rng(4), 400)]
    ) == pytest.approx(population.expected_seen(), rel=0.01)


def test_small_counts_are_hidden_within_bounds_and_noughts_are_not() -> None:
    table = datasets.load("uk-2013-six-lists")
    found = censored(table, below=5)
    true = dict(zip(table.pattern_numbers.tolist(), table.counts.tolist(), strict=True))
    shown = dict(zip(found.histories.pattern_numbers.tolist(), found.histories.counts.tolist(), strict=True))
    assert set(found.bounds) == {number for number, count in true.items() if count < 5}
    assert set(found.bounds.values()) == {(1, 4)}
    assert set(shown) == set(true)
    assert all(shown[number] == (2 if number in found.bounds else count) for number, count in true.items())


def test_what_cannot_be_is_refused() -> None:
    nested = CaptureHistories.from_patterns("AB", [((1, 0), 5), ((1, 1), 5)])
    with pytest.raises(ImpossiblePopulation, match="lists A and B"):
        resembling(nested, 100)
    with pytest.raises(ImpossiblePopulation, match="5 people cannot hold"):
        resembling(datasets.load("new-orleans-five-lists"), 5)
    with pytest.raises(ImpossiblePopulation, match=r"cannot hold 0\.7 of the people"):
        Population(100, (0.7, 0.7), {(0, 1): 0.0}).cell_chances()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ((0, CHANCES), "size must be 1 or more; got 0"),
        ((10, (0.5, 1.0)), "numbers between 0 and 1"),
        ((10, CHANCES, {(1, 0): 2.0}), "for pairs"),
        ((10, CHANCES, {(0, 1): -1.0}), "ratio of 0 or more"),
        ((10, CHANCES, {}, -1.0), "heterogeneity must be between 0 and 10"),
        ((10, CHANCES, {}, 0.0, ("A",)), "lists must be 4 names; got 1"),
    ],
)
def test_arguments_are_checked(arguments: tuple[object, ...], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        Population(*arguments)  # type: ignore[arg-type]
