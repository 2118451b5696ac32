"""The practice files that ship: every limit in force somewhere, nothing unverified unmarked, both languages."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

import noddfa.protocol
from noddfa.protocol import MarkName, Protocol, Status, Step, Text, label, load_protocols
from noddfa.protocol.model import Kind, Lane, Phase, Unit, Verification
from noddfa.protocol.shipped import shipped_timescales, shipped_words

pytestmark = pytest.mark.instrument

PROTOCOLS = load_protocols()

# The table of timescales as it was found in its sources: id, limit, unit, kind, status.
FOUND = """
written_confirmation     24  hours         maximum       seen
chase_ack                 7  working_days  trigger       seen
initial_decision          1  working_days  maximum       seen
police_discussion         0  hours         immediate     seen
strategy_discussion       2  working_days  maximum       to_verify
strategy_meeting          8  working_days  maximum       to_verify
icpc                     15  working_days  maximum       seen
circulate_outline         5  working_days  maximum       seen
core_group_first         10  working_days  maximum       seen
core_group_next           6  weeks         maximum       seen
continuing_assessment    42  working_days  maximum       seen
review_first              3  months        maximum       seen
review_next               6  months        maximum       seen
adult_strategy            7  working_days  maximum       seen
pot_alert                24  hours         maximum       seen
return_interview         72  hours         good_practice to_verify
nrm_rg                    5  working_days  target        seen
nrm_recovery             30  calendar_days minimum       seen
nrm_recovery_before_2023 45  calendar_days minimum       seen
nrm_reconsider           30  calendar_days maximum       seen
pilot_rg                 45  days          maximum       seen
pilot_cg                 45  days          maximum       to_verify
pilot_age_gate          100  days          eligibility   seen
move_on                  45  calendar_days minimum       may_have_changed_to_verify
"""


def test_the_table_holds_the_limits_that_were_found() -> None:
    found = [tuple(line.split()) for line in FOUND.strip().splitlines()]
    held = [
        (limit.id, str(limit.number), str(limit.unit), str(limit.kind), str(limit.verification))
        for limit in shipped_timescales().values()
    ]
    assert len(held) == 24
    assert sorted(held) == sorted(found)


def test_every_limit_is_in_force_in_some_protocol() -> None:
    assert {limit.id for protocol in PROTOCOLS.values() for limit in protocol.limits} == set(
        shipped_timescales()
    )


def test_a_protocol_uses_a_limit_once() -> None:
    for protocol in PROTOCOLS.values():
        used = Counter(limit.id for step in protocol.steps for limit in step.limits)
        assert {name for name, times in used.items() if times > 1} == set(), protocol.code


def test_the_child_protocol_of_today_holds_all_but_the_adults_limits() -> None:
    used = {limit.id for limit in PROTOCOLS["wales-child-2021"].limits}
    assert set(shipped_timescales()) - used == {"adult_strategy", "move_on"}


def test_the_protocols_are_these() -> None:
    assert {(p.code, p.family, p.version, str(p.in_force_from), p.in_force_until and str(p.in_force_until))
            for p in PROTOCOLS.values()} == {
        ("wales-child-2011", "wales-child", "2011", "2011-09-14", "2021-01-31"),
        ("wales-child-2021", "wales-child", "2021", "2021-02-01", None),
        ("wales-adult-2019", "wales-adult", "2019", "2019-01-01", None),
    }  # fmt: skip


def test_nothing_of_the_2011_guidance_is_given_out_as_seen() -> None:
    protocol = PROTOCOLS["wales-child-2011"]
    assert protocol.verification is Verification.CONTENTS_ONLY
    assert {step.verification for step in protocol.steps} == {
        Verification.CONTENTS_ONLY,
        Verification.PROPOSED,
    }


def texts(protocol: Protocol) -> Iterator[Text]:
    yield protocol.title
    yield protocol.source
    yield from [protocol.note] if protocol.note else []
    for step in protocol.steps:
        yield from (step.title, step.source, *step.record)
        yield from [step.note] if step.note else []
    for limit in protocol.limits:
        yield from (limit.what, limit.starts_from, limit.source)
        yield from [limit.note] if limit.note else []


def all_texts() -> list[Text]:
    words = shipped_words()
    labels = [text for section in words.labels.values() for text in section.values()]
    return (
        [text for protocol in PROTOCOLS.values() for text in texts(protocol)]
        + labels
        + list(words.sentences.values())
    )


def test_every_text_is_there_in_both_languages_and_marked() -> None:
    for text in all_texts():
        assert text.en.strip() == text.en != ""
        assert text.cy.strip() == text.cy != ""
        assert text.cy_status in ("unchecked", "checked")


def test_welsh_is_not_english_left_standing() -> None:
    same = {text.en for text in all_texts() if text.en == text.cy}
    assert same <= {"Youth Justice Legal Centre (2023)", "{name} ({date})"}


def test_every_code_has_words() -> None:
    codes: list[MarkName | Status | Lane | Phase | Kind | Verification | str] = [
        *MarkName, *Status, *Lane, *Phase, *Kind, *Verification,
    ]  # fmt: skip
    codes += [role for p in PROTOCOLS.values() for s in p.steps for role in (*s.leads, *s.must, *s.others)]
    assert all(label(code).en and label(code).cy for code in codes)
    with pytest.raises(KeyError):
        label("astrologer")


def test_no_role_is_named_that_no_step_uses() -> None:
    used = {role for p in PROTOCOLS.values() for s in p.steps for role in (*s.leads, *s.must, *s.others)}
    assert set(shipped_words().roles) == used


def test_every_mark_is_used_and_says_what_it_means() -> None:
    triggers = [
        trigger.name
        for protocol in PROTOCOLS.values()
        for step in protocol.steps
        for trigger in (*step.starts, *step.opens, *step.closes, *step.completes)
    ]
    assert set(triggers) == set(MarkName)
    assert all(name.meaning.endswith(".") and len(name.meaning) > 15 for name in MarkName)


@pytest.mark.parametrize(("unit", "number", "en", "cy"), [
    (Unit.WORKING_DAYS, 1, "1 working day", "1 diwrnod gwaith"),
    (Unit.WORKING_DAYS, 2, "2 working days", "2 ddiwrnod gwaith"),
    (Unit.MONTHS, 2, "2 months", "2 fis"),
    (Unit.MONTHS, 3, "3 months", "3 mis"),
    (Unit.WEEKS, 6, "6 weeks", "6 wythnos"),
    (Unit.HOURS, 0, "0 hours", "0 awr"),
    (Unit.HOURS, 24, "24 hours", "24 awr"),
])  # fmt: skip
def test_periods_take_their_form_from_the_number(unit: Unit, number: int, en: str, cy: str) -> None:
    period = shipped_words().periods[unit]
    assert (period.get("en", number), period.get("cy", number)) == (en, cy)


def step(code: str) -> Step:
    return PROTOCOLS["wales-child-2021"].step(code)


def test_who_must_be_there_and_what_must_be_recorded() -> None:
    strategy = step("strategy_discussion")
    assert strategy.must == ("social_services", "police")
    assert any("each child" in record.en for record in strategy.record)
    assert step("pilot_rg").must == ("social_services", "police", "health")
    assert all(found.record and found.leads for p in PROTOCOLS.values() for found in p.steps)


def test_a_text_is_asked_for_in_one_of_two_languages() -> None:
    title = step("icpc").title
    assert (title.get("en-gb"), title.get("cy")) == (title.en, title.cy)
    with pytest.raises(ValueError, match="lang must be 'en' or 'cy'; got 'fr'"):
        title.get("fr")


def test_the_instrument_reads_no_clock_and_imports_nothing_above_it() -> None:
    folder = Path(noddfa.protocol.__file__).parent
    for path in folder.glob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        called = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
        assert not called & {"now", "today", "utcnow", "time_ns"} - (
            {"now"} if path.name == "state.py" else set()
        ), path
        imported = {
            node.module or ""
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom) and not node.level
        }
        imported |= {
            alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names
        }
        assert not {name for name in imported if name.partition(".")[0] in ("django", "noddfa")}, path
