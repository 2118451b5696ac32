"""Signing an audit, opening it again.

Exceptions (beside those of answers/commands.py): NotAllAnswered, NotSigned.
"""

from __future__ import annotations

import datetime as dt
import uuid

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from noddfa import chronicle
from noddfa.access.actor import Actor
from noddfa.audit.answers.commands import check_own, open_audit
from noddfa.audit.models import AuditRow
from noddfa.audit.signing.kind import AuditReopened, AuditSigned
from noddfa.chronicle.models import Event, Record


class NotAllAnswered(ValidationError):
    """Criteria that are asked of the body have no answer yet; 'not known' is an answer."""

    def __init__(self, left: int) -> None:
        super().__init__(
            ngettext(
                "%(left)d criterion has no answer yet. 'Not known' is an answer.",
                "%(left)d criteria have no answer yet. 'Not known' is an answer.",
                left,
            ),
            code="not_all_answered",
            params={"left": left},
        )


class NotSigned(ValidationError):
    """Only a signed audit can be opened again."""

    def __init__(self) -> None:
        super().__init__(_("This audit is not signed: it is open already."), code="not_signed")


@transaction.atomic
def sign(record: uuid.UUID, content: AuditSigned, *, by: Actor, now: dt.datetime) -> Event:
    """Answer for the audit as complete. Raises NotYourAudit, SignedAlready, NotAllAnswered."""
    audit = open_audit(record, by=by)
    if audit.answered < audit.asked:
        raise NotAllAnswered(audit.asked - audit.answered)
    return chronicle.record(record, content, by=by, now=now)


@transaction.atomic
def reopen(record: uuid.UUID, content: AuditReopened, *, by: Actor, now: dt.datetime) -> Event:
    """Let a signed audit be changed again, saying why. Raises NotYourAudit, NotSigned."""
    Record.objects.select_for_update().get(pk=record)
    audit = AuditRow.objects.get(record=record)
    check_own(audit, by=by)
    if audit.state != AuditRow.State.SIGNED:
        raise NotSigned
    return chronicle.record(record, content, by=by, now=now)
