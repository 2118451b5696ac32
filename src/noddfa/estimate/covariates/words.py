"""The texts of this room in English and Welsh. The Welsh has not been checked by a translator yet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from noddfa.estimate.wording import Texts

REASONS: Final[Texts] = {
    "covariates_needed": {
        "en": "This method needs a row for each person with something known of them (such as age or region); a "
        "table of counts does not have it.",
        "cy": "Mae angen rhes ar gyfer pob person gyda rhywbeth sy'n hysbys amdanynt (megis oedran neu ranbarth) ar "
        "gyfer y dull hwn; nid yw hynny mewn tabl o gyfrifon.",
    },
    "nuisance_not_converged": {
        "en": "The model of who is on which list, given what is known of them, did not settle, so there is no "
        "figure.",
        "cy": "Ni setlodd y model o bwy sydd ar ba restr, o ystyried yr hyn sy'n hysbys amdanynt, felly nid oes "
        "ffigur.",
    },
    "robust_below_seen": {
        "en": "The doubly robust figure is not above the number of people seen, so none is given.",
        "cy": "Nid yw'r ffigur cadarn dwbl yn uwch na nifer y bobl a welwyd, felly ni roddir yr un.",
    },
    "independent_given_covariates": {
        "en": "The figure supposes that, among people alike in {covariates}, being on one side of the pair does not "
        "change the chance of being on the other.",
        "cy": "Mae'r ffigur yn tybio, ymhlith pobl sydd yr un fath o ran {covariates}, nad yw bod ar un ochr i'r pâr "
        "yn newid y siawns o fod ar y llall.",
    },
    "two_lists_given_covariates": {
        "en": "There are only two lists, so nothing in the data can show whether they are independent among people "
        "who are alike.",
        "cy": "Dim ond dwy restr sydd, felly ni all dim yn y data ddangos a ydynt yn annibynnol ymhlith pobl sydd yr "
        "un fath.",
    },
    "pair_shares_few": {
        "en": "Only {both} people are on both sides ({first}; {second}), too few for a figure to be relied on.",
        "cy": "Dim ond {both} o bobl sydd ar y ddwy ochr ({first}; {second}), rhy ychydig i ddibynnu ar ffigur.",
    },
    "chances_raised": {
        "en": "For {share}% of the people the chance of being on both sides is close to nothing, so the figure leans "
        "on the model there.",
        "cy": "I {share}% o'r bobl mae'r siawns o fod ar y ddwy ochr yn agos at ddim, felly mae'r ffigur yn pwyso ar "
        "y model yno.",
    },
    "pairs_disagree": {
        "en": "Pairs of lists give figures (from {low} to {high}) that differ from this one by more than chance, so "
        "the covariates do not explain how the lists work together.",
        "cy": "Mae parau o restrau'n rhoi ffigurau (o {low} i {high}) sy'n gwahaniaethu oddi wrth hwn yn fwy na "
        "siawns, felly nid yw'r hyn sy'n hysbys am y bobl yn egluro sut mae'r rhestrau'n gweithio gyda'i gilydd.",
    },
    "stratum_pooled": {
        "en": "This figure leans on the other groups where its own overlaps are few.",
        "cy": "Mae'r ffigur hwn yn pwyso ar y grwpiau eraill lle mae ei orgyffwrdd ei hun yn brin.",
    },
    "stratum_borrowed": {
        "en": "This group's own lists give no figure; the one shown supposes that it is like the other groups.",
        "cy": "Nid yw rhestrau'r grŵp hwn yn rhoi ffigur; mae'r un a ddangosir yn tybio ei fod yn debyg i'r grwpiau "
        "eraill.",
    },
    "strata_borrowed": {
        "en": "These groups have no figure of their own and are supposed to be like the others: {names}.",
        "cy": "Nid oes gan y grwpiau hyn ffigur eu hunain a thybir eu bod yn debyg i'r lleill: {names}.",
    },
    "strata_without_answer": {
        "en": "These groups have no figure, so there is no sum: {names}.",
        "cy": "Nid oes ffigur ar gyfer y grwpiau hyn, felly nid oes cyfanswm: {names}.",
    },
    "strata_weakest": {
        "en": "The sum bears no more than its weakest groups: {names}.",
        "cy": "Nid yw'r cyfanswm yn cynnal mwy na'i grwpiau gwannaf: {names}.",
    },
    "strata_summed": {
        "en": "The figure is the sum of {strata} groups, each estimated apart; the interval is for the sum.",
        "cy": "Swm {strata} o grwpiau yw'r ffigur, pob un wedi'i amcangyfrif ar wahân; ar gyfer y swm y mae'r cyfwng.",
    },
}

METHODS: Final[Texts] = {
    "doubly-robust": {
        "en": "Doubly robust, with covariates",
        "cy": "Cadarn dwbl, gyda chydnewidynnau",
    },
}

INTERVALS: Final[Texts] = {
    "simulation": {"en": "simulated sum of groups", "cy": "swm grwpiau wedi'i efelychu"},
}
