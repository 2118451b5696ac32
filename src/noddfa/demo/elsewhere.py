"""Two other duty desks: a child whom Cardiff knew before Newport did, and a report that waits at each."""

from __future__ import annotations

import datetime as dt

from noddfa.access.roles import Role
from noddfa.demo import names
from noddfa.demo.cast import CARDIFF, GWYNEDD, DemoPerson
from noddfa.demo.stage import Stage
from noddfa.people.values import Born
from noddfa.protect.closing.kind import CaseClosed
from noddfa.protect.services import close
from noddfa.recognise.services import About

NORTH_WALES_POLICE = "W15000001"
SOUTH_WALES_POLICE = "W15000003"


def play(stage: Stage) -> None:
    """All of it."""
    osian_in_cardiff(stage)
    a_report_at_cardiff(stage)
    a_report_at_gwynedd(stage)


def osian_in_cardiff(stage: Stage) -> None:
    """Osian of the late report in Newport: Cardiff had a case about him, closed in spring when he moved away."""
    stage.hire(
        DemoPerson(
            "police-south", "Delyth Heddwas-Ddychmygol", Role.PRACTITIONER, SOUTH_WALES_POLICE, listed=False
        )
    )
    when = stage.working_ago(230, 10, 15)
    concern = stage.concern(
        "police-south",
        when,
        about=About(name=names.OSIAN, born=Born.in_year(stage.now.year - 15)),
        seen="Stopped at night in a car with two grown men, with three telephones and no money. (Invented.)",
        council=CARDIFF,
        signs={"ONL01": "seen", "MOV07": "seen"},
        exploitation=("criminal",),
        profession="police_officer",
    )
    report = stage.report(concern, "police-south", when + dt.timedelta(minutes=30), council=CARDIFF)
    case = stage.decide(
        concern,
        report,
        "cardiff-duty",
        when + dt.timedelta(hours=5),
        outcome="strategy_discussion",
        reasons="Carried about by adults who are not family. (Invented.)",
        reply="There is to be a strategy discussion. (Invented.)",
    )
    if case is None:
        raise RuntimeError("the story needs its case")
    ended = CaseClosed(
        why="moved",
        summary="The family has moved to another town; its council was told by telephone. (Invented.)",
    )
    close(case.pk, ended, by=stage.cast["cardiff-duty"], now=when + dt.timedelta(days=24))


def a_report_at_cardiff(stage: Stage) -> None:
    """Sami, who came alone and works at night."""
    when = stage.ago(0, 9, 5)
    concern = stage.concern(
        "teacher",
        when,
        about=About(
            name=names.SAMI,
            born=Born.in_year(stage.now.year - 16),
            language="Arabeg / Arabic",
            description="Invented: thin, a grey cap.",
        ),
        seen="Sleeps in class. Says he washes cars until late for “the man who paid for the journey”, and that he "
        "sleeps where he works, in Cardiff. (Invented.)",
        council=CARDIFF,
        signs={"LAB01": "seen", "MIS01": "suspected"},
        exploitation=("labour",),
    )
    stage.report(concern, "teacher", when + dt.timedelta(minutes=20), council=CARDIFF)


def a_report_at_gwynedd(stage: Stage) -> None:
    """Elliw, written about in Welsh and read in Welsh."""
    stage.hire(
        DemoPerson(
            "police-north", "Rhodri Heddwas-Dychmygol", Role.PRACTITIONER, NORTH_WALES_POLICE, listed=False
        )
    )
    when = stage.ago(1, 13, 40)
    concern = stage.concern(
        "police-north",
        when,
        about=About(
            name=names.ELLIW,
            born=Born.about(14, on=when.date()),
            gender="merch / girl",
            language="Cymraeg / Welsh",
        ),
        seen="Fe’i gwelwyd ar y trên olaf gyda dyn nad oedd hi’n gwybod ei enw llawn. Dywedodd mai ef sydd "
        "“biau’r ffôn”. (Dychmygol.)",
        council=GWYNEDD,
        signs={"ONL01": "seen", "MOV07": "seen", "SEX06": "suspected"},
        exploitation=("sexual",),
        profession="police_officer",
    )
    stage.report(concern, "police-north", when + dt.timedelta(minutes=25), council=GWYNEDD)
