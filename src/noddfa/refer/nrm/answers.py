"""What the record already answers of the referral's questions, and where each answer comes from.

Only what was written is given; nothing is inferred of a person. What has no answer is a gap, and is listed as one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from noddfa.access import circle
from noddfa.access.actor import Actor
from noddfa.access.models import User
from noddfa.chronicle import Entry, showing
from noddfa.chronicle.models import Record
from noddfa.design.dates import day_in_wales, show_moment
from noddfa.design.offered import label_of, lang
from noddfa.people.models import Detail
from noddfa.people.values import Identity
from noddfa.practice import areas, organisations
from noddfa.recognise import selectors as recognise

# Kinds of exploitation suspected -> the tick boxes of the form. What has none is told under 'another kind'.
TICKS: Mapping[str, str] = {
    "sexual": "ex_cse",
    "criminal": "ex_crime",
    "forced_begging": "ex_crime",
    "labour": "ex_unpaid_work",
    "child_labour": "ex_unpaid_work",
    "domestic_servitude": "ex_household",
    "financial": "ex_fraud",
    "organ_removal": "ex_organs",
}
OTHER_TICK = "ex_other"
NOT_A_KIND = frozenset({"not_known"})


@dataclass(frozen=True)
class Given:
    """An answer: as it reads, where it comes from; or, where the question offers a choice, the code of that choice."""

    text: str = ""
    source: str = ""
    code: str = ""


def answers_of(
    case: Record,
    identity: Identity | None,
    entries: Iterable[Entry],
    *,
    by: Actor,
    now: dt.datetime,
) -> dict[str, Given]:
    """Question id -> answer, as far as the record holds it. entries: the case's and its concerns', as `by` may read."""
    told = list(entries)
    found: dict[str, Given] = {"country_of_report": Given(code="wales")}
    found |= _person(identity, now)
    found |= _council(case)
    found |= _seen(told)
    found |= _exploitation(told)
    found |= _police(case, told)
    found |= _people(case)
    found |= _referrer(case, by)
    return {question: given for question, given in found.items() if given.text or given.code}


def _person(identity: Identity | None, now: dt.datetime) -> dict[str, Given]:
    vault = _("the child’s details")
    found = {"under_18": Given(source=_("the age is not recorded"), code="not_sure")}
    if identity is None or identity.erased:
        return found
    words = identity.name.split()
    if len(words) == 2:
        found["first_name"], found["last_name"] = Given(words[0], vault), Given(words[1], vault)
    elif words:
        found["first_name"] = Given(identity.name, _("the child’s details; see how the name divides"))
    found["alias"] = Given("; ".join((*identity.names[1:], *identity.aliases)), vault)
    if identity.born:
        today = day_in_wales(now)
        found["under_18"] = _under_18(identity.born.ages_on(today), vault)
        if identity.born.precision != "about":
            found["dob"] = Given(recognise.born_words(identity.born, on=today), vault)
    said = dict(identity.details)
    found["gender"] = Given(said.get(Detail.Field.GENDER, ""), vault)
    found["interpreter"] = Given(said.get(Detail.Field.LANGUAGE, ""), vault)
    return found


def _under_18(ages: tuple[int, int], source: str) -> Given:
    youngest, oldest = ages
    if oldest < 18:
        return Given(source=source, code="yes")
    if youngest >= 18:
        return Given(source=source, code="no")
    return Given(source=source, code="not_sure")


def _council(case: Record) -> dict[str, Given]:
    """The council that has the case; children's services know of the child by having opened it."""
    if not case.owner.code:
        return {}
    lead = next((m for m in circle.members(case.pk) if m.organisation_id == case.owner_id), None)
    return {
        "la_name": Given(str(case.owner), _("whose case it is")),
        "la_contact": Given(lead.user.name if lead else "", _("the circle of the case")),
    }


def _seen(entries: list[Entry]) -> dict[str, Given]:
    """The signs, and what was seen in its writers' own words."""
    parts, sources = [], []
    for entry in entries:
        if entry.fact.withdrawn or entry.fact.kind not in ("concern", "observation"):
            continue
        content = entry.content
        if content is None:
            continue
        when = show_moment(entry.fact.happened, precision=entry.fact.precision)
        lines = [line for line in content.shown() if line.texts]
        wanted = {
            str(content.specs()[name].label) for name in ("signs", "seen", "place") if name in content.specs()
        }
        text = "\n".join("\n".join(line.texts) for line in lines if line.label in wanted)
        parts.append(f"{when}\n{text}")
        sources.append(showing.recorded_line(entry))
    if not parts:
        return {}
    return {
        "indicators_seen": Given(source=_("the concern"), code="yes"),
        "indicator_details": Given("\n\n".join(parts), " ".join(sources)),
    }


def _exploitation(entries: list[Entry]) -> dict[str, Given]:
    kinds: dict[str, str] = {}
    for entry in entries:
        if entry.fact.kind == "concern" and not entry.fact.withdrawn:
            kinds |= dict.fromkeys(entry.fact.facts.get("exploitation", ()), showing.recorded_line(entry))
    found: dict[str, Given] = {}
    for kind, source in kinds.items():
        if kind in NOT_A_KIND:
            continue
        tick = TICKS.get(kind, OTHER_TICK)
        names = (
            [found[tick].text, label_of("exploitation_types", kind)]
            if tick in found
            else [label_of("exploitation_types", kind)]
        )
        found[tick] = Given("; ".join(names), _("suspected. %(source)s") % {"source": source}, "yes")
    return found


def _police(case: Record, entries: list[Entry]) -> dict[str, Given]:
    numbers = [
        (str(getattr(e.content, "number", "")), showing.recorded_line(e))
        for e in entries
        if e.fact.kind == "police_discussion" and not e.fact.withdrawn and e.content is not None
    ]
    known = next(((number, source) for number, source in numbers if number), None)
    if known is None:
        return {}
    found = {
        "crime_reference_known": Given(source=known[1], code="yes"),
        "crime_reference": Given(known[0], known[1]),
    }
    try:
        force = organisations.organisation(areas.council(case.owner.code).police)
    except KeyError:
        return found
    return {
        **found,
        "police_force": Given(force.say("name", lang()), _("the force for the council’s area; check it")),
    }


def _people(case: Record) -> dict[str, Given]:
    members = [
        _("%(who)s, %(body)s") % {"who": member.user.name, "body": member.organisation}
        for member in circle.members(case.pk)
    ]
    if not members:
        return {}
    source = _("the circle of the case")
    return {
        "others_involved": Given(source=source, code="yes"),
        "others_details": Given("\n".join(members), source),
    }


def _referrer(case: Record, by: Actor) -> dict[str, Given]:
    you = _("your account")
    found = {
        "own_reference": Given(case.reference, _("the case")),
        "work_email": Given(User.objects.get(pk=by.user_id).email, you),
        "ref_name": Given(by.name, you),
        "ref_role": Given(str(by.role.label) if by.role else "", you),
    }
    try:
        body = organisations.organisation(by.organisation or "")
    except KeyError:
        return found
    if body.first_responder:
        found["organisation"] = Given(body.say("name", lang()), you)
    return found
