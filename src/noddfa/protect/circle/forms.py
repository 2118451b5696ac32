"""Forms of the circle: finding somebody, and saying why they join or are kept out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from noddfa.access.circle import SHORTEST_REASON
from noddfa.access.models import Membership
from noddfa.access.rules import CASEWORK
from noddfa.design import forms

MOST_SHOWN = 20
NOBODY = _("Nobody who works on cases has that address or name.")


class WhoForm(forms.NoddfaForm):
    """Whom to look for among the workers of every body."""

    who = forms.TextField(
        label=_("E-mail address, or part of a name"),
        help_text=_("Of somebody who works on cases, at any body."),
        max_length=120,
    )


class ChosenForm(WhoForm):
    """One of those found, and why."""

    membership = forms.ChooseField(label=_("Who is it?"), choices=())
    reason = forms.TextAreaField(label=_("Why do they need to see this case?"), max_length=500, rows=2)

    def __init__(self, *args: Any, found: Sequence[Membership] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.found = list(found)
        if self.found:
            choices = [(str(m.pk), described(m)) for m in self.found]
            self.fields["membership"].choices = choices  # type: ignore[attr-defined]
        else:  # nobody to choose from: the name is to be put right, and the reason typed stays
            del self.fields["membership"]

    def clean_who(self) -> str:
        """Whom to look for. Raises ValidationError when nobody was found by it."""
        who: str = self.cleaned_data["who"]
        if not self.found:
            raise ValidationError(NOBODY, code="nobody")
        return who


class KeepOutForm(ChosenForm):
    """One of those found, and why they may never see the case."""

    reason = forms.TextAreaField(
        label=_("Why must they not see this case?"),
        help_text=_(
            "For example: a relative of the child, or named in the allegation. Only managers read this."
        ),
        max_length=500,
        rows=2,
    )

    def clean_reason(self) -> str:
        """The reason. Raises ValidationError when it is too short to mean anything later."""
        reason: str = self.cleaned_data["reason"]
        if len(reason.strip()) < SHORTEST_REASON:
            self.add_error("reason", _("Say why in a sentence, so that a manager can understand it later."))
        return reason


def described(membership: Membership) -> str:
    """A worker as a choice: name, body, role."""
    return f"{membership.user.name}, {membership.organisation} ({membership.get_role_display()})"


def workers(who: str, *, on: dt.date) -> QuerySet[Membership]:
    """Open caseworking memberships whose user has this address, or every one of these words in the name."""
    words = Q()
    for word in who.split():
        words &= Q(user__name__icontains=word)
    return (
        Membership.objects.filter(role__in=CASEWORK, starts__lte=on, user__is_active=True)
        .filter(Q(ends=None) | Q(ends__gte=on))
        .filter(Q(user__email__iexact=who.strip()) | words)
        .select_related("user", "organisation")
        .order_by("user__name", "organisation_id", "role")
    )
