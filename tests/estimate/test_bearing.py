"""What the data are said to bear: every text, every verdict, and refusal where intervals do not cover."""

from __future__ import annotations

import json
import re

import numpy as np
import pytest

from noddfa.estimate import (
    METHODS,
    CaptureHistories,
    Estimate,
    chao_lower_bound,
    command_models,
    datasets,
    independence,
    overall,
    wording,
    wording_of_command,
    wording_of_errors,
)
from noddfa.estimate.asking import ASKING_ERRORS
from noddfa.estimate.pictures import words as pictures
from noddfa.estimate.report import words as report
from noddfa.estimate.report.notes import NOTES
from noddfa.estimate.result import Reason
from noddfa.estimate.study import words as study_words

pytestmark = pytest.mark.instrument


def _figures(histories: CaptureHistories) -> list[Estimate]:
    return [METHODS[code](histories) for code in ("chao", "chao-unequal-lists", "independence")]


def _population(
    rng: np.random.Generator, size: int, chances: list[list[float]], shares: list[float]
) -> CaptureHistories:
    kinds = rng.choice(len(shares), size=size, p=shares)
    people = rng.random((size, len(chances[0]))) < np.array(chances)[kinds]
    return CaptureHistories.from_people(
        [f"L{j}" for j in range(people.shape[1])], people[people.any(axis=1)].astype(int)
    )


def test_independent_lists_bear_an_estimate_whose_interval_covers() -> None:
    rng = np.random.default_rng(20130101)
    borne = covered = 0
    for _ in range(200):
        found = independence(_population(rng, 2000, [[0.2, 0.15, 0.1, 0.05]], [1.0]))
        assert found.interval is not None
        borne += found.bearing.verdict == "bears_estimate"
        covered += found.interval.lower <= 2000 <= found.interval.upper
    assert borne >= 180  # the deviance test is at the 5% level
    assert 183 <= covered <= 197  # 95% of 200, give or take 2.3 standard deviations


def test_where_people_differ_so_much_that_intervals_miss_the_estimate_is_refused() -> None:
    rng = np.random.default_rng(20130102)
    missed = refused = 0
    for _ in range(100):
        found = independence(
            _population(rng, 2000, [[0.05, 0.04, 0.03, 0.03], [0.6, 0.5, 0.4, 0.4]], [0.8, 0.2])
        )
        assert found.interval is not None
        if not found.interval.lower <= 2000 <= found.interval.upper:
            missed += 1
            refused += found.bearing.verdict != "bears_estimate"
    assert missed == 100
    assert refused >= 95


def test_few_overlaps_bear_no_estimate() -> None:
    thin = CaptureHistories.from_patterns(
        ("A", "B", "C"), [((1, 0, 0), 60), ((0, 1, 0), 50), ((0, 0, 1), 40), ((1, 1, 0), 3), ((0, 1, 1), 3)]
    )
    found = independence(thin)
    assert found.bearing.verdict == "bears_lower_bound"
    assert "Only 6 people were seen on more than one list; with fewer than 7" in " ".join(
        found.bearing.reasons["en"]
    )
    assert "Dim ond 6 o bobl a welwyd ar fwy nag un rhestr" in " ".join(found.bearing.reasons["cy"])


def test_a_list_that_shares_nobody_is_named() -> None:
    histories = CaptureHistories.from_patterns(
        ("A", "B", "Alone"), [((1, 0, 0), 60), ((0, 1, 0), 50), ((0, 0, 1), 40), ((1, 1, 0), 30)]
    )
    assert (
        Reason("isolated_lists", {"names": {"en": "Alone", "cy": "Alone"}})
        in chao_lower_bound(histories).bearing.why
    )


def test_the_uk_table_bears_only_a_lower_bound_under_these_methods() -> None:
    histories = datasets.load("uk-2013-six-lists")
    said = overall(histories, _figures(histories))
    assert said.verdict == "bears_lower_bound"
    assert said.statement("en") == "The data can bear only a lower bound."
    assert "independence_contradicted" in said.codes
    assert "252 people were seen on more than one list, and 2 of the 15 pairs" in said.reasons["en"][0]


def test_each_reason_is_said_once_and_what_every_figure_supposes_comes_last() -> None:
    histories = datasets.load("new-orleans-five-lists")
    said = overall(histories, _figures(histories))
    assert len(said.codes) == len(set(said.codes))
    assert said.codes[-1] == "closed_and_matched"


def test_results_are_ready_for_json() -> None:
    apart = CaptureHistories.from_patterns(("A", "B"), [((1, 0), 40), ((0, 1), 30)])
    for histories in (datasets.load("uk-2013-six-lists"), apart):
        for estimate in _figures(histories):
            data = json.loads(json.dumps(estimate.to_json(), allow_nan=False))
            assert data["method"] == estimate.method
            assert data["estimate"] == estimate.point
            assert set(data["bearing"]["reasons"]) == {"en", "cy"}


TEXTS = {
    f"{catalogue}.{code}": texts
    for catalogue, entries in {
        "verdicts": wording.VERDICTS,
        "claims": wording.CLAIMS,
        "reasons": wording.REASONS,
        "methods": wording.METHODS,
        "intervals": wording.INTERVALS,
        "overlaps": pictures.OVERLAPS,
        "estimates": pictures.ESTIMATES,
        "posterior": pictures.POSTERIOR,
        "report": report.REPORT,
        "page": report.PAGE,
        "notes": NOTES,
        "help": wording_of_command.HELP,
        "said": wording_of_command.SAID,
        "asking": ASKING_ERRORS,
        "models": command_models.TEXTS,
        "curve": study_words.CURVE,
        "study": study_words.STUDY,
        "places": wording_of_errors.PLACES,
        "errors": wording_of_errors.TABLE_ERRORS,
    }.items()
    for code, texts in entries.items()
}


@pytest.mark.parametrize("code", TEXTS)
def test_every_text_has_both_languages_naming_the_same_things(code: str) -> None:
    texts = TEXTS[code]
    assert set(texts) == {"en", "cy"}
    placeholders = {lang: set(re.findall(r"{(\w+)}", text)) for lang, text in texts.items()}
    assert placeholders["en"] == placeholders["cy"]
    assert texts["cy"].strip()
