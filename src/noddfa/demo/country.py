"""Many short stories from every region, so that lists have rows, counts have small cells, and lists overlap."""

from __future__ import annotations

import datetime as dt
import random

from noddfa.access.actor import Actor
from noddfa.access.models import Organisation
from noddfa.access.roles import Role
from noddfa.demo import names
from noddfa.demo.cast import DemoPerson
from noddfa.demo.stage import Stage
from noddfa.people.values import Born
from noddfa.protect.notes.kind import Note
from noddfa.recognise.services import About

# Cases to open in each region in the year before last, last year and this year: some cells are small on purpose.
CASES = {
    "north-wales": (2, 6, 7),
    "mid-and-west-wales": (0, 3, 5),
    "west-glamorgan": (1, 5, 6),
    "cwm-taf-morgannwg": (1, 2, 5),
    "cardiff-and-vale": (5, 6, 8),
    "gwent": (2, 5, 6),
}
REPORTERS = ("school", "police_force", "health_board", "support_provider")


def play(stage: Stage, rng: random.Random) -> None:
    """Open the cases of every region, each begun by a report from a body of some kind."""
    outsiders = {kind: _worker(stage, kind) for kind in REPORTERS}
    children = iter(rng.sample(names.CHILDREN, k=sum(map(sum, CASES.values()))))
    for region, by_year in CASES.items():
        council = Organisation.objects.filter(kind="local_authority", region=region).order_by("slug").first()
        if council is None:
            raise RuntimeError(f"no council in {region}")
        desk = f"desk-{region}"
        stage.hire(
            DemoPerson(desk, "Rhywun Dyletswydd-Dychmygol", Role.DUTY_OFFICER, council.slug, listed=False)
        )
        for years_back, how_many in zip((2, 1, 0), by_year, strict=True):
            for _case in range(how_many):
                _one(stage, rng, outsiders, council, desk, next(children), _some_time(stage, rng, years_back))


def _worker(stage: Stage, kind: str) -> Actor:
    body = Organisation.objects.filter(kind=kind).order_by("slug").first()
    if body is None:
        raise RuntimeError(f"no body of kind {kind}")
    return stage.hire(
        DemoPerson(f"other-{kind}", "Rhywun Arall-Dychmygol", Role.PRACTITIONER, body.slug, listed=False)
    )


def _some_time(stage: Stage, rng: random.Random, years_back: int) -> dt.datetime:
    """A working hour in that calendar year, at least three weeks before now."""
    year = stage.now.year - years_back
    last = min(dt.datetime(year, 12, 20, tzinfo=dt.UTC), stage.now - dt.timedelta(days=21))
    first = min(dt.datetime(year, 1, 5, tzinfo=dt.UTC), last)
    when = first + rng.random() * (last - first)
    return when.replace(hour=rng.randint(9, 15), minute=rng.randint(0, 59), second=0, microsecond=0)


def _one(
    stage: Stage,
    rng: random.Random,
    outsiders: dict[str, Actor],
    council: Organisation,
    desk: str,
    name: str,
    when: dt.datetime,
) -> None:
    kind = rng.choice(REPORTERS)
    stage.cast["somebody"] = outsiders[kind]
    concern = stage.concern(
        "somebody",
        when,
        about=About(
            name=name,
            born=Born.in_year(when.year - rng.randint(11, 17)),
        ),
        seen="Invented for the demonstration.",
        council=council.code,
        signs={rng.choice(("MIS01", "ONL01", "MOV07", "CRI01", "SEX06", "LAB01")): "seen"},
        exploitation=(rng.choice(("criminal", "sexual", "labour", "domestic_servitude")),),
        profession="other",
    )
    report = stage.report(concern, "somebody", when + dt.timedelta(minutes=20), council=council.code)
    case = stage.decide(
        concern,
        report,
        desk,
        when + dt.timedelta(hours=2),
        outcome="strategy_discussion",
        reasons="Invented for the demonstration.",
        reply="Invented for the demonstration.",
    )
    if case is None:
        raise RuntimeError("the story needs its case")
    for other in rng.sample(REPORTERS, k=rng.choice((0, 0, 1, 1, 2))):
        if other != kind:
            key = f"other-{other}"
            stage.cast[key] = outsiders[other]
            stage.join(case, key, desk, when + dt.timedelta(hours=3), "Knows the child")
            stage.say(case, Note(about="contact", words="Invented."), key, when + dt.timedelta(hours=4))
