"""One chain of the latent-class sampler, alone or on top of a ladder of replicas of it."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from noddfa.estimate.bayes.sampling import Sampling
from noddfa.estimate.histories import CaptureHistories

STAGE: Final = 20
"""Sweeps between changes while a chain warms up."""
BETWEEN: Final = 4
"""Sweeps between exchanges of neighbours on a ladder."""
MIXES: Final = 2_500
"""So many people leave a chain free to find its way: the last rung of a ladder sees them, or less than half of all."""
LAST_SHARE: Final = 0.4
LEAST_SHARE: Final = 0.08
"""Larger tables get no longer ladder: it would take too long."""
RATIO: Final = 0.8
"""About the share of the people of one rung that the next one sees."""

Floats = NDArray[np.float64]
NO_DRAWS: Final = np.zeros((0, 3))


class Chain:
    """One chain. Its numbers hang on `child` alone.

    With a `share` below 1 it sees only that part of the people, rounded up in each pattern.
    """

    def __init__(
        self,
        histories: CaptureHistories,
        sampling: Sampling,
        child: np.random.SeedSequence,
        share: float = 1.0,
    ) -> None:
        from noddfa.estimate.bayes import class_kernel

        self.run = class_kernel.sweeps
        censored = sampling.censored or {}
        most = sampling.most_unseen(histories)
        table = {0: histories.n_seen}
        table.update(zip(histories.pattern_numbers.tolist(), histories.counts.tolist(), strict=True))
        table.update({pattern: low + (high - low) // 2 for pattern, (low, high) in censored.items()})
        self.cells = np.array(list(table), dtype=np.int64)
        self.full = np.ceil(share * np.array(list(table.values()))).astype(np.int64)
        places = {pattern: at for at, pattern in enumerate(table)}
        bounds = [(places[pattern], low, high) for pattern, (low, high) in censored.items()]
        self.none = np.zeros((0, 3), dtype=np.int64)
        self.censored = np.array(bounds, dtype=np.int64).reshape(-1, 3) if share == 1.0 else self.none
        self.counts = self.full.copy()
        most = int(np.ceil(share * most))
        self.counts[0] = min(self.counts[0], most)
        rng = np.random.Generator(np.random.PCG64(child))
        on = rng.beta(1, 4, (sampling.classes, histories.n_lists))
        self.chances = np.array([1 - on, on])
        broken = np.append(rng.beta(1, 1, sampling.classes - 1), 1.0)
        rest = np.append(0.0, np.cumsum(np.log1p(-broken[:-1])))
        self.sticks = np.array([rest + np.log(broken), rest])
        self.joint = np.empty((len(self.cells), sampling.classes))
        for k in range(sampling.classes):
            part = float(np.exp(self.sticks[0, k]))
            class_kernel.fill_class(self.cells, on[k], 1 - on[k], part, self.joint[:, k])
        beyond = 1.0 if sampling.prior == "flat" else 0.0
        self.settings = np.array([1.0, beyond, float(most), 0.5, 1.0, sampling.a, sampling.b])
        self.widths = 1 / np.sqrt(share * np.append(histories.list_totals, histories.n_seen) + 1.0)
        self.state = np.asarray(child.generate_state(4, np.uint64), dtype=np.uint64)

    def warm_up(self, sweeps: int) -> None:
        """Find the bulk of the posterior and lengths of moves that suit it.

        For the first half the counts are only a growing part of themselves, so that a chain is not
        caught in the first arrangement of classes that it meets.
        """
        early = False
        for done in range(0, sweeps, STAGE):
            was_early, early = early, 2 * done < sweeps
            if early:
                self.counts[1:] = np.ceil(self.full[1:] * (0.05 + 1.9 * done / sweeps))
            elif was_early:
                self.counts[1:] = self.full[1:]
            gain = 1 / np.sqrt(1 + done / 10)
            self.sweep(min(STAGE, sweeps - done), gain, NO_DRAWS, self.none if early else self.censored)
        if early:
            self.counts[1:] = self.full[1:]

    def draw(self, draws: Floats) -> None:
        """As many sweeps as `draws` has rows; what each ends with goes there."""
        self.sweep(len(draws), 0.0, draws, self.censored)

    def sweep(self, many: int, gain: float, draws: Floats, censored: NDArray[np.int64]) -> None:
        """`class_kernel.sweeps` of this chain."""
        self.run(
            self.cells,
            self.counts,
            censored,
            self.chances,
            self.sticks,
            self.joint,
            self.settings,
            self.widths,
            self.state,
            many,
            gain,
            draws,
        )


def shares_of(n_seen: int) -> list[float]:
    """The shares of the people that the rungs of a ladder see, from all of them down."""
    last = min(LAST_SHARE, max(LEAST_SHARE, MIXES / max(n_seen, 1)))
    rungs = 2 + int(np.log(last) / np.log(RATIO))
    return [float(share) for share in np.geomspace(1.0, last, rungs)]


class Ladder:
    """Replicas of a chain that see ever fewer of the people, and exchange places (Geyer 1991).

    What is exchanged are the mixtures (chances, shares, alpha), whose prior is the same on every rung. With y the
    counts of rung r and l_y their log-likelihood, classes and the unseen summed out, neighbours r and s exchange x_r
    and x_s with probability min(1, exp(l_r(x_s) + l_s(x_r) - l_r(x_r) - l_s(x_s))). So each keeps its own posterior,
    and that of the first rung is the posterior asked for; the last ones, whose posteriors are wide, carry it from
    one explanation of the data to another.
    """

    def __init__(
        self, histories: CaptureHistories, sampling: Sampling, child: np.random.SeedSequence
    ) -> None:
        from noddfa.estimate.bayes import class_kernel

        self.exchanged = class_kernel.exchanged
        shares = shares_of(histories.n_seen)
        self.rungs = [
            Chain(histories, sampling, one, share)
            for one, share in zip(child.spawn(len(shares)), shares, strict=True)
        ]
        self.turn = 0

    def warm_up(self, sweeps: int) -> None:
        """Each rung alone for a quarter of the sweeps, then together."""
        alone = sweeps // 4
        for rung in self.rungs:
            rung.warm_up(alone)
        for done in range(alone, sweeps, BETWEEN):
            gain = 1 / np.sqrt(1 + done / 10)
            for rung in self.rungs:
                rung.sweep(BETWEEN, gain, NO_DRAWS, rung.censored)
            self._exchange()

    def draw(self, draws: Floats) -> None:
        """As many sweeps as `draws` has rows; what those of the first rung end with goes there."""
        for start in range(0, len(draws), BETWEEN):
            some = draws[start : start + BETWEEN]
            for rung in self.rungs:
                rung.sweep(len(some), 0.0, some if rung is self.rungs[0] else NO_DRAWS, rung.censored)
            self._exchange()

    def _exchange(self) -> None:
        """Neighbours, the even pairs and the odd ones by turns."""
        self.turn ^= 1
        for upper, lower in zip(self.rungs[self.turn :: 2], self.rungs[self.turn + 1 :: 2], strict=False):
            if self.exchanged(
                upper.counts,
                upper.joint,
                upper.settings,
                lower.counts,
                lower.joint,
                lower.settings,
                upper.state,
            ):
                for name in ("chances", "sticks", "joint"):
                    mine, theirs = getattr(upper, name), getattr(lower, name)
                    setattr(upper, name, theirs)
                    setattr(lower, name, mine)
