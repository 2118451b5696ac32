"""What each method does, in plain words, and what to beware of. The Welsh has not been checked by a translator yet.

A method without a note here is shown without one.
"""

from __future__ import annotations

from typing import Final

from noddfa.estimate.wording import Texts

NOTES: Final[Texts] = {
    "chao": {
        "en": "Compares those seen once with those seen twice. A floor: where some people are harder to see than "
        "others there are more than this. It takes all lists to be alike (Chao 1987).",
        "cy": "Yn cymharu'r rhai a welwyd unwaith â'r rhai a welwyd ddwywaith. Llawr ydyw: lle mae rhai pobl yn "
        "anoddach eu gweld nag eraill mae mwy na hyn. Mae'n cymryd bod pob rhestr yr un fath (Chao 1987).",
    },
    "chao-unequal-lists": {
        "en": "The same floor, allowing for lists of unequal length (Chao 1989).",
        "cy": "Yr un llawr, gan ystyried bod rhestrau o wahanol hyd (Chao 1989).",
    },
    "independence": {
        "en": "Supposes that lists know nothing of each other. Seldom true where bodies pass people on; here to "
        "compare with (Darroch 1958; Cormack 1989).",
        "cy": "Yn tybio nad yw'r rhestrau'n gwybod dim am ei gilydd. Anaml y mae hynny'n wir lle mae cyrff yn "
        "trosglwyddo pobl; mae yma er mwyn cymharu (Darroch 1958; Cormack 1989).",
    },
    "lincoln-petersen": {
        "en": "Two lists alone, in Chapman's form: the larger the share of one list found on the other, the fewer are "
        "unseen. Supposes the two are independent.",
        "cy": "Dwy restr yn unig, yn ffurf Chapman: po fwyaf y gyfran o un rhestr sydd ar y llall, lleiaf sydd heb eu "
        "gweld. Mae'n tybio bod y ddwy'n annibynnol.",
    },
    "sample-coverage": {
        "en": "Works out how much of the population the lists reach, allowing for dependence between pairs of lists "
        "(Chao & Tsay 1998).",
        "cy": "Yn cyfrifo faint o'r boblogaeth y mae'r rhestrau'n ei chyrraedd, gan ystyried dibyniaeth rhwng parau o "
        "restrau (Chao a Tsay 1998).",
    },
    "jackknife": {
        "en": "Asks how the number seen grows as lists are added. Made for many lists that are alike; with few it "
        "stays too low (Burnham & Overton 1978).",
        "cy": "Yn gofyn sut mae'r nifer a welwyd yn tyfu wrth ychwanegu rhestrau. Fe'i gwnaed ar gyfer llawer o "
        "restrau tebyg; gydag ychydig mae'n aros yn rhy isel (Burnham ac Overton 1978).",
    },
    "stepwise": {
        "en": "Begins with independent lists and adds dependence between two lists at a time, for as long as the data "
        "ask for it. Pairs of lists that share nobody are allowed for (Chan, Silverman & Vincent 2021). One model is "
        "chosen; another threshold may choose another.",
        "cy": "Yn dechrau â rhestrau annibynnol ac yn ychwanegu dibyniaeth rhwng dwy restr ar y tro, cyhyd ag y mae'r "
        "data'n gofyn amdani. Mae'n caniatáu ar gyfer parau o restrau heb neb yn gyffredin (Chan, Silverman a Vincent "
        "2021). Dewisir un model; gall trothwy arall ddewis un arall.",
    },
    "all-models": {
        "en": "Fits every hierarchical model of how lists depend on each other and averages them, each weighted by "
        "how well it fits for its size (BIC). Nothing hangs on the choice of one model.",
        "cy": "Yn ffitio pob model hierarchaidd o sut mae rhestrau'n dibynnu ar ei gilydd ac yn eu cyfartaleddu, gan "
        "bwyso pob un yn ôl pa mor dda y mae'n ffitio o'i faint (BIC). Nid oes dim yn dibynnu ar ddewis un model.",
    },
    "decomposable": {
        "en": "Averages over every decomposable pattern of dependence between lists, by the laws of probability "
        "(Madigan & York 1997). The interval says where the number lies with 95% probability, given the models.",
        "cy": "Yn cyfartaleddu dros bob patrwm dadelfenadwy o ddibyniaeth rhwng rhestrau, yn ôl deddfau tebygolrwydd "
        "(Madigan a York 1997). Mae'r cyfwng yn dweud ble mae'r nifer â thebygolrwydd o 95%, o dderbyn y modelau.",
    },
    "latent-class": {
        "en": "Supposes that people fall into groups, some easier to see than others, and lets the data say how many "
        "groups (Manrique-Vallier 2016).",
        "cy": "Yn tybio bod pobl mewn grwpiau, rhai'n haws eu gweld nag eraill, ac yn gadael i'r data ddweud faint o "
        "grwpiau sydd (Manrique-Vallier 2016).",
    },
    "doubly-robust": {
        "en": "Uses what is known of each person: among people who are alike, two lists are supposed to be "
        "independent (Das, Kennedy & Jewell 2024).",
        "cy": "Yn defnyddio'r hyn sy'n hysbys am bob person: ymhlith pobl debyg, tybir bod dwy restr yn annibynnol "
        "(Das, Kennedy a Jewell 2024).",
    },
}
