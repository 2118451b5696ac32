"""The texts of this room in English and Welsh. The Welsh has not been checked by a translator yet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from noddfa.estimate.wording import Texts

REASONS: Final[Texts] = {
    "number_of_lists": {
        "en": "This method is for {fewest} to {most} lists that hold somebody; here there are {used}.",
        "cy": "Mae'r dull hwn ar gyfer {fewest} i {most} o restrau y mae rhywun arnynt; {used} sydd yma.",
    },
    "posterior_cut": {
        "en": "{share} of the posterior lies close to the most unseen that were allowed ({limit}), so its upper end "
        "comes from that limit and not from the data.",
        "cy": "Mae {share} o'r posterior yn agos at y nifer mwyaf heb eu gweld a ganiatawyd ({limit}), felly o'r "
        "terfyn hwnnw ac nid o'r data y daw ei ben uchaf.",
    },
    "prior_decides": {
        "en": "The data set no upper end: {share} of the posterior lies close to the most unseen that were allowed "
        "({limit}), so any figure would only repeat that limit.",
        "cy": "Nid yw'r data'n gosod pen uchaf: mae {share} o'r posterior yn agos at y nifer mwyaf heb eu gweld a "
        "ganiatawyd ({limit}), felly ni fyddai unrhyw ffigur ond yn ailadrodd y terfyn hwnnw.",
    },
    "several_peaks": {
        "en": "The posterior has peaks that stand apart, near {places}: different patterns of dependence explain the "
        "overlaps about as well and give different answers. The middle of them all is no answer of any.",
        "cy": "Mae gan y posterior frigau ar wahân, yn agos at {places}: mae patrymau gwahanol o ddibyniaeth yn "
        "egluro'r gorgyffwrdd bron cystal â'i gilydd ac yn rhoi atebion gwahanol. Nid yw canol y cyfan yn ateb gan yr "
        "un ohonynt.",
    },
    "decomposable_assumed": {
        "en": "The decomposable figure averages over every decomposable pattern of dependence between pairs of lists, "
        "but not over people being harder or easier to see than others.",
        "cy": "Mae'r ffigur dadelfenadwy yn cyfartaleddu dros bob patrwm dadelfenadwy o ddibyniaeth rhwng parau o "
        "restrau, ond nid dros y ffaith fod rhai pobl yn anoddach neu'n haws eu gweld nag eraill.",
    },
    "latent_class_assumed": {
        "en": "The latent-class figure supposes that people fall into groups within which lists are independent; the "
        "data cannot show whether a group that no list reaches exists, and none such is counted.",
        "cy": "Mae'r ffigur dosbarthiadau cudd yn tybio bod pobl mewn grwpiau lle mae'r rhestrau'n annibynnol; ni all "
        "y data ddangos a oes grŵp nad yw'r un rhestr yn ei gyrraedd, ac ni chyfrifir grŵp felly.",
    },
    "censored_cells": {
        "en": "The exact count of {cells} of the patterns is not known, only its bounds, and the interval allows for "
        "that.",
        "cy": "Nid yw union gyfrif {cells} o'r patrymau yn hysbys, dim ond ei derfynau, ac mae'r cyfwng yn caniatáu ar "
        "gyfer hynny.",
    },
    "chains_unsettled": {
        "en": "The simulation has not settled well enough to be relied on to the last digits (R-hat {rhat}, {ess} "
        "effective draws); run it for longer.",
        "cy": "Nid yw'r efelychiad wedi setlo'n ddigon da i ddibynnu arno i'r digidau olaf (R-hat {rhat}, {ess} o "
        "dyniadau effeithiol); rhedwch ef am ragor o amser.",
    },
    "chains_disagree": {
        "en": "The simulation has not settled (R-hat {rhat}, {ess} effective draws), so it gives no figure; run it for "
        "longer.",
        "cy": "Nid yw'r efelychiad wedi setlo (R-hat {rhat}, {ess} o dyniadau effeithiol), felly nid yw'n rhoi ffigur; "
        "rhedwch ef am ragor o amser.",
    },
}

METHODS: Final[Texts] = {
    "decomposable": {
        "en": "All decomposable graphs, averaged (Bayesian)",
        "cy": "Pob graff dadelfenadwy, wedi'i gyfartaleddu (Bayesaidd)",
    },
    "latent-class": {
        "en": "Latent classes (Bayesian, non-parametric)",
        "cy": "Dosbarthiadau cudd (Bayesaidd, amharametrig)",
    },
}

INTERVALS: Final[Texts] = {
    "posterior": {"en": "posterior", "cy": "posterior"},
}
