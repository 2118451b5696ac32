"""The texts of this package in English and Welsh. The Welsh has not been checked by a translator yet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from noddfa.estimate.wording import Lang

TOTAL: Final[Mapping[Lang, str]] = {"en": "Total", "cy": "Cyfanswm"}

HEADINGS: Final[Mapping[Lang, tuple[str, ...]]] = {
    "en": ("row", "column", "value", "symbol", "status"),
    "cy": ("rhes", "colofn", "gwerth", "symbol", "statws"),
}

NOTES: Final[Mapping[str, Mapping[Lang, str]]] = {
    "hidden": {
        "en": "Hidden, so that nobody can be recognised from the figure.",
        "cy": "Wedi’i gelu, fel na ellir adnabod neb o’r ffigur.",
    },
    "rounds_to_zero": {
        "en": "Not zero, but rounds to zero.",
        "cy": "Nid sero, ond mae’n talgrynnu i sero.",
    },
    "not_applicable": {"en": "Not applicable.", "cy": "Ddim yn berthnasol."},
    "nil": {"en": "Nobody.", "cy": "Neb."},
    "rounding": {
        "en": "Figures are rounded to the nearest {base}, each by itself, so they may not add up to the totals.",
        "cy": "Mae’r ffigurau wedi’u talgrynnu i’r {base} agosaf, pob un ar wahân, felly efallai na fyddant yn adio "
        "i’r cyfansymiau.",
    },
}

ESTIMATES: Final[Mapping[str, Mapping[Lang, str]]] = {
    "estimate": {
        "en": "About {point} people, seen and unseen ({level}% interval: {lower} to {upper}).",
        "cy": "Tua {point} o bobl, wedi’u gweld a heb eu gweld (cyfwng {level}%: {lower} i {upper}).",
    },
    "lower_bound": {
        "en": "At least about {point} people, seen and unseen ({level}% interval: {lower} to {upper}).",
        "cy": "O leiaf tua {point} o bobl, wedi’u gweld a heb eu gweld (cyfwng {level}%: {lower} i {upper}).",
    },
    "withheld": {
        "en": "No figure is published, because the data can bear none with an interval.",
        "cy": "Ni chyhoeddir ffigur, oherwydd ni all y data gynnal un gyda chyfwng.",
    },
}
