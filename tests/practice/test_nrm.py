"""The referral questions: whole, in the three branches, and no name where none may go."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from noddfa.practice import PracticeError, nrm
from noddfa.practice.nrm.conditions import Clause, Condition, parse

pytestmark = pytest.mark.instrument

QUESTIONS = nrm.question_set()
CHILD = {"under_18": "yes"}
ADULT = {"under_18": "no", "consents": "yes"}
NOTIFY = {"under_18": "no", "consents": "no"}
NAMES = {"first_name", "last_name", "alias", "post_safe", "email_safe"}


def asked(answers: dict[str, str]) -> set[str]:
    return {question.id for question in QUESTIONS.asked(answers)}


def test_eighty_nine_questions_in_fifteen_sections() -> None:
    assert len(QUESTIONS.questions) == 89
    assert [section.code for section in QUESTIONS.sections] == list(nrm.SECTIONS)
    assert {question.section for question in QUESTIONS.questions} == set(nrm.SECTIONS)


def test_every_question_is_worded_in_both_languages() -> None:
    for question in QUESTIONS.questions:
        assert question.text_en != question.text_cy
        assert bool(question.note_en) == bool(question.note_cy)


def test_questions_name_the_fields_of_the_service() -> None:
    assert QUESTIONS.question("under_18").form_fields == ("pv-under-age",)
    fields = [name for question in QUESTIONS.questions for name in question.form_fields]
    # 138 of the service's 142: the others belong to no step of its present order; one group of tick
    # boxes serves both the postal and the e-mail question
    assert len(set(fields)) == 138
    assert {name for name in fields if fields.count(name) > 1} == {"pv-contact-details"}


def test_a_welsh_yes_echoes_the_verb_of_the_question() -> None:
    yes = {
        question.id: question.choices[0].label_cy
        for question in QUESTIONS.questions
        if question.choices and question.choices[0].code == "yes"
    }
    assert yes["under_18"] == "Ydy"
    assert yes["other_victims"] == "Oes"
    assert yes["reported_before"] == "Do"
    assert yes["under_18_then"] == "Oedd"
    assert yes["exploiters_in_uk"] == "Ydynt"


def test_a_child_is_always_referred_and_consent_is_not_asked() -> None:
    for age in ("yes", "not_sure"):
        ids = asked({"under_18": age})
        assert QUESTIONS.path({"under_18": age}) == "child"
        assert "la_name" in ids and "first_name" in ids
        assert not ids & {"consents", "refusal_reason", "wants_support", "under_18_then"}


def test_an_adult_who_agrees_is_asked_about_support() -> None:
    ids = asked({**ADULT, "wants_support": "yes"})
    assert {"consents", "wants_support", "support_phone", "first_name"} <= ids
    assert not ids & {"la_name", "refusal_reason"}


def test_the_duty_to_notify_carries_no_name() -> None:
    ids = asked(NOTIFY)
    assert QUESTIONS.path(NOTIFY) == "notify"
    assert {"refusal_reason", "gender", "nationality"} <= ids
    assert not ids & (NAMES | {"dob", "ref_name", "files", "ho_reference"})


def test_the_duty_to_notify_carries_a_name_only_of_one_willing_to_help() -> None:
    assert asked({**NOTIFY, "will_cooperate": "yes"}) >= NAMES
    assert not asked({**NOTIFY, "will_cooperate": "no"}) & NAMES


def test_until_age_and_consent_are_known_the_path_is_open() -> None:
    assert QUESTIONS.path({}) == QUESTIONS.path({"under_18": "no"}) == "open"


def test_an_answer_left_over_from_another_branch_has_no_effect() -> None:
    # consent was refused while the person was thought to be an adult; then the age was corrected
    ids = asked({**CHILD, "consents": "no"})
    assert "refusal_reason" not in ids and "first_name" in ids
    # the journey was described, then the answer changed
    assert "journey" not in asked({"taken_somewhere": "no", "journey": "by car"})


def test_documents_are_described_when_there_are_some() -> None:
    assert "file_descriptions" in asked({**CHILD, "files": "photo.jpg"})
    assert "file_descriptions" not in asked(CHILD)


ANY_ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        question.id: st.sampled_from([choice.code for choice in question.choices])
        if question.choices
        else st.sampled_from(["", "words"])
        for question in QUESTIONS.questions
    },
)


@given(ANY_ANSWERS)
def test_whatever_was_answered_a_name_is_never_asked_of_one_who_does_not_agree(
    answers: dict[str, str],
) -> None:
    if QUESTIONS.path(answers) == "notify" and answers.get("will_cooperate") != "yes":
        assert not asked(answers) & NAMES


@given(ANY_ANSWERS)
def test_a_question_is_asked_only_if_what_it_depends_on_is_asked(answers: dict[str, str]) -> None:
    ids = asked(answers)
    for question in QUESTIONS.questions:
        if question.id in ids:
            assert {clause.question for clause in question.asked_if.clauses} <= ids


def test_conditions_are_read_from_words() -> None:
    assert parse("") == Condition()
    assert parse("consents = yes and under_18 = no") == Condition(
        (Clause("consents", ("yes",)), Clause("under_18", ("no",)))
    )
    assert parse("age in yes,not_sure") == Condition((Clause("age", ("yes", "not_sure")),))
    assert parse("files given").holds({"files": "x"})
    assert not parse("files given").holds({})


@pytest.mark.parametrize("text", ["age is yes", "= yes", "age in yes, no", "age = yes or no", "given"])
def test_other_words_are_no_condition(text: str) -> None:
    with pytest.raises(ValueError):
        parse(text)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "under_18 = no",
            "under_18 is no",
            r"field asked_if: cannot be read as a condition: 'under_18 is no'",
        ),
        ("under_18 = no", "under_18 = nope", r"field asked_if: must be one of no, not_sure, yes; got 'nope'"),
        (
            "under_18 = no",
            "consents = no",
            r"field asked_if: depends on 'consents', which is not asked before",
        ),
        (",Addysg,", ",,", r"field text_cy: must not be empty"),
        (
            ",yes_no_unknown_do,",
            ",yes_no_unknown_dim,",
            r"field choices: 'yes_no_unknown_dim' is not to be found",
        ),
    ],
)
def test_a_damaged_row_is_named(tmp_path: Path, old: str, new: str, message: str) -> None:
    folder = tmp_path / "nrm"
    shutil.copytree(nrm.HERE, folder)
    path = folder / "question-set-2026-04.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(PracticeError, match=rf"question-set-2026-04\.csv, line \d+, {message}"):
        nrm.question_set(folder)
