"""Tables as CSV files that a spreadsheet opens as they are meant: nothing in them can be taken for a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from django.http import StreamingHttpResponse

_BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def plain_cell(text: str) -> str:
    """A cell that no spreadsheet takes for a formula: what might begin one gets an apostrophe before it."""
    return f"'{text}" if text.lstrip(" \u00a0").startswith(_BEGINS_A_FORMULA) else text


def lines(rows: Iterable[Iterable[str]]) -> Iterator[str]:
    """A file line by line, after a byte-order mark, so that spreadsheets read it as UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    out.write("\ufeff")
    for row in rows:
        writer.writerow([plain_cell(str(cell)) for cell in row])
        yield out.getvalue()
        out.seek(0)
        out.truncate()


def download(rows: Iterable[Iterable[str]], name: str) -> StreamingHttpResponse:
    """The answer that hands rows over as a CSV file, as they come. `name`: of the file, so no name of a person."""
    answer = StreamingHttpResponse(lines(rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer
