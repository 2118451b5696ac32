"""The texts of this room in English and Welsh. The Welsh has not been checked by a translator yet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from noddfa.estimate.wording import Texts

REASONS: Final[Texts] = {
    "pair_headline": {
        "en": "The figure sets the list with the most people, {first}, against {second}: a rule that looks only at "
        "how large the lists are.",
        "cy": "Mae'r ffigur yn gosod y rhestr â'r nifer mwyaf o bobl, {first}, yn erbyn {second}: rheol sy'n edrych "
        "ar faint y rhestrau yn unig.",
    },
    "pair_taken": {
        "en": "The figure comes from two lists alone ({first}; {second}).",
        "cy": "Daw'r ffigur o ddwy restr yn unig ({first}; {second}).",
    },
    "pair_shares_nobody": {
        "en": "Nobody is on both sides ({first}; {second}), so the two say nothing of how many people are on neither.",
        "cy": "Nid oes neb ar y ddwy ochr ({first}; {second}), felly nid ydynt yn dweud dim am faint o bobl sydd heb "
        "fod ar y naill na'r llall.",
    },
    "pair_holds_everybody": {
        "en": "Everyone on one side is also on the other ({first}; {second}), so the two can only answer that nobody "
        "is unseen.",
        "cy": "Mae pawb ar un ochr hefyd ar y llall ({first}; {second}), felly'r unig ateb posibl yw nad oes neb heb "
        "ei weld.",
    },
    "pair_below_seen": {
        "en": "The two lists ({first}; {second}) give fewer people than were seen on all lists, so they are not "
        "independent.",
        "cy": "Mae'r ddwy restr ({first}; {second}) yn rhoi llai o bobl nag a welwyd ar yr holl restrau, felly nid "
        "ydynt yn annibynnol.",
    },
    "pairs_differ": {
        "en": "Taken two by two, lists that share anyone give from {low} ({low_lists}) to {high} ({high_lists}); the "
        "further apart, the less independent they are.",
        "cy": "O'u cymryd fesul dwy, mae'r rhestrau sydd â rhywun yn gyffredin yn rhoi o {low} ({low_lists}) i {high} "
        "({high_lists}); po fwyaf y gwahaniaeth, lleiaf annibynnol ydynt.",
    },
    "pair_independence_assumed": {
        "en": "The Lincoln-Petersen figure supposes that being on one side of the pair does not change the chance of "
        "being on the other. Where they pass people on to each other it is too low; where they see different "
        "people it is too high.",
        "cy": "Mae ffigur Lincoln-Petersen yn tybio nad yw bod ar un ochr i'r pâr yn newid y siawns o fod ar y llall. "
        "Lle maent yn trosglwyddo pobl i'w gilydd mae'n rhy isel; lle maent yn gweld pobl wahanol mae'n rhy uchel.",
    },
    "three_lists_needed": {
        "en": "Fewer than three lists hold anybody, and sample coverage needs three.",
        "cy": "Mae pobl ar lai na thair rhestr, ac mae angen tair ar y dull cwmpas sampl.",
    },
    "coverage": {
        "en": "The sample coverage is {coverage}%: on average, that share of a list's people are on another list "
        "too.",
        "cy": "Cwmpas y sampl yw {coverage}%: ar gyfartaledd, dyna'r gyfran o bobl rhestr sydd ar restr arall hefyd.",
    },
    "coverage_high": {
        "en": "That is enough for the figure that allows for dependence between pairs of lists; it neglects "
        "dependence of three lists beyond that.",
        "cy": "Mae hynny'n ddigon ar gyfer y ffigur sy'n ystyried dibyniaeth rhwng parau o restrau; mae'n anwybyddu "
        "dibyniaeth rhwng tair rhestr y tu hwnt i hynny.",
    },
    "coverage_low": {
        "en": "Below 55% the figure that allows fully for dependence is too unsteady. The one-step figure goes part "
        "of the way and is a lower bound where lists share more people than chance would.",
        "cy": "O dan 55% mae'r ffigur sy'n ystyried dibyniaeth yn llawn yn rhy ansefydlog. Mae'r ffigur un cam yn "
        "mynd ran o'r ffordd ac mae'n arffin isaf lle mae rhestrau'n rhannu mwy o bobl nag y byddai siawns.",
    },
    "coverage_unsteady": {
        "en": "The figure that allows fully for dependence has a standard error of more than a third of it, so the "
        "one-step figure is given, as a lower bound.",
        "cy": "Mae cyfeiliornad safonol y ffigur sy'n ystyried dibyniaeth yn llawn yn fwy na thraean ohono, felly "
        "rhoddir y ffigur un cam, fel arffin isaf.",
    },
    "coverage_negative": {
        "en": "On balance the lists share fewer people than chance would, so the one-step figure would be an upper "
        "bound; none is given.",
        "cy": "At ei gilydd mae'r rhestrau'n rhannu llai o bobl nag y byddai siawns, felly arffin uchaf fyddai'r "
        "ffigur un cam; ni roddir yr un.",
    },
    "jackknife_few_lists": {
        "en": "The jackknife takes all lists to be alike and needs many of them; with {lists} it usually stays far "
        "below the true number.",
        "cy": "Mae'r jackknife yn cymryd bod pob rhestr yr un fath ac mae angen llawer ohonynt; gyda {lists} mae fel "
        "arfer ymhell islaw'r gwir nifer.",
    },
    "jackknife_below_seen": {
        "en": "The jackknife of second order comes out below the number seen, so it gives no figure.",
        "cy": "Mae jackknife yr ail radd yn is na'r nifer a welwyd, felly nid yw'n rhoi ffigur.",
    },
}

METHODS: Final[Texts] = {
    "lincoln-petersen": {
        "en": "Two lists (Lincoln-Petersen, Chapman)",
        "cy": "Dwy restr (Lincoln-Petersen, Chapman)",
    },
    "sample-coverage": {
        "en": "Sample coverage (Chao & Tsay)",
        "cy": "Cwmpas sampl (Chao a Tsay)",
    },
    "jackknife": {"en": "Jackknife (Burnham & Overton)", "cy": "Jackknife (Burnham ac Overton)"},
}
