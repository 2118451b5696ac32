"""The stories told in full: three children in Newport, each invented, each at another point of the way."""

from __future__ import annotations

import datetime as dt
import uuid

from django.http import QueryDict

from noddfa import chronicle
from noddfa.access.models import Organisation
from noddfa.access.roles import Role
from noddfa.chronicle import drafts
from noddfa.chronicle.models import Event, Record
from noddfa.demo import names, needs
from noddfa.demo.cast import NEWPORT, DemoPerson
from noddfa.demo.stage import Stage
from noddfa.design.forms import When
from noddfa.people.values import Born, Statement
from noddfa.protect import services as protect
from noddfa.protect.actions.kind import Action
from noddfa.protect.missing.kind import Missing, Returned
from noddfa.protect.notes.kind import Note
from noddfa.protect.steps.kind import StepDone
from noddfa.protect.strategy.kind import Attendance, StrategyDiscussion
from noddfa.recognise.services import NEW_CONCERN, About
from noddfa.refer.desk.kind import InitialChecks, PoliceDiscussion
from noddfa.refer.services import record_checks


def play(stage: Stage) -> None:
    """All of it."""
    mali = a_case_under_way(stage)
    needs.play(stage, mali)
    a_further_report_about_mali(stage)
    a_report_that_is_late(stage)
    a_report_of_this_morning(stage)
    a_worry_not_yet_reported(stage)
    a_report_without_further_action(stage)
    a_case_that_was_closed(stage)
    a_draft(stage)


def a_case_under_way(stage: Stage) -> Record:
    """Mali, moved about Wales to carry drugs: reported, discussed, gone missing, come back."""
    seen = stage.working_ago(13, 9, 40)
    concern = stage.concern(
        "teacher",
        seen,
        about=About(
            name=names.MALI,
            aliases=("Mal",),
            born=Born.on(dt.date(stage.now.year - 14, 3, 9)),
            gender="merch / girl",
            language="Cymraeg / Welsh",
            description="Invented: brown hair, a green school coat.",
        ),
        seen="Mali came in with a second telephone that rang all morning. She said an older boy from another town "
        "“buys her things” and that she was in Aberystwyth on Sunday but “can’t say why”. (Invented.)",
        council=NEWPORT,
        signs={"ONL01": "seen", "ONL03": "seen", "MIS01": "seen", "MOV07": "suspected", "CRI01": "suspected"},
        exploitation=("criminal",),
        place="Ysgol Ddychmygol, Casnewydd (dychmygol)",
    )
    told = seen + dt.timedelta(minutes=25)
    report = stage.report(concern, "teacher", told, council=NEWPORT)
    _checks_at_the_desk(stage, concern, report, told)
    decided = told + dt.timedelta(hours=3)
    case = stage.decide(
        concern,
        report,
        "duty",
        decided,
        outcome="strategy_discussion",
        reasons="Movement between towns, a second telephone and money with no source: reasonable cause to suspect "
        "significant harm through criminal exploitation. (Invented.)",
        reply="Thank you. There is to be a strategy discussion; you may be asked to take part. (Invented.)",
    )
    if case is None:
        raise RuntimeError("the story needs its case")
    stage.join(case, "lead", "duty", decided, "Takes the case over from the duty desk")
    stage.lead(case, "lead", "duty", decided)
    met = stage.working_ago(11, 14, 0)
    stage.join(case, "police", "lead", met, "Takes part in the strategy discussion for the police")
    discussion = StrategyDiscussion(
        held="video",
        attendance=(
            Attendance(
                agency="social_services", name="Lowri Achos-Ddychmygol", role="Case lead, social worker"
            ),
            Attendance(
                agency="police", name="Prys Heddwas-Dychmygol", role="Protecting vulnerable people unit"
            ),
            Attendance(
                agency="education", name="Tesni Athrawes-Ddychmygol", role="Designated safeguarding person"
            ),
        ),
        information="School: the telephones, the tiredness, Sunday in Aberystwyth. Police: a line is known between the "
        "two towns. Not known: who drives her. (Invented.)",
        threshold=True,
        enquiries="joint",
        meeting=False,
        reasons="Account and signs point to criminal exploitation with movement inside Wales. (Invented.)",
        nrm="agreed",
        guardian="agreed",
        actions=(
            Action(
                what="See Mali alone, in Welsh, at school",
                owner=str(stage.cast["lead"].user_id),
                due=(met + dt.timedelta(days=2)).date(),
                id="6f0f8f2e-8a1b-4c3e-9b5a-000000000001",
            ),
            Action(
                what="Look at the two telephones",
                owner=str(stage.cast["police"].user_id),
                due=(stage.now + dt.timedelta(days=3)).date(),
                id="6f0f8f2e-8a1b-4c3e-9b5a-000000000002",
            ),
        ),
        contingency="If she goes missing: police at once, the missing plan, only her aunt collects her. (Invented.)",
    )
    stage.say(case, discussion, "lead", met + dt.timedelta(hours=1))
    stage.say(
        case,
        StepDone(
            step="s47_started", who="Lowri Achos-Ddychmygol", words="Joint enquiries begin. (Invented.)"
        ),
        "lead",
        met + dt.timedelta(hours=2),
    )
    stage.say(
        case,
        StepDone(
            step="missing_plan", who="Lowri Achos-Ddychmygol", words="Plan agreed with the aunt. (Invented.)"
        ),
        "lead",
        met + dt.timedelta(hours=3),
    )
    stage.join(case, "support", "lead", met + dt.timedelta(hours=4), "Works with Mali on what she needs")
    protect.say_detail(
        case.pk,
        Statement(
            "address",
            "With her aunt: 1 Stryd Ddychmygol, Casnewydd. Nobody is told. (Invented.)",
            sealed=True,
        ),
        by=stage.cast["lead"],
        now=met + dt.timedelta(hours=5),
        event_id=uuid.uuid4(),
    )
    _goes_missing_and_comes_back(stage, case)
    note = stage.say(
        case,
        Note(
            about="contact",
            words="Mali asked that meetings be in Welsh and not on Thursdays (football). (Invented.)",
        ),
        "support",
        stage.ago(2, 16, 10),
    )
    chronicle.correct(
        note.pk,
        Note(
            about="contact",
            words="Mali asked that meetings be in Welsh and not on Tuesdays (football). (Invented.)",
        ),
        by=stage.cast["support"],
        now=stage.ago(1, 9, 5),
        happened=note.happened,
    )
    return case


def _checks_at_the_desk(stage: Stage, concern: Record, report: Event, told: dt.datetime) -> None:
    duty = stage.cast["duty"]
    record_checks(
        concern.pk,
        InitialChecks(
            arrival=str(report.pk),
            checked=("own_records", "police", "education"),
            safe="yes",
            crime="yes",
            permission="risk",
            found="Nothing in our records. Police know the older boy. At school until half past three. (Invented.)",
        ),
        by=duty,
        now=told + dt.timedelta(hours=1, minutes=40),
        happened=told + dt.timedelta(hours=1),
        event_id=uuid.uuid4(),
    )
    talked = PoliceDiscussion(
        with_whom="Prys Heddwas-Dychmygol, Gwent Police",
        agreed="Nobody speaks to the boy before the strategy discussion. (Invented.)",
        number="DYCHMYGOL-0",
    )
    stage.say(concern, talked, "duty", told + dt.timedelta(hours=2))


def _goes_missing_and_comes_back(stage: Stage, case: Record) -> None:
    missed = stage.ago(5, 22, 15)
    episode = stage.say(
        case,
        Missing(
            last_seen=When(missed - dt.timedelta(hours=4), "minute"),
            where="Bus stop, Heol Ddychmygol (invented)",
            with_whom="Nobody known",
            circumstances="did_not_return",
            description="Green coat, small rucksack",
            police_told=True,
            police_when=When(missed - dt.timedelta(minutes=25), "minute"),
            police_reference="DYCHMYGOL-1",
            risk="high",
            doing="Police and the aunt are looking; the out-of-hours team knows. (Invented.)",
        ),
        "lead",
        missed,
    )
    back = stage.ago(4, 7, 50)
    stage.say(
        case,
        Returned(
            episode=str(episode.pk),
            how="found_by_police",
            where="Railway station, another town (invented)",
            by_whom="Police officer",
            seen_by="Lowri Achos-Ddychmygol",
            signs=("hungry_tired", "others_items"),
            account="“I had to take a bag somewhere.” (Invented.)",
            checked=True,
            checked_when=When(back - dt.timedelta(minutes=30), "minute"),
            check_found="Tired, not hurt. (Invented.)",
        ),
        "lead",
        back,
    )


def a_further_report_about_mali(stage: Stage) -> None:
    """A nurse who heard the name saw her after the night away: the desk finds the open case by how it sounds."""
    board = Organisation.objects.filter(kind="health_board", region="gwent").first()
    if board is None:
        raise RuntimeError("no health board in Gwent")
    stage.hire(DemoPerson("nurse", "Nesta Nyrs-Ddychmygol", Role.PRACTITIONER, board.slug, listed=False))
    when = stage.ago(1, 15, 30)
    concern = stage.concern(
        "nurse",
        when,
        about=About(
            name=names.MALI_AS_HEARD,
            born=Born.about(14, on=when.date()),
            description="Invented: brown hair, a green school coat.",
        ),
        seen="Came with a burn on her hand and would not say how. A young man waited in a car outside and rang her "
        "three times. She gave her name in a whisper; I may have it wrong. (Invented.)",
        council=NEWPORT,
        signs={"MIS01": "seen", "ONL01": "seen", "CON03": "suspected"},
        exploitation=("criminal",),
        profession="other",
    )
    stage.report(concern, "nurse", when + dt.timedelta(minutes=15), council=NEWPORT)


def a_report_that_is_late(stage: Stage) -> None:
    """Osian, reported by the police six days ago and not decided on yet."""
    when = stage.working_ago(6, 11, 5)
    concern = stage.concern(
        "police",
        when,
        about=About(
            name=names.OSIAN,
            born=Born.about(15, on=when.date()),
            description="Invented: tall, glasses.",
        ),
        seen="Found alone in a house with plants under lamps, without keys. Says he “minds the place”. (Invented.)",
        council=NEWPORT,
        signs={"EXP07": "seen", "PLA06": "seen", "PLA07": "seen", "CON03": "suspected"},
        exploitation=("criminal", "labour"),
        profession="police_officer",
    )
    stage.report(
        concern,
        "police",
        when + dt.timedelta(minutes=15),
        council=NEWPORT,
        channel="telephone",
        spoken_to="Dafydd Dyletswydd-Ddychmygol",
    )


def a_report_of_this_morning(stage: Stage) -> None:
    """A girl whose name nobody knows yet."""
    when = min(stage.ago(0, 8, 30), stage.now - dt.timedelta(hours=1))
    concern = stage.concern(
        "teacher",
        when,
        about=About(
            born=Born.about(13, on=when.date()), description="Invented: red jumper, speaks little English."
        ),
        seen="She waits at the gate most days and is not on any school’s roll. A woman answers for her. (Invented.)",
        council=NEWPORT,
        signs={"EDU01": "seen", "CON07": "seen", "DOM01": "suspected"},
        exploitation=("domestic_servitude",),
        danger="not_known",
        place="Outside Ysgol Ddychmygol (invented)",
    )
    stage.report(concern, "teacher", when + dt.timedelta(minutes=10), council=NEWPORT)


def a_worry_not_yet_reported(stage: Stage) -> None:
    """Written down an hour ago: the report comes next, and its clock runs."""
    stage.concern(
        "teacher",
        stage.now - dt.timedelta(hours=1),
        about=About(
            born=Born.about(16, on=stage.now.date()), description="Invented: grey hood, a cut on the hand."
        ),
        seen="Sleeps in lessons, says he works nights at a car wash and “owes for the journey”. (Invented.)",
        council=NEWPORT,
        signs={"LAB01": "suspected"},
        exploitation=("labour",),
    )


def a_report_without_further_action(stage: Stage) -> None:
    """A worry that turned out to have another cause: that, too, is a decision with reasons."""
    when = stage.working_ago(20, 10, 0)
    concern = stage.concern(
        "teacher",
        when,
        about=About(name=names.GRUFF, born=Born.in_year(stage.now.year - 12)),
        seen="New shoes and a new telephone in one week. (Invented.)",
        council=NEWPORT,
        signs={"ONL01": "seen"},
    )
    report = stage.report(concern, "teacher", when + dt.timedelta(minutes=20), council=NEWPORT)
    stage.decide(
        concern,
        report,
        "duty",
        when + dt.timedelta(hours=4),
        outcome="no_further_action",
        reasons="Birthday presents, confirmed with his grandmother; nothing else in the records. (Invented.)",
        reply="We looked into it and there is an explanation. Thank you; please report again if anything changes.",
    )


def a_case_that_was_closed(stage: Stage) -> None:
    """A worry of last spring that the strategy discussion could set aside."""
    when = stage.working_ago(210, 11, 0)
    concern = stage.concern(
        "teacher",
        when,
        about=About(name=names.MARED, born=Born.in_year(stage.now.year - 15)),
        seen="Stayed away two days and came back with a rail ticket to Abertawe. (Invented.)",
        council=NEWPORT,
        signs={"MIS01": "seen", "MOV07": "suspected"},
    )
    report = stage.report(concern, "teacher", when + dt.timedelta(minutes=20), council=NEWPORT)
    decided = when + dt.timedelta(hours=4)
    case = stage.decide(
        concern,
        report,
        "duty",
        decided,
        outcome="strategy_discussion",
        reasons="Absence and travel with no account of them. (Invented.)",
        reply="Thank you. There is to be a strategy discussion. (Invented.)",
    )
    if case is None:
        raise RuntimeError("the story needs its case")
    stage.join(case, "lead", "duty", decided, "Takes the case over from the duty desk")
    stage.lead(case, "lead", "duty", decided)
    closing = protect.CaseClosed(
        why="not_borne_out",
        summary="She was with her father, who has moved; school and family have agreed who she tells. (Invented.)",
    )
    protect.close(case.pk, closing, by=stage.cast["lead"], now=when + dt.timedelta(days=9))


def a_draft(stage: Stage) -> None:
    """The teacher has begun another concern and was called away."""
    data = QueryDict(mutable=True)
    data["seen"] = "A boy in year 9 said he “owes somebody” and (invented, not finished)"
    place = drafts.Place(stage.cast["teacher"].user_id, NEW_CONCERN, str(uuid.uuid4()))
    drafts.save(place, data, now=stage.ago(1, 15, 20))
