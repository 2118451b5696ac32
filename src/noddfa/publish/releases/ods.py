"""An OpenDocument spreadsheet of plain tables: text and numbers, a heading row, nothing that runs."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from odfdo import Cell, Document, Element, Row, Table

Value: TypeAlias = str | int | float | None

MEDIA_TYPE: Final = "application/vnd.oasis.opendocument.spreadsheet"


@dataclass(frozen=True)
class Sheet:
    """A table with its name. The first row heads its columns when `headed`."""

    name: str
    rows: Sequence[Sequence[Value]]
    headed: bool = True


def document(title: str, lang: str, made: dt.date, sheets: Sequence[Sheet]) -> bytes:
    """The file, with its title, language and day among its properties.

    Numbers are numbers and texts are texts, so no cell can be taken for a formula.
    """
    file = Document("spreadsheet")
    file.body.clear()  # of the empty sheet it comes with
    for sheet in sheets:
        file.body.append(_table(sheet))
    file.meta.title, file.meta.language = title, lang
    file.meta.creation_date = dt.datetime.combine(made, dt.time())
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def _table(sheet: Sheet) -> Table:
    table = Table(sheet.name)
    for values in sheet.rows:
        row = Row()
        for value in values:
            row.append_cell(Cell(value or None if isinstance(value, str) else value))
        table.append_row(row)
    if sheet.headed and sheet.rows:
        head, first = Element.from_tag("table:table-header-rows"), table.get_elements("table:table-row")[0]
        table.insert(head, position=table.index(first))
        head.append(first)
    return table
