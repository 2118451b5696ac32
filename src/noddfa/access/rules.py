"""Who may do what: every permission of the platform, on one page.

A permission is a predicate over the actor and, where it concerns a record, where the actor stands towards that
record. Guards (guard.py) name one for each route; commands check the same ones. A test walks every route with
every role, as somebody in the circle and as somebody who is not.
"""

from __future__ import annotations

from collections.abc import Callable

import rules
from rules import predicate

from noddfa.access.actor import Actor
from noddfa.access.circle import Standing
from noddfa.access.models import Part
from noddfa.access.roles import Role

Predicate = Callable[..., bool]

CASEWORK = (Role.PRACTITIONER, Role.DUTY_OFFICER, Role.CASE_LEAD, Role.MANAGER, Role.SUPPORT_WORKER)


def has_role(*roles: Role) -> Predicate:
    """The actor acts in one of these roles."""

    @predicate("role:" + "|".join(roles))
    def acts_in_role(actor: Actor) -> bool:
        return actor.role in roles

    return acts_in_role


@predicate
def is_member(actor: Actor) -> bool:
    """The actor holds an open membership of some body."""
    return actor.role is not None


@predicate
def anybody(actor: Actor | None) -> bool:
    """Open to the public."""
    return True


@predicate
def may_look(actor: Actor, standing: Standing | None) -> bool:
    """In the circle, at the desk, supervising, or with broken glass; and not locked out."""
    return standing is not None and standing.may_look


@predicate
def in_circle(actor: Actor, standing: Standing | None) -> bool:
    """A member of the circle other than the report-maker, or someone who broke the glass."""
    return (
        standing is not None
        and not standing.locked_out
        and (standing.part in (Part.LEAD, Part.WORKER) or standing.broke_glass)
    )


@predicate
def works_on_it(actor: Actor, standing: Standing | None) -> bool:
    """A member of the circle other than the report-maker. Broken glass is not enough."""
    return standing is not None and not standing.locked_out and standing.part in (Part.LEAD, Part.WORKER)


@predicate
def leads(actor: Actor, standing: Standing | None) -> bool:
    """The case lead of this record."""
    return standing is not None and not standing.locked_out and standing.part == Part.LEAD


@predicate
def reported(actor: Actor, standing: Standing | None) -> bool:
    """Made the report (or is writing the concern)."""
    return standing is not None and not standing.locked_out and standing.part == Part.REPORTER


@predicate
def at_desk(actor: Actor, standing: Standing | None) -> bool:
    """Works at the desk this record came to."""
    return standing is not None and not standing.locked_out and standing.at_desk


@predicate
def supervises(actor: Actor, standing: Standing | None) -> bool:
    """Manages a body that works on this record."""
    return standing is not None and not standing.locked_out and standing.supervises


@predicate
def manages_reporter(actor: Actor, standing: Standing | None) -> bool:
    """Manages a body that did no more than report this."""
    return standing is not None and not standing.locked_out and standing.manages_reporter


caseworker = has_role(*CASEWORK)

# ---- everyone ----
rules.add_perm("anyone", anybody)
rules.add_perm("signed_in", rules.always_true)  # the guard has seen to the signing in
rules.add_perm("home.see", is_member)
rules.add_perm("learn.take", is_member)
rules.add_perm("learn.see_body", has_role(Role.MANAGER, Role.AGENCY_ADMINISTRATOR))
rules.add_perm("learn.see_country", has_role(Role.COORDINATOR, Role.ANALYST))  # counts of bodies, no person

# ---- any record: the family or the event kind then names what it takes to read or add ----
rules.add_perm("record.enter", may_look)

# ---- recognise and refer ----
rules.add_perm("concern.begin", caseworker)
rules.add_perm("concern.read", caseworker & may_look)
rules.add_perm("concern.write", caseworker & (reported | manages_reporter | in_circle | at_desk | supervises))
rules.add_perm("report.make", caseworker & (reported | manages_reporter | supervises))
rules.add_perm("report.follow", caseworker)
rules.add_perm("desk.see", has_role(Role.DUTY_OFFICER, Role.MANAGER))
rules.add_perm("desk.decide", has_role(Role.DUTY_OFFICER, Role.MANAGER) & (at_desk | supervises))
rules.add_perm("people.find", has_role(Role.DUTY_OFFICER, Role.CASE_LEAD, Role.MANAGER))

# ---- protect and support ----
rules.add_perm("case.list", caseworker)
rules.add_perm("case.read", caseworker & may_look)
rules.add_perm("case.record", caseworker & (in_circle | at_desk | supervises))
rules.add_perm("needs.see_to", has_role(Role.SUPPORT_WORKER, Role.CASE_LEAD))  # always in their menu
rules.add_perm("case.circle", caseworker & (leads | supervises))
rules.add_perm("case.vary_limit", has_role(Role.MANAGER) & supervises)
rules.add_perm("case.ratify", has_role(Role.MANAGER) & supervises)
rules.add_perm("case.lock_out", has_role(Role.MANAGER) & supervises)
rules.add_perm("case.sealed", has_role(Role.CASE_LEAD, Role.MANAGER) & (works_on_it | supervises))
rules.add_perm("case.trail", has_role(Role.MANAGER) & supervises)
rules.add_perm("glass.break", has_role(Role.DUTY_OFFICER, Role.CASE_LEAD, Role.MANAGER, Role.SUPPORT_WORKER))
rules.add_perm("glass.review", has_role(Role.MANAGER))

# ---- audit, measure, publish ----
rules.add_perm("audit.see", has_role(Role.AUDITOR, Role.MANAGER, Role.COORDINATOR))
rules.add_perm("audit.begin", has_role(Role.AUDITOR, Role.MANAGER))
rules.add_perm("audit.read", has_role(Role.AUDITOR, Role.MANAGER, Role.COORDINATOR) & may_look)
rules.add_perm(
    "audit.answer", has_role(Role.AUDITOR, Role.MANAGER) & at_desk
)  # and for the body audited alone
rules.add_perm("audit.sign", has_role(Role.MANAGER) & at_desk)
rules.add_perm("measure.run", has_role(Role.ANALYST, Role.COORDINATOR))
rules.add_perm("publish.prepare", has_role(Role.ANALYST, Role.COORDINATOR))
rules.add_perm("publish.sign", has_role(Role.ANALYST, Role.COORDINATOR))

# ---- keeping house ----
rules.add_perm("house.members", has_role(Role.AGENCY_ADMINISTRATOR))
rules.add_perm("house.marks", has_role(Role.AGENCY_ADMINISTRATOR, Role.COORDINATOR))
rules.add_perm("house.trail", has_role(Role.AUDITOR))


def may(actor: Actor | None, permission: str, standing: Standing | None = None) -> bool:
    """True when the rule lets this actor; an unknown permission is a mistake in the program and raises KeyError."""
    if not rules.perm_exists(permission):
        raise KeyError(f"no rule named {permission!r} in access/rules.py")
    return bool(rules.has_perm(permission, actor, standing))
