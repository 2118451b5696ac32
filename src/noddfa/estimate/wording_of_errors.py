"""What a person is told when a table cannot be read, in English and Welsh: one sentence each, with the remedy.

The Welsh has not been checked by a translator yet.
"""

from __future__ import annotations

from typing import Final

from noddfa.estimate.wording import Texts

COUNT_NAMES: Final = frozenset(
    {"count", "counts", "frequency", "freq", "n", "number", "people", "nifer", "amlder", "cyfrif", "pobl"}
)
"""Names by which the column of counts is known."""

PERSON_NAMES: Final = frozenset(
    {
        "person",
        "person id",
        "personid",
        "id",
        "individual",
        "individual id",
        "case",
        "case id",
        "unique id",
        "cluster",
        "cluster id",
        "unigolyn",
        "person unigryw",
        "rhif person",
    }
)
"""Names by which the column that says who is known."""

LIST_NAMES: Final = frozenset(
    {"list", "list name", "source", "source list", "register", "rhestr", "ffynhonnell"}
)
"""Names by which the column that says which list is known."""

PLACES: Final[Texts] = {
    "column": {"en": "column {column}", "cy": "colofn {column}"},
    "row": {"en": "row {row}", "cy": "rhes {row}"},
    "row_and_column": {"en": "row {row}, column {column}", "cy": "rhes {row}, colofn {column}"},
}

TABLE_ERRORS: Final[Texts] = {
    "no_such_file": {
        "en": "there is no file {name}; check its name and folder.",
        "cy": "nid oes ffeil o'r enw {name}; gwiriwch ei henw a'i ffolder.",
    },
    "unreadable": {
        "en": "the file {name} cannot be read; check that it is a file and that you may open it.",
        "cy": "ni ellir darllen y ffeil {name}; gwiriwch mai ffeil ydyw a bod gennych hawl i'w hagor.",
    },
    "too_large": {
        "en": "the file goes on past {kib} KiB; a table of patterns is far smaller, so check that this is the right "
        "file.",
        "cy": "mae'r ffeil yn fwy na {kib} KiB; mae tabl o batrymau yn llawer llai, felly gwiriwch mai hon yw'r ffeil "
        "gywir.",
    },
    "empty_file": {
        "en": "the file is empty; it needs a header and a row for each pattern.",
        "cy": "mae'r ffeil yn wag; mae angen pennawd a rhes ar gyfer pob patrwm.",
    },
    "byte_order_mark": {
        "en": "the file begins with a byte-order mark (as a spreadsheet's 'CSV UTF-8' does); save it as plain CSV, "
        "UTF-8 without the mark.",
        "cy": "mae'r ffeil yn dechrau â marc trefn beit (fel y gwna 'CSV UTF-8' taenlen); cadwch hi fel CSV plaen, "
        "UTF-8 heb y marc.",
    },
    "binary": {
        "en": "this is not text; save the table as a CSV file.",
        "cy": "nid testun yw hwn; cadwch y tabl fel ffeil CSV.",
    },
    "not_utf8": {
        "en": "there are letters here that are not in UTF-8; save the file again as CSV in UTF-8.",
        "cy": "mae llythrennau yma nad ydynt yn UTF-8; cadwch y ffeil eto fel CSV yn UTF-8.",
    },
    "bad_quotes": {
        "en": "a quotation mark is not closed or stands in the wrong place; put it right or take it out.",
        "cy": "nid yw dyfynnod wedi'i gau neu mae yn y lle anghywir; cywirwch ef neu ei dynnu.",
    },
    "long_cell": {
        "en": "there is more in one cell here than any name or count needs; check that this is the right file.",
        "cy": "mae mwy mewn un gell yma nag sydd ei angen ar unrhyw enw neu gyfrif; gwiriwch mai hon yw'r ffeil gywir.",
    },
    "no_header": {
        "en": "the names of the columns are missing; the first row must name each list and the column 'count'.",
        "cy": "mae enwau'r colofnau ar goll; rhaid i'r rhes gyntaf enwi pob rhestr a'r golofn 'count' neu 'nifer'.",
    },
    "semicolons": {
        "en": "the columns are separated by semicolons; save the file with commas.",
        "cy": "mae'r colofnau wedi'u gwahanu â hanner colonau; cadwch y ffeil gydag atalnodau (comas).",
    },
    "tabs": {
        "en": "the columns are separated by tabs; save the file with commas.",
        "cy": "mae'r colofnau wedi'u gwahanu â thabiau; cadwch y ffeil gydag atalnodau (comas).",
    },
    "bars": {
        "en": "the columns are separated by vertical bars; save the file with commas.",
        "cy": "mae'r colofnau wedi'u gwahanu â barrau fertigol; cadwch y ffeil gydag atalnodau (comas).",
    },
    "unnamed_column": {
        "en": "column number {at} has no name; name it or take it out.",
        "cy": "nid oes enw ar golofn rhif {at}; rhowch enw iddi neu ei thynnu.",
    },
    "bad_name": {
        "en": "the name of the column {name} is longer than {longest} letters or holds characters that cannot be "
        "seen; shorten it or type it again.",
        "cy": "mae enw'r golofn {name} yn hwy na {longest} llythyren neu'n cynnwys nodau na ellir eu gweld; "
        "byrhewch ef neu teipiwch ef eto.",
    },
    "duplicate_column": {
        "en": "two columns have this name; each list needs its own.",
        "cy": "mae'r enw hwn ar ddwy golofn; mae angen ei enw ei hun ar bob rhestr.",
    },
    "no_count_column": {
        "en": "the column of counts is missing; name one of the columns 'count', or where each row is a person, add a "
        "column 'person'.",
        "cy": "mae'r golofn gyfrif ar goll; rhowch yr enw 'count' neu 'nifer' ar un o'r colofnau, neu os person yw pob "
        "rhes, ychwanegwch golofn 'person'.",
    },
    "one_list": {
        "en": "there are fewer than two lists; an estimate needs two or more that can overlap.",
        "cy": "mae llai na dwy restr; mae angen dwy neu ragor a all orgyffwrdd i wneud amcangyfrif.",
    },
    "too_many_lists": {
        "en": "there are {got} lists, and at most {most} can be used; merge lists that are of one kind.",
        "cy": "mae {got} o restrau, a gellir defnyddio {most} ar y mwyaf; cyfunwch restrau o'r un math.",
    },
    "only_header": {
        "en": "there are no rows after the header; add a row for each pattern that was seen.",
        "cy": "nid oes rhesi ar ôl y pennawd; ychwanegwch res ar gyfer pob patrwm a welwyd.",
    },
    "ragged": {
        "en": "the row has {got} columns where the header has {expected}; make them the same.",
        "cy": "mae gan y rhes {got} o golofnau ond mae gan y pennawd {expected}; gwnewch hwy yr un fath.",
    },
    "empty_cell": {
        "en": "there is nothing here; write a number.",
        "cy": "nid oes dim yma; ysgrifennwch rif.",
    },
    "not_a_mark": {
        "en": "'{got}' is neither 0 nor 1; write 1 for people on this list and 0 for people not on it.",
        "cy": "nid 0 nac 1 yw '{got}'; ysgrifennwch 1 ar gyfer pobl ar y rhestr hon a 0 ar gyfer pobl nad ydynt arni.",
    },
    "not_a_number": {
        "en": "'{got}' is not a number; write the count in figures.",
        "cy": "nid rhif yw '{got}'; ysgrifennwch y cyfrif mewn ffigurau.",
    },
    "not_bounds": {
        "en": "'{got}' is neither a count nor a hidden one; write a number, or bounds such as <5, fewer than 5 or 1-4.",
        "cy": "nid cyfrif na chyfrif cudd yw '{got}'; ysgrifennwch rif, neu derfynau megis <5, llai na 5 neu 1-4.",
    },
    "below_nobody": {
        "en": "'{got}' leaves no number that the count could be; write 0, or bounds such as <5.",
        "cy": "nid yw '{got}' yn gadael unrhyw rif y gallai'r cyfrif fod; ysgrifennwch 0, neu derfynau megis <5.",
    },
    "bounds_turned": {
        "en": "'{got}' begins with the larger number; write the smaller first, such as 1-4.",
        "cy": "mae '{got}' yn dechrau gyda'r rhif mwyaf; ysgrifennwch y lleiaf yn gyntaf, megis 1-4.",
    },
    "bounds_wide": {
        "en": "the bounds '{got}' are more than {most} people apart; write closer ones.",
        "cy": "mae mwy na {most} o bobl rhwng y terfynau '{got}'; ysgrifennwch rai agosach.",
    },
    "hidden_counts": {
        "en": "some counts are hidden (such as <5), and what was asked needs every count; give the exact counts.",
        "cy": "mae rhai cyfrifon wedi'u cuddio (megis <5), ac mae angen pob cyfrif ar gyfer yr hyn y gofynnwyd "
        "amdano; rhowch yr union gyfrifon.",
    },
    "all_hidden": {
        "en": "every count from here on is 0 or hidden, and may be 0; at least one must be known to be more.",
        "cy": "mae pob cyfrif o'r fan hon ymlaen yn 0 neu wedi'i guddio, a gall fod yn 0; rhaid gwybod bod o leiaf un "
        "yn fwy.",
    },
    "stratum_hidden": {
        "en": "every count of the group '{got}' is hidden and may be 0; merge it with another group.",
        "cy": "mae pob cyfrif o'r grŵp '{got}' wedi'i guddio a gall fod yn 0; cyfunwch ef â grŵp arall.",
    },
    "not_whole": {
        "en": "'{got}' is not a whole number; counts are of people, written without a point.",
        "cy": "nid rhif cyfan yw '{got}'; cyfrif pobl a wneir, heb bwynt degol.",
    },
    "negative": {
        "en": "{got} is below zero; a count is 0 or more.",
        "cy": "mae {got} yn is na sero; 0 neu fwy yw cyfrif.",
    },
    "too_many_people": {
        "en": "the counts come to more than {most} people; correct them.",
        "cy": "mae'r cyfrifon yn dod i fwy na {most} o bobl; cywirwch hwy.",
    },
    "unseen_given": {
        "en": "this pattern is all zeros; people on no list are what is to be estimated, so take the row out.",
        "cy": "seroau yn unig yw'r patrwm hwn; y bobl sydd heb fod ar yr un rhestr yw'r hyn i'w amcangyfrif, felly "
        "tynnwch y rhes.",
    },
    "duplicate_pattern": {
        "en": "this pattern has been given already, in row {first}; add the two counts together in one row.",
        "cy": "mae'r patrwm hwn wedi'i roi eisoes, yn rhes {first}; adiwch y ddau gyfrif mewn un rhes.",
    },
    "all_zero": {
        "en": "every count from here on is 0; at least one person must have been seen.",
        "cy": "mae pob cyfrif o'r fan hon ymlaen yn 0; rhaid bod o leiaf un person wedi'i weld.",
    },
    "no_such_column": {
        "en": "there is no column {name}; the columns are {names}.",
        "cy": "nid oes colofn o'r enw {name}; y colofnau yw {names}.",
    },
    "empty_value": {
        "en": "there is nothing here; write what is known, or 'unknown'.",
        "cy": "nid oes dim yma; ysgrifennwch yr hyn sy'n hysbys, neu 'anhysbys'.",
    },
    "person_twice": {
        "en": "this person has a row already, row {first}; give each person one row.",
        "cy": "mae gan y person hwn res eisoes, rhes {first}; rhowch un rhes i bob person.",
    },
    "two_values": {
        "en": "'{got}' here, but '{before}' in row {first} for the same person; make them the same.",
        "cy": "'{got}' sydd yma, ond '{before}' yn rhes {first} ar gyfer yr un person; gwnewch hwy yr un fath.",
    },
    "too_many_strata": {
        "en": "there are {got} different groups, and at most {most} can be estimated; merge some of them.",
        "cy": "mae {got} o grwpiau gwahanol, a gellir amcangyfrif {most} ar y mwyaf; cyfunwch rai ohonynt.",
    },
    "on_no_list": {
        "en": "without this as a list, {got} of the people in the file would be on none; leave it a list, or take "
        "them out.",
        "cy": "heb hwn fel rhestr, ni fyddai {got} o'r bobl yn y ffeil ar yr un rhestr; gadewch ef yn rhestr, neu "
        "tynnwch nhw o'r ffeil.",
    },
    "not_a_frame": {
        "en": "this is no data frame with named columns of equal length; give one of pandas, polars or pyarrow.",
        "cy": "nid ffrâm ddata â cholofnau wedi'u henwi o'r un hyd yw hon; rhowch un o pandas, polars neu pyarrow.",
    },
}
