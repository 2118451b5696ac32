"""An audit is signed as complete, or opened again with a reason."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from noddfa.audit.families import FAMILY
from noddfa.chronicle import EventKind, event_kind, fields
from noddfa.chronicle.models import Visibility


@event_kind
class AuditSigned(EventKind):
    """A manager of the body answers for the audit as it stands."""

    code = "audit_signed"
    label = _("Audit signed as complete")
    families = (FAMILY,)
    visibilities = (Visibility.CIRCLE,)
    write = "audit.sign"
    by_hand = False

    statement: str = fields.long_text(
        _("What do you want to say of it?"),
        help=_("For example what has changed since last year, and what comes first now."),
        required=False,
        max_length=2000,
    )


@event_kind
class AuditReopened(EventKind):
    """A complete audit is to be changed after all."""

    code = "audit_reopened"
    label = _("Audit opened again")
    families = (FAMILY,)
    visibilities = (Visibility.CIRCLE,)
    write = "audit.sign"
    by_hand = False

    reason: str = fields.long_text(_("Why is it opened again?"), max_length=1000, lines=3)
