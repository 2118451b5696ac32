"""Practice as dated data: what the field knows and asks, in both languages, with source and status.

Loaders return frozen records and are cached; a file that will not do raises PracticeError, which
names file, line and field. Rooms: `indicators`, `areas`, `organisations`, `helplines`, `glossary`,
`support`, `audit`, `nrm`, `course`, `lists`, `series`, `sources`, `protocols`, and `welsh` (order
of the alphabet, mutations). Not here: what happened to anyone, and any Django.
"""

from __future__ import annotations

from noddfa.practice.bilingual import CY_STATUSES, STATUSES, status_text
from noddfa.practice.errors import LANGS, Lang, PracticeError
from noddfa.practice.report import Unchecked, unchecked

__all__ = [
    "CY_STATUSES",
    "LANGS",
    "STATUSES",
    "Lang",
    "PracticeError",
    "Unchecked",
    "status_text",
    "unchecked",
]
