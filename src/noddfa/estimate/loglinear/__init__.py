"""Log-linear models of capture histories: hierarchical models, how they are fitted and how one is chosen."""

from noddfa.estimate.loglinear.hierarchy import BadModel, Model

__all__ = ["BadModel", "Model"]
