"""Closing a case and opening it again. One rule, two uses: the command raises what the page shows beforehand.

Exceptions: NotYet (something still waits), NotOpen, NotClosed.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from noddfa import chronicle
from noddfa.access.actor import Actor
from noddfa.chronicle.models import Event
from noddfa.protect.closing.kind import CaseClosed, CaseReopened
from noddfa.protect.models import CaseRow


class NotYet(ValidationError):
    """The case cannot be closed while something waits; `reasons` says what."""

    def __init__(self, reasons: list[str]) -> None:
        self.reasons = reasons
        super().__init__(reasons, code="not_yet")


class NotOpen(ValidationError):
    """The case is closed already."""

    def __init__(self) -> None:
        super().__init__(_("The case is closed already."), code="not_open")


class NotClosed(ValidationError):
    """The case is open."""

    def __init__(self) -> None:
        super().__init__(_("The case is open."), code="not_closed")


def what_waits(row: CaseRow) -> list[str]:
    """Why a case cannot be closed yet, in words; empty when it can."""
    return list(_waiting(row))


@transaction.atomic
def close(case: uuid.UUID, content: CaseClosed, *, by: Actor, now: dt.datetime) -> Event:
    """Close a case. Raises NotOpen, NotYet."""
    row = CaseRow.objects.select_for_update().get(pk=case)
    if row.closed is not None:
        raise NotOpen
    reasons = what_waits(row)
    if reasons:
        raise NotYet(reasons)
    return chronicle.record(case, content, by=by, now=now)


@transaction.atomic
def reopen(case: uuid.UUID, content: CaseReopened, *, by: Actor, now: dt.datetime) -> Event:
    """Open a closed case again; its clocks run on from where they began. Raises NotClosed."""
    if CaseRow.objects.select_for_update().get(pk=case).closed is None:
        raise NotClosed
    return chronicle.record(case, content, by=by, now=now)


def _waiting(row: CaseRow) -> Iterator[str]:
    if row.missing_since is not None:
        yield _("The child is missing.")
    if row.open_actions:
        yield ngettext(
            "%(count)d action of a meeting is still open.",
            "%(count)d actions of meetings are still open.",
            row.open_actions,
        ) % {"count": row.open_actions}
