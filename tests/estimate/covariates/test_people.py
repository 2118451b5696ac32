"""Rows of people with covariates: what is taken, what is refused, and the tables they make."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from noddfa.estimate import BadHistories
from noddfa.estimate.covariates import BadPeople, People

pytestmark = pytest.mark.instrument

ON = [[1, 0], [0, 1], [1, 1], [1, 1]]


def test_a_frame_becomes_people_with_their_strata() -> None:
    frame = pd.DataFrame(
        {
            "police": [1, 0, 1, 1],
            "council": [0, 1, 1, 1],
            "age": [15, 40, 16, 33],
            "sex": ["f", "m", None, "f"],
        }
    )
    people = People.from_frame(frame, lists=["police", "council"], covariates=["age", "sex"])
    assert people.n_seen == 4
    assert people.covariates["age"].tolist() == [15, 40, 16, 33]
    assert {name: table.n_seen for name, table in people.strata("sex").items()} == {"": 1, "f": 2, "m": 1}
    assert people.histories().list_totals.tolist() == [3, 3]
    assert sum(table.n_seen for table in people.strata("age").values()) == 4


def test_rows_cannot_be_changed_afterwards() -> None:
    on = np.array(ON)
    people = People(("A", "B"), on, {"age": np.array([1.0, 2, 3, 4])})
    on[0] = 0
    assert people.on[0].tolist() == [1, 0]
    with pytest.raises(ValueError, match="read-only"):
        people.on[0] = 0


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ([1.0, 2.0], "must have 4 values"),
        ([1.0, 2.0, np.nan, 4.0], "finite numbers"),
        ([1j, 2j, 3j, 4j], "numbers or texts"),
    ],
)
def test_covariates_are_checked(values: Any, says: str) -> None:
    with pytest.raises(BadPeople, match=f"covariate age .*{says}"):
        People(("A", "B"), np.array(ON), {"age": np.array(values)})


def test_lists_are_checked_as_histories_are() -> None:
    with pytest.raises(BadHistories, match="seen on no list"):
        People(("A", "B"), np.array([[0, 0], [1, 1]]), {})
    with pytest.raises(BadPeople, match="must have a column 'gone'"):
        People.from_frame({"A": [1], "B": [1]}, lists=["A", "gone"], covariates=[])
    with pytest.raises(BadPeople, match="one of age; got sex"):
        People(("A", "B"), np.array(ON), {"age": np.arange(4)}).strata("sex")
