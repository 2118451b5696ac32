"""Log-linear models of capture histories: hierarchical models, how they are fitted and how one is chosen.

All but the models themselves is loaded when it is first named: the texts of this room (words.py) are needed before
the types it answers with exist. `stepwise` is in the module of its name, and in noddfa.estimate.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from noddfa.estimate.loglinear.hierarchy import BadModel, Model

if TYPE_CHECKING:
    from noddfa.estimate.loglinear.answer import log_linear
    from noddfa.estimate.loglinear.bootstrap import Bootstrap, resample
    from noddfa.estimate.loglinear.existence import Existence, FailingModels, TooSparse, check, failing_models
    from noddfa.estimate.loglinear.fit import Fit, NotConverged, NotEstimable, fit_model, profile_interval
    from noddfa.estimate.loglinear.stepwise import Rule, Selection, Step, select_model

__all__ = [
    "BadModel",
    "Bootstrap",
    "Existence",
    "FailingModels",
    "Fit",
    "Model",
    "NotConverged",
    "NotEstimable",
    "Rule",
    "Selection",
    "Step",
    "TooSparse",
    "check",
    "failing_models",
    "fit_model",
    "log_linear",
    "profile_interval",
    "resample",
    "select_model",
]

_PLACES: Final = {
    "answer": ("log_linear",),
    "bootstrap": ("Bootstrap", "resample"),
    "existence": ("Existence", "FailingModels", "TooSparse", "check", "failing_models"),
    "fit": ("Fit", "NotConverged", "NotEstimable", "fit_model", "profile_interval"),
    "stepwise": ("Rule", "Selection", "Step", "select_model"),
}


def __getattr__(name: str) -> Any:
    for module, names in _PLACES.items():
        if name in names:
            return getattr(import_module(f"{__name__}.{module}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
