"""Tables as CSV files that a spreadsheet opens as they are meant: nothing in them can be taken for a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from django.http import HttpResponse

_BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def plain_cell(text: str) -> str:
    """A cell that no spreadsheet takes for a formula: what might begin one gets an apostrophe before it."""
    return f"'{text}" if text.lstrip(" \u00a0").startswith(_BEGINS_A_FORMULA) else text


def as_csv(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A file: a byte-order mark, so that spreadsheets read it as UTF-8, the headings, then the rows."""
    out = io.StringIO()
    out.write("\ufeff")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([plain_cell(str(cell)) for cell in head])
    writer.writerows([plain_cell(str(cell)) for cell in row] for row in rows)
    return out.getvalue()


def download(text: str, name: str) -> HttpResponse:
    """The answer that hands a CSV file over. `name` goes into the file's name: no name of a person."""
    answer = HttpResponse(text, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer
