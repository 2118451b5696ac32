"""Sums over runs of whole numbers of a function that is known at Chebyshev points.

A run a, a + 1, ... b is the interval from a - 1/2 to b + 1/2. A short run is added up term by term; a
long one is integrated, with the first correction of Euler and Maclaurin's midpoint formula

    sum_{u=a}^{b} g(u) = integral_{a-1/2}^{b+1/2} g  -  (g'(b + 1/2) - g'(a - 1/2)) / 24  + ...

whose next term is below 1e-9 of the sum for runs of `LONG` or more and the polynomials used here.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.polynomial import chebyshev
from numpy.typing import NDArray

Floats = NDArray[np.float64]

NODES: Final = 24
LONG: Final = 512

_ANGLES: Final = (np.arange(NODES) + 0.5) * np.pi / NODES
POINTS: Final[Floats] = np.cos(_ANGLES)
"""Chebyshev points in (-1, 1)."""
_TRANSFORM: Final[Floats] = np.cos(np.outer(np.arange(NODES), _ANGLES)) * (2 / NODES)
_TRANSFORM[0] /= 2


def nodes_of(first: int, last: int) -> Floats:
    """Where to evaluate the function for the run `first` to `last`: every number of a run of at most NODES."""
    width = last - first + 1
    if width <= NODES:
        return np.arange(first, last + 1, dtype=np.float64)
    return first - 0.5 + width * (POINTS + 1) / 2


def weights_of(first: int, last: int) -> Floats:
    """By what to multiply the values at `nodes_of` so that they add up to the sum over the run."""
    width = last - first + 1
    if width <= NODES:
        return np.ones(width)
    return _sums(width, width) @ _TRANSFORM


def values_in(first: int, last: int, at_nodes: Floats, where: Floats) -> Floats:
    """The function at the whole numbers `where` of the run, from its values at `nodes_of`."""
    width = last - first + 1
    if width <= NODES:
        return at_nodes[where.astype(np.int64) - first]
    return np.asarray(chebyshev.chebval(2 * (where - first + 0.5) / width - 1, _TRANSFORM @ at_nodes))


def sum_of_first(first: int, last: int, at_nodes: Floats, many: int) -> float:
    """The sum over the first `many` numbers of the run, 0 to all of them."""
    width = last - first + 1
    if width <= NODES:
        return float(at_nodes[:many].sum())
    return float(_sums(width, many) @ (_TRANSFORM @ at_nodes))


def _sums(width: int, many: int) -> Floats:
    """(NODES,) the sum of each Chebyshev polynomial over the first `many` of `width` numbers."""
    if width < LONG:
        x = 2 * (np.arange(many) + 0.5) / width - 1
        return np.asarray(chebyshev.chebvander(x, NODES - 1).sum(axis=0))
    ends = np.array([2 * many / width - 1, -1.0])
    integrals = chebyshev.chebval(ends, chebyshev.chebint(np.eye(NODES), axis=0))
    slopes = chebyshev.chebval(ends, chebyshev.chebder(np.eye(NODES), axis=0))
    scale = width / 2
    return np.asarray(
        scale * (integrals[:, 0] - integrals[:, 1]) - (slopes[:, 0] - slopes[:, 1]) / (24 * scale)
    )
