"""What Mali needs: a first conversation, a review after her night away, and what became of things since."""

from __future__ import annotations

import datetime as dt

from noddfa.chronicle.models import Event, Record
from noddfa.demo.stage import Stage
from noddfa.design.dates import day_in_wales
from noddfa.practice import support
from noddfa.support.needs.current import tip
from noddfa.support.services import Consent, Need, NeedsRecord, change_need, record_needs


def play(stage: Stage, case: Record) -> None:
    """Two versions and two changes: some things met, some late, some due soon, some not talked about yet."""
    when = stage.working_ago(8, 16, 0)
    first = _record(stage, case, _first_talk(stage, when), when)
    _record(stage, case, _review(stage, follows=str(first.pk)), stage.ago(3, 15, 0))
    _became(
        stage,
        case,
        "education_work",
        "Mali says: “I can do the mocks. I was scared I’d be thrown out.” (Invented.)",
        stage.ago(2, 11, 0),
    )
    _became(
        stage,
        case,
        "food_clothes_money",
        "Mali has a coat and a bus pass of her own. (Invented.)",
        stage.ago(1, 12, 30),
    )


def _record(stage: Stage, case: Record, said: NeedsRecord, when: dt.datetime) -> Event:
    return record_needs(
        case.pk,
        said,
        rests_on=tip(case.pk),
        by=stage.cast["support"],
        now=when + dt.timedelta(hours=1),
        happened=when,
        precision="minute",
    )


def _became(stage: Stage, case: Record, heading: str, outcome: str, when: dt.datetime) -> None:
    change_need(
        case.pk,
        heading,
        state="done",
        due=None,
        outcome=outcome,
        by=stage.cast["support"],
        now=when,
        happened=when,
        precision="minute",
    )


def _need(
    heading: str,
    urgency: str,
    need: str,
    *,
    wish: str = "",
    action: str = "",
    owner: str = "",
    who_else: str = "",
    due: dt.date | None = None,
    done_on: dt.date | None = None,
    outcome: str = "",
    notes: str = "",
) -> Need:
    return Need(
        heading=heading,
        urgency=urgency,
        wish=wish,
        need=need,
        action=action,
        owner=owner,
        who_else=who_else,
        due=due,
        state="done" if done_on else "open",
        done_on=done_on,
        outcome=outcome,
        notes=notes,
    )


def _nothing(heading: str, notes: str = "") -> Need:
    return _need(heading, "none", "", notes=notes)


def _first_talk(stage: Stage, when: dt.datetime) -> NeedsRecord:
    seren = str(stage.cast["support"].user_id)
    lowri = str(stage.cast["lead"].user_id)
    talked = day_in_wales(when)
    return NeedsRecord(
        issue=support.needs_record().version,
        occasion="first",
        follows="",
        present="Mali, Seren Cymorth-Ddychmygol; her aunt for the first ten minutes. (Invented.)",
        language="cy",
        language_name="",
        interpreter="not_needed",
        needs=(
            _need(
                "immediate_safety",
                "urgent",
                "You need somebody to ring at any hour who will come.",
                wish="“Somebody who comes without asking questions first.”",
                action="We will give you a number that is answered day and night.",
                owner=lowri,
                due=talked + dt.timedelta(days=1),
            ),
            _need(
                "food_clothes_money",
                "soon",
                "You need a coat and bus fare that nobody can ask back from you.",
                action="We will ask the children’s fund for both.",
                owner=seren,
                due=talked + dt.timedelta(days=7),
            ),
            _need(
                "language_culture_faith",
                "soon",
                "You want people to speak Welsh with you.",
                wish="“Dw i’n meddwl yn Gymraeg.”",
                action="Everyone in the circle who speaks Welsh will, and the others will say so first.",
                owner=seren,
                due=talked + dt.timedelta(days=5),
            ),
            _nothing("family_contact"),
        ),
        consents=(Consent(purpose="support_service", status="given", on=talked, limits=""),),
        own_words="Not on Thursdays, I have football. (Invented.)",
        seen="read",
        next_review=talked + dt.timedelta(days=28),
    )


def _review(stage: Stage, *, follows: str) -> NeedsRecord:
    """Three days ago. Days are told from today, so that what is late and what is due soon stays so."""
    seren = str(stage.cast["support"].user_id)
    lowri = str(stage.cast["lead"].user_id)
    today = day_in_wales(stage.now)
    talked = today - dt.timedelta(days=3)

    def on(days: int) -> dt.date:
        return today + dt.timedelta(days=days)

    return NeedsRecord(
        issue=support.needs_record().version,
        occasion="review",
        follows=follows,
        present="Mali, Seren Cymorth-Ddychmygol. (Invented.)",
        language="cy",
        language_name="",
        interpreter="not_needed",
        needs=(
            _need(
                "immediate_safety",
                "urgent",
                "You need somebody to ring at any hour who will come.",
                wish="“Somebody who comes without asking questions first.”",
                action="We gave you a number that is answered day and night.",
                owner=lowri,
                due=on(-6),
                done_on=on(-6),
                outcome="You rang it from the station and somebody came. (Invented.)",
            ),
            _need(
                "accommodation",
                "soon",
                "You want a lock on your bedroom door at your aunt’s.",
                wish="“My own door.”",
                action="We will ask the landlord and pay for it.",
                owner=lowri,
                who_else="Landlord (invented)",
                due=on(-1),
                notes="The boy knows the address. See the safety plan. (Invented.)",
            ),
            _need(
                "food_clothes_money",
                "soon",
                "You need a coat and bus fare that nobody can ask back from you.",
                action="We asked the children’s fund for both.",
                owner=seren,
                due=on(1),
            ),
            _need(
                "physical_health",
                "urgent",
                "You want a doctor to look at your hand, and not the surgery near the station.",
                action="We will go with you to another surgery.",
                owner=seren,
                due=on(0),
            ),
            _need(
                "mental_health",
                "soon",
                "You do not sleep. You want to talk to somebody, in Welsh.",
                wish="“Rhywun sy’n gwrando.”",
                action="We will ask for counselling in Welsh.",
                owner=seren,
                due=on(2),
            ),
            _need(
                "legal_immigration",
                "later",
                "You want to know whether you are in trouble for the bag.",
                action="We will find you a solicitor who knows about children who were made to carry things.",
                owner=lowri,
                due=on(12),
            ),
            _need(
                "police_court",
                "later",
                "You want to give your account once, on video, with somebody you trust beside you.",
                owner=str(stage.cast["police"].user_id),
                due=on(9),
            ),
            _nothing(
                "family_contact", notes="Sees her aunt daily; does not want her father told. (Invented.)"
            ),
            _need(
                "language_culture_faith",
                "soon",
                "You want people to speak Welsh with you.",
                action="Everyone in the circle who speaks Welsh does.",
                owner=seren,
                due=on(-4),
                done_on=on(-4),
                outcome="“It feels less like being in trouble.” (Invented.)",
            ),
            _need(
                "education_work",
                "soon",
                "You want to keep your place in the mock exams.",
                action="We will ask the school to move the two you missed.",
                who_else="Ysgol Ddychmygol",
                due=on(-1),
            ),
        ),
        consents=(
            Consent(purpose="support_service", status="given", on=talked, limits=""),
            Consent(purpose="health", status="given", on=talked, limits="The new surgery only"),
            Consent(purpose="police", status="given", on=talked, limits="Only with Seren there"),
            Consent(purpose="education_work", status="given", on=talked, limits="Dates, not reasons"),
            Consent(purpose="family_friends", status="refused", on=talked, limits=""),
        ),
        own_words="Don’t write that I “associate”. He picked me. (Invented.)",
        seen="given",
        next_review=on(6),
    )
