"""A run's result, ready to be printed: tables and sentences in the reader's language, no decisions left."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from noddfa.design.components import Cell, Column, Status, Table
from noddfa.design.dates import show_moment
from noddfa.estimate import (
    CaptureHistories,
    Estimate,
    Findings,
    Interval,
    estimates_picture,
    overlap_picture,
)
from noddfa.estimate.posteriors import Bins
from noddfa.estimate.report import (
    Strata,
    curve_of,
    figures_of,
    findings_from_json,
    posterior_of,
    sensitivity_of,
)
from noddfa.estimate.report.notes import NOTES
from noddfa.estimate.report.rows import pattern_rows, seen_line
from noddfa.estimate.study import curve_rows
from noddfa.estimate.wording import INTERVALS, METHODS, number
from noddfa.measure.models import Run
from noddfa.measure.runs import tables
from noddfa.practice.errors import Lang

_STATES = {
    Run.State.CHOOSING: "waiting",
    Run.State.WAITING: "waiting",
    Run.State.RUNNING: "now",
    Run.State.DONE: "done",
    Run.State.FAILED: "stopped",
}
_VERDICTS = {"bears_estimate": "done", "bears_lower_bound": "soon", "bears_none": "stopped"}


@dataclass(frozen=True)
class Curve:
    """A posterior, or how the figure moves with its assumption: drawn, and the same as a table."""

    heading: str
    picture: SafeString
    table: Table


@dataclass(frozen=True)
class Groups:
    """A method group by group, and all groups together."""

    table: Table
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Result:
    """What the page of a finished run prints."""

    seen: str
    picture: SafeString
    overlaps: Table
    patterns: Table
    figures: SafeString
    estimates: Table
    divided_by: str
    groups: tuple[Groups, ...]
    curves: tuple[Curve, ...]
    notes: tuple[tuple[str, str], ...]
    verdict: Status
    reasons: tuple[str, ...]
    warnings: tuple[str, ...]


def state(run: Run) -> Status:
    """How far a run is, as a tag."""
    return Status(run.get_state_display(), _STATES[Run.State(run.state)])  # type: ignore[arg-type]


def listing(runs: Iterable[Run], lang: Lang) -> Table:
    """The runs of a page of the list."""
    return Table(
        caption=_("Estimates of your body"),
        columns=[Column(_("Lists used")), Column(_("Begun")), Column(_("By whom")), Column(_("State"))],
        rows=[
            [
                Cell(tables.title(run, lang), url=_page_of(run)),
                Cell(show_moment(run.begun)),
                Cell(run.by.name),
                Cell(status=state(run)),
            ]
            for run in runs
        ],
    )


def _page_of(run: Run) -> str:
    return reverse("measure:columns" if run.state == Run.State.CHOOSING else "measure:run", args=[run.pk])


def left_out(run: Run) -> list[tuple[str, str]]:
    """The columns of a file that cannot be chosen, and why."""
    why = {
        "empty": _("it has cells with nothing in them"),
        "many": _("it has so many values that it may say who somebody is"),
        "varies": _("it says different things of one person"),
    }
    return [(name, why[code]) for name, code in run.table.get("left_out", ())]


def findings(run: Run, lang: Lang) -> Findings:
    """What a finished run found, as instruments know it."""
    return findings_from_json(
        run.result or {},
        tables.from_json(run.table).least,
        name=run.name,
        title=tables.title(run, lang),
        labels=tables.labels(run, lang),
    )


def of(run: Run, lang: Lang) -> Result:
    """The result of a finished run."""
    found = findings(run, lang)
    histories, names = found.histories, dict(found.labels)
    return Result(
        seen=seen_line(found, lang),
        # Our own drawings; they escape their texts.
        picture=mark_safe(overlap_picture(histories, lang, labels=names)),
        overlaps=_overlaps(histories, names),
        patterns=_patterns(found, lang),
        figures=mark_safe(estimates_picture(figures_of(found.estimates, lang), histories.n_seen, lang)),
        estimates=_table_of(
            _("How many people there are in all, by each method"),
            _("Method"),
            [(METHODS[one.method][lang], one) for one in found.estimates],
            lang,
        ),
        divided_by=", ".join(found.strata_columns),
        groups=tuple(_groups(one, lang) for one in found.strata),
        curves=(*_posteriors(found, lang), *_sensitivity(found, lang)),
        notes=tuple(
            (METHODS[code][lang], NOTES[code][lang])
            for code in dict.fromkeys(one.method for one in found.estimates)
            if code in NOTES
        ),
        verdict=Status(found.bearing.statement(lang), _VERDICTS[found.bearing.verdict]),  # type: ignore[arg-type]
        reasons=tuple(reason.text(lang) for reason in found.reasons_of_all),
        warnings=tuple(reason.text(lang) for reason in found.reasons_of_methods),
    )


def _overlaps(histories: CaptureHistories, names: dict[str, str]) -> Table:
    overlaps = histories.overlaps()
    called = [names.get(name, name) for name in histories.lists]
    rows = [
        [Cell(called[i]), *(Cell(number(int(overlaps.matrix[i, j]))) for j in range(histories.n_lists))]
        for i in range(histories.n_lists)
    ]
    return Table(
        caption=_("People on both of two lists; where a list meets itself, everybody on it"),
        columns=[Column(_("List")), *(Column(name, numeric=True) for name in called)],
        rows=rows,
    )


def _patterns(found: Findings, lang: Lang) -> Table:
    return Table(
        caption=_("People seen on exactly these lists"),
        columns=[Column(_("Lists")), Column(_("People"), numeric=True)],
        rows=[[Cell(lists), Cell(people)] for lists, people in pattern_rows(found, lang)],
    )


def _groups(found: Strata, lang: Lang) -> Groups:
    rows = [*found.estimates.items(), (_("All groups together"), found.total)]
    return Groups(
        _table_of(METHODS[found.total.method][lang], _("Group"), rows, lang),
        tuple(reason.text(lang) for reason in found.reasons_of_sum),
    )


def _table_of(caption: str, first: str, rows: Iterable[tuple[str, Estimate]], lang: Lang) -> Table:
    return Table(
        caption=caption,
        columns=[
            Column(first),
            Column(_("Estimate"), numeric=True),
            Column(_("95% interval"), numeric=True),
            Column(_("By its own checks")),
        ],
        rows=[
            [
                Cell(called),
                Cell(number(one.point) if one.point is not None else _("No answer")),
                Cell(_interval(one.interval, lang)),
                Cell(one.bearing.claim(lang)),
            ]
            for called, one in rows
        ],
    )


def _interval(found: Interval | None, lang: Lang) -> str:
    if found is None:
        return _("None")
    return _("%(lower)s to %(upper)s (%(kind)s)") % {
        "lower": number(found.lower),
        "upper": number(found.upper),
        "kind": INTERVALS[found.kind][lang],
    }


def _posteriors(found: Findings, lang: Lang) -> Iterable[Curve]:
    for one in found.estimates:
        picture, shares = posterior_of(one, lang), Bins.from_details(one.details)
        if picture is None or shares is None:
            continue
        rows = [
            [
                Cell(_("%(lower)s to %(upper)s") % {"lower": number(low), "upper": number(high)}),
                Cell(f"{number(100 * share, 1)}%"),
            ]
            for low, high, share in shares.rows()
        ]
        heading = _("How probable each number of people is: %(method)s") % {
            "method": METHODS[one.method][lang]
        }
        table = Table(
            caption=heading,
            columns=[Column(_("People in all")), Column(_("Probability"), numeric=True)],
            rows=rows,
        )
        yield Curve(heading, mark_safe(picture), table)


def _sensitivity(found: Findings, lang: Lang) -> Iterable[Curve]:
    curve, picture = curve_of(found), sensitivity_of(found, lang)
    if curve is None or picture is None:
        return
    heading = _("How the figure moves as the assumption is relaxed: %(method)s") % {
        "method": METHODS[curve.method][lang]
    }
    table = Table(
        caption=heading,
        columns=[
            Column(_("Odds ratio of all lists")),
            Column(_("Estimate"), numeric=True),
            Column(_("Lower end"), numeric=True),
            Column(_("Upper end"), numeric=True),
        ],
        rows=[
            [
                Cell(f"{row.xi:g}"),
                *(
                    Cell(_("None") if end is None else number(end))
                    for end in (row.estimate, row.lower, row.upper)
                ),
            ]
            for row in curve_rows(curve)
        ],
    )
    yield Curve(heading, mark_safe(picture), table)
