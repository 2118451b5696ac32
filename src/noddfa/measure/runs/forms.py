"""The form that begins an estimate."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from noddfa.design import forms
from noddfa.design.language import lang
from noddfa.estimate import METHODS, CaptureHistories, TableError, datasets, read_table
from noddfa.estimate.methods import all_methods
from noddfa.estimate.wording import METHODS as METHOD_NAMES
from noddfa.measure.models import Run
from noddfa.measure.runs import tables


def _title(name: str) -> str:
    return datasets.info(name).title[lang()]


title_lazy = lazy(_title, str)


def _method(code: str) -> str:
    return METHOD_NAMES[code][lang()]


method_lazy = lazy(_method, str)

ON_SCREEN = tuple(code for code, method in METHODS.items() if not method.needs_people)
"""A run keeps counts and no people, so methods that need a row a person are for the command line."""


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
            "person, or for each person on each list (columns 'person' and 'list'). Commas between columns, no names. "
            "Only the counts are kept."
        ),
        kinds=(".csv",),
        megabytes=1,
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
        label=_("Methods"), choices=[(code, method_lazy(code)) for code in ON_SCREEN]
    )

    histories: CaptureHistories
    table_name: str

    def methods_chosen(self) -> tuple[str, ...]:
        """The codes of the methods; none of them: the quick ones."""
        if self.cleaned_data["which"] == "some":
            return tuple(self.cleaned_data["methods"])
        if self.cleaned_data["which"] == "all":
            return tuple(method.code for method in all_methods() if method.code in ON_SCREEN)
        return ()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        source = cleaned.get("source")
        if source == Run.Source.DATASET and cleaned.get("dataset"):
            self.histories, self.table_name = datasets.load(cleaned["dataset"]), cleaned["dataset"]
        elif source == Run.Source.CHRONICLE:
            self._take(tables.from_chronicle, "source")
            self.table_name = "noddfa"
        elif source == Run.Source.UPLOAD and cleaned.get("upload"):
            upload = cleaned["upload"]
            try:
                self.histories = read_table(upload.read(), accept_bom=True).histories
            except TableError as problem:
                self.add_error("upload", problem.text(lang()))
            self.table_name = upload.name[:120]
        return cleaned

    def _take(self, make: Any, field: str) -> None:
        try:
            self.histories = make()
        except ValidationError as problem:
            self.add_error(field, problem)
