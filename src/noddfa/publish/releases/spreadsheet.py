"""A release as a spreadsheet with three sheets: what is said of it, the estimates, the cases."""

from __future__ import annotations

from django.utils.translation import gettext as _

from noddfa.design.dates import show_day
from noddfa.practice.errors import Lang
from noddfa.publish.models import Release
from noddfa.publish.releases import content, reading
from noddfa.publish.releases.content import Content
from noddfa.publish.releases.ods import Sheet, Value, document


def of(release: Release, lang: Lang) -> bytes:
    """The file, in the language that is active."""
    said = content.read(release.content)
    cases = reading.as_table(said.table, lang)
    heads: list[Value] = [str(column.label) for column in cases.columns]
    rows: list[list[Value]] = [
        [head, *(cell.text if cell.value is None else cell.value for cell in row)]
        for head, row in zip(said.table.row_heads(lang), said.table.grid, strict=True)
    ]
    return document(
        said.title[lang],
        lang,
        said.as_of,
        [
            Sheet(_("What is said"), _said(said, str(cases.caption), lang), headed=False),
            Sheet(_("Estimates"), said.figure_rows(lang)),
            Sheet(_("Cases"), [heads, *rows]),
        ],
    )


def _said(said: Content, cases: str, lang: Lang) -> list[list[Value]]:
    """What stands around the figures on the page, a line a row."""
    lines: list[list[Value]] = [[said.title[lang]], [said.statement[lang]]]
    lines += [[line] for line in (*said.reasons[lang], *said.warnings[lang])]
    lines += [[name, label] for name, label in said.lists[lang]]
    if said.left_out:
        names = "; ".join(method[lang] for method in said.left_out)
        lines.append([_("Also worked out, figure not published: %(methods)s") % {"methods": names}])
    if said.worked_out:
        lines.append([_("Worked out on %(when)s") % {"when": show_day(said.worked_out)}])
    if said.source:
        lines.append([_("Counts from: %(source)s") % {"source": said.source}])
    lines += [[], [cases]]
    lines += [[symbol, meaning] if symbol else [meaning] for symbol, meaning in said.table.notes(lang)]
    as_of = _(
        "As the records stood on %(day)s. A case counts once, in the year and for the council that opened it."
    )
    return [*lines, [as_of % {"day": show_day(said.as_of)}]]
