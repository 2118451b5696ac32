"""How an audit begins."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from noddfa.audit.families import FAMILY
from noddfa.audit.issue import current
from noddfa.chronicle import EventKind, event_kind, fields
from noddfa.chronicle.models import Visibility
from noddfa.design.language import lang


def _versions() -> list[tuple[str, str]]:
    return [(current().version, current().version)]


def _bodies() -> list[tuple[str, str]]:
    return [(body.code, body.say("label", lang())) for body in current().bodies]


@event_kind
class AuditBegun(EventKind):
    """A body begins its audit of a year, under an issue of the standards that it keeps. Recorded by `begin` alone."""

    code = "audit_begun"
    label = _("Audit begun")
    families = (FAMILY,)
    visibilities = (Visibility.CIRCLE,)
    write = "audit.begin"
    by_hand = False

    year: int = fields.number(_("Year"), lowest=2000, highest=2200)
    issue: str = fields.choice(_("Issue of the standards"), _versions)
    called: str = fields.choice(_("Asked as"), _bodies)
