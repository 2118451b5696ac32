"""A practice file with a fault is refused with file, step, field and what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from noddfa.protocol import Protocol, ProtocolFileError, Status, load_protocols
from noddfa.protocol.shipped import PRACTICE, read_calendar
from noddfa.protocol.timescales import read_timescales
from noddfa.protocol.words import read_words

pytestmark = pytest.mark.instrument

GOOD = """\
code = "invented-2030"
family = "invented"
version = "2030"
title_en = "Invented"
title_cy = "Dychmygol"
source = "book"
status = "seen"
in_force_from = 2030-01-01
cy_status = "unchecked"

[sources]
book = { en = "Invented book", cy = "Llyfr dychmygol" }

[[steps]]
code = "first"
title_en = "First step"
title_cy = "Y cam cyntaf"
lane = "protection"
phase = "report"
leads = ["anyone"]
record = [{ en = "What was done", cy = "Yr hyn a wnaed" }]
starts = ["concern_known"]
completes = ["concern_logged[outcome=report]"]
limits = ["initial_decision"]
source = "book"
status = "seen"
"""


def read(folder: Path, text: str, name: str = "invented-2030.toml") -> Protocol:
    (folder / name).write_text(text, encoding="utf-8")
    return load_protocols(folder)["invented-2030"]


def test_a_good_file_is_read(tmp_path: Path) -> None:
    protocol = read(tmp_path, GOOD)
    (step,) = protocol.steps
    assert (protocol.title.cy, step.code, step.limits[0].number) == ("Dychmygol", "first", 1)
    assert str(step.completes[0]) == "concern_logged[outcome=report]"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('starts = ["concern_known"]\n', "", "step 'first', field 'starts': is missing"),
        ('["concern_known"]', "[]", "step 'first', field 'starts': is empty"),
        ('["concern_known"]', '["concern_know"]', "field 'starts': 'concern_know' is not a mark"),
        (
            '["concern_known"]',
            '["concern_known", "concern_known"]',
            "field 'starts': holds 'concern_known' twice",
        ),
        (
            '["concern_known"]',
            '"concern_known"',
            "field 'starts': must be a list in square brackets; got 'concern_known'",
        ),
        ("outcome=report", "outcome=reprot", "outcome may be report, no_action; got reprot"),
        ("outcome=report", "result=report", "mark 'concern_logged' has no field 'result'"),
        ("outcome=report", "outcome", "'outcome' is not of the form field=value"),
        ("[outcome=report]", "(outcome)", "is not of the form mark or mark[field=value]"),
        (
            '["initial_decision"]',
            '["initial_decison"]',
            "field 'limits': 'initial_decison' is not a row of timescales.csv",
        ),
        ('["anyone"]', '["anybody"]', "field 'leads': 'anybody' is not a role named in protocol_words.toml"),
        (
            'lane = "protection"',
            'lane = "protect"',
            "field 'lane': may be protection, police, missing, nrm, guardian",
        ),
        (
            'phase = "report"',
            'phase = "start"',
            "field 'phase': may be report, decide, enquire, conference, plan, review",
        ),
        ('title_cy = "Y cam cyntaf"\n', "", "step 'first', field 'title_cy': is missing"),
        ('"Y cam cyntaf"', '" "', "step 'first', field 'title_cy': is empty"),
        (
            'lane = "protection"',
            'lane = "protection"\nnote_en = "Only English"',
            "field 'note_cy': is missing",
        ),
        (', cy = "Yr hyn a wnaed"', "", "field 'record': item 1 must be { en = '...', cy = '...' }"),
        (
            'lane = "protection"',
            'lane = "protection"\nlimit = "x"',
            "field 'limit': is not a field known here",
        ),
        ('lane = "protection"', 'lane = "protection"\noptional = "yes"', "must be true or false; got 'yes'"),
        (
            'limits = ["initial_decision"]',
            "optional = true",
            "field 'optional': is true, but without a limit",
        ),
        (
            'limits = ["initial_decision"]',
            "may_vary = true",
            "field 'may_vary': is true, but the step has no limit",
        ),
        (
            'lane = "protection"',
            'lane = "protection"\nrepeats = "daily"',
            "repeats': may be never, again, each; got daily",
        ),
        (
            '["initial_decision"]',
            '["icpc", "core_group_first"]',
            "'icpc' and 'core_group_first' are in force on the same days",
        ),
        (
            'code = "invented-2030"',
            'code = "invented"',
            "field 'code': must be the file's name, 'invented-2030'",
        ),
        (
            "2030-01-01",
            '"2030-01-01"',
            "field 'in_force_from': must be a date such as 2021-02-01; got '2030-01-01'",
        ),
        ("2030-01-01", "2030-01-01T10:00:00", "field 'in_force_from': must be a date without a time"),
        (
            "2030-01-01",
            "2030-01-01\nin_force_until = 2029-01-01",
            "field 'in_force_until': is before in_force_from",
        ),
        (
            'source = "book"\nstatus = "seen"\nin',
            'source = "bok"\nstatus = "seen"\nin',
            "'bok' is not known; there are book",
        ),
        ('status = "seen"\nin', 'status = "sene"\nin', "field 'status': may be seen, to_verify"),
        (
            'cy_status = "unchecked"',
            'cy_status = "fine"',
            "field 'cy_status': may be unchecked, checked; got fine",
        ),
        (', cy = "Llyfr dychmygol"', "", "source 'book', field 'cy': is missing"),
        ('family = "invented"', 'family = "invented', "invented-2030.toml: cannot be read: "),
        ("[[steps]]", "[steps]", "field 'steps': must be a list in square brackets"),
        ("[[steps]]", "[[stages]]", "field 'steps': is missing"),
    ],
)
def test_each_fault_is_named(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert old in GOOD
    with pytest.raises(ProtocolFileError) as refused:
        read(tmp_path, GOOD.replace(old, new, 1))
    assert message in str(refused.value)
    assert str(refused.value).startswith("invented-2030.toml: ")


def test_all_faults_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "other.toml").write_text("code = 'another'", encoding="utf-8")
    with pytest.raises(ProtocolFileError) as refused:
        read(
            tmp_path,
            GOOD.replace('lane = "protection"', 'lane = "x"').replace('phase = "report"', 'phase = "y"'),
        )
    assert {problem.file for problem in refused.value.problems} == {"invented-2030.toml", "other.toml"}
    assert {p.field for p in refused.value.problems if p.file == "invented-2030.toml"} == {"lane", "phase"}


def test_a_step_or_a_limit_named_twice_is_refused(tmp_path: Path) -> None:
    step = GOOD[GOOD.index("[[steps]]") :]
    with pytest.raises(ProtocolFileError) as refused:
        read(tmp_path, GOOD + step)
    assert "step code 'first' is used more than once" in str(refused.value)
    assert "limit 'initial_decision' is used more than once" in str(refused.value)


def test_two_protocols_of_a_family_may_not_be_in_force_together(tmp_path: Path) -> None:
    later = GOOD.replace('code = "invented-2030"', 'code = "invented-2031"').replace(
        "2030-01-01", "2031-01-01"
    )
    (tmp_path / "invented-2031.toml").write_text(later, encoding="utf-8")
    with pytest.raises(
        ProtocolFileError, match=r"invented-2031\.toml: field 'in_force_from': is in force together"
    ):
        read(tmp_path, GOOD)
    ended = GOOD.replace("2030-01-01", "2030-01-01\nin_force_until = 2030-12-31")
    assert read(tmp_path, ended).in_force_until is not None


def test_a_folder_without_protocols_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ProtocolFileError, match=r"holds no protocol file \(\*\.toml\)"):
        load_protocols(tmp_path)


HEADER, ROW = (PRACTICE / "timescales.csv").read_text(encoding="utf-8").splitlines()[:2]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("id,limit\n", "row 1: must have the columns id, step_en"),
        (
            f"{HEADER}\n{ROW.replace(',24,', ',a day,')}\n",
            "row 2, field 'limit': must be a whole number; got 'a day'",
        ),
        (f"{HEADER}\n{ROW.replace(',24,', ',-1,')}\n", "row 2, field 'limit': must be 0 or more; got -1"),
        (
            f"{HEADER}\n{ROW.replace(',24,', ',0,')}\n",
            "row 2, field 'limit': must be 0 for an immediate limit, and only",
        ),
        (f"{HEADER}\n{ROW.replace(',hours,', ',hour,')}\n", "row 2, field 'unit': may be working_days"),
        (
            f"{HEADER}\n{ROW.replace(',seen,,', ',seen,soon,')}\n",
            "row 2, field 'in_force_from': must be a date",
        ),
        (
            f"{HEADER}\n{ROW.replace(',seen,,,', ',seen,2030-01-01,2029-01-01,')}\n",
            "field 'in_force_until': is before",
        ),
        (f"{HEADER}\n{ROW.replace('telephone report', '')}\n", "row 2, field 'starts_from_en': is missing"),
        (f"{HEADER}\n{ROW}\n{ROW}\n", "row 'written_confirmation', field 'id': is used more than once"),
        (f"{HEADER}\n{ROW},more\n", "row 2, field 'a column too many': is not a field known here"),
        (f'{HEADER}\n"{ROW}', "cannot be read: "),
    ],
)
def test_each_fault_of_the_table_is_named(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "timescales.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ProtocolFileError) as refused:
        read_timescales(path)
    assert message in str(refused.value)


def test_a_missing_table_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(ProtocolFileError, match=r"nowhere\.csv: cannot be read"):
        read_timescales(tmp_path / "nowhere.csv")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('icpc = { en = "initial', 'icp = { en = "initial', "marks 'icpc', field 'en': is missing"),
        ('icpc = { en = "initial', 'icp = { en = "initial', "marks 'icp' is not known here"),
        ('cy_two = "{n} fis"\n', "", "period 'months', field 'cy_two': is missing"),
        (
            "{period} after ‘{mark}’",
            "{perod} after ‘{mark}’",
            "field 'maximum_day': has places in one language only: period, perod",
        ),
        ("‘{step}’ is to be done", "‘{step’ is to be done", "field 'immediate': has a brace out of place"),
    ],
)
def test_each_fault_of_the_words_is_named(tmp_path: Path, old: str, new: str, message: str) -> None:
    for name in ("protocol_words.toml", "protocol_sentences.toml"):
        text = (PRACTICE / name).read_text(encoding="utf-8")
        (tmp_path / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ProtocolFileError) as refused:
        read_words(tmp_path / "protocol_words.toml", tmp_path / "protocol_sentences.toml", Status)
    assert message in str(refused.value)


def test_an_extra_holiday_is_read_with_its_source(tmp_path: Path) -> None:
    path = tmp_path / "holidays.toml"
    extra = '\n[[extra]]\nday = 2030-07-16\nen = "Invented day"\ncy = "Dydd dychmygol"\n'
    shipped = (PRACTICE / "holidays_cy.toml").read_text(encoding="utf-8")
    path.write_text(f'{shipped}{extra}source = "invented"\n', encoding="utf-8")
    (day,) = read_calendar(path).extra
    assert not read_calendar(path).is_working_day(day)
    path.write_text(shipped + extra, encoding="utf-8")
    with pytest.raises(ProtocolFileError, match=r"holidays\.toml: extra 1, field 'source': is missing"):
        read_calendar(path)
