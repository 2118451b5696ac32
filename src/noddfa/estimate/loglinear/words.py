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
    "models_averaged": {
        "en": "The figure is the average over all {models} hierarchical log-linear models, each weighted by how well "
        "it describes the overlaps for the number of its parameters; its interval allows for not knowing which of them "
        "is right. All of them suppose that the interaction of all the lists together is nil.",
        "cy": "Cyfartaledd dros bob un o'r {models} o fodelau log-linol hierarchaidd yw'r ffigur, pob un wedi'i "
        "bwysoli yn ôl pa mor dda y mae'n disgrifio'r gorgyffyrddiadau o ystyried nifer ei baramedrau; mae ei gyfwng "
        "yn caniatáu am beidio â gwybod pa un ohonynt sy'n gywir. Mae pob un ohonynt yn tybio nad oes rhyngweithiad "
        "rhwng yr holl restrau gyda'i gilydd.",
    },
    "models_partly_silent": {
        "en": "Models with {share}% of the weight say nothing of how many people are unseen, because overlaps they "
        "need are empty; the figure and its interval leave them out, so the true number may well lie outside.",
        "cy": "Nid yw modelau sydd â {share}% o'r pwysau yn dweud dim am faint o bobl sydd heb eu gweld, am fod "
        "gorgyffyrddiadau y mae eu hangen arnynt yn wag; mae'r ffigur a'i gyfwng yn eu hepgor, felly mae'n ddigon "
        "posibl bod y gwir nifer y tu allan iddo.",
    },
    "models_silent": {
        "en": "Models with {share}% of the weight say nothing of how many people are unseen, because overlaps they "
        "need are empty, so no average is given.",
        "cy": "Nid yw modelau sydd â {share}% o'r pwysau yn dweud dim am faint o bobl sydd heb eu gweld, am fod "
        "gorgyffyrddiadau y mae eu hangen arnynt yn wag, felly ni roddir cyfartaledd.",
    },
    "average_dominated": {
        "en": "A few models with little weight and very large answers pull the average above its own interval; half of "
        "the weight lies below {median}.",
        "cy": "Mae ychydig o fodelau â fawr ddim pwysau ac atebion mawr iawn yn tynnu'r cyfartaledd uwchlaw ei gyfwng "
        "ei hun; mae hanner y pwysau islaw {median}.",
    },
    "models_unsettled": {
        "en": "The fits of {models} models did not settle; they are left out of the average.",
        "cy": "Ni setlodd ffitiau {models} o fodelau; fe'u hepgorir o'r cyfartaledd.",
    },
    "too_many_for_all_models": {
        "en": "With {lists} lists there are too many models to fit every one; this method takes up to {most} lists. "
        "Merge lists that serve a like purpose, or use stepwise selection.",
        "cy": "Gyda {lists} o restrau mae gormod o fodelau i ffitio pob un; mae'r dull hwn yn derbyn hyd at {most} o "
        "restrau. Cyfunwch restrau tebyg eu pwrpas, neu defnyddiwch ddewis fesul cam.",
    },
}

METHODS: Final[Mapping[str, Mapping[Literal["en", "cy"], str]]] = {
    "log-linear": {"en": "Log-linear, given model", "cy": "Log-linol, model penodol"},
    "stepwise": {"en": "Log-linear, stepwise", "cy": "Log-linol, fesul cam"},
    "all-models": {
        "en": "Average over all log-linear models",
        "cy": "Cyfartaledd dros bob model log-linol",
    },
}

INTERVALS: Final[Mapping[str, Mapping[Literal["en", "cy"], str]]] = {
    "wald": {"en": "Wald", "cy": "Wald"},
    "percentile": {"en": "bootstrap percentile", "cy": "canraddol bootstrap"},
    "bca": {"en": "bootstrap, bias-corrected", "cy": "bootstrap, tuedd wedi'i gywiro"},
    "model-averaged": {
        "en": "tail areas averaged over models",
        "cy": "arwynebedd cynffonnau wedi'i gyfartaleddu dros fodelau",
    },
}
