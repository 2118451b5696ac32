"""The statuses a run of a step can have."""

from __future__ import annotations

from enum import StrEnum


class Status(StrEnum):
    """How one run of a step stands."""

    NOT_STARTED = "not_started"  # nothing has started or opened it, or a trigger has not run out
    NOT_APPLICABLE = "not_applicable"  # the record shows it is no longer asked for, or a right has lapsed
    OPEN = "open"
    VARIED = "varied"  # open, with its limit varied in time
    DUE_SOON = "due_soon"
    LATE = "late"
    DONE = "done"
    DONE_LATE = "done_late"
