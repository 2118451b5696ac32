"""An answer to a criterion, and the evidence it brings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from noddfa.audit.families import FAMILY
from noddfa.audit.issue import current
from noddfa.chronicle import EventKind, event_kind, fields, row
from noddfa.chronicle.models import Visibility
from noddfa.design.language import lang


def criteria() -> list[tuple[str, str]]:
    """Every criterion: its id, and its text after it."""
    return [(one.id, f"{one.id} {one.say('text', lang())}") for one in current().criteria]


def ratings() -> list[tuple[str, str]]:
    """The five ratings."""
    return [(rating.code, rating.say("label", lang())) for rating in current().ratings]


def evidence_kinds() -> list[tuple[str, str]]:
    """What evidence may be."""
    return [(kind.code, kind.say("label", lang())) for kind in current().evidence_kinds]


@row
class Evidence:
    """One item of evidence. Its kind and days are open, its words sealed."""

    kind: str = fields.choice(_("Kind of evidence"), evidence_kinds, dropdown=True)
    what: str = fields.long_text(
        _("What does it show?"), help=_("No names of children or families."), max_length=1000, lines=2
    )
    first: dt.date | None = fields.day(
        _("First day of the period"),
        help=_("Only for what covers a period. A number always has one."),
        required=False,
        not_future=True,
    )
    dated: dt.date | None = fields.day(
        _("Its date, or the last day of the period"), required=False, not_future=True
    )
    where: str = fields.text(
        _("Where can it be found?"),
        help=_("Its title, its folder or its link."),
        required=False,
        max_length=300,
    )


@event_kind
class CriterionAnswered(EventKind):
    """A criterion was rated. A further answer takes the place of the earlier one, which stays to be seen."""

    code = "criterion_answered"
    label = _("Criterion answered")
    families = (FAMILY,)
    visibilities = (Visibility.CIRCLE,)
    by_hand = False

    criterion: str = fields.choice(_("Criterion"), criteria)
    rating: str = fields.choice(_("Rating"), ratings)
    reason: str = fields.long_text(
        _("Why does it not apply to your body?"), required=False, max_length=1000, lines=2
    )
    evidence: tuple[Evidence, ...] = fields.rows(
        _("Evidence"),
        Evidence,
        row_label=_("Item of evidence %(number)d"),
        add_label=_("Add another item of evidence"),
        most=12,
    )
    missing: str = fields.long_text(_("What is missing?"), required=False, max_length=2000, lines=3)

    @classmethod
    def check(cls, values: Mapping[str, Any]) -> dict[str, str]:
        """Green needs a dated item of evidence, 'not applicable' its reason."""
        needs = {rating.code: rating.needs for rating in current().ratings}.get(
            values.get("rating") or "", ""
        )
        wrong = {}
        if needs == "evidence" and not any(item.dated for item in values.get("evidence") or ()):
            wrong["evidence"] = gettext("Green needs at least one item of evidence with its date.")
        if needs == "reason" and not values.get("reason"):
            wrong["reason"] = gettext("Say why it does not apply to your body.")
        return wrong
