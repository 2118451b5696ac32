"""The forms that begin an estimate."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.functional import lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from noddfa.design import forms
from noddfa.design.language import lang
from noddfa.estimate import METHODS, Rows, TableError, datasets
from noddfa.estimate.methods import all_methods
from noddfa.estimate.reading import MAX_BYTES, WhyNot, read_columns
from noddfa.estimate.wording import METHODS as METHOD_NAMES
from noddfa.measure.models import Run
from noddfa.measure.runs import commands, tables
from noddfa.measure.runs.commands import Choice


def _title(name: str) -> str:
    return datasets.info(name).title[lang()]


title_lazy = lazy(_title, str)


def _method(code: str) -> str:
    return METHOD_NAMES[code][lang()]


method_lazy = lazy(_method, str)

OF_COUNTS = tuple(code for code, method in METHODS.items() if not method.needs_people)
"""Methods that need columns which describe people are added where such columns are chosen (commands.choose)."""

NONE = "none"
SHOWN = 6
"""Values of a column that are shown where it can be chosen."""


class NewRunForm(forms.NoddfaForm):
    """Which table to estimate from. After is_valid(), `histories` and `table_name` say what was chosen."""

    source = forms.ChooseField(
        label=_("Which lists do you want to use?"),
        choices=Run.Source.choices,
        reveals={"dataset": "dataset", "upload": "upload"},
        hints={
            "dataset": _("Tables from published studies, to learn with and to compare."),
            "upload": _("A CSV file: one row for each combination of lists, or for each person."),
            "chronicle": _("Who is known to which kinds of body, from the records here. No names are read."),
        },
    )
    dataset = forms.ChooseField(
        label=_("Published table"), choices=[(name, title_lazy(name)) for name in datasets.available()]
    )
    upload = forms.UploadField(
        label=_("File of counts"),
        help_text=_(
            "One column of 0 and 1 for each list and a column 'count' with the number of people; or a row for each "
            "person, or for each person on each list (columns 'person' and 'list'). A hidden count may stand as <5, "
            "'fewer than 5' or 1-4. Commas between columns, no names. Further columns, such as an age group, are kept "
            "only if you choose them on the next page."
        ),
        kinds=(".csv",),
        megabytes=1,
    )
    columns = forms.CheckField(
        label=_(
            "Some columns of 0 and 1 in my file are no lists (such as 'child'): I shall say which on the next page"
        )
    )

    which = forms.ChooseField(
        label=_("Which methods?"),
        choices=[
            ("quick", _("Those that are quick on this table")),
            ("all", _("All, even those that take minutes")),
            ("some", _("Only those I choose")),
        ],
        initial="quick",
        reveals={"some": "methods"},
        hints={"quick": _("Enough to see whether the methods agree.")},
    )
    methods = forms.ChooseManyField(
        label=_("Methods"), choices=[(code, method_lazy(code)) for code in OF_COUNTS]
    )

    rows: Rows
    table_name: str
    offered: tuple[str, ...] = ()
    left_out: tuple[tuple[str, WhyNot], ...] = ()

    def methods_chosen(self) -> tuple[str, ...]:
        """The codes of the methods; none of them: the quick ones."""
        if self.cleaned_data["which"] == "some":
            return tuple(self.cleaned_data["methods"])
        if self.cleaned_data["which"] == "all":
            return tuple(method.code for method in all_methods() if method.code in OF_COUNTS)
        return ()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        source = cleaned.get("source")
        if source == Run.Source.DATASET and cleaned.get("dataset"):
            self.rows = tables.of_histories(datasets.load(cleaned["dataset"]))
            self.table_name = cleaned["dataset"]
        elif source == Run.Source.CHRONICLE:
            try:
                self.rows = tables.of_histories(tables.from_chronicle())
            except ValidationError as problem:
                self.add_error("source", problem)
            self.table_name = "noddfa"
        elif source == Run.Source.UPLOAD and cleaned.get("upload"):
            upload = cleaned["upload"]
            try:
                found = read_columns(upload.read(), accept_bom=True, most_bytes=MAX_BYTES)
                self.rows, self.left_out = found.rows, found.left_out
                marks = found.rows.lists if cleaned.get("columns") and len(found.rows.lists) > 2 else ()
                self.offered = (*found.rows.columns, *marks)
            except TableError as problem:
                self.add_error("upload", problem.text(lang()))
            self.table_name = upload.name[:120]
        return cleaned


class ColumnsForm(forms.NoddfaForm):
    """What the further columns of a run's table are for. After is_valid(), `choice` says it.

    Columns go by their place in the table, since a name may be anything.
    """

    strata = forms.ChooseField(label=_("Which column divides people into groups?"), choices=[], initial=NONE)
    pooling = forms.CheckField(
        label=_("Groups are alike enough for those with few overlaps to learn from the others")
    )
    covariates = forms.ChooseManyField(
        label=_("Which columns describe people?"),
        help_text=_(
            "With one or more, the doubly robust method is worked out too: it supposes that lists are independent "
            "among people of whom these columns say the same."
        ),
        choices=[],
        required=False,
    )

    def __init__(self, *args: Any, run: Run, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.run = run
        rows = tables.from_json(run.table)
        self.names: list[str] = run.table["offered"]
        choices = [(str(at), name) for at, name in enumerate(self.names)]
        hints = {str(at): self._hint(rows, name) for at, name in enumerate(self.names)}
        for name in ("strata", "covariates"):
            self.fields[name].hints = hints  # type: ignore[attr-defined]
        self.fields["strata"].choices = [(NONE, _("None: everybody together")), *choices]  # type: ignore[attr-defined]
        self.fields["covariates"].choices = choices  # type: ignore[attr-defined]

    choice: Choice

    @staticmethod
    def _hint(rows: Rows, name: str) -> str:
        if name in rows.lists:
            return gettext("0 or 1: a list, unless you choose it here.")
        values = sorted(set(rows.columns[name]))
        shown = ", ".join(values[:SHOWN])
        return shown if len(values) <= SHOWN else gettext("%(values)s and others") % {"values": shown}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        strata, described = cleaned.get("strata"), cleaned.get("covariates") or []
        if strata is None or self.errors:
            return cleaned
        if cleaned.get("pooling") and strata == NONE:
            self.add_error(
                "pooling", _("There are no groups. Choose the column that divides people, or untick this.")
            )
        self.choice = Choice(
            strata="" if strata == NONE else self.names[int(strata)],
            pooling=bool(cleaned.get("pooling")),
            covariates=tuple(self.names[int(at)] for at in described),
        )
        try:
            commands.arranged(self.run, self.choice)
        except TableError as problem:
            self.add_error("strata" if strata != NONE else "covariates", problem.text(lang()))
        return cleaned
