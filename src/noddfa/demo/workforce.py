"""The people of many bodies and how far each has come in the first module, so that the view of Wales has figures.

Small figures, bodies where nobody has begun and months that differ are there on purpose.
"""

from __future__ import annotations

from dataclasses import dataclass

from noddfa.access.roles import Role
from noddfa.demo.cast import CARDIFF, GWYNEDD, DemoPerson
from noddfa.demo.elsewhere import NORTH_WALES_POLICE, SOUTH_WALES_POLICE
from noddfa.demo.learning import Learnt, learn
from noddfa.demo.stage import Stage
from noddfa.learn.selectors import shipped

BEGUN, TRIED, PASSED = (Learnt("", read=2), Learnt("", wrong=(3,)), Learnt("", wrong=(1,)))


@dataclass(frozen=True)
class Workforce:
    """How many people of a body have not begun, have begun, have finished without passing, and have passed."""

    body: str
    not_begun: int
    begun: int
    tried: int
    passed: int

    @property
    def people(self) -> list[Learnt | None]:
        """How far each got; None: nowhere yet."""
        return [None] * self.not_begun + [BEGUN] * self.begun + [TRIED] * self.tried + [PASSED] * self.passed


BODIES = (
    Workforce(CARDIFF, 4, 3, 2, 14),
    Workforce(GWYNEDD, 6, 5, 0, 8),
    Workforce("W06000011", 9, 0, 0, 6),  # Swansea
    Workforce("W06000006", 8, 2, 0, 0),  # Wrexham
    Workforce("W06000023", 7, 0, 0, 0),  # Powys
    Workforce(SOUTH_WALES_POLICE, 5, 6, 1, 9),
    Workforce(NORTH_WALES_POLICE, 3, 1, 0, 5),
    Workforce("W11000023", 4, 2, 2, 7),  # Betsi Cadwaladr
    Workforce("W11000029", 3, 0, 0, 2),  # Cardiff and Vale
)


def play(stage: Stage) -> None:
    """Everybody is given a place and gets as far as they got, some time in the last year."""
    module = next(iter(shipped().values()))
    for body in BODIES:
        for place, got in enumerate(body.people):
            who = f"{body.body.lower()}-{place}"
            stage.hire(DemoPerson(who, "Rhywun Dysgwr-Dychmygol", Role.LEARNER, body.body, listed=False))
            if got is not None:
                days_ago = 40 + 37 * place % 290
                learn(stage, module, Learnt(who, got.read, got.wrong, days_ago=days_ago))
