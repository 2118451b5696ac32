"""The texts of this room in English and Welsh. The Welsh has not been checked by a translator yet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from noddfa.estimate.wording import Texts

REASONS: Final[Texts] = {
    "draws_without_answer": {
        "en": "Of the {draws} draws of who is whom, {refused} give no figure, so none is given.",
        "cy": "O'r {draws} o dyniadau o bwy yw pwy, nid yw {refused} yn rhoi ffigur, felly ni roddir yr un.",
    },
    "draws_combined": {
        "en": "The figure combines {draws} draws of who is whom. Of its uncertainty {linkage}% comes from the "
        "matching of records and {lists}% from the lists.",
        "cy": "Mae'r ffigur yn cyfuno {draws} o dyniadau o bwy yw pwy. Daw {linkage}% o'i ansicrwydd o baru'r "
        "cofnodion a {lists}% o'r rhestrau.",
    },
    "saturated_empty_cells": {
        "en": "{empty} of the {patterns} patterns have nobody, so without a model the number unseen is not defined.",
        "cy": "Nid oes neb â {empty} o'r {patterns} o batrymau, felly heb fodel nid yw'r nifer heb eu gweld wedi'i "
        "ddiffinio.",
    },
    "highest_order_assumed": {
        "en": "The figure supposes that there is no dependence between all the lists at once beyond that among fewer "
        "of them. No data can show whether that is so.",
        "cy": "Mae'r ffigur yn tybio nad oes dibyniaeth rhwng yr holl restrau ar unwaith y tu hwnt i'r hyn sydd rhwng "
        "llai ohonynt. Ni all unrhyw ddata ddangos a yw hynny'n wir.",
    },
    "another_assumption": {
        "en": "This method rests on another assumption than that of no dependence between all lists at once, so it "
        "has no curve of this kind.",
        "cy": "Mae'r dull hwn yn dibynnu ar dybiaeth arall yn hytrach na diffyg dibyniaeth rhwng yr holl restrau ar "
        "unwaith, felly nid oes ganddo gromlin o'r math hwn.",
    },
}

INTERVALS: Final[Texts] = {
    "combined": {"en": "combined over draws", "cy": "wedi'i gyfuno dros dyniadau"},
}

CURVE: Final[Texts] = {
    "title": {
        "en": "How the estimate moves when its assumption is relaxed",
        "cy": "Sut mae'r amcangyfrif yn symud wrth lacio ei dybiaeth",
    },
    "axis": {"en": "People, seen and unseen", "cy": "Pobl, wedi'u gweld a heb eu gweld"},
    "ratio": {
        "en": "Highest-order odds ratio; at 1 the assumption holds. The data fit equally well at every value.",
        "cy": "Cymhareb ods y radd uchaf; mae'r dybiaeth yn dal pan fo'n 1. Mae'r data'n ffitio cystal ar bob gwerth.",
    },
    "summary": {
        "en": "People in all by the highest-order odds ratio.",
        "cy": "Cyfanswm y bobl yn ôl cymhareb ods y radd uchaf.",
    },
    "at": {"en": "at {xi}, {people}", "cy": "ar {xi}, {people}"},
    "mark": {
        "en": "{name}, {figure}: would hold at {xi}.",
        "cy": "{name}, {figure}: byddai'n dal ar {xi}.",
    },
}

STUDY: Final[Texts] = {
    "title": {
        "en": "How often intervals hold the true number",
        "cy": "Pa mor aml y mae cyfyngau'n cynnwys y gwir nifer",
    },
    "intro": {
        "en": "All intervals that were given. Dark: the interval holds the true number of people, as {level}% of them "
        "should. Pale, on the left: it lies wholly below. Grey, on the right: wholly above.",
        "cy": "Yr holl gyfyngau a roddwyd. Tywyll: mae'r cyfwng yn cynnwys y gwir nifer o bobl, fel y dylai {level}% "
        "ohonynt. Golau, ar y chwith: mae'n gyfan gwbl islaw. Llwyd, ar y dde: yn gyfan gwbl uwchlaw.",
    },
    "shares": {
        "en": "{held}% hold it, {low}% lie below, {high}% above",
        "cy": "{held}% yn ei gynnwys, {low}% islaw, {high}% uwchlaw",
    },
    "never": {"en": "never gave an interval", "cy": "ni roddodd gyfwng erioed"},
}
