"""A child goes missing, is reported to the police, comes back, and is listened to.

Each episode is a thread of its own to the protocol: the return, the check and the conversation name theirs.
Source: Missing People toolkit for Wales; Children's Society 2017 (domain facts of protocol step 3).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

from django.utils.translation import gettext_lazy as _

from noddfa.chronicle import EventKind, Fact, MarkOf, event_kind, fields
from noddfa.chronicle.kinds import Section
from noddfa.chronicle.models import Visibility
from noddfa.design.forms import When
from noddfa.design.offered import choices_of
from noddfa.protect import groups
from noddfa.protect.families import FAMILY
from noddfa.protocol import MarkName

MISSING = "missing"
RETURNED = "returned"

RISK = (
    ("not_graded", _("Not graded yet")),
    ("low", _("Low")),
    ("medium", _("Medium")),
    ("high", _("High")),
)
CONVERSATION = (
    ("held", _("It was held")),
    ("declined", _("The child was offered it and said no")),
    ("not_possible", _("It could not be held")),
)


def open_episodes(facts: Sequence[Fact]) -> list[Fact]:
    """The missing episodes nobody has come back from, in the order they began."""
    back = {fact.facts.get("episode") for fact in facts if fact.kind == RETURNED}
    return [fact for fact in facts if fact.kind == MISSING and str(fact.event) not in back]


def moment_of(fact: Fact, name: str) -> tuple[dt.datetime, Literal["minute", "day"]] | None:
    """A moment in the open part of a fact, with its precision."""
    stored = fact.facts.get(name)
    return (dt.datetime.fromisoformat(stored["moment"]), stored["precision"]) if stored else None


def _mark_at(fact: Fact, field: str, name: MarkName, thread: str) -> list[MarkOf]:
    at = moment_of(fact, field)
    return [MarkOf(name, thread=thread, happened=at[0], precision=at[1])] if at else []


@event_kind
class Missing(EventKind):
    """The child was found to be missing."""

    code = MISSING
    label = _("Child is missing")
    help = _("Tell the police first. Ring 999 if the child may be in danger, 101 if not; do not wait.")
    families = (FAMILY,)
    group = groups.MISSING
    visibilities = (Visibility.CIRCLE, Visibility.REPORTER)
    happened_label = _("When was the child found to be missing?")
    makes = (MarkName.MISSING, MarkName.MISSING_REPORTED)
    sections = (
        Section(_("Last seen"), ("last_seen", "where", "with_whom", "circumstances", "description")),
        Section(
            _("The police"),
            ("police_told", "police_when", "police_reference", "risk"),
            _("If the police are told later, record that as an entry of its own."),
        ),
        Section(_("What is being done"), ("doing",)),
    )

    last_seen: When | None = fields.moment(
        _("When was the child last seen?"), required=False, not_future=True
    )
    where: str = fields.long_text(_("Where was the child last seen?"), max_length=500, lines=2)
    with_whom: str = fields.text(_("With whom?"), required=False)
    circumstances: str = fields.choice(
        _("How did it begin?"), choices_of("missing_circumstances"), dropdown=True
    )
    description: str = fields.long_text(
        _("What did the child look like and have with them?"),
        help=_("Clothes, bag, telephone, money, medicines."),
        required=False,
        max_length=2000,
        lines=3,
    )
    police_told: bool | None = fields.yes_no(_("Have the police been told?"), reveals={"yes": "police_when"})
    police_when: When | None = fields.moment(_("When were they told?"), not_future=True)
    police_reference: str = fields.text(_("Police reference"), required=False, max_length=60)
    risk: str = fields.choice(_("How have the police graded the risk?"), RISK, inline=True)
    doing: str = fields.long_text(
        _("Who is looking, and who else has been told?"), required=False, max_length=3000, lines=4
    )

    @classmethod
    def check(cls, values: Mapping[str, Any]) -> dict[str, str]:
        seen, missed = values.get("last_seen"), values.get("happened")
        if seen and missed and seen.moment > missed.moment and seen.precision == missed.precision == "minute":
            return {"last_seen": str(_("The child cannot have been last seen after being found missing."))}
        return {}

    @classmethod
    def marks(cls, fact: Fact) -> Iterable[MarkOf]:
        thread = str(fact.event)
        told = _mark_at(fact, "police_when", MarkName.MISSING_REPORTED, thread)
        return [MarkOf(MarkName.MISSING, thread=thread), *told]


@event_kind
class MissingReported(EventKind):
    """The police were told after the episode had been written down."""

    code = "missing_reported"
    label = _("Missing child reported to the police")
    families = (FAMILY,)
    group = groups.MISSING
    visibilities = (Visibility.CIRCLE, Visibility.REPORTER)
    happened_label = _("When were the police told?")
    makes = (MarkName.MISSING_REPORTED,)

    episode: str = fields.event(_("Which missing episode?"), MISSING)
    to_whom: str = fields.text(_("Who was told?"))
    reference: str = fields.text(_("Police reference"), required=False, max_length=60)
    risk: str = fields.choice(_("How have the police graded the risk?"), RISK, inline=True)

    @classmethod
    def offered(cls, facts: Sequence[Fact]) -> bool:
        return bool(open_episodes(facts))

    @classmethod
    def marks(cls, fact: Fact) -> Iterable[MarkOf]:
        return [MarkOf(MarkName.MISSING_REPORTED, thread=fact.facts["episode"])]


@event_kind
class Returned(EventKind):
    """The missing child is back or was found."""

    code = RETURNED
    label = _("Missing child is back or found")
    help = _("Recording this starts the clock for the independent return conversation.")
    families = (FAMILY,)
    group = groups.MISSING
    visibilities = (Visibility.CIRCLE, Visibility.REPORTER)
    happened_label = _("When did the child come back, or when was the child found?")
    makes = (MarkName.RETURNED, MarkName.PREVENTION_CHECK)
    sections = (
        Section(_("The return"), ("episode", "how", "where", "by_whom", "seen_by", "signs", "account")),
        Section(
            _("Police prevention check"),
            ("checked", "checked_when", "check_found"),
            _("The police see the child after the return to make sure that the child is safe."),
        ),
    )

    episode: str = fields.event(_("Which missing episode?"), MISSING)
    how: str = fields.choice(_("How did the child come back?"), choices_of("missing_returns"), dropdown=True)
    where: str = fields.long_text(_("Where was the child found?"), required=False, max_length=500, lines=2)
    by_whom: str = fields.text(_("Who found the child?"), required=False)
    seen_by: str = fields.text(_("Who has seen the child since?"))
    signs: tuple[str, ...] = fields.choices(
        _("What was seen on return?"), choices_of("missing_return_signs"), required=False
    )
    account: str = fields.long_text(
        _("What did the child say, in their own words?"),
        help=_("Do not press. The return conversation comes later, with somebody independent."),
        required=False,
        max_length=4000,
        lines=4,
    )
    checked: bool | None = fields.yes_no(
        _("Have the police made their prevention check?"), reveals={"yes": "checked_when"}
    )
    checked_when: When | None = fields.moment(_("When was the check made?"), not_future=True)
    check_found: str = fields.long_text(
        _("What did the check find?"), required=False, max_length=2000, lines=3
    )

    @classmethod
    def offered(cls, facts: Sequence[Fact]) -> bool:
        return bool(open_episodes(facts))

    @classmethod
    def marks(cls, fact: Fact) -> Iterable[MarkOf]:
        thread = fact.facts["episode"]
        checked = _mark_at(fact, "checked_when", MarkName.PREVENTION_CHECK, thread)
        return [MarkOf(MarkName.RETURNED, thread=thread), *checked]


@event_kind
class PreventionCheck(EventKind):
    """The police made their check after the return had been written down."""

    code = "prevention_check"
    label = _("Police prevention check made")
    families = (FAMILY,)
    group = groups.MISSING
    visibilities = (Visibility.CIRCLE, Visibility.REPORTER)
    happened_label = _("When was the check made?")
    makes = (MarkName.PREVENTION_CHECK,)

    episode: str = fields.event(_("Which missing episode?"), MISSING)
    found: str = fields.long_text(_("What did the check find?"), max_length=2000, lines=4)

    @classmethod
    def offered(cls, facts: Sequence[Fact]) -> bool:
        return any(fact.kind == RETURNED for fact in facts)

    @classmethod
    def marks(cls, fact: Fact) -> Iterable[MarkOf]:
        return [MarkOf(MarkName.PREVENTION_CHECK, thread=fact.facts["episode"])]


@event_kind
class ReturnConversation(EventKind):
    """An independent person listened to the child after the return, or tried to."""

    code = "return_conversation"
    label = _("Return conversation")
    help = _(
        "With somebody independent, whom the child can trust. When it could not be held the clock goes on running."
    )
    families = (FAMILY,)
    group = groups.MISSING
    visibilities = (Visibility.CIRCLE, Visibility.BODY)
    happened_label = _("When was it held or offered?")
    makes = (MarkName.RETURN_CONVERSATION,)
    sections = (
        Section(_("The conversation"), ("episode", "outcome", "held_by", "independent")),
        Section(_("What was said"), ("said", "pushes", "people_places")),
        Section(_("What follows"), ("next_steps",)),
    )

    episode: str = fields.event(_("Which missing episode?"), MISSING)
    outcome: str = fields.choice(_("What became of it?"), CONVERSATION)
    held_by: str = fields.text(_("Who held or offered it?"))
    independent: bool | None = fields.yes_no(
        _("Is that person independent of the placement and of the police?")
    )
    said: str = fields.long_text(
        _("What the child said, in their own words"), required=False, max_length=10_000, lines=8
    )
    pushes: str = fields.long_text(
        _("What made the child leave, or drew them away?"), required=False, max_length=3000, lines=4
    )
    people_places: str = fields.long_text(
        _("People and places the child spoke of"), required=False, max_length=3000, lines=4
    )
    next_steps: str = fields.long_text(
        _("What must happen so that the child is safer?"), required=False, max_length=3000, lines=4
    )

    @classmethod
    def offered(cls, facts: Sequence[Fact]) -> bool:
        return any(fact.kind == RETURNED for fact in facts)

    @classmethod
    def check(cls, values: Mapping[str, Any]) -> dict[str, str]:
        if values.get("outcome") == "held" and not values.get("said"):
            return {"said": str(_("Write down what the child said, or that the child chose to say nothing."))}
        return {}

    @classmethod
    def marks(cls, fact: Fact) -> Iterable[MarkOf]:
        if fact.facts.get("outcome") == "not_possible":
            return []
        return [MarkOf(MarkName.RETURN_CONVERSATION, thread=fact.facts["episode"])]
