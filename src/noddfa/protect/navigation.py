"""This room's lines in the menu."""

from django.utils.translation import gettext_lazy as _

ITEMS = [
    (_("Cases"), "protect:cases", "case.list"),
    (_("Your actions"), "protect:my_actions", "case.list"),
]
