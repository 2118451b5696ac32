"""Prepare a release, sign it, withdraw it.

Exceptions: AlreadySigned (one person cannot sign twice), NothingToSign (signed by two already, or withdrawn).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from noddfa.access.actor import Actor
from noddfa.design.dates import WALES, day_in_wales
from noddfa.measure.selectors import Answer
from noddfa.publish.models import Release
from noddfa.publish.releases import content, counts

HALF_PAST_NINE = dt.time(9, 30)


class AlreadySigned(ValidationError):
    """The second signature must be another person's."""

    def __init__(self) -> None:
        super().__init__(
            _("You have signed this release. The second signature must be another person’s."), code="again"
        )


class NothingToSign(ValidationError):
    """The release has both signatures, or was withdrawn."""

    def __init__(self) -> None:
        super().__init__(_("This release needs no signature."), code="nothing_to_sign")


@transaction.atomic
def prepare(
    answer: Answer,
    methods: Collection[str],
    *,
    opens_on: dt.date,
    by: Actor,
    now: dt.datetime,
) -> Release:
    """Put a release together from a finished estimate and the methods whose figures go out.

    It opens at 09:30 on its day, once two people have signed. Raises content.NotSafe.
    """
    kept = content.prepare(answer, methods, counts.cases_by_region_and_year(now=now), now=now)
    return Release.objects.create(
        slug=_free_slug(day_in_wales(now)),
        body_id=by.body,
        content=kept,
        opens=dt.datetime.combine(opens_on, HALF_PAST_NINE, tzinfo=WALES),
        prepared=now,
        prepared_by_id=by.user_id,
    )


@transaction.atomic
def sign(release: Release, *, by: Actor, now: dt.datetime) -> Release:
    """Put one's name to a release. Raises AlreadySigned or NothingToSign."""
    found = Release.objects.select_for_update().get(pk=release.pk)
    if found.withdrawn or found.second_signed:
        raise NothingToSign
    if found.first_signed is None:
        found.first_signed, found.first_signed_by_id = now, by.user_id
    elif found.first_signed_by_id == by.user_id:
        raise AlreadySigned
    else:
        found.second_signed, found.second_signed_by_id = now, by.user_id
    found.save()
    return found


@transaction.atomic
def withdraw(release: Release, *, because_en: str, because_cy: str, by: Actor, now: dt.datetime) -> None:
    """Take a release back; its page stays, with the reason in place of the figures."""
    found = Release.objects.select_for_update().get(pk=release.pk)
    found.withdrawn, found.withdrawn_by_id = now, by.user_id
    found.withdrawn_because_en, found.withdrawn_because_cy = because_en, because_cy
    found.save()


def _free_slug(day: dt.date) -> str:
    taken = set(Release.objects.filter(slug__startswith=day.isoformat()).values_list("slug", flat=True))
    names = (
        day.isoformat() if number == 1 else f"{day.isoformat()}-{number}"
        for number in range(1, len(taken) + 2)
    )
    return next(name for name in names if name not in taken)
