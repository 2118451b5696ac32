"""Estimates that use what is known of the people: doubly robust with covariates, strata and their sum.

Decides how people who are unalike are counted apart and added up. Not here: methods for one table.
"""

from typing import TYPE_CHECKING

from noddfa.estimate.lazily import fetch

if TYPE_CHECKING:
    from noddfa.estimate.covariates.people import BadPeople, People
    from noddfa.estimate.covariates.robust import doubly_robust
    from noddfa.estimate.covariates.strata import StratifiedEstimate, stratified

__all__ = ["BadPeople", "People", "StratifiedEstimate", "doubly_robust", "stratified"]

if not TYPE_CHECKING:  # for a type checker a module with __getattr__ has every name
    __getattr__ = fetch(
        __name__,
        {
            "BadPeople": "people",
            "People": "people",
            "StratifiedEstimate": "strata",
            "doubly_robust": "robust",
            "stratified": "strata",
        },
    )
