"""The sentence beside every clock, in both languages."""

from __future__ import annotations

from datetime import date

import pytest

from noddfa.protocol import Due, Mark, Protocol, Variance, explain
from noddfa.protocol.explain import explain_parts
from noddfa.protocol.model import Unit

from .support import ADULT, CHILD, at, mark, runs, variance

pytestmark = pytest.mark.instrument


def due_of(step: str, *marks: Mark, protocol: Protocol = CHILD, variances: tuple[Variance, ...] = ()) -> Due:
    found = runs(step, marks, "2200-01-01 12:00", protocol, variances=variances)[0].working_to
    assert found is not None
    return found


def test_working_days_over_christmas_in_both_languages() -> None:
    due = due_of("circulate_outline", mark("icpc", "2026-12-23 10:00", outcome="registered"))
    assert explain(due, "en") == (
        "The limit for ‘Circulate the outline plan and decisions’ is the end of Monday 4 January 2027, 5 working days "
        "after ‘initial child protection conference’ (Wednesday 23 December 2026); bank holidays left out: Christmas "
        "Day (25 December 2026), Boxing Day (substitute day) (28 December 2026), New Year's Day (1 January 2027); "
        "source: Wales Safeguarding Procedures (2019-), section 3 part 2."
    )
    assert explain(due, "cy") == (
        "Y terfyn ar gyfer ‘Dosbarthu’r cynllun amlinellol a’r penderfyniadau’ yw diwedd dydd Llun 4 Ionawr 2027, sef "
        "5 diwrnod gwaith ar ôl ‘cynhadledd amddiffyn plant gychwynnol’ (dydd Mercher 23 Rhagfyr 2026); gwyliau banc "
        "nas cyfrifwyd: Dydd Nadolig (25 Rhagfyr 2026), Gŵyl San Steffan (diwrnod yn ei lle) (28 Rhagfyr 2026), Dydd "
        "Calan (1 Ionawr 2027); ffynhonnell: Gweithdrefnau Diogelu Cymru (2019-), adran 3 rhan 2."
    )


def test_hours_are_given_to_the_minute_in_local_time() -> None:
    due = due_of("written_confirmation", mark("report_by_telephone", "2026-03-28 12:00"))
    assert "is Sunday 29 March 2026 at 13:00, 24 hours after" in explain(due, "en")
    assert "yw dydd Sul 29 Mawrth 2026 am 13:00, sef 24 awr ar ôl" in explain(due, "cy")


@pytest.mark.parametrize(
    ("due", "en", "cy"),
    [
        (
            due_of("strategy_discussion", mark("initial_decision", "2026-06-01 10:00", outcome="strategy")),
            "this limit is from memory and is still to be verified; source: Earlier all-Wales practice.",
            "o’r cof y daw’r terfyn hwn ac mae eto i’w wirio; ffynhonnell: Arfer cynharach Cymru gyfan.",
        ),
        (
            due_of("initial_decision", mark("report_received", "2026-06-06 10:00")),
            "the clock started on a day that is not a working day",
            "dechreuodd y cloc ar ddiwrnod nad yw’n ddiwrnod gwaith",
        ),
        (
            due_of("review_first", mark("icpc", "2026-09-25 10:00", outcome="registered")),
            "that day is not a working day, and the last working day before it is Thursday 24 December 2026",
            "nid yw’r diwrnod hwnnw’n ddiwrnod gwaith, a’r diwrnod gwaith olaf cyn hynny yw dydd Iau 24 Rhagfyr 2026",
        ),
        (
            due_of("return_conversation", mark("returned", "2026-06-10")),
            "not the time, so the limit may end as early as Saturday 13 June 2026 at 00:00",
            "nid yr amser, felly gallai’r terfyn ddod i ben mor gynnar â dydd Sadwrn 13 Mehefin 2026 am 00:00",
        ),
        (
            due_of("pilot_rg", mark("nrm_referral", "2026-06-01 10:00", route="pilot")),
            "the source says ‘days’ without saying which, and calendar days are counted",
            "dywed y ffynhonnell ‘diwrnodau’ heb ddweud pa fath",
        ),
        (
            due_of("initial_decision", mark("report_received", "2150-06-01 10:00")),
            "bank holidays are not known for these years, and only weekends were left out: 2150",
            "nid yw gwyliau banc y blynyddoedd hyn yn hysbys",
        ),
        (
            due_of("nrm_reconsider", mark("cg_decision", "2026-06-01 10:00", outcome="negative")),
            "an extension is given only exceptionally",
            "dim ond yn eithriadol y rhoddir estyniad",
        ),
        (
            due_of("nrm_cg", mark("rg_decision", "2026-06-01 10:00", outcome="positive")),
            "The earliest day for ‘Conclusive grounds decision, after the recovery period’ is Wednesday 1 July 2026",
            "Y diwrnod cyntaf posibl ar gyfer ‘Penderfyniad seiliau terfynol, ar ôl y cyfnod adfer’ yw dydd Mercher",
        ),
        (
            due_of("chase_ack", mark("report_in_writing", "2026-06-01 10:00")),
            "The time for ‘Ask again when no acknowledgement has come’ begins on Thursday 11 June 2026, after a wait",
            "Yr amser i ddechrau ar ‘Holi eto pan na ddaeth cydnabyddiaeth’ yw dydd Iau 11 Mehefin 2026",
        ),
        (
            due_of("police_discussion", mark("possible_crime", "2026-06-01 10:00")),
            "is to be done at once after ‘possible crime seen’ (Monday 1 June 2026 at 10:00)",
            "ar unwaith ar ôl ‘trosedd bosibl wedi dod i’r amlwg’ (dydd Llun 1 Mehefin 2026 am 10:00)",
        ),
        (
            due_of("pilot_age", mark("eighteenth_birthday", "2028-03-01", recorded="2026-06-01 10:00")),
            "is open to the end of Sunday 21 November 2027, while more than 100 days remain before ‘18th birthday’",
            "ar agor hyd ddiwedd dydd Sul 21 Tachwedd 2027, tra bo mwy na 100 diwrnod yn weddill cyn ‘pen-blwydd",
        ),
        (
            due_of("nrm_rg", mark("nrm_referral", "2026-06-01 10:00")),
            "The target for ‘Reasonable grounds decision’ is the end of Monday 8 June 2026, 5 working days after",
            "Y targed ar gyfer ‘Penderfyniad seiliau rhesymol’ yw diwedd dydd Llun 8 Mehefin 2026",
        ),
        (
            due_of("move_on", mark("cg_decision", "2026-06-01 10:00", outcome="positive"), protocol=ADULT),
            "this limit was seen in its source but may have changed, and is still to be verified",
            "gwelwyd y terfyn hwn yn ei ffynhonnell ond gall fod wedi newid",
        ),
    ],
)  # fmt: skip
def test_what_a_sentence_must_say(due: Due, en: str, cy: str) -> None:
    assert en in explain(due, "en")
    assert cy in explain(due, "cy")


class TestVariances:
    START = mark("strategy_discussion", "2026-06-05 10:00")

    def test_a_varied_limit_says_why_and_what_it_was(self) -> None:
        varied = variance("icpc", "2026-06-15 10:00", number=20, unit=Unit.WORKING_DAYS)
        due = due_of("icpc", self.START, variances=(varied,))
        assert explain(due, "en").startswith(
            "The limit for ‘Initial child protection conference’ is the end of Friday 3 July 2026, 20 working days"
        )
        assert (
            "the limit was varied (Monday 15 June 2026) for this reason: ‘achos cymhleth’; without that, the limit was "
            "Friday 26 June 2026" in explain(due, "en")
        )
        assert (
            "amrywiwyd y terfyn (dydd Llun 15 Mehefin 2026) am y rheswm hwn: ‘achos cymhleth’; heb hynny, y terfyn "
            "oedd dydd Gwener 26 Mehefin 2026" in explain(due, "cy")
        )

    def test_a_variance_recorded_too_late_says_the_step_stays_late(self) -> None:
        marks = (self.START, mark("determination", "2026-06-06 10:00", outcome="continuing_risk"))
        varied = variance("icpc", "2026-06-29 10:00", until=date(2026, 7, 3))
        due = due_of("icpc", *marks, variances=(varied,))
        assert "has been set at the end of Friday 3 July 2026" in explain(due, "en")
        assert "after the limit had passed (Friday 26 June 2026)" in explain(due, "en")
        assert "ar ôl i’r terfyn fynd heibio (dydd Gwener 26 Mehefin 2026)" in explain(due, "cy")

    def test_an_end_set_to_the_minute_is_said_to_the_minute(self) -> None:
        due = due_of(
            "icpc",
            self.START,
            variances=(variance("icpc", "2026-06-15 10:00", until=at("2026-07-03 14:00")),),
        )
        assert "has been set at Friday 3 July 2026 at 14:00" in explain(due, "en")
        assert "fel hyn: dydd Gwener 3 Gorffennaf 2026 am 14:00" in explain(due, "cy")

    def test_braces_in_a_reason_are_only_braces(self) -> None:
        varied = variance("icpc", "2026-06-15 10:00", number=20, unit=Unit.WORKING_DAYS, reason="{step} <b>")
        assert "‘{step} <b>’" in explain(due_of("icpc", self.START, variances=(varied,)), "cy")


@pytest.mark.parametrize("lang", ["en", "cy"])
def test_every_limit_of_every_protocol_can_be_explained_and_names_its_source(lang: str) -> None:
    """One start for each step with a limit: every clock names its source, and an unverified one says so."""
    spoken = 0
    for protocol in (CHILD, ADULT):
        for step in (step for step in protocol.steps if step.limits):
            trigger = step.starts[0]
            data = {want.key: want.value for want in trigger.wants if not want.negated}
            if "outcome" in trigger.name.fields:
                data.setdefault("outcome", trigger.name.fields["outcome"][0])
            due = due_of(step.code, mark(trigger.name, "2026-06-01 10:00", **data), protocol=protocol)
            sentence = explain(due, lang)
            assert due.basis.limit.source.get(lang) in sentence
            assert (("to be verified" if lang == "en" else "i’w wirio") in sentence) or (
                due.basis.limit.verification == "seen"
            )
            assert "{" not in sentence
            assert sentence.endswith(".")
            assert sentence[0] == sentence[0].upper()
            spoken += 1
    assert spoken == 29


def test_parts_joined_make_the_sentence() -> None:
    due = due_of("police_discussion", mark("possible_crime", "2026-06-01 10:00"))
    assert explain(due, "en") == "; ".join(explain_parts(due, "en")) + "."


def test_a_third_language_is_refused() -> None:
    due = due_of("police_discussion", mark("possible_crime", "2026-06-01 10:00"))
    with pytest.raises(ValueError, match="lang must be 'en' or 'cy'; got 'fr'"):
        explain(due, "fr")
