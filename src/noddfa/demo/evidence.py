"""An estimate worked out, a release that two invented people signed, and one that waits for the second signature."""

from __future__ import annotations

import datetime as dt

from noddfa.demo.stage import Stage
from noddfa.design.dates import day_in_wales
from noddfa.estimate import datasets
from noddfa.estimate.reading import MAX_BYTES, read_columns
from noddfa.measure import selectors as measure
from noddfa.measure.services import Choice, begin, carry_out, choose
from noddfa.publish.models import Release
from noddfa.publish.services import prepare, sign

DATASET = "uk-2013-six-lists"
METHODS = (
    "chao-unequal-lists",
    "independence",
    "sample-coverage",
    "stepwise",
    "decomposable",
)
"""Enough to show that methods disagree. Latent classes and all models of six lists would keep a first start waiting."""

PATTERNS = ("100", "010", "001", "110", "101", "011", "111")
GROUPS = {
    "child north": (62, 31, 12, 9, 4, 2, 1),
    "child south": (88, 47, 20, 15, 7, 4, 2),
    "adult north": (40, 71, 52, 6, 8, 13, 2),
    "adult south": (55, 96, 83, 9, 13, 21, 4),
}


def play(stage: Stage) -> None:
    """Work the published table out and release it; prepare the next. Then an invented file with groups."""
    run = begin(
        measure.of_histories(datasets.load(DATASET)),
        source=measure.Run.Source.DATASET,
        name=DATASET,
        by=stage.cast["analyst"],
        now=stage.ago(8, 11),
        methods=METHODS,
    )
    _work_out(run, stage.ago(8, 12))
    release = _prepare(stage, run, opens_in=dt.timedelta(days=-1), now=stage.ago(7, 11))
    sign(release, by=stage.cast["analyst"], now=stage.ago(6, 11))
    sign(release, by=stage.cast["coordinator"], now=stage.ago(5, 11))
    waiting = _prepare(stage, run, opens_in=dt.timedelta(days=7), now=stage.ago(1, 11))
    sign(waiting, by=stage.cast["analyst"], now=stage.ago(1, 15))
    by_age = _file(stage, days=10)
    choose(by_age, Choice(strata="age", covariates=("region",)))
    _work_out(by_age, stage.ago(10, 11))
    _file(stage, days=12)


def _work_out(run: measure.Run, finished: dt.datetime) -> None:
    carry_out.call(str(run.pk))
    run.refresh_from_db()
    run.finished = finished
    run.save(update_fields=["finished"])


def _prepare(stage: Stage, run: measure.Run, *, opens_in: dt.timedelta, now: dt.datetime) -> Release:
    return prepare(
        measure.answer(run),
        METHODS,
        opens_on=day_in_wales(stage.now + opens_in),
        by=stage.cast["analyst"],
        now=now,
    )


def _file(stage: Stage, *, days: int) -> measure.Run:
    """An invented file with an age group and a region, sent in so many days ago; its columns wait to be chosen."""
    rows = [
        ",".join([*pattern, *group.split(), str(count)])
        for group, counts in GROUPS.items()
        for pattern, count in zip(PATTERNS, counts, strict=True)
    ]
    data = "\n".join(["council,police,refuge,age,region,count", *rows])
    table = read_columns(data.encode(), most_bytes=MAX_BYTES).rows
    return begin(
        table,
        source=measure.Run.Source.UPLOAD,
        name="enghraifft-example.csv",
        by=stage.cast["analyst"],
        now=stage.ago(days, 10),
        methods=("chao-unequal-lists", "independence"),
        offered=tuple(table.columns),
    )
