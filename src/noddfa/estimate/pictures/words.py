"""The words of the pictures, in English and Welsh. The Welsh has not been checked by a translator yet."""

from __future__ import annotations

from typing import Final

from noddfa.estimate.wording import Texts

OVERLAPS: Final[Texts] = {
    "title": {
        "en": "How many people were seen on which lists",
        "cy": "Faint o bobl a welwyd ar ba restrau",
    },
    "axes": {
        "en": "A dot for each list of the pattern; the bar shows how many people have exactly that pattern.",
        "cy": "Dot ar gyfer pob rhestr yn y patrwm; mae'r bar yn dangos faint o bobl sydd â'r union batrwm hwnnw.",
    },
    "seen_on": {"en": "Seen on {lists}: {people}", "cy": "Gwelwyd ar {lists}: {people}"},
    "left_out": {
        "en": "Patterns not drawn: {patterns}, with {people} in all. They are in the table.",
        "cy": "Patrymau heb eu dangos: {patterns}, gyda {people} i gyd. Maent yn y tabl.",
    },
    "summary": {
        "en": "In all, {people} seen on at least one of {lists}.",
        "cy": "Gwelwyd cyfanswm o {people} ar o leiaf un o {lists}.",
    },
    "largest": {
        "en": "The largest overlap is {names}: {people}.",
        "cy": "Y gorgyffwrdd mwyaf yw {names}: {people}.",
    },
}

ESTIMATES: Final[Texts] = {
    "title": {
        "en": "How many people there are in all, by each method",
        "cy": "Faint o bobl sydd i gyd, yn ôl pob dull",
    },
    "key": {
        "en": "A dot is an estimate, a ring a lower bound; the bar is the interval.",
        "cy": "Amcangyfrif yw dot, arffin isaf yw cylch gwag; y cyfwng yw'r bar.",
    },
    "seen": {
        "en": "The short dashed line marks those who were seen: {people}.",
        "cy": "Mae'r llinell doredig fer yn dangos y rhai a welwyd: {people}.",
    },
    "logarithmic": {
        "en": "On this scale equal distances are equal factors.",
        "cy": "Ar y raddfa hon mae pellteroedd cyfartal yn ffactorau cyfartal.",
    },
    "none": {"en": "no answer", "cy": "dim ateb"},
    "with_interval": {"en": "{point} ({lower} to {upper})", "cy": "{point} ({lower} i {upper})"},
}

POSTERIOR: Final[Texts] = {
    "title": {
        "en": "How probable each number of people is: {method}",
        "cy": "Pa mor debygol yw pob nifer o bobl: {method}",
    },
    "key": {
        "en": "The higher the column, the more probable that many people in all. The line below is the interval.",
        "cy": "Po uchaf y golofn, mwyaf tebygol yw'r nifer hwnnw o bobl i gyd. Y llinell oddi tani yw'r cyfwng.",
    },
    "described": {
        "en": "{method}: most of the probability lies from {lower} to {upper} people.",
        "cy": "{method}: mae'r rhan fwyaf o'r tebygolrwydd rhwng {lower} a {upper} o bobl.",
    },
}
