"""What a fitted model answers for its method: which lists it is of, its figures, and what it bears."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from noddfa.estimate.bearing import CONTRADICTED_BELOW, FEWEST_OVERLAPPING, data_reasons, n_overlapping, same
from noddfa.estimate.histories import CaptureHistories
from noddfa.estimate.loglinear.fit import Fit, NotConverged, NotEstimable, fit_model, profile_interval
from noddfa.estimate.loglinear.hierarchy import Model
from noddfa.estimate.result import Bearing, Estimate, Interval, Reason, Verdict
from noddfa.estimate.wording import Lang, number

METHOD: Final = "log-linear"


def log_linear(histories: CaptureHistories, model: Model, *, level: float = 0.95) -> Estimate:
    """Estimate the population by one given hierarchical model, with its profile-likelihood interval.

    See `fit_model` for the equation and `profile_interval` for the interval. Lists that hold nobody are left out,
    and the terms of the model with them. Refuses (point None) with the model named when its estimate does not
    exist, is not unique or was not found. `details` has the figures of `details_of`. Raises ValueError when
    `level` is not in (0, 1) or the model is of another number of lists.
    """
    if model.n_lists != histories.n_lists:
        raise ValueError(f"the model has {model.n_lists} lists and the table {histories.n_lists}")
    if why := obstacle(histories):
        return refusal(METHOD, histories, why)
    table = occupied(histories)
    smaller = _without(model, [name in table.lists for name in histories.lists])
    found = fit_or_reason(table, smaller)
    if isinstance(found, Reason):
        return refusal(METHOD, histories, (found,))
    interval = profile_interval(table, found, level)
    more = (*_model_reasons(table, found), *(() if interval else (Reason("interval_unbounded"),)))
    return answer(METHOD, histories, table, found, interval, (*more, Reason("unseen_like_seen")))


def obstacle(histories: CaptureHistories) -> tuple[Reason, ...]:
    """Why no log-linear model has an estimate, if so.

    The list totals must lie inside the polytope of the observable patterns, whose facets are n_j >= 0,
    n_j <= n and sum_j n_j >= n; a model with more terms cannot have an estimate where independence has none.
    """
    totals = histories.list_totals
    if int((totals > 0).sum()) < 2:
        return (Reason("too_few_lists"),)
    if int(totals.sum()) == histories.n_seen:
        return () if n_overlapping(histories) else (Reason("no_overlap"),)
    complete = tuple(
        name for name, total in zip(histories.lists, totals, strict=True) if total == histories.n_seen
    )
    return (Reason("complete_lists", {"names": same(", ".join(complete))}),) if complete else ()


def occupied(histories: CaptureHistories) -> CaptureHistories:
    """The same people without the lists that hold nobody: their patterns are no cells of a model."""
    used = histories.list_totals > 0
    names = tuple(name for name, keep in zip(histories.lists, used, strict=True) if keep)
    return CaptureHistories(names, histories.patterns[:, used], histories.counts)


def fit_or_reason(histories: CaptureHistories, model: Model) -> Fit | Reason:
    """The fit, or the reason why there is none."""
    label = {"model": same(model.label(histories.lists))}
    try:
        return fit_model(histories, model)
    except NotEstimable as error:
        return Reason("model_without_maximum" if not error.verdict.exists else "model_not_unique", label)
    except NotConverged:
        return Reason("not_converged", label)


def refusal(method: str, histories: CaptureHistories, why: Sequence[Reason]) -> Estimate:
    """No figure, with the reasons."""
    reasons = (*data_reasons(histories), *why)
    return Estimate(method, None, None, histories.n_seen, Bearing("bears_none", reasons))


def answer(
    method: str,
    histories: CaptureHistories,
    table: CaptureHistories,
    found: Fit,
    interval: Interval | None,
    more: Sequence[Reason],
    figures: dict[str, float | int | str] | None = None,
) -> Estimate:
    """The estimate of a fitted model of `table`, which is `histories` without empty lists.

    The verdict is `bears_estimate` only when the model leaves something to check, the deviance does not
    contradict it (5% level; rough in sparse tables) and at least seven people are on more than one list.
    """
    verdict: Verdict = "bears_estimate"
    reasons = [*data_reasons(histories)]
    if found.df == 0:
        verdict = "bears_lower_bound"
        two = table.n_lists == 2
        reasons.append(Reason("two_lists") if two else Reason("no_check_left", _named(table, found)))
    elif found.p_value < CONTRADICTED_BELOW:
        verdict = "bears_lower_bound"
        fit_of = {"deviance": same(number(found.deviance, 1)), "df": same(number(found.df))}
        if method == "independence":
            reasons.append(Reason("independence_contradicted", fit_of))
        else:
            reasons.append(Reason("model_contradicted", {**fit_of, **_named(table, found)}))
    if n_overlapping(histories) < FEWEST_OVERLAPPING:
        verdict = "bears_lower_bound"
    reasons += [*more, Reason("closed_and_matched")]
    details = {**details_of(table, found), **(figures or {})}
    return Estimate(
        method, found.population, interval, found.n_seen, Bearing(verdict, tuple(reasons)), details
    )


def details_of(table: CaptureHistories, found: Fit) -> dict[str, float | int | str]:
    """Model, deviance, df, p_value, log_likelihood, parameters, aic and bic (penalty log n, n the people seen).

    Where overlaps of the model are empty, `at_minus_infinity` names them.
    """
    details: dict[str, float | int | str] = {
        "model": found.model.label(table.lists),
        "deviance": found.deviance,
        "df": found.df,
        "p_value": found.p_value,
        "log_likelihood": found.log_likelihood,
        "parameters": found.model.n_parameters,
        "aic": found.aic,
        "bic": found.bic,
    }
    if found.empty:
        details["at_minus_infinity"] = _overlaps(table, found)
    return details


def chosen_reasons(table: CaptureHistories, found: Fit) -> tuple[Reason, ...]:
    """What is to be said of a model that was chosen by the data."""
    return (Reason("model_chosen", _named(table, found)), *_empty_reasons(table, found))


def _model_reasons(table: CaptureHistories, found: Fit) -> tuple[Reason, ...]:
    return (Reason("model_used", _named(table, found)), *_empty_reasons(table, found))


def _empty_reasons(table: CaptureHistories, found: Fit) -> tuple[Reason, ...]:
    return (Reason("empty_overlaps", {"overlaps": same(_overlaps(table, found))}),) if found.empty else ()


def _named(table: CaptureHistories, found: Fit) -> dict[str, dict[Lang, str]]:
    return {"model": same(found.model.label(table.lists))}


def _overlaps(table: CaptureHistories, found: Fit) -> str:
    return ", ".join(term_name(term, table) for term in found.empty)


def term_name(term: int, table: CaptureHistories) -> str:
    """The lists of a term by name: 'police:health'."""
    return ":".join(name for j, name in enumerate(table.lists) if term >> j & 1)


def _without(model: Model, kept: Sequence[bool]) -> Model:
    """The model of the lists that are kept."""
    number = {j: at for at, j in enumerate(j for j, keep in enumerate(kept) if keep)}
    terms = [term for term in model.terms if all(kept[j] for j in range(model.n_lists) if term >> j & 1)]
    moved = [sum(1 << at for j, at in number.items() if term >> j & 1) for term in terms]
    return Model(len(number), tuple(moved))
