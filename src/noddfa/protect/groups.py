"""The headings under which kinds of event are offered on a case page, in the order in which they stand there."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

MISSING = _("Going missing")
MEETINGS = _("Meetings and decisions")
STEPS = _("Other steps of the protocol")
SUPPORT = _("Support and consent")
NOTES = _("Notes")

ORDER = (MISSING, MEETINGS, STEPS, SUPPORT, NOTES)
