"""The texts of the average over all models, in English and Welsh. The Welsh has not been checked by a translator."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal, TypeAlias

Texts: TypeAlias = Mapping[str, Mapping[Literal["en", "cy"], str]]

REASONS: Final[Texts] = {
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

METHODS: Final[Texts] = {
    "all-models": {
        "en": "Average over all log-linear models",
        "cy": "Cyfartaledd dros bob model log-linol",
    },
}

INTERVALS: Final[Texts] = {
    "model-averaged": {
        "en": "tail areas averaged over models",
        "cy": "arwynebedd cynffonnau wedi'i gyfartaleddu dros fodelau",
    },
}
