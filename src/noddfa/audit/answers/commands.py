"""Answering a criterion.

Exceptions (each with a message for a person):
    NotYourAudit       the actor acts for another body than the one audited
    UnknownCriterion   this issue of the standards has no such criterion
    SignedAlready      the audit is signed as complete; it has to be opened again first
    AnsweredMeanwhile  somebody else answered since this form was opened
"""

from __future__ import annotations

import datetime as dt
import uuid

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from noddfa import chronicle
from noddfa.access.actor import Actor
from noddfa.audit import issue
from noddfa.audit.answers.kind import CriterionAnswered
from noddfa.audit.models import AnswerRow, AuditRow
from noddfa.chronicle.models import Event, Record


class NotYourAudit(ValidationError):
    """Only the body that is audited answers."""

    def __init__(self) -> None:
        super().__init__(_("Only the body that is audited answers its audit."), code="not_your_audit")


class UnknownCriterion(ValidationError):
    """The standards of this audit have no such criterion."""

    def __init__(self) -> None:
        super().__init__(_("The standards of this audit have no such criterion."), code="unknown_criterion")


class SignedAlready(ValidationError):
    """The audit is complete."""

    def __init__(self) -> None:
        super().__init__(
            _("This audit is signed as complete. A manager has to open it again before anything is changed."),
            code="signed_already",
        )


class AnsweredMeanwhile(ValidationError):
    """Somebody answered the same criterion after this form was opened."""

    code = "answered_meanwhile"

    def __init__(self) -> None:
        super().__init__(
            _(
                "Somebody else has answered this criterion since you opened it. Their answer is shown below. "
                "Send yours again if it is to stand instead; both are kept."
            ),
            code=self.code,
        )


@transaction.atomic
def answer(
    record: uuid.UUID,
    content: CriterionAnswered,
    *,
    by: Actor,
    now: dt.datetime,
    instead_of: uuid.UUID | None = None,
    event_id: uuid.UUID | None = None,
) -> Event:
    """Answer a criterion, or answer it further. Raises the exceptions above.

    instead_of: the answer that stood when the actor began to write; None when there was none.
    """
    audit = open_audit(record, by=by)
    if content.criterion not in {one.id for one in issue.of_version(audit.version).criteria}:
        raise UnknownCriterion
    sent_before = event_id is not None and Event.objects.filter(pk=event_id).exists()
    if not sent_before and standing_event(record, content.criterion) != instead_of:
        raise AnsweredMeanwhile
    return chronicle.record(record, content, by=by, now=now, event_id=event_id)


def open_audit(record: uuid.UUID, *, by: Actor) -> AuditRow:
    """The audit, locked until the end of the transaction. Raises NotYourAudit, SignedAlready."""
    Record.objects.select_for_update().get(pk=record)
    audit = AuditRow.objects.get(record=record)
    check_own(audit, by=by)
    if audit.state == AuditRow.State.SIGNED:
        raise SignedAlready
    return audit


def check_own(audit: AuditRow, *, by: Actor) -> None:
    """Raise NotYourAudit unless the actor acts for the body that is audited."""
    if audit.body != by.organisation:
        raise NotYourAudit


def may_answer(audit: AuditRow, *, by: Actor) -> bool:
    """Whether the actor's body may change this audit now: the yes or no of `open_audit`, for buttons."""
    return audit.body == by.organisation and audit.state != AuditRow.State.SIGNED


def standing_event(record: uuid.UUID, criterion: str) -> uuid.UUID | None:
    """The event of the answer that stands, or None."""
    return (
        AnswerRow.objects.filter(record=record, criterion=criterion).values_list("event", flat=True).first()
    )
