"""The count table of a release: cases opened, by board region and year. Exact: not for publishing as it is."""

from __future__ import annotations

import datetime as dt

from django.db.models import Count
from django.db.models.functions import ExtractYear

from noddfa.chronicle.models import Record
from noddfa.design.dates import WALES
from noddfa.disclosure import CountTable, Label
from noddfa.practice import lists

YEARS = 3


def cases_by_region_and_year(*, now: dt.datetime) -> CountTable:
    """Cases opened in the last years, by the region of the council that opened them. One query."""
    this_year = now.astimezone(WALES).year
    years = list(range(this_year - YEARS + 1, this_year + 1))
    regions = lists.load("board_regions")
    counted = {
        (region, year): cases
        for region, year, cases in Record.objects.filter(family="case")
        .annotate(year=ExtractYear("opened", tzinfo=WALES))
        .values_list("owner__region", "year")
        .annotate(cases=Count("pk"))
    }
    return CountTable(
        rows=tuple(Label(region.label("en"), region.label("cy")) for region in regions),
        columns=tuple(Label(str(year), str(year)) for year in years),
        counts=[[counted.get((region.code, year), 0) for year in years] for region in regions],
    )
