"""Consent to share for one purpose, and its withdrawal.

Consent is not what protecting a child rests on (Welsh Government information-sharing guidance; WSP): what must be
shared to protect is shared, and the person told unless that puts someone at risk. What stands here is consent to the
rest: to pass things on for help the person may take or leave.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from noddfa.chronicle import EventKind, Fact, event_kind, fields
from noddfa.chronicle.models import Visibility

CONSENT, WITHDRAWN = "consent", "consent_withdrawn"
GROUP = _("Support and consent")

PURPOSES = (
    ("health", _("Health care and counselling")),
    ("housing", _("A place to live")),
    ("money", _("Money and benefits")),
    ("legal", _("Legal advice and immigration")),
    ("education", _("School, college, training or work")),
    ("support", _("Support by another organisation")),
    ("family", _("Contact with family")),
    ("return", _("Return to another country, by choice")),
    ("research", _("Research or training, without a name")),
    ("other", _("Another purpose")),
)
ANSWERS = (("given", _("Yes, agreed")), ("refused", _("No, refused")))
BY = (
    ("person", _("The person")),
    ("parent", _("Somebody with parental responsibility")),
    ("both", _("Both")),
)
HOW = (
    ("spoken", _("In speech")),
    ("interpreted", _("In speech, through an interpreter")),
    ("written", _("In writing")),
)


@event_kind
class Consent(EventKind):
    """The person was asked whether something may be passed on, for one purpose."""

    code = CONSENT
    label = _("Consent to share")
    help = _(
        "One purpose at a time. Consent is not needed to protect a child: what must be shared for that is shared, and "
        "the person is told unless telling puts someone at risk."
    )
    families = ("case",)
    group = GROUP
    visibilities = (Visibility.CIRCLE, Visibility.BODY)
    happened_label = _("When was the person asked?")

    purpose: str = fields.choice(_("For which purpose?"), PURPOSES, dropdown=True)
    with_whom: str = fields.text(_("With whom may it be shared?"), max_length=300)
    what: str = fields.long_text(_("What may be shared, and what may not?"), max_length=2000, lines=3)
    answer: str = fields.choice(_("What was the answer?"), ANSWERS, inline=True)
    by: str = fields.choice(_("Who answered?"), BY)
    how: str = fields.choice(_("How?"), HOW)
    until: dt.date | None = fields.day(
        _("Until when does it hold?"), help=_("Leave it empty if no end was agreed."), required=False
    )

    def headline(self) -> str:
        purpose = dict(PURPOSES).get(self.purpose, "")
        return f"{self.label}: {purpose}" if purpose else str(self.label)


@event_kind
class ConsentWithdrawn(EventKind):
    """The person took their consent back. Nothing more is shared on it."""

    code = WITHDRAWN
    label = _("Consent taken back")
    help = _("The person may do so at any time and need not say why.")
    families = ("case",)
    group = GROUP
    visibilities = (Visibility.CIRCLE, Visibility.BODY)
    happened_label = _("When did the person say so?")

    consent: str = fields.event(_("Which consent?"), CONSENT)
    told: str = fields.long_text(
        _("Who was told to stop, and what had been shared by then?"), max_length=2000, lines=3
    )

    @classmethod
    def offered(cls, facts: Sequence[Fact]) -> bool:
        return bool(standing_consents(facts))


def standing_consents(facts: Sequence[Fact]) -> list[Fact]:
    """The consents that were given and not taken back; whether one has run out depends on the day."""
    back = {fact.facts.get("consent") for fact in facts if fact.kind == WITHDRAWN}
    return [
        fact
        for fact in facts
        if fact.kind == CONSENT and fact.facts.get("answer") == "given" and str(fact.event) not in back
    ]
