"""An OpenDocument spreadsheet of plain tables: text and numbers, a heading row, nothing that runs.

Only what ODF 1.3 asks of such a file (OASIS, Open Document Format for Office Applications Version 1.3), by the standard
library. Numbers are numbers and texts are texts, so no cell can be taken for a formula.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias
from xml.sax.saxutils import escape, quoteattr

Value: TypeAlias = str | int | float | None

MEDIA_TYPE: Final = "application/vnd.oasis.opendocument.spreadsheet"

_OFFICE: Final = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
_META: Final = "urn:oasis:names:tc:opendocument:xmlns:meta:1.0"
_TABLE: Final = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
_TEXT: Final = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
_MANIFEST: Final = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
_DUBLIN_CORE: Final = "http://purl.org/dc/elements/1.1/"
_BEGINNING: Final = (1980, 1, 1, 0, 0, 0)  # the same content gives the same bytes


@dataclass(frozen=True)
class Sheet:
    """A table with its name. The first row heads its columns when `headed`."""

    name: str
    rows: Sequence[Sequence[Value]]
    headed: bool = True


def document(title: str, lang: str, sheets: Sequence[Sheet]) -> bytes:
    """The file, with its title and language among its properties."""
    parts = {
        "content.xml": _content(sheets),
        "meta.xml": (
            f'<office:document-meta xmlns:office="{_OFFICE}" xmlns:meta="{_META}" xmlns:dc="{_DUBLIN_CORE}" '
            f'office:version="1.3"><office:meta><dc:title>{escape(title)}</dc:title>'
            f"<dc:language>{escape(lang)}</dc:language></office:meta></office:document-meta>"
        ),
    }
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{kind}"/>'
        for path, kind in (("/", MEDIA_TYPE), *((path, "text/xml") for path in parts))
    )
    parts["META-INF/manifest.xml"] = (
        f'<manifest:manifest xmlns:manifest="{_MANIFEST}" manifest:version="1.3">{entries}</manifest:manifest>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        # First and not compressed, so that a reader can tell the kind of file by its first bytes.
        archive.writestr(zipfile.ZipInfo("mimetype", _BEGINNING), MEDIA_TYPE)
        for path, xml in parts.items():
            entry = zipfile.ZipInfo(path, _BEGINNING)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, '<?xml version="1.0" encoding="UTF-8"?>\n' + xml)
    return out.getvalue()


def _content(sheets: Sequence[Sheet]) -> str:
    tables = "".join(_table(sheet) for sheet in sheets)
    return (
        f'<office:document-content xmlns:office="{_OFFICE}" xmlns:table="{_TABLE}" xmlns:text="{_TEXT}" '
        f'office:version="1.3"><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>'
        "</office:document-content>"
    )


def _table(sheet: Sheet) -> str:
    rows = [
        f"<table:table-row>{''.join(_cell(value) for value in row)}</table:table-row>" for row in sheet.rows
    ]
    if sheet.headed and rows:
        rows[0] = f"<table:table-header-rows>{rows[0]}</table:table-header-rows>"
    columns = max((len(row) for row in sheet.rows), default=1)
    return (
        f"<table:table table:name={quoteattr(sheet.name)}>"
        f'<table:table-column table:number-columns-repeated="{columns}"/>{"".join(rows)}</table:table>'
    )


def _cell(value: Value) -> str:
    if value is None or value == "":
        return "<table:table-cell/>"
    if isinstance(value, str):
        return f'<table:table-cell office:value-type="string"><text:p>{escape(value)}</text:p></table:table-cell>'
    return (
        f'<table:table-cell office:value-type="float" office:value="{value}"><text:p>{value}</text:p>'
        "</table:table-cell>"
    )
