"""Tables and figures that the authors of the sample-coverage approach published, with their own software's digits.

Chao, A., Tsay, P. K., Lin, S.-H., Shau, W.-Y. & Chao, D.-Y. (2001) Statistics in Medicine 20, 3123-3157: hepatitis A
in Taiwan, three lists; diabetes in Casale Monferrato (Bruno et al. 1994), four lists. More digits than are printed
there: CARE1 1.1.0, run on these tables.
"""

from __future__ import annotations

from noddfa.estimate import CaptureHistories


def _table(lists: str, counts: dict[str, int]) -> CaptureHistories:
    rows = [(tuple(map(int, pattern)), count) for pattern, count in counts.items()]
    return CaptureHistories.from_patterns(lists, rows)


HEPATITIS = _table("PQE", {"001": 63, "010": 55, "011": 18, "100": 69, "101": 17, "110": 21, "111": 28})

DIABETES = _table(
    "ABCD",
    {
        "0001": 10,
        "0010": 182,
        "0011": 8,
        "0100": 74,
        "0101": 7,
        "0110": 20,
        "0111": 14,
        "1000": 709,
        "1001": 12,
        "1010": 650,
        "1011": 46,
        "1100": 104,
        "1101": 18,
        "1110": 157,
        "1111": 58,
    },
)

DIABETES_PAIRS = [
    (("A", "B"), 2352.54599, 2351.11538, 2250.41810, 2478.39752),
    (("A", "C"), 2185.27991, 2185.05263, 2145.80650, 2233.47754),
    (("A", "D"), 2264.49254, 2261.00000, 2117.47224, 2468.01614),
    (("B", "C"), 2060.32129, 2057.43200, 1921.93839, 2224.36475),
    (("B", "D"), 806.14433, 803.30612, 725.08524, 912.57198),
    (("C", "D"), 1558.37302, 1555.40945, 1444.91310, 1712.34488),
]

# coverage, independent, high, one-step, standard error of the form to use (200 replicates there)
HEPATITIS_FIGURES = (0.513, 407.0037897, 970.8047636, 507.7719955, 50.6)
DIABETES_FIGURES = (0.803, 2271.688912, 2609.02984, 2457.968685, 82.7)
