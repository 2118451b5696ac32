"""Which releases are open to the public, and how one reads."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from noddfa.design import components
from noddfa.design.components import Column, Status
from noddfa.design.dates import show_moment
from noddfa.disclosure import SafeTable
from noddfa.measure import selectors as measure
from noddfa.practice.errors import Lang
from noddfa.publish.models import Release


def open_releases(*, now: dt.datetime) -> QuerySet[Release]:
    """Signed by two and past their hour, newest first; withdrawn ones too, for their reason stays readable."""
    return Release.objects.filter(second_signed__isnull=False, opens__lte=now)


def state(release: Release, *, now: dt.datetime) -> Status:
    """Where a release stands, as a tag."""
    if release.withdrawn:
        return Status(_("Withdrawn"), "stopped")
    if release.second_signed and release.opens <= now:
        return Status(_("Published"), "done")
    if release.second_signed:
        return Status(_("Signed, not open yet"), "soon")
    if release.first_signed:
        return Status(_("Waits for a second signature"), "now")
    return Status(_("Waits for two signatures"), "waiting")


def listing(releases: Iterable[Release], *, now: dt.datetime) -> components.Table:
    """All releases, for those who prepare and sign them."""
    return components.Table(
        caption=_("All releases, newest first"),
        columns=[Column(_("Release")), Column(_("Opens")), Column(_("State"))],
        rows=[
            [
                components.Cell(release.slug, url=reverse("publish:check", args=[release.pk])),
                components.Cell(show_moment(release.opens)),
                components.Cell(status=state(release, now=now)),
            ]
            for release in releases
        ],
    )


def choices(runs: Iterable[measure.Run], lang: Lang) -> components.Table:
    """Finished estimates, each leading to where it is prepared for release."""
    return components.Table(
        caption=_("Finished estimates of your body"),
        columns=[Column(_("Estimate")), Column(_("Begun")), Column(_("By whom"))],
        rows=[
            [
                components.Cell(measure.title(run, lang), url=reverse("publish:prepare_from", args=[run.pk])),
                components.Cell(show_moment(run.begun)),
                components.Cell(run.by.name),
            ]
            for run in runs
        ],
    )


def as_table(safe: SafeTable, lang: Lang) -> components.Table:
    """The published count table, for the page."""
    rows = [
        [components.Cell(head), *(components.Cell(cell.text) for cell in row)]
        for head, row in zip(safe.row_heads(lang), safe.grid, strict=True)
    ]
    return components.Table(
        caption=_("Cases opened by councils, by safeguarding board region and year"),
        columns=[Column(_("Region")), *(Column(head, numeric=True) for head in safe.column_heads(lang))],
        rows=rows,
    )
