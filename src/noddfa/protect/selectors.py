"""What other rooms may ask about cases."""

from noddfa.protect.case.asked import OpenedCase, cases_of_concern, opened_cases, told_to_reporter
from noddfa.protect.case.frame import OpenCase, frame, open_case
from noddfa.protect.case.still_open import open_cases
from noddfa.protect.clocks.pressing import pressing
from noddfa.protect.clocks.state import CaseFacts, Clocks, clocks, gather

__all__ = [
    "CaseFacts",
    "Clocks",
    "OpenCase",
    "OpenedCase",
    "cases_of_concern",
    "clocks",
    "frame",
    "gather",
    "open_case",
    "open_cases",
    "opened_cases",
    "pressing",
    "told_to_reporter",
]
