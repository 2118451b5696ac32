"""One row a person: the lists they are on, and what is known of them. No name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from noddfa.estimate.histories import CaptureHistories


class BadPeople(ValueError):
    """What was given is no table of people; the text says which argument, what is allowed, what came."""


@dataclass(frozen=True, eq=False)
class People:
    """People seen on at least one list, with covariates that may explain who is seen where.

    lists       names of the L lists
    on          (n, L) of 0 and 1, each row with at least one 1
    covariates  name -> (n,) values: numbers (finite), or texts, which are categories. An empty text is a
                category of its own; a missing number must be filled in or its row left out.

    The arrays are read-only copies. Raises BadPeople, or BadHistories where `lists` or `on` are at fault.
    """

    lists: tuple[str, ...]
    on: NDArray[np.uint8]
    covariates: Mapping[str, NDArray[Any]]

    def __post_init__(self) -> None:
        table = CaptureHistories.from_people(self.lists, self.on)
        on = np.array(self.on, dtype=np.uint8)
        checked = {name: _covariate(name, values, len(on)) for name, values in self.covariates.items()}
        on.setflags(write=False)
        object.__setattr__(self, "lists", table.lists)
        object.__setattr__(self, "on", on)
        object.__setattr__(self, "covariates", checked)

    @classmethod
    def from_frame(cls, frame: Any, *, lists: Sequence[str], covariates: Sequence[str]) -> People:
        """Make people from a pandas or polars frame, or a mapping of columns, by the names of columns."""
        for name in (*lists, *covariates):
            if name not in frame:
                raise BadPeople(f"frame must have a column {name!r}")
        on = np.column_stack([np.asarray(frame[name]) for name in lists])
        return cls(tuple(lists), on, {name: np.asarray(frame[name]) for name in covariates})

    @property
    def n_seen(self) -> int:
        """How many people were seen on at least one list."""
        return len(self.on)

    def histories(self) -> CaptureHistories:
        """The counts of patterns, without covariates."""
        return CaptureHistories.from_people(self.lists, self.on)

    def strata(self, name: str) -> dict[str, CaptureHistories]:
        """The histories of each value of a covariate, in order of its values. Raises BadPeople."""
        if name not in self.covariates:
            raise BadPeople(f"name must be one of {', '.join(self.covariates)}; got {name}")
        values = self.covariates[name]
        return {
            str(value): CaptureHistories.from_people(self.lists, self.on[values == value])
            for value in np.unique(values)
        }


def _covariate(name: str, values: ArrayLike, n: int) -> NDArray[Any]:
    array = np.array(values)
    if array.shape != (n,):
        raise BadPeople(f"covariate {name} must have {n} values, one a person; got shape {array.shape}")
    if array.dtype.kind in "iubf":
        array = array.astype(np.float64)
        if not np.isfinite(array).all():
            raise BadPeople(f"covariate {name} must hold finite numbers; fill in or leave out missing ones")
    elif array.dtype.kind in "UOST":
        array = np.array(["" if _missing(value) else str(value) for value in array.tolist()])
    else:
        raise BadPeople(f"covariate {name} must hold numbers or texts; got {array.dtype}")
    array.setflags(write=False)
    return array


def _missing(value: object) -> bool:
    """None, or the not-a-number that frames put where a text is missing."""
    return value is None or value != value
