"""The twelve headings of need and the audit instrument."""

from __future__ import annotations

from pathlib import Path

import pytest

from noddfa.practice import PracticeError, audit, support
from tests.practice.damage import damaged

pytestmark = pytest.mark.instrument


def test_twelve_headings_each_with_help_and_prompts() -> None:
    assert [heading.code for heading in support.headings()] == [
        "immediate_safety", "accommodation", "food_clothes_money", "physical_health",
        "sexual_maternal_health", "mental_health", "legal_immigration", "police_court", "family_contact",
        "language_culture_faith", "education_work", "independence_moving_on",
    ]  # fmt: skip
    for heading in support.headings():
        assert heading.help_en != heading.help_cy
        assert len(heading.prompts_en) == len(heading.prompts_cy) >= 2


def test_a_damaged_heading_is_named(tmp_path: Path) -> None:
    copy = damaged(
        tmp_path, "support_headings.toml", '  "Pwy na chaiff gyfieithu ar y pryd ar ei ran?",\n', ""
    )
    with pytest.raises(
        PracticeError, match=r"support_headings\.toml, line \d+, field prompts_cy: must be 3; got 2"
    ):
        support.needs_record(copy)


def test_nine_standards_and_forty_three_criteria() -> None:
    assert [standard.number for standard in audit.standards()] == list(range(1, 10))
    assert [len(standard.criteria) for standard in audit.standards()] == [4, 4, 4, 6, 5, 6, 4, 5, 5]
    assert len(audit.instrument().criteria) == 43


def test_every_criterion_has_evidence_to_suggest_in_both_languages() -> None:
    for criterion in audit.instrument().criteria:
        assert criterion.text_en != criterion.text_cy
        assert len(criterion.evidence_en) == len(criterion.evidence_cy) >= 1


def test_standards_four_and_five_show_their_reds_alone() -> None:
    assert [standard.number for standard in audit.standards() if standard.stands_alone] == [4, 5]


def test_a_green_needs_evidence_and_not_known_plans_as_red() -> None:
    ratings = {rating.code: rating for rating in audit.ratings()}
    assert list(ratings) == ["green", "amber", "red", "not_applicable", "not_known"]
    assert ratings["green"].needs == "evidence"
    assert ratings["not_applicable"].needs == "reason"
    assert ratings["not_known"].plans_as == "red"


def test_no_rating_is_known_by_colour_alone() -> None:
    assert len({rating.shape for rating in audit.ratings()}) == 5
    assert len({rating.label_cy for rating in audit.ratings()}) == 5


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('id = "A4.3"', 'id = "A5.1"', r"field id: 'A5.1' is already used on line"),
        ('id = "A4.3"', 'id = "A3.9"', r"field id: must look like A4.1; got 'A3.9'"),
        ('plans_as = "amber"', 'plans_as = "yellow"', r"field plans_as: must be one of green, amber"),
        (
            'applies_to = ["council", "board"]',
            'applies_to = ["councils"]',
            r"field applies_to: must be one of all",
        ),
        ('shape = "square"', "shape = 4", r"field shape: must be text in quotation marks"),
    ],
)
def test_a_damaged_instrument_is_named(tmp_path: Path, old: str, new: str, message: str) -> None:
    copy = damaged(tmp_path, "audit/standards-2026.toml", old, new)
    with pytest.raises(PracticeError, match=rf"standards-2026\.toml, line \d+, {message}"):
        audit.instrument(copy)
