"""An estimate worked out, a release that two invented people signed, and one that waits for the second signature."""

from __future__ import annotations

import datetime as dt

from noddfa.demo.stage import Stage
from noddfa.design.dates import day_in_wales
from noddfa.estimate import datasets
from noddfa.measure.models import Run
from noddfa.measure.services import begin, carry_out
from noddfa.publish.services import prepare, sign

DATASET = "uk-2013-six-lists"
METHODS = (
    "chao-unequal-lists",
    "independence",
    "sample-coverage",
    "stepwise",
    "decomposable",
    "latent-class",
)
"""Enough to show that methods disagree; all models of six lists would take a minute."""


def play(stage: Stage) -> None:
    """Work the published table out and release it; prepare the next."""
    histories = datasets.load(DATASET)
    when = stage.ago(8, 11)
    run = begin(
        histories,
        source=Run.Source.DATASET,
        name=DATASET,
        by=stage.cast["analyst"],
        now=when,
        methods=METHODS,
    )
    carry_out.call(str(run.pk))
    known = datasets.info(DATASET)
    release = prepare(
        histories,
        title={str(lang): text for lang, text in known.title.items()},
        source=known.source,
        opens_on=day_in_wales(stage.now - dt.timedelta(days=1)),
        by=stage.cast["analyst"],
        now=stage.ago(7, 11),
    )
    sign(release, by=stage.cast["analyst"], now=stage.ago(6, 11))
    sign(release, by=stage.cast["coordinator"], now=stage.ago(5, 11))
    waiting = prepare(
        histories,
        title={str(lang): text for lang, text in known.title.items()},
        source=known.source,
        opens_on=day_in_wales(stage.now + dt.timedelta(days=7)),
        by=stage.cast["analyst"],
        now=stage.ago(1, 11),
    )
    sign(waiting, by=stage.cast["analyst"], now=stage.ago(1, 15))
