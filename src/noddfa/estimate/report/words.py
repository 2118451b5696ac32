"""The words of the report, in English and Welsh. The Welsh has not been checked by a translator yet."""

from __future__ import annotations

from typing import Final

from noddfa.estimate.wording import Texts

REPORT: Final[Texts] = {
    "source": {"en": "Source: {source}", "cy": "Ffynhonnell: {source}"},
    "seen": {
        "en": "Seen on at least one of {lists}: {people}",
        "cy": "Gwelwyd ar o leiaf un o {lists}: {people}",
    },
    "seen_between": {
        "en": "Seen on at least one of {lists}: {least} to {most} people (some counts are hidden; tables and pictures "
        "of the lists show the fewest)",
        "cy": "Gwelwyd ar o leiaf un o {lists}: {least} i {most} o bobl (mae rhai cyfrifon wedi'u cuddio; mae tablau a "
        "lluniau o'r rhestrau yn dangos y lleiaf)",
    },
    "hidden": {"en": "{lower} to {upper} (hidden)", "cy": "{lower} i {upper} (cudd)"},
    "hidden_counts": {"en": "Hidden counts", "cy": "Cyfrifon cudd"},
    "overlaps": {
        "en": "People on each pair of lists (in brackets, people on the list)",
        "cy": "Pobl ar bob pâr o restrau (mewn cromfachau, pobl ar y rhestr)",
    },
    "by_number": {"en": "People by the number of lists", "cy": "Pobl yn ôl nifer y rhestrau"},
    "estimates": {
        "en": "Estimates of everyone, seen and unseen",
        "cy": "Amcangyfrifon o bawb, wedi'u gweld a heb eu gweld",
    },
    "method": {"en": "Method", "cy": "Dull"},
    "estimate": {"en": "Estimate", "cy": "Amcangyfrif"},
    "interval": {"en": "{level}% interval", "cy": "Cyfwng {level}%"},
    "from_to": {"en": "{lower} to {upper}", "cy": "{lower} i {upper}"},
    "kind": {"en": "Kind", "cy": "Math"},
    "no_answer": {"en": "none", "cy": "dim"},
    "fit": {
        "en": "Fit of independence: deviance {deviance} on {df} degrees of freedom, AIC {aic}, BIC {bic}",
        "cy": "Ffit annibyniaeth: gwyriant {deviance} ar {df} o raddau rhyddid, AIC {aic}, BIC {bic}",
    },
    "bearing": {"en": "What the data can bear", "cy": "Yr hyn y gall y data ei gynnal"},
    "of_methods": {
        "en": "What the methods suppose and warn of",
        "cy": "Yr hyn y mae'r dulliau'n ei dybio ac yn rhybuddio amdano",
    },
    "covariates": {
        "en": "Taken as telling of people, not as lists: {names}",
        "cy": "Wedi'u cymryd fel nodweddion pobl, nid fel rhestrau: {names}",
    },
    "left_out": {
        "en": "Not tried, as they take long with so many lists; ask for them by --method, or for all by --method all: "
        "{names}",
        "cy": "Heb eu rhoi ar waith gan eu bod yn cymryd amser hir gyda chynifer o restrau; gofynnwch amdanynt â "
        "--method, neu am bob un â --method all: {names}",
    },
    "by_stratum": {"en": "By {columns}: {method}", "cy": "Yn ôl {columns}: {method}"},
    "stratum": {"en": "Group", "cy": "Grŵp"},
    "all_strata": {"en": "All groups together", "cy": "Pob grŵp gyda'i gilydd"},
}

PAGE: Final[Texts] = {
    "title": {"en": "How many are unseen? {title}", "cy": "Faint sydd heb eu gweld? {title}"},
    "untitled": {"en": "How many are unseen?", "cy": "Faint sydd heb eu gweld?"},
    "bears": {"en": "By its own checks", "cy": "Yn ôl ei wiriadau ei hun"},
    "estimates_table": {
        "en": "People in all, seen and unseen, by each method",
        "cy": "Pobl i gyd, wedi'u gweld a heb eu gweld, yn ôl pob dull",
    },
    "posterior": {
        "en": "How probable each number of people is: {method}",
        "cy": "Pa mor debygol yw pob nifer o bobl: {method}",
    },
    "people_in_all": {"en": "People in all", "cy": "Pobl i gyd"},
    "probability": {"en": "Probability", "cy": "Tebygolrwydd"},
    "sensitivity": {
        "en": "How the figure moves as the assumption is relaxed: {method}",
        "cy": "Sut mae'r ffigur yn symud wrth lacio'r dybiaeth: {method}",
    },
    "sensitivity_says": {
        "en": "No table can show whether all lists together depend on each other in a way that no smaller number of "
        "them does. At 1 they do not, which is what the method supposes.",
        "cy": "Ni all yr un tabl ddangos a yw'r holl restrau gyda'i gilydd yn dibynnu ar ei gilydd mewn ffordd nad yw "
        "nifer llai ohonynt. Ar 1 nid ydynt, a dyna y mae'r dull yn ei dybio.",
    },
    "relaxed": {"en": "Odds ratio of all lists", "cy": "Cymhareb ods yr holl restrau"},
    "lower": {"en": "Lower end", "cy": "Pen isaf"},
    "upper": {"en": "Upper end", "cy": "Pen uchaf"},
    "strata": {"en": "By {columns}", "cy": "Yn ôl {columns}"},
    "overlaps": {"en": "How the lists overlap", "cy": "Sut mae'r rhestrau'n gorgyffwrdd"},
    "number_of_lists": {"en": "Number of lists", "cy": "Nifer y rhestrau"},
    "lists": {"en": "Lists", "cy": "Rhestrau"},
    "people": {"en": "People", "cy": "Pobl"},
    "patterns": {
        "en": "People seen on exactly these lists",
        "cy": "Pobl a welwyd ar yr union restrau hyn",
    },
    "notes": {"en": "The methods in plain words", "cy": "Y dulliau mewn geiriau plaen"},
    "made_by": {
        "en": "Made by Noddfa from counts alone; no name and no person's record stands in this file. The counts "
        "themselves may be small: ask for disclosure control before publishing them.",
        "cy": "Gwnaed gan Noddfa o gyfrifon yn unig; nid oes enw na chofnod yr un person yn y ffeil hon. Gall y "
        "cyfrifon eu hunain fod yn fach: gofynnwch am reoli datgelu cyn eu cyhoeddi.",
    },
}
