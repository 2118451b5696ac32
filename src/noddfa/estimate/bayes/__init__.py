"""Bayesian estimators: averaging over decomposable graphs, and latent classes.

Decides a posterior for the number of people and what it can bear. Not here: models fitted by maximum
likelihood (loglinear). SciPy is imported at the first fit, numba at the first of latent classes.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from noddfa.estimate.bayes.averaging import DecomposablePosterior
    from noddfa.estimate.bayes.decomposable_graphs import decomposable, decomposable_posterior
    from noddfa.estimate.bayes.latent_classes import LatentClassDraws, latent_class, latent_class_draws

__all__ = [
    "DecomposablePosterior",
    "LatentClassDraws",
    "decomposable",
    "decomposable_posterior",
    "latent_class",
    "latent_class_draws",
]

_MODULES = {
    "DecomposablePosterior": "averaging",
    "LatentClassDraws": "latent_classes",
    "decomposable": "decomposable_graphs",
    "decomposable_posterior": "decomposable_graphs",
    "latent_class": "latent_classes",
    "latent_class_draws": "latent_classes",
}


def __getattr__(name: str) -> Any:
    """Find a name when it is first asked for: the texts of this room are read before the rest may be."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
