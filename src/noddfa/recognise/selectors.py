"""What other rooms may read of concerns. Thin: the rules stand in concern/."""

from noddfa.recognise.concern.advice import Advice, advice_on
from noddfa.recognise.concern.alike import Resembling, bodies_alike, records_alike, statements_of
from noddfa.recognise.concern.clocks import (
    OF_THE_DESK,
    OF_THE_REPORTER,
    PROTOCOL,
    Clock,
    clocks_of,
    settled_at,
    states_of,
)
from noddfa.recognise.concern.councils import name_of as council_name
from noddfa.recognise.concern.councils import offered as councils_offered
from noddfa.recognise.concern.councils import place_of as council_place
from noddfa.recognise.concern.listing import plain_reference, with_reference
from noddfa.recognise.concern.reading import (
    FIRST_SAID,
    ConcernAsRead,
    as_read,
    born_words,
    identity_rows,
    names_of_many,
    note,
    timeline_of,
)

__all__ = [
    "FIRST_SAID",
    "OF_THE_DESK",
    "OF_THE_REPORTER",
    "PROTOCOL",
    "Advice",
    "Clock",
    "ConcernAsRead",
    "Resembling",
    "advice_on",
    "as_read",
    "bodies_alike",
    "born_words",
    "clocks_of",
    "council_name",
    "council_place",
    "councils_offered",
    "identity_rows",
    "names_of_many",
    "note",
    "plain_reference",
    "records_alike",
    "settled_at",
    "statements_of",
    "states_of",
    "timeline_of",
    "with_reference",
]
