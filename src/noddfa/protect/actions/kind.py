"""An action that a meeting gave somebody, and what became of it."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_lazy as _

from noddfa.chronicle import EventKind, event_kind, fields, row
from noddfa.chronicle.models import Visibility
from noddfa.protect import groups
from noddfa.protect.families import FAMILY
from noddfa.protect.fields import identity, opaque

ACTION_DONE = "action_done"
OUTCOMES = (
    ("done", _("It was done")),
    ("not_needed", _("It is no longer needed")),
    ("not_possible", _("It could not be done")),
)


@row
class Action:
    """What is to be done, by whom, by when. Who: somebody of the circle, or a body, or both."""

    what: str = fields.long_text(_("What is to be done?"), max_length=600, lines=2)
    owner: str = fields.member(_("By whom in the circle?"), required=False)
    body: str = fields.body(_("Or by which body?"), required=False)
    due: dt.date = fields.day(_("By when?"))
    id: str = identity(_("Action"))


@event_kind
class ActionDone(EventKind):
    """What became of an action. Recorded from the list of actions, which knows which one is meant."""

    code = ACTION_DONE
    label = _("Action completed")
    families = (FAMILY,)
    group = groups.MEETINGS
    visibilities = (Visibility.CIRCLE,)
    by_hand = False
    withdrawable = True

    action: str = opaque(_("Action"))
    meeting: str = opaque(_("Meeting"))
    what: str = fields.long_text(_("Action"), max_length=600)
    outcome: str = fields.choice(_("What became of it?"), OUTCOMES)
    words: str = fields.long_text(_("In a few words"), required=False, max_length=2000, lines=3)
