"""The independence model: being on one list does not change the chance of being on another."""

from __future__ import annotations

from typing import Final

from noddfa.estimate.histories import CaptureHistories
from noddfa.estimate.intervals import check_level
from noddfa.estimate.loglinear.answer import answer, fit_or_reason, obstacle, occupied, refusal
from noddfa.estimate.loglinear.fit import profile_interval
from noddfa.estimate.loglinear.hierarchy import Model
from noddfa.estimate.result import Estimate, Reason

METHOD: Final = "independence"


def independence(histories: CaptureHistories, *, level: float = 0.95) -> Estimate:
    """Estimate the population by the Poisson log-linear model with main effects only.

    The count of pattern s is Poisson with log-mean a + sum_j b_j s_j over the 2**L - 1 observable
    patterns; N = n + exp(a) at the maximum. This is the conditional maximum-likelihood estimate
    (Sanathanan 1972; Cormack 1989, Biometrics 45(2)), and solves n = N (1 - prod_j (1 - n_j / N)) for
    list totals n_j (Darroch 1958, Biometrika 45(3/4)). The interval is `profile_interval`'s.

    The verdict is `bears_estimate` only when three or more lists hold people, at least seven people
    are on more than one list, and the deviance does not contradict independence (5% level; rough in
    sparse tables). Otherwise the data bear only a lower bound, which is Chao's figure, not this one.
    Refuses (point None, `bears_none`) when the maximum does not exist: nobody on two lists, or a list
    that holds everyone. Lists that hold nobody are left out of the model.

    `details` has model, deviance, df, log_likelihood, parameters, aic, bic (penalty log n, n the people
    seen) and p_value of the deviance. Raises ValueError when `level` is not between 0 and 1.
    """
    check_level(level)
    if why := obstacle(histories):
        return refusal(METHOD, histories, why)
    table = occupied(histories)
    found = fit_or_reason(table, Model.main_effects(table.n_lists))
    if isinstance(found, Reason):
        return refusal(METHOD, histories, (found,))
    interval = profile_interval(table, found, level)
    more = [Reason("independence_assumed")]
    if interval is None:
        more.insert(0, Reason("interval_unbounded"))
    return answer(METHOD, histories, table, found, interval, more)
