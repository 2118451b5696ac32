"""The words of `noddfa estimate --help`, in English and Welsh. The Welsh has not been checked by a translator yet."""

from __future__ import annotations

from typing import Final

from noddfa.estimate.wording import Texts

HELP: Final[Texts] = {
    "file": {
        "en": "CSV: a 0/1 column for each list and a column count (<5 or 1-4 where it is hidden), a row for each "
        "pattern; or a row a person; or linked lists, with columns person and list",
        "cy": "CSV: colofn 0/1 ar gyfer pob rhestr a cholofn nifer (<5 neu 1-4 lle mae'n gudd), rhes ar gyfer "
        "pob patrwm; neu res ar gyfer pob person; neu restrau cysylltiedig, â cholofnau person a rhestr",
    },
    "dataset": {"en": "a published table instead of a file", "cy": "tabl cyhoeddedig yn lle ffeil"},
    "method": {
        "en": "which methods, repeated or with commas (without it: those that are quick on the table)",
        "cy": "pa ddulliau, drwy ailadrodd neu â chomas (hebddo: y rhai sy'n gyflym ar y tabl)",
    },
    "threshold": {
        "en": "p-value below which stepwise takes an interaction in",
        "cy": "gwerth-p y mae'r dull fesul cam yn derbyn rhyngweithiad oddi tano",
    },
    "boot": {"en": "bootstrap replicates (0: none)", "cy": "dyblygiadau bootstrap (0: dim)"},
    "seed": {
        "en": "seed of whatever is drawn at random",
        "cy": "hedyn ar gyfer popeth a dynnir ar hap",
    },
    "prior-max": {
        "en": "most people unseen that the Bayesian methods allow",
        "cy": "y nifer mwyaf o bobl heb eu gweld y mae'r dulliau Bayesaidd yn eu caniatáu",
    },
    "strata": {
        "en": "a column of groups (child or adult, year) to be estimated apart and summed; may be repeated",
        "cy": "colofn o grwpiau (plentyn neu oedolyn, blwyddyn) i'w hamcangyfrif ar wahân a'u symio; gellir ei "
        "ailadrodd",
    },
    "covariate": {
        "en": "a column that tells of people and is no list; may be repeated",
        "cy": "colofn sy'n dweud rhywbeth am bobl ac nad yw'n rhestr; gellir ei ailadrodd",
    },
    "pool": {
        "en": "let groups with few overlaps learn from the others (with --strata)",
        "cy": "gadael i grwpiau ag ychydig o orgyffwrdd ddysgu oddi wrth y lleill (gyda --strata)",
    },
    "plots": {
        "en": "write the pictures (SVG) into this folder",
        "cy": "ysgrifennu'r lluniau (SVG) i'r ffolder hwn",
    },
    "json": {"en": "print JSON for another program", "cy": "argraffu JSON ar gyfer rhaglen arall"},
    "csv": {"en": "print the estimates as CSV", "cy": "argraffu'r amcangyfrifon fel CSV"},
    "html": {
        "en": "write the report as one HTML file to keep, send or print",
        "cy": "ysgrifennu'r adroddiad yn un ffeil HTML i'w chadw, ei hanfon neu ei hargraffu",
    },
    "lang": {"en": "language of the report", "cy": "iaith yr adroddiad"},
}

SAID: Final[Texts] = {
    "by_group": {"en": "{method}, by group", "cy": "{method}, fesul grŵp"},
    "step": {"en": "{at} of {steps}: {method}", "cy": "{at} o {steps}: {method}"},
    "written": {"en": "Written: {name}", "cy": "Ysgrifennwyd: {name}"},
}
