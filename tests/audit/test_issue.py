"""Which criteria are asked of which body, and which issue of the standards an audit keeps."""

from __future__ import annotations

import pytest

from noddfa.audit import issue

pytestmark = pytest.mark.instrument


@pytest.mark.parametrize(
    ("kind", "criterion", "asked"),
    [
        ("local_authority", "A4.1", True),
        ("local_authority", "A1.2", False),
        ("local_authority", "A6.6", True),  # a council may hold a devolved panel
        ("safeguarding_board", "A1.2", True),
        ("safeguarding_board", "A4.1", False),
        ("police_force", "A4.5", True),
        ("health_board", "A7.4", True),
        ("nhs_trust", "A7.4", True),
        ("support_provider", "A5.2", True),
        ("education", "A2.1", True),  # what is asked of all
        ("education", "A5.2", False),
    ],
)
def test_what_is_asked_of_whom(kind: str, criterion: str, asked: bool) -> None:
    assert issue.asks(issue.current().criterion(criterion), issue.asked_as(kind)) is asked


def test_every_criterion_is_asked_of_somebody() -> None:
    kinds = ("local_authority", "safeguarding_board", "police_force", "health_board", "support_provider")
    asked = {one.id for kind in kinds for one in issue.asked_of(issue.current(), issue.asked_as(kind))}
    assert asked == {one.id for one in issue.current().criteria}


def test_an_issue_is_found_by_its_version_and_no_other() -> None:
    assert issue.of_version(issue.current().version) == issue.current()
    with pytest.raises(KeyError):
        issue.of_version("1999-01")
