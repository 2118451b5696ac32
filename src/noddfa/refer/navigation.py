"""This room's line in the menu."""

from django.utils.translation import gettext_lazy as _

ITEMS = [(_("Duty desk"), "refer:desk", "desk.see")]
