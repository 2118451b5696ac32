"""The learners of a body as a CSV file. No cell of it can be taken for a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from django.utils.translation import gettext as _

from noddfa.design.dates import day_in_wales
from noddfa.design.sheets import plain_cell
from noddfa.learn.body.learners import Learner
from noddfa.practice.course import Module


def as_csv(found: Iterable[Learner], module: Module) -> str:
    """The file: a byte-order mark, so that spreadsheets read it as UTF-8, then one line for each learner."""
    out = io.StringIO()
    out.write("\ufeff")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(
        plain_cell(head)
        for head in (
            _("Name"),
            _("E-mail address"),
            _("Module"),
            _("State"),
            _("Passed on"),
            _("Version passed"),
            _("Best result"),
            _("Questions"),
            _("Times taken"),
        )
    )
    for one in found:
        writer.writerow(
            plain_cell(text)
            for text in (
                one.name,
                one.email,
                module.code,
                str(one.status.text),
                day_in_wales(one.passed_on).isoformat() if one.passed_on else "",
                one.passed_version,
                "" if one.best is None else str(one.best),
                str(len(module.questions)),
                str(one.tries),
            )
        )
    return out.getvalue()
