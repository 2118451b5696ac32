"""Closed-form marginal likelihoods of decomposable graphs, as functions of the number unseen."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Literal, TypeAlias, get_args

import numpy as np
from numpy.typing import NDArray

from noddfa.estimate.bayes.graphs import DecomposableGraphs, decomposable_graphs
from noddfa.estimate.histories import CaptureHistories
from noddfa.estimate.refused_options import BadOption

Floats = NDArray[np.float64]
Prior: TypeAlias = Literal["reciprocal", "flat"]


def checked_prior(prior: Prior) -> None:
    """Raise ValueError unless `prior` is one of the names there are."""
    if prior not in get_args(Prior):
        raise BadOption(f"prior must be one of {', '.join(get_args(Prior))}; got {prior}")


@dataclass(frozen=True, eq=False)
class Marginals:
    """The hyper-Dirichlet marginal likelihoods of one table, as functions of the number unseen u.

    With y_0 = u, the marginal table of a subset S of lists has cells n_{S,t}; only the one that holds the
    unseen changes with u. Under a Dirichlet prior of `delta` for each of the 2**L cells,

        log p_S(u) = sum_{t != 0} lgamma(n_{S,t} + d_S) - 2**|S| lgamma(d_S) + lgamma(u + n_{S,0} + d_S),
        d_S = delta 2**(L - |S|),

    and graph g has log p(table, u | g) = sum_S factors[g, S] log p_S(u) + log C(n + u, u) + constant.

    factors    (G, 2**L) those of the graphs at hand, sparse (and so on one thread, however small the table)
    offsets    (2**L,) n_{S,0} + d_S
    constants  (2**L,) the terms without u
    """

    graphs: DecomposableGraphs
    factors: Any
    offsets: Floats
    constants: Floats
    n_seen: int
    prior: Prior

    @classmethod
    def of(cls, histories: CaptureHistories, delta: float, prior: Prior) -> Marginals:
        """Work out the marginal tables of every subset of the lists."""
        from scipy.sparse import csr_array
        from scipy.special import gammaln

        n_lists = histories.n_lists
        subsets = np.arange(2**n_lists)
        numbers = histories.pattern_numbers
        counts = histories.counts.astype(np.float64)
        offsets, constants = np.empty(len(subsets)), np.empty(len(subsets))
        for subset in subsets:
            size = int(subset).bit_count()
            share = delta * 2 ** (n_lists - size)
            cells = np.bincount(numbers & subset, counts, minlength=len(subsets))
            inside = cells[(subsets & ~subset) == 0]
            offsets[subset] = inside[0] + share
            constants[subset] = gammaln(inside[1:] + share).sum() - 2**size * gammaln(share)
        graphs = decomposable_graphs(n_lists)
        return cls(graphs, csr_array(graphs.factors), offsets, constants, histories.n_seen, prior)

    def log_joint(self, unseen: Floats) -> Floats:
        """(G, m) log p(u, graph | table) up to one constant, for each graph and each of `unseen` (m,)."""
        from scipy.special import gammaln

        subsets = gammaln(unseen + self.offsets[:, None]) + self.constants[:, None]
        shared = gammaln(unseen + (self.n_seen + 1)) - gammaln(unseen + 1)
        if self.prior == "reciprocal":
            shared = shared - np.log(self.n_seen + unseen)
        return np.asarray(self.factors @ subsets + shared)

    def only(self, graphs: NDArray[np.intp]) -> Marginals:
        """The same for some of the graphs."""
        return replace(self, factors=self.factors[graphs])

    def slopes(self, unseen: Floats) -> tuple[tuple[Floats, Floats], tuple[Floats, Floats]]:
        """(m,) A and (G, m) B with d log_joint / du = A - B, and the derivatives of A and of B.

        A = psi(u + n + 1) - psi(u + 1). B adds psi(u + offset of B) - psi(u + offset of {v, B}) over the
        steps in which the graph was taken apart; a smaller set has the larger offset. So A and B are above 0
        and fall with u, and their derivatives are below 0 and rise.
        """
        from scipy.special import psi, zeta

        n = self.n_seen
        rise = psi(unseen + (n + 1)) - psi(unseen + 1)
        fall = -(self.factors @ psi(unseen + self.offsets[:, None]))
        rise_slope = zeta(2, unseen + (n + 1)) - zeta(2, unseen + 1)
        fall_slope = -(self.factors @ zeta(2, unseen + self.offsets[:, None]))
        if self.prior == "reciprocal":
            fall += 1 / (n + unseen)
            fall_slope -= 1 / (n + unseen) ** 2
        return (rise, fall), (rise_slope, fall_slope)
