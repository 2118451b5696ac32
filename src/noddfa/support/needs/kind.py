"""The kinds of the needs record: a whole version of it, and what changes between two versions.

Headings after the Council of Europe convention, article 12, and survivor care reports (practice/support_headings.toml);
asking consent for each purpose, and reviewing at least monthly, are proposed practice.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _

from noddfa.chronicle import EventKind, event_kind, fields, row
from noddfa.chronicle.fields import Shown
from noddfa.chronicle.models import Visibility
from noddfa.chronicle.registry import DraftForm, add_draft_form
from noddfa.design.dates import day_in_wales
from noddfa.design.offered import choices_of
from noddfa.support.needs import words
from noddfa.support.needs.keyed import CodedForm
from noddfa.support.needs.specs import hidden, keyed

RECORD = "needs_record"
NEED_CHANGED = "need_changed"
CONSENT_CHANGED = "consent_changed"
KINDS = (RECORD, NEED_CHANGED, CONSENT_CHANGED)
CORRECT = "needs_record_correct"
GROUP = _("Support and consent")
FURTHEST_REVIEW = dt.timedelta(days=366)  # a slip of the pen, not a limit of practice


class NeedFields(CodedForm):
    """What holds among the answers under one heading."""

    blank = {"urgency": words.NOT_YET, "state": words.OPEN}

    def relaxed(self, cleaned: Mapping[str, Any]) -> Sequence[str]:
        return () if cleaned.get("urgency") in words.NEEDED else ("need",)

    def contradictions(self, cleaned: Mapping[str, Any]) -> Mapping[str, Any]:
        urgency = cleaned.get("urgency")
        plan = [cleaned.get(name) for name in ("need", "action", "owner", "who_else", "due")]
        planned = any(plan) or cleaned.get("state", words.OPEN) != words.OPEN
        if urgency == words.NOTHING and planned:
            return {
                "urgency": _(
                    "You chose that nothing is needed, but something is planned below. Change one of them."
                )
            }
        written = planned or any(cleaned.get(name) for name in ("wish", "outcome", "notes"))
        if urgency == words.NOT_YET and written:
            return {
                "urgency": _(
                    "Something is written below. Choose how urgent it is, or that nothing is needed now."
                )
            }
        return {}


class ConsentFields(CodedForm):
    """What holds among the answers about one purpose."""

    blank = {"status": words.NOT_ASKED}

    def relaxed(self, cleaned: Mapping[str, Any]) -> Sequence[str]:
        return ("on",) if cleaned.get("status") == words.NOT_ASKED else ()

    def contradictions(self, cleaned: Mapping[str, Any]) -> Mapping[str, Any]:
        said = cleaned.get("on") or cleaned.get("limits")
        if cleaned.get("status") == words.NOT_ASKED and said:
            return {"status": _("Something is written below. Choose what the person said.")}
        return {}


@row
class Need:
    """What is needed under one heading. All but `notes` and who does it stands in the person's own copy."""

    heading: str = fields.choice(_("Heading"), words.heading_choices)
    urgency: str = fields.choice(_("How urgent is it?"), words.URGENCY)
    wish: str = fields.long_text(
        _("What does the person wish for?"),
        help=_("In their own words."),
        required=False,
        max_length=2000,
        lines=3,
    )
    need: str = fields.long_text(
        _("What is needed?"),
        help=_("Write it to the person, as “you”, in words they can read. Name nobody else."),
        max_length=2000,
        lines=3,
    )
    action: str = fields.long_text(
        _("What will we do?"),
        help=_("Write it to the person, as “you”, in words they can read. Name nobody else."),
        required=False,
        max_length=2000,
        lines=3,
    )
    owner: str = fields.member(_("Who in the circle will do it?"), required=False)
    who_else: str = fields.text(
        _("Or who else?"), help=_("For example a surgery, a college, or the person."), required=False
    )
    due: dt.date | None = fields.day(_("By when?"), required=False)
    state: str = fields.choice(_("What became of it?"), words.STATES, reveals={words.DONE: "done_on"})
    done_on: dt.date | None = fields.day(_("When was it done?"), not_future=True)
    outcome: str = fields.long_text(
        _("What did it change for the person?"),
        help=_("As the person says it, where they do."),
        required=False,
        max_length=2000,
        lines=3,
    )
    notes: str = fields.long_text(
        _("Notes for those who work with the person"),
        help=_("Not in the person’s own copy. Details about other people belong here."),
        required=False,
        max_length=2000,
        lines=3,
    )


@row
class Consent:
    """What the person said about sharing for one purpose, and when they said it."""

    purpose: str = fields.choice(_("Purpose"), choices_of(words.PURPOSES))
    status: str = fields.choice(_("What did the person say?"), words.CONSENT)
    on: dt.date | None = fields.day(_("When did they say so?"), not_future=True)
    limits: str = fields.text(_("With whom, and within what limits?"), required=False, max_length=500)


@event_kind
class NeedsRecord(EventKind):
    """A whole version of the needs record: the first, or a review that started from the one before."""

    code = RECORD
    label = _("Needs record")
    families = (words.FAMILY,)
    group = GROUP
    visibilities = (Visibility.CIRCLE,)
    by_hand = False
    withdrawable = True
    happened_label = _("When did you talk?")

    issue: str = hidden()
    occasion: str = fields.choice(_("Occasion"), words.OCCASIONS)
    follows: str = hidden()
    present: str = fields.long_text(_("Who was there?"), max_length=1000, lines=2)
    language: str = fields.choice(
        _("Which language did the person use?"), words.LANGUAGES, reveals={"other": "language_name"}
    )
    language_name: str = fields.text(_("Which language?"), max_length=100)
    interpreter: str = fields.choice(_("Was there an interpreter?"), words.INTERPRETER)
    interpreter_who: str = fields.text(
        _("Who interpreted?"), help=_("Their name, or the service and its reference."), required=False
    )
    needs: tuple[Need, ...] = keyed(_("Needs"), Need, key="heading", base=NeedFields)
    consents: tuple[Consent, ...] = keyed(_("Consent to sharing"), Consent, key="purpose", base=ConsentFields)
    own_words: str = fields.long_text(
        _("What does the person want to add or put right?"),
        help=_("In their own words. It stands beside what is written."),
        required=False,
        max_length=4000,
        lines=4,
    )
    seen: str = fields.choice(_("Has the person seen what is written?"), words.SEEN)
    next_review: dt.date | None = fields.day(_("When will you review it together?"))

    @classmethod
    def check(cls, values: Mapping[str, Any]) -> dict[str, str]:
        """The review comes after the conversation, and the conversation was about something."""
        wrong = {}
        when, review = values.get("happened"), values.get("next_review")
        if when and review:
            talked = day_in_wales(when.moment)
            if review <= talked:
                wrong["next_review"] = now_("The review must come after the day on which you talked.")
            elif review > talked + FURTHEST_REVIEW:
                wrong["next_review"] = now_("That is more than a year away. Check the year.")
        return wrong

    def headline(self) -> str:
        return now_("Needs record begun") if self.occasion == words.FIRST else now_("Needs record reviewed")

    def shown(self) -> list[Shown]:
        """The conversation, then a line for each heading and purpose of which something is said."""
        own = [line for line in super().shown() if not line.rows]
        headings = [Shown(words.heading_label(n.heading), labelled(n, "heading")) for n in self.needs]
        purposes = [Shown(words.purpose_label(c.purpose), labelled(c, "purpose")) for c in self.consents]
        return [*own, *headings, *purposes]


def labelled(one: Need | Consent, key: str) -> tuple[str, ...]:
    """What a row says, each answer with its question; without its code and what is not filled in."""
    lines = []
    for name, spec in fields.specs_of(type(one)).items():
        shown = spec.show(getattr(one, name))
        if name != key and not shown.empty:
            lines.append(
                now_("%(question)s – %(answer)s")
                % {"question": shown.label, "answer": ", ".join(shown.texts)}
            )
    return tuple(lines)


@event_kind
class NeedChanged(EventKind):
    """Between two versions: what became of one need, or a new day for it."""

    code = NEED_CHANGED
    label = _("Change to a need")
    families = (words.FAMILY,)
    group = GROUP
    visibilities = (Visibility.CIRCLE,)
    by_hand = False
    withdrawable = True

    amends: str = hidden()
    heading: str = fields.choice(_("Heading"), words.heading_choices)
    state: str = fields.choice(_("What became of it?"), words.STATES)
    due: dt.date | None = fields.day(_("By when?"), required=False)
    outcome: str = fields.long_text(
        _("What did it change for the person?"), required=False, max_length=2000, lines=3
    )


@event_kind
class ConsentChanged(EventKind):
    """Between two versions: the person said something else about sharing, or was asked for the first time."""

    code = CONSENT_CHANGED
    label = _("Change to consent")
    families = (words.FAMILY,)
    group = GROUP
    visibilities = (Visibility.CIRCLE,)
    by_hand = False
    withdrawable = True

    amends: str = hidden()
    purpose: str = fields.choice(_("Purpose"), choices_of(words.PURPOSES))
    status: str = fields.choice(_("What did the person say?"), words.CONSENT[1:])
    limits: str = fields.text(_("With whom, and within what limits?"), required=False, max_length=500)
    told: str = fields.long_text(
        _("Who was told to stop, and what had been shared by then?"), required=False, max_length=2000, lines=3
    )


def _both(place: str) -> list[str]:
    return place.split(":", 1)


add_draft_form(DraftForm(RECORD, _("Needs record"), lambda place: reverse("support:edit", args=[place])))
add_draft_form(
    DraftForm(
        CORRECT, _("Needs record, a correction"), lambda place: reverse("support:correct", args=_both(place))
    )
)
add_draft_form(
    DraftForm(NEED_CHANGED, _("Change to a need"), lambda place: reverse("support:need", args=_both(place)))
)
add_draft_form(
    DraftForm(
        CONSENT_CHANGED, _("Change to consent"), lambda place: reverse("support:consent", args=_both(place))
    )
)
