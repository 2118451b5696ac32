"""The family of records that are cases."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from noddfa.chronicle import Family, add_family

FAMILY = "case"

CASE = add_family(
    Family(
        code=FAMILY,
        label=_("Case"),
        prefix="C",
        page="protect:case",
        read="case.read",
        write="case.record",
    )
)
