"""The form that begins an estimate."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from noddfa.design import forms
from noddfa.design.language import lang
from noddfa.estimate import CaptureHistories, TableError, datasets, read_csv
from noddfa.measure.models import Run
from noddfa.measure.runs import tables


def _title(name: str) -> str:
    return datasets.info(name).title[lang()]


title_lazy = lazy(_title, str)


class NewRunForm(forms.NoddfaForm):
    """Which table to estimate from. After is_valid(), `histories` and `table_name` say what was chosen."""

    source = forms.ChooseField(
        label=_("Which lists do you want to use?"),
        choices=Run.Source.choices,
        reveals={"dataset": "dataset", "upload": "upload"},
        hints={
            "dataset": _("Tables from published studies, to learn with and to compare."),
            "upload": _("A CSV file of counts: one row for each combination of lists."),
            "chronicle": _("Who is known to which kinds of body, from the records here. No names are read."),
        },
    )
    dataset = forms.ChooseField(
        label=_("Published table"), choices=[(name, title_lazy(name)) for name in datasets.available()]
    )
    upload = forms.UploadField(
        label=_("File of counts"),
        help_text=_(
            "One column of 0 and 1 for each list, then a last column with the number of people. "
            "Columns are separated by commas; the file holds no names."
        ),
        kinds=(".csv",),
        megabytes=1,
    )

    histories: CaptureHistories
    table_name: str

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
                self.histories = read_csv(upload.read(), accept_bom=True)
            except TableError as problem:
                self.add_error("upload", problem.text(lang()))
            self.table_name = upload.name[:120]
        return cleaned

    def _take(self, make: Any, field: str) -> None:
        try:
            self.histories = make()
        except ValidationError as problem:
            self.add_error(field, problem)
