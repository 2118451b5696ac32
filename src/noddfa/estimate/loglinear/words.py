"""What the log-linear methods say, in English and Welsh. The Welsh has not been checked by a translator yet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

REASONS: Final[Mapping[str, Mapping[Literal["en", "cy"], str]]] = {
    "model_used": {
        "en": "The log-linear model is {model}: lists within one bracket may depend on each other.",
        "cy": "Y model log-linol yw {model}: gall y rhestrau o fewn yr un bachau ddibynnu ar ei gilydd.",
    },
    "model_chosen": {
        "en": "The figure belongs to one model that the data chose, {model}; another rule of choice can give quite "
        "another figure.",
        "cy": "Mae'r ffigur yn perthyn i un model a ddewiswyd gan y data, {model}; gall rheol ddewis arall roi ffigur "
        "gwahanol iawn.",
    },
    "empty_overlaps": {
        "en": "Nobody is in these overlaps of the model, so it takes them to be impossible: {overlaps}.",
        "cy": "Nid oes neb yng ngorgyffyrddiadau hyn y model, felly mae'n eu cymryd yn amhosibl: {overlaps}.",
    },
    "model_without_maximum": {
        "en": "The data hold too few overlaps for the model {model}: its estimate runs off to none or to infinitely "
        "many, so there is no figure.",
        "cy": "Mae rhy ychydig o orgyffwrdd yn y data ar gyfer y model {model}: mae ei amcangyfrif yn rhedeg i ddim "
        "neu i anfeidredd, felly nid oes ffigur.",
    },
    "model_not_unique": {
        "en": "More than one answer fits the model {model} equally well, so there is no figure.",
        "cy": "Mae mwy nag un ateb yn ffitio'r model {model} cystal â'i gilydd, felly nid oes ffigur.",
    },
    "not_converged": {
        "en": "The fit of the model {model} did not settle, so it gives no figure.",
        "cy": "Ni setlodd ffit y model {model}, felly nid yw'n rhoi ffigur.",
    },
    "selection_failed": {
        "en": "The fit of a model on the way to the chosen one did not settle, so there is no figure.",
        "cy": "Ni setlodd ffit model ar y ffordd at yr un a ddewisid, felly nid oes ffigur.",
    },
    "model_contradicted": {
        "en": "The data contradict the model {model} (deviance {deviance} on {df} degrees of freedom), so do not rely "
        "on its figure or interval.",
        "cy": "Mae'r data'n gwrth-ddweud y model {model} (gwyriant {deviance} ar {df} o raddau rhyddid), felly "
        "peidiwch â dibynnu ar ei ffigur na'i gyfwng.",
    },
    "no_check_left": {
        "en": "The model {model} fits any such table, so nothing in the data can contradict it.",
        "cy": "Mae'r model {model} yn ffitio unrhyw dabl o'r fath, felly ni all dim yn y data ei wrth-ddweud.",
    },
    "unseen_like_seen": {
        "en": "The figure supposes that what the overlaps show of the lists holds for the people nobody saw as well.",
        "cy": "Mae'r ffigur yn tybio bod yr hyn y mae'r gorgyffwrdd yn ei ddangos am y rhestrau yn wir hefyd am y bobl "
        "na welodd neb.",
    },
    "replicates_without_bound": {
        "en": "In {share} of the bootstrap replicates nothing bounded the number of people from above.",
        "cy": "Mewn {share} o'r ailsamplau bootstrap nid oedd dim yn cyfyngu nifer y bobl oddi uchod.",
    },
    "replicates_failed": {
        "en": "In {share} of the bootstrap replicates a fit did not settle; they were left out.",
        "cy": "Mewn {share} o'r ailsamplau bootstrap ni setlodd ffit; fe'u hepgorwyd.",
    },
    "bca_undefined": {
        "en": "The bias-corrected interval could not be worked out, so the plain percentile interval is given.",
        "cy": "Ni ellid cyfrifo'r cyfwng â'r tuedd wedi'i gywiro, felly rhoddir y cyfwng canraddol plaen.",
    },
    "interval_unbounded": {
        "en": "The interval has no upper end, so none is given.",
        "cy": "Nid oes pen uchaf i'r cyfwng, felly ni roddir un.",
    },
}

METHODS: Final[Mapping[str, Mapping[Literal["en", "cy"], str]]] = {
    "log-linear": {"en": "Log-linear, given model", "cy": "Log-linol, model penodol"},
    "stepwise": {"en": "Log-linear, stepwise", "cy": "Log-linol, fesul cam"},
}

INTERVALS: Final[Mapping[str, Mapping[Literal["en", "cy"], str]]] = {
    "wald": {"en": "Wald", "cy": "Wald"},
    "percentile": {"en": "bootstrap percentile", "cy": "canraddol bootstrap"},
    "bca": {"en": "bootstrap, bias-corrected", "cy": "bootstrap, tuedd wedi'i gywiro"},
}
