"""How the latent-class sampler is set: its options with their defaults, checked in one place."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, Literal, TypeAlias, TypedDict, get_args

from noddfa.estimate.bayes.edge import checked_positive, checked_prior_max
from noddfa.estimate.bayes.marginals import Prior, checked_prior
from noddfa.estimate.histories import Bounds, CaptureHistories
from noddfa.estimate.refused_options import BadOption

TIMES_SEEN: Final = 20
"""How many unseen are allowed for each person seen, when `prior_max` is not given (as LCMCR does)."""

Exchange: TypeAlias = Literal["never", "if-needed", "always"]


class Options(TypedDict, total=False):
    """What `latent_class` and `latent_class_draws` take by name; `Sampling` says what each is and its default."""

    classes: int
    a: float
    b: float
    prior: Prior
    prior_max: int | None
    censored: Bounds | None
    chains: int
    warm_up: int
    draws: int
    exchange: Exchange
    seed: int
    threads: int | None


@dataclass(frozen=True, kw_only=True)
class Sampling:
    """The options of the latent-class sampler. Raises BadOption when one is out of range.

    classes    K, the most classes of people
    a, b       shape and rate of the gamma prior of the concentration alpha
    prior      of the number of people: 'reciprocal' (1/N) or 'flat'
    prior_max  most people unseen; TIMES_SEEN for each person seen when None
    censored   bounds, included, of counts that are not published: pattern number -> (least, most)
    chains     that are run, each from a start of its own
    warm_up    sweeps of each that are forgotten
    draws      sweeps of each that are kept
    exchange   whether chains exchange places with replicas of them that see only part of the people: 'if-needed' runs
               them anew so when they have not settled
    seed       of all that is drawn at random
    threads    at work at once; the answer does not hang on it
    """

    classes: int = 10
    a: float = 0.25
    b: float = 0.25
    prior: Prior = "reciprocal"
    prior_max: int | None = None
    censored: Bounds | None = field(default=None)
    chains: int = 4
    warm_up: int = 2_000
    draws: int = 10_000
    exchange: Exchange = "if-needed"
    seed: int = 0
    threads: int | None = None

    def __post_init__(self) -> None:
        for name, value, least, greatest in (
            ("classes", self.classes, 2, 100),
            ("chains", self.chains, 1, 1_000),
            ("warm_up", self.warm_up, 0, 100_000_000),
            ("draws", self.draws, 10, 100_000_000),
            ("threads", 1 if self.threads is None else self.threads, 1, 1_000),
        ):
            if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= greatest:
                raise BadOption(f"{name} must be a whole number from {least} to {greatest:,}; got {value}")
        checked_prior(self.prior)
        if self.exchange not in get_args(Exchange):
            raise BadOption(f"exchange must be one of {', '.join(get_args(Exchange))}; got {self.exchange!r}")
        checked_positive("a", self.a)
        checked_positive("b", self.b)

    def most_unseen(self, histories: CaptureHistories) -> int:
        """`prior_max`, or what stands for it on this table. Raises BadOption when it is out of range."""
        return checked_prior_max(self.prior_max, histories, TIMES_SEEN)
