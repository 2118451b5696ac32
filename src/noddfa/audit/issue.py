"""The dated issue of the standards an audit was opened under, and which criteria are asked of which body."""

from __future__ import annotations

from functools import cache
from typing import Final

from noddfa.practice.audit import FILE, Criterion, Instrument, Standard, instrument

# What the standards call a body, by the kind it has in the list of bodies. Others are asked what is asked of all.
_ASKED_AS: Final[dict[str, str]] = {
    "local_authority": "council",
    "safeguarding_board": "board",
    "police_force": "police",
    "health_board": "health",
    "nhs_trust": "health",
    "support_provider": "providers",
}
# A council may hold a devolved decision panel and runs the youth offending team: it is asked, and may answer
# that a criterion does not apply.
_ALSO: Final[dict[str, tuple[str, ...]]] = {"council": ("pilot_council", "youth_offending_team")}


def asked_as(kind: str) -> str:
    """What the standards call a body of a kind; 'all' when they have no name for it."""
    return _ASKED_AS.get(kind, "all")


def asks(criterion: Criterion, called: str) -> bool:
    """Whether a criterion is asked of what the standards call `called`."""
    return not {"all", called, *_ALSO.get(called, ())}.isdisjoint(criterion.applies_to)


def asked_of(issue: Instrument, called: str) -> tuple[Criterion, ...]:
    """Every criterion that is asked of such a body."""
    return tuple(criterion for criterion in issue.criteria if asks(criterion, called))


def current() -> Instrument:
    """The issue a new audit is opened under."""
    return instrument()


def of_version(version: str) -> Instrument:
    """The issue of a version. Raises KeyError when it is not shipped."""
    return _issues()[version]


def alone(issue: Instrument) -> tuple[Standard, ...]:
    """The standards whose reds are shown on their own."""
    return tuple(standard for standard in issue.standards if standard.stands_alone)


@cache
def _issues() -> dict[str, Instrument]:
    issues = (instrument(path) for path in sorted(FILE.parent.glob("standards-*.toml")))
    return {issue.version: issue for issue in issues}
