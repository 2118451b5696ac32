"""A small invented cast and what it records, for tests that need something in the chronicle and the vault."""

from __future__ import annotations

import datetime as dt
import uuid

from noddfa.access.actor import Actor
from noddfa.access.models import Membership, Organisation, User
from noddfa.access.roles import Role
from noddfa.chronicle.models import Record
from noddfa.recognise.services import About, Concern, Signs, record_concern

PASSWORD = "a long invented password"


def practitioner(email: str = "a@dychmygol.example") -> Actor:
    """Somebody who works for an invented body; the same person each time for one address."""
    body, _new = Organisation.objects.get_or_create(
        slug="corff-dychmygol",
        defaults={"kind": "school", "name_en": "Invented Body", "name_cy": "Corff Dychmygol"},
    )
    user = User.objects.filter(email=email).first()
    if user is None:
        user = User.objects.create_user(email, PASSWORD, name="Enghraifft Dychmygol")
    membership, _new = Membership.objects.get_or_create(
        user=user, organisation=body, role=Role.PRACTITIONER, defaults={"starts": dt.date(2020, 1, 1)}
    )
    return Actor.of(membership)


def concern(
    by: Actor, now: dt.datetime, *, seen: str, name: str, event_id: uuid.UUID | None = None
) -> Record:
    """A concern about somebody with a name, as a practitioner records it."""
    content = Concern(
        danger="no",
        called="",
        worried="me",
        worried_name="",
        profession="",
        seen=seen,
        signs=Signs(),
        exploitation=(),
        council="",
        area_basis="",
        place="",
    )
    return record_concern(
        content,
        about=About(name=name),
        by=by,
        now=now,
        happened=now,
        precision="minute",
        event_id=event_id or uuid.uuid4(),
    )
