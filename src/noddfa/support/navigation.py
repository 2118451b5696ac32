"""This room's line in the menu, for those whose work it is to see that needs are met."""

from django.utils.translation import gettext_lazy as _

ITEMS = [(_("Needs due"), "support:due", "needs.see_to")]
