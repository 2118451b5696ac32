"""Who stands around an audit: desks for roles, so that lists and guards know it as they know any record.

The body's own auditors and managers; the auditors of the safeguarding board of its region; the national co-ordinator.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from noddfa.access.circle import give_desk
from noddfa.access.models import Membership, Organisation
from noddfa.access.roles import Role
from noddfa.audit.models import AuditRow

BOARD = "safeguarding_board"


def lay(record: uuid.UUID, body: Organisation, *, now: dt.datetime) -> None:
    """Give a new audit its desks. Safe to repeat."""
    for organisation, role in around(body):
        give_desk(record, organisation, role, now=now)


def around(body: Organisation) -> Iterable[tuple[str, Role]]:
    """Whose people, in which role, see the audits of a body."""
    yield body.pk, Role.AUDITOR
    yield body.pk, Role.MANAGER
    if body.region:
        boards = Organisation.objects.filter(kind=BOARD, region=body.region).exclude(pk=body.pk)
        for board in boards.values_list("pk", flat=True):
            yield board, Role.AUDITOR
    co_ordinating = Membership.objects.filter(role=Role.COORDINATOR).values_list("organisation_id", flat=True)
    for organisation in sorted(set(co_ordinating)):
        yield organisation, Role.COORDINATOR


def membership_saved(sender: type[Membership], instance: Membership, created: bool, **_: Any) -> None:
    """When a body gets its first co-ordinator, the audits there are come to their desk."""
    if not created or instance.role != Role.COORDINATOR:
        return
    earlier = Membership.objects.filter(role=Role.COORDINATOR, organisation_id=instance.organisation_id)
    if earlier.exclude(pk=instance.pk).exists():
        return
    for record in AuditRow.objects.values_list("record_id", flat=True):
        give_desk(record, instance.organisation_id, Role.COORDINATOR, now=timezone.now())
