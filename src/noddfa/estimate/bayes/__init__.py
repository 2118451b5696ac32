"""Bayesian estimators: averaging over decomposable graphs, and latent classes.

Decides a posterior for the number of people and what it can bear. Not here: models fitted by maximum
likelihood (loglinear). `decomposable` needs SciPy, `latent_class` also numba, on the first fit.
"""
