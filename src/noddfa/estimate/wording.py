"""The texts of this package in English and Welsh, whole sentences, and how numbers are written in them.

The Welsh has not been checked by a translator yet.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal, TypeAlias

from noddfa.estimate.bayes import words as bayes_words
from noddfa.estimate.covariates import words as covariates_words
from noddfa.estimate.loglinear import words as loglinear
from noddfa.estimate.simple import words as simple_words
from noddfa.estimate.study import words as study_words

Lang: TypeAlias = Literal["en", "cy"]
LANGUAGES: Final[tuple[Lang, Lang]] = ("en", "cy")
Texts: TypeAlias = Mapping[str, Mapping[Lang, str]]


def number(value: float, decimals: int = 0) -> str:
    """A number as both languages write it: `12,345` or `12,345.6`."""
    return f"{value:,.{decimals}f}"


def people(count: int, lang: Lang) -> str:
    """`1 person`, `2 people`; `1 person`, `2 o bobl`."""
    if count == 1:
        return "1 person"
    return f"{number(count)} people" if lang == "en" else f"{number(count)} o bobl"


def lists_of(count: int, lang: Lang) -> str:
    """`1 list`, `2 lists`; `1 rhestr`, `2 restr`, `3 rhestr` (only 'two' softens rh-)."""
    if lang == "en":
        return "1 list" if count == 1 else f"{count} lists"
    return "2 restr" if count == 2 else f"{count} rhestr"


VERDICTS: Final[Texts] = {
    "bears_estimate": {
        "en": "The data can bear an estimate.",
        "cy": "Gall y data gynnal amcangyfrif.",
    },
    "bears_lower_bound": {
        "en": "The data can bear only a lower bound.",
        "cy": "Dim ond arffin isaf y gall y data ei chynnal.",
    },
    "bears_none": {
        "en": "The data can bear no estimate.",
        "cy": "Ni all y data gynnal unrhyw amcangyfrif.",
    },
}

CLAIMS: Final[Texts] = {
    "bears_estimate": {"en": "Claims an estimate.", "cy": "Yn hawlio amcangyfrif."},
    "bears_lower_bound": {"en": "Claims only a lower bound.", "cy": "Yn hawlio arffin isaf yn unig."},
    "bears_none": {"en": "Gives no figure.", "cy": "Nid yw'n rhoi ffigur."},
}
"""The same of one method by its own checks: what the data bear is said once, of all methods together."""

REASONS: Final[Texts] = {
    **simple_words.REASONS,
    **covariates_words.REASONS,
    **study_words.REASONS,
    **bayes_words.REASONS,
    **loglinear.REASONS,
    "lists_and_overlaps": {
        "en": "There are {lists}; {overlapping} were seen on more than one list, and {empty} of the {pairs} pairs "
        "of lists share nobody.",
        "cy": "Mae {lists}; gwelwyd {overlapping} ar fwy nag un rhestr, ac nid oes neb yn gyffredin mewn {empty} "
        "o'r {pairs} pâr o restrau.",
    },
    "no_overlap": {
        "en": "Nobody is on more than one list, so nothing in the data says how many people are on none.",
        "cy": "Nid oes neb ar fwy nag un rhestr, felly nid oes dim yn y data sy'n dweud faint o bobl sydd heb fod "
        "ar yr un rhestr.",
    },
    "few_overlaps": {
        "en": "Only {overlapping} were seen on more than one list; with fewer than {needed} an estimate can be "
        "badly wrong.",
        "cy": "Dim ond {overlapping} a welwyd ar fwy nag un rhestr; gyda llai na {needed} gall amcangyfrif fod yn "
        "anghywir iawn.",
    },
    "counts_hidden": {
        "en": "In {cells} of the patterns the count is hidden, so from {least} to {most} people were seen. All that is "
        "said here of the table itself takes each hidden count as the fewest it may be.",
        "cy": "Mae'r cyfrif wedi'i guddio mewn {cells} o'r patrymau, felly gwelwyd rhwng {least} a {most} o bobl. Mae "
        "popeth a ddywedir yma am y tabl ei hun yn cymryd pob cyfrif cudd fel y lleiaf y gall fod.",
    },
    "counts_needed": {
        "en": "In {cells} of the patterns the count is hidden, and of the methods only latent classes can allow for "
        "that; the others give no figure.",
        "cy": "Mae'r cyfrif wedi'i guddio mewn {cells} o'r patrymau, a dim ond dosbarthiadau cudd o blith y dulliau a "
        "all ganiatáu ar gyfer hynny; nid yw'r lleill yn rhoi ffigur.",
    },
    "no_pairs_seen": {
        "en": "Nobody is on exactly two lists, so this form of the lower bound cannot be worked out.",
        "cy": "Nid oes neb ar ddwy restr yn union, felly ni ellir cyfrifo'r ffurf hon ar yr arffin isaf.",
    },
    "nobody_seen_once": {
        "en": "Everyone was seen on at least two lists, so the lower bound is the number seen.",
        "cy": "Gwelwyd pawb ar o leiaf ddwy restr, felly'r nifer a welwyd yw'r arffin isaf.",
    },
    "empty_lists": {
        "en": "These lists hold nobody and were left out: {names}.",
        "cy": "Nid oes neb ar y rhestrau hyn ac fe'u hepgorwyd: {names}.",
    },
    "too_few_lists": {
        "en": "Fewer than two lists hold anybody, so no overlap can exist.",
        "cy": "Mae pobl ar lai na dwy restr, felly ni all fod unrhyw orgyffwrdd.",
    },
    "complete_lists": {
        "en": "Everyone seen is on these lists, so independence can only answer that nobody is unseen: {names}.",
        "cy": "Mae pawb a welwyd ar y rhestrau hyn, felly'r unig ateb y gall annibyniaeth ei roi yw nad oes neb heb "
        "ei weld: {names}.",
    },
    "isolated_lists": {
        "en": "These lists share nobody with any other list: {names}.",
        "cy": "Nid oes gan y rhestrau hyn neb yn gyffredin ag unrhyw restr arall: {names}.",
    },
    "two_lists": {
        "en": "There are only two lists, so nothing in the data can show whether they are independent.",
        "cy": "Dim ond dwy restr sydd, felly ni all dim yn y data ddangos a ydynt yn annibynnol.",
    },
    "independence_assumed": {
        "en": "The independence figure supposes that being on one list does not change the chance of being on "
        "another. Where lists pass people on to each other it is too low; where they see different people it is "
        "too high.",
        "cy": "Mae'r ffigur annibyniaeth yn tybio nad yw bod ar un rhestr yn newid y siawns o fod ar restr arall. "
        "Lle mae rhestrau'n trosglwyddo pobl i'w gilydd mae'n rhy isel; lle maent yn gweld pobl wahanol mae'n rhy "
        "uchel.",
    },
    "independence_contradicted": {
        "en": "The data contradict independence (deviance {deviance} on {df} degrees of freedom), so do not rely on "
        "the independence figure or its interval.",
        "cy": "Mae'r data'n gwrth-ddweud annibyniaeth (gwyriant {deviance} ar {df} o raddau rhyddid), felly peidiwch "
        "â dibynnu ar y ffigur annibyniaeth na'i gyfwng.",
    },
    "lower_bound_method": {
        "en": "Chao's figures are floors, not estimates: when some people are harder to see than others and lists "
        "do not avoid each other's people, the true number is expected to be at least this.",
        "cy": "Lloriau yw ffigurau Chao, nid amcangyfrifon: pan fo rhai pobl yn anoddach eu gweld nag eraill ac nad "
        "yw rhestrau'n osgoi pobl ei gilydd, disgwylir bod y gwir nifer o leiaf mor uchel â hyn.",
    },
    "treats_lists_alike": {
        "en": "Chao's 1987 form takes all lists to be alike; with only {lists} of unequal size it can come out above "
        "the true number. Allowing for their sizes, the lower bound is {bound}.",
        "cy": "Mae ffurf 1987 Chao yn cymryd bod pob rhestr yr un fath; gyda dim ond {lists} o wahanol faint gall fod "
        "yn uwch na'r gwir nifer. O ystyried eu maint, yr arffin isaf yw {bound}.",
    },
    "lists_fall_apart": {
        "en": "The lists fall into groups that share nobody, so nothing ties them together: {groups}.",
        "cy": "Mae'r rhestrau'n ymrannu'n grwpiau nad oes neb yn gyffredin rhyngddynt, felly nid oes dim yn eu "
        "cysylltu: {groups}.",
    },
    "methods_differ": {
        "en": "The methods do not agree: from {low} ({low_method}) to {high} ({high_method}). The choice of method "
        "would decide the figure, so none of them is the figure.",
        "cy": "Nid yw'r dulliau'n cytuno: o {low} ({low_method}) i {high} ({high_method}). Byddai'r dewis o ddull yn "
        "penderfynu'r ffigur, felly nid yr un ohonynt yw'r ffigur.",
    },
    "methods_agree": {
        "en": "The methods that claim an estimate lie from {low} ({low_method}) to {high} ({high_method}).",
        "cy": "Mae'r dulliau sy'n hawlio amcangyfrif rhwng {low} ({low_method}) a {high} ({high_method}).",
    },
    "one_method": {
        "en": "Only one of the methods tried claims an estimate ({method}), and no other bears it out: one method "
        "alone does not make an estimate.",
        "cy": "Dim ond un o'r dulliau a roddwyd ar waith sy'n hawlio amcangyfrif ({method}), ac nid oes un arall yn "
        "ei ategu: nid yw un dull ar ei ben ei hun yn gwneud amcangyfrif.",
    },
    "missing_part": {
        "en": "Of the people seen on no list, {method} says there are from {lower} to {upper}.",
        "cy": "O ran y bobl na welwyd ar yr un rhestr, mae {method} yn dweud bod rhwng {lower} a {upper}.",
    },
    "missing_part_unknown": {
        "en": "Of the people seen on no list, {method} can only say that there are from {lower} to {upper}: too wide "
        "to be an estimate.",
        "cy": "O ran y bobl na welwyd ar yr un rhestr, ni all {method} ond dweud bod rhwng {lower} a {upper}: rhy "
        "eang i fod yn amcangyfrif.",
    },
    "rests_on_list": {
        "en": "The figure rests on one list: without {name} it is {again} instead of {whole} ({method}).",
        "cy": "Mae'r ffigur yn dibynnu ar un rhestr: heb {name} mae'n {again} yn lle {whole} ({method}).",
    },
    "nothing_without_list": {
        "en": "The figure rests on one list: without {name} there is none instead of {whole} ({method}).",
        "cy": "Mae'r ffigur yn dibynnu ar un rhestr: heb {name} nid oes un yn lle {whole} ({method}).",
    },
    "steady_without_lists": {
        "en": "Leaving out one list changes the figure to {again} at the most, without {name}, instead of {whole} "
        "({method}).",
        "cy": "Mae hepgor un rhestr yn newid y ffigur i {again} ar y mwyaf, heb {name}, yn lle {whole} ({method}).",
    },
    "closed_and_matched": {
        "en": "Every figure supposes that the same person was recognised on each list without error and that "
        "nobody joined or left the group during the period.",
        "cy": "Mae pob ffigur yn tybio bod yr un person wedi'i adnabod ar bob rhestr yn ddi-wall ac nad oes neb wedi "
        "ymuno â'r grŵp na'i adael yn ystod y cyfnod.",
    },
}

METHODS: Final[Texts] = {
    **simple_words.METHODS,
    **covariates_words.METHODS,
    **bayes_words.METHODS,
    **loglinear.METHODS,
    "chao": {"en": "Chao's lower bound (1987)", "cy": "Arffin isaf Chao (1987)"},
    "chao-unequal-lists": {
        "en": "Chao's lower bound, unequal lists (1989)",
        "cy": "Arffin isaf Chao, rhestrau anghyfartal (1989)",
    },
    "independence": {"en": "Independent lists (log-linear)", "cy": "Rhestrau annibynnol (log-linol)"},
}

INTERVALS: Final[Texts] = {
    **covariates_words.INTERVALS,
    **study_words.INTERVALS,
    **bayes_words.INTERVALS,
    **loglinear.INTERVALS,
    "log-normal": {"en": "log-normal", "cy": "log-normal"},
    "profile-likelihood": {"en": "profile likelihood", "cy": "tebygoliaeth proffil"},
}
