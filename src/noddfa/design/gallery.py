"""What the gallery shows: one specimen of every component, with invented content."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from noddfa.design import forms
from noddfa.design.cards import Card
from noddfa.design.components import (
    Cell,
    Column,
    Link,
    Status,
    SummaryRow,
    Table,
    TimelineDay,
    TimelineEntry,
    order_of,
)

DAY = dt.date(2026, 10, 18)
MOMENT = dt.datetime(2026, 10, 18, 13, 5, tzinfo=dt.UTC)


class ActionForm(forms.NoddfaForm):
    """A row of the specimen form."""

    who = forms.TextField(label=gettext_lazy("Who will do it?"), max_length=80)
    due = forms.DateField(label=gettext_lazy("By when?"))


GROUPS = (
    forms.PickGroup(
        "movement",
        gettext_lazy("Movement"),
        (
            forms.PickItem("one", gettext_lazy("Was moved from place to place")),
            forms.PickItem("two", gettext_lazy("Has no papers, or somebody else keeps them")),
        ),
        open=True,
    ),
    forms.PickGroup(
        "health",
        gettext_lazy("Health"),
        (forms.PickItem("three", gettext_lazy("Injuries that are not explained")),),
    ),
)


class GalleryForm(forms.NoddfaForm):
    """One field of each sort."""

    name = forms.TextField(
        label=gettext_lazy("A line of text"), help_text=gettext_lazy("A hint beneath the label.")
    )
    story = forms.TextAreaField(label=gettext_lazy("Several lines of text"), max_length=300, rows=4)
    mail = forms.EmailField(label=gettext_lazy("E-mail address"), required=False)
    number = forms.NumberField(label=gettext_lazy("A number"), min_value=0, max_value=99)
    council = forms.ChooseField(
        label=gettext_lazy("A choice from a long list"),
        dropdown=True,
        choices=[("", gettext_lazy("Choose…")), ("a", "Dychmygol"), ("b", "Enghraifft")],
    )
    safe = forms.ChooseField(
        label=gettext_lazy("A choice that reveals more"),
        choices=[("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))],
        reveals={"no": "why_not"},
        hints={"no": gettext_lazy("You will be asked why.")},
    )
    why_not = forms.TextAreaField(label=gettext_lazy("Why not?"), max_length=200, rows=2)
    inline = forms.ChooseField(
        label=gettext_lazy("Two short choices"),
        inline=True,
        choices=[("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))],
    )
    languages = forms.ChooseManyField(
        label=gettext_lazy("Any number of choices"),
        choices=[
            (
                gettext_lazy("Languages of Wales"),
                [("cy", gettext_lazy("Welsh")), ("en", gettext_lazy("English"))],
            ),
            (
                gettext_lazy("Other languages"),
                [("vi", gettext_lazy("Vietnamese")), ("sq", gettext_lazy("Albanian"))],
            ),
        ],
    )
    agreed = forms.CheckField(label=gettext_lazy("A single box that must be ticked"), required=True)
    day = forms.DateField(label=gettext_lazy("A day in the past"), not_future=True)
    born = forms.PartialDateField(label=gettext_lazy("Date of birth, as far as it is known"), required=False)
    when = forms.WhenField(label=gettext_lazy("A day and a time"), not_future=True)
    file = forms.UploadField(
        label=gettext_lazy("A file"), kinds=(".csv", ".ods"), megabytes=2, required=False
    )
    actions = forms.RowsField(
        ActionForm,
        label=gettext_lazy("Actions"),
        row_label=gettext_lazy("Action %(number)d"),
        add_label=gettext_lazy("Add another action"),
        min_rows=1,
        max_rows=5,
    )
    signs = forms.PickListField(GROUPS, label=gettext_lazy("What was seen"), required=False)


INITIAL: dict[str, Any] = {"day": DAY, "signs": {"two": "suspected"}}


def specimens(request: HttpRequest) -> dict[str, Any]:
    """The values the gallery's template hands to the component tags."""
    statuses = [
        Status(_("Done"), "done"),
        Status(_("Now"), "now"),
        Status(_("Due soon"), "soon"),
        Status(_("Late"), "late"),
        Status(_("Waiting"), "waiting"),
        Status(_("Stopped"), "stopped"),
        Status(_("Note"), "note"),
    ]
    return {
        "statuses": statuses,
        "rows": [
            SummaryRow(_("Name"), "Dychmygol Enghraifft", actions=(Link(_("Change"), "#", _("the name")),)),
            SummaryRow(_("State"), "", status=statuses[2]),
        ],
        "specimen_table": _table(request, statuses),
        "days": [TimelineDay(DAY, _entries(statuses))],
        "cards": [
            Card(_("Reports to decide"), "#", _("One of them is late."), 3, statuses[3], urgent=True),
            Card(_("Your cases"), "#", _("Cases whose circle you are in."), 12),
        ],
        "page": Paginator(range(200), 20).get_page(4),
        "moment": MOMENT,
    }


def _table(request: HttpRequest, statuses: list[Status]) -> Table:
    order = order_of(request, {"step", "days"}, "step")
    rows = [
        (Cell(_("Strategy discussion"), "#"), Cell("1"), Cell(status=statuses[0])),
        (Cell(_("Section 47 enquiry"), "#"), Cell("15"), Cell(status=statuses[3])),
    ]
    columns = (
        Column(_("Step"), sort="step"),
        Column(_("Working days"), sort="days", numeric=True),
        Column(_("State")),
    )
    return Table(_("A table"), columns, rows[::-1] if order.descending else rows, order)


def _entries(statuses: list[Status]) -> tuple[TimelineEntry, ...]:
    recorded = _("Recorded by an invented person on 18 October 2026")
    return (
        TimelineEntry(
            "14:05",
            _("Concern recorded"),
            _("What was seen, in the words of the one who saw it.\n\nA second paragraph."),
            recorded,
            MOMENT.isoformat(),
            status=statuses[0],
        ),
        TimelineEntry("15:30", _("Report made"), struck=True, note=_("Corrected later"), recorded=recorded),
    )
