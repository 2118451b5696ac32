"""Every hierarchical model that contains the main effects, as integers, in an order fit for warm starts.

A term is the number of the set of lists it joins (bit j for list j; 0 is the intercept), and a model is
a 64-bit mask with a bit for each of its terms. Hierarchical: with a term all of its subsets. Models are
visited depth-first, and each has one parent: itself without its last term in the order of `term_order`
(by size, then by number). That order puts subsets first, so what is left is hierarchical too.
"""

from __future__ import annotations

from typing import Final

import numba
import numpy as np
from numpy.typing import NDArray

MOST_LISTS: Final = 6
"""Seven lists have more terms than a mask has bits, and about 2.4 million million hierarchical models."""

N_MODELS: Final = {2: 2, 3: 9, 4: 114, 5: 6894, 6: 7785062}
"""Models that contain the main effects, the saturated one among them, by the number of lists."""


def term_order(n_lists: int) -> NDArray[np.int64]:
    """(2**L,) every term, by size and then by number: 0, the lists, the pairs, ..."""
    terms = np.arange(2**n_lists)
    return terms[np.lexsort((terms, np.bitwise_count(terms)))].astype(np.int64)


def main_effects(n_lists: int) -> int:
    """The mask of the smallest model: the intercept and each list alone."""
    return 1 | sum(1 << (1 << j) for j in range(n_lists))


def every_model(n_lists: int) -> tuple[NDArray[np.uint64], NDArray[np.uint8]]:
    """All models but the saturated one, depth-first: masks (m,), and the term each adds to its parent (m,).

    The first is the one with main effects only (it adds nothing: 0). Raises ValueError unless there are
    2 to 6 lists.
    """
    check_lists(n_lists)
    order = term_order(n_lists)
    masks = np.empty(N_MODELS[n_lists] - 1, dtype=np.uint64)
    added = np.empty(len(masks), dtype=np.uint8)
    found = _visit(order, _needs(n_lists), n_lists, np.uint64(main_effects(n_lists)), masks, added)
    if found != len(masks):
        raise AssertionError(f"{found} models of {n_lists} lists were visited, not {len(masks)}")
    return masks, added


def check_lists(n_lists: int) -> None:
    """Raise ValueError unless all models of so many lists can be visited."""
    if n_lists not in N_MODELS:
        raise ValueError(f"all models can be visited for 2 to {MOST_LISTS} lists; got {n_lists}")


def _needs(n_lists: int) -> NDArray[np.uint64]:
    """(2**L,) for each term, the mask of its subsets with one list fewer."""
    return np.array(
        [sum(1 << (t & ~(1 << j)) for j in range(n_lists) if t >> j & 1) for t in range(2**n_lists)],
        dtype=np.uint64,
    )


@numba.njit(cache=True, nogil=True)
def _visit(
    order: NDArray[np.int64],
    needs: NDArray[np.uint64],
    n_lists: int,
    root: np.uint64,
    masks: NDArray[np.uint64],
    added: NDArray[np.uint8],
) -> int:
    """Write the models into `masks` and `added`; return how many (all but the saturated one)."""
    one = np.uint64(1)
    full = len(order) - 1  # its last term: only the saturated model has it
    at = np.empty(65, dtype=np.int64)  # next place of `order` to try at each depth
    mask = np.empty(65, dtype=np.uint64)
    depth = 0
    at[0] = n_lists + 1
    mask[0] = root
    masks[0] = root
    added[0] = 0
    found = 1
    while depth >= 0:
        here = mask[depth]
        place = at[depth]
        while place < full and needs[order[place]] & ~here != 0:
            place += 1
        if place >= full:
            depth -= 1
            continue
        at[depth] = place + 1
        term = order[place]
        depth += 1
        mask[depth] = here | (one << np.uint64(term))
        at[depth] = place + 1
        masks[found] = mask[depth]
        added[found] = term
        found += 1
    return found


@numba.njit(cache=True, nogil=True)
def chain_to(masks: NDArray[np.uint64], added: NDArray[np.uint8], place: int) -> NDArray[np.int64]:
    """The places of a model's forebears in a depth-first list and its own, the root first."""
    chain = np.empty(65, dtype=np.int64)
    length = 0
    want = masks[place]
    while True:
        chain[length] = place
        length += 1
        if want == masks[0]:
            return chain[:length][::-1].copy()
        want &= ~(np.uint64(1) << np.uint64(added[place]))
        while masks[place] != want:
            place -= 1


@numba.njit(cache=True, nogil=True)
def _add_forebears(masks: NDArray[np.uint64], keep: NDArray[np.bool_]) -> None:
    path = np.empty(65, dtype=np.int64)
    depth = 0
    for place in range(len(masks)):
        # A forebear has fewer terms, and all of them are here.
        while depth > 0 and masks[path[depth - 1]] & ~masks[place] != 0:
            depth -= 1
        path[depth] = place
        depth += 1
        if keep[place]:
            up = depth - 2
            while up >= 0 and not keep[path[up]]:
                keep[path[up]] = True
                up -= 1


def keep_forebears(masks: NDArray[np.uint64], keep: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """(m,) whether each model of a depth-first list is to be kept, when every kept one needs its forebears."""
    more = keep.copy()
    _add_forebears(masks, more)
    return more
