"""Scales with round numbers on them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

MOST_TICKS: Final = 4
"""Figures of six letters that stand side by side on the narrowest phone."""


@dataclass(frozen=True)
class Scale:
    """From a number to a share of the width in per cent, between `left` and `right`.

    ticks  round numbers within, at most four
    """

    low: float
    high: float
    left: float
    right: float
    logarithmic: bool
    ticks: tuple[float, ...]

    def at(self, value: float) -> float:
        """Where a number stands; one beyond an end stands at that end."""
        value = min(max(value, self.low), self.high)
        if self.logarithmic:
            share = math.log(value / self.low) / math.log(self.high / self.low)
        else:
            share = (value - self.low) / (self.high - self.low)
        return self.left + share * (self.right - self.left)


def linear(low: float, high: float, *, left: float = 2, right: float = 94) -> Scale:
    """Equal steps are equal widths."""
    high = high if high > low else low + 1
    step = next(
        step
        for power in range(-9, 30)
        for step in (10.0**power, 2 * 10.0**power, 5 * 10.0**power)
        if (high - low) / step <= MOST_TICKS - 1
    )
    first = math.ceil(low / step - 1e-9)
    ticks = tuple(at * step for at in range(first, math.floor(high / step + 1e-9) + 1))
    return Scale(low, high, left, right, False, ticks)


def logarithmic(low: float, high: float, *, left: float = 2, right: float = 94) -> Scale:
    """Equal factors are equal widths; `low` above 0."""
    powers = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
    fine = [factor * 10.0**power for power in powers for factor in (1, 2, 5)]
    ticks = [tick for tick in fine if low <= tick <= high]
    if len(ticks) > MOST_TICKS:
        ticks = [10.0**power for power in powers if low <= 10.0**power <= high]
        ticks = ticks[:: math.ceil(len(ticks) / MOST_TICKS)]
    return Scale(low, high, left, right, True, tuple(ticks))
