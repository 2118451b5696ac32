"""The invented people one can sign in as, and the invented bodies some of them work for."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from noddfa.access.actor import Actor
from noddfa.access.models import Membership, Organisation, User
from noddfa.access.roles import Role

DOMAIN = "demo.noddfa.invalid"

NEWPORT = "W06000022"
CARDIFF = "W06000015"
GWYNEDD = "W06000002"
GWENT_POLICE = "W15000002"
SCHOOL = "ysgol-ddychmygol"
REFUGE = "lloches-enghraifft"
GWENT_BOARD = "board-gwent"
GOVERNMENT = "welsh-government"

IN_POST_FOR = dt.timedelta(days=4 * 366)


@dataclass(frozen=True)
class DemoBody:
    """A body that is in no official list."""

    slug: str
    kind: str
    name_en: str
    name_cy: str
    region: str


@dataclass(frozen=True)
class DemoPerson:
    """Somebody to sign in as: a short name for the address, a plainly invented name, and their place."""

    key: str
    name: str
    role: Role
    body: str
    language: str = "en"
    listed: bool = True  # offered on the sign-in page; others only stand in the records

    @property
    def email(self) -> str:
        """The address of the account; .invalid leads nowhere, by RFC 2606."""
        return f"{self.key}@{DOMAIN}"


BODIES = (
    DemoBody(
        SCHOOL, "school", "Ysgol Ddychmygol (invented school)", "Ysgol Ddychmygol (ysgol ddychmygol)", "gwent"
    ),
    DemoBody(
        REFUGE, "support_provider", "Example Refuge (invented)", "Lloches Enghraifft (dychmygol)", "gwent"
    ),
)

PEOPLE = (
    DemoPerson("teacher", "Tesni Athrawes-Ddychmygol", Role.PRACTITIONER, SCHOOL),
    DemoPerson("duty", "Dafydd Dyletswydd-Ddychmygol", Role.DUTY_OFFICER, NEWPORT),
    DemoPerson("lead", "Lowri Achos-Ddychmygol", Role.CASE_LEAD, NEWPORT),
    DemoPerson("manager", "Menna Rheolwr-Ddychmygol", Role.MANAGER, NEWPORT),
    DemoPerson("support", "Seren Cymorth-Ddychmygol", Role.SUPPORT_WORKER, REFUGE),
    DemoPerson("administrator", "Gwyn Gweinyddwr-Dychmygol", Role.AGENCY_ADMINISTRATOR, NEWPORT),
    DemoPerson("coordinator", "Ceri Cydlynydd-Dychmygol", Role.COORDINATOR, GOVERNMENT, language="cy"),
    DemoPerson("analyst", "Alun Dadansoddwr-Dychmygol", Role.ANALYST, GOVERNMENT),
    DemoPerson("auditor", "Angharad Archwilydd-Ddychmygol", Role.AUDITOR, GWENT_BOARD),
    DemoPerson("learner", "Llew Dysgwr-Dychmygol", Role.LEARNER, SCHOOL),
    DemoPerson("police", "Prys Heddwas-Dychmygol", Role.PRACTITIONER, GWENT_POLICE),
    DemoPerson("cardiff-duty", "Catrin Dyletswydd-Enghraifft", Role.DUTY_OFFICER, CARDIFF),
    DemoPerson("gwynedd-duty", "Guto Dyletswydd-Enghraifft", Role.DUTY_OFFICER, GWYNEDD, language="cy"),
)


def make_bodies() -> None:
    """Add the invented bodies to the official ones."""
    for body in BODIES:
        Organisation.objects.update_or_create(
            slug=body.slug,
            defaults={
                "kind": body.kind,
                "name_en": body.name_en,
                "name_cy": body.name_cy,
                "region": body.region,
            },
        )


def make_person(person: DemoPerson, *, starts: dt.date) -> Actor:
    """Add one invented worker with their membership; nobody can sign in as them by password."""
    user = User.objects.create_user(person.email, name=person.name, language=person.language)
    membership = Membership.objects.create(
        user=user, organisation_id=person.body, role=person.role, starts=starts
    )
    return Actor.of(Membership.objects.select_related("user", "organisation").get(pk=membership.pk))


def make_people(*, starts: dt.date) -> dict[str, Actor]:
    """Add everybody; returns the actors by key."""
    return {person.key: make_person(person, starts=starts) for person in PEOPLE}


def listed() -> tuple[DemoPerson, ...]:
    """Those offered on the sign-in page, in the order of the journey."""
    return tuple(person for person in PEOPLE if person.listed)


def sign_in_lines() -> list[str]:
    """The same for the terminal: role and name, in the language in force."""
    return [f"{person.role.label}: {person.name}" for person in listed()]
