"""This room's tab on the page of a case."""

from django.utils.translation import gettext_lazy as _

TABS = [(_("Needs"), "support:needs", "case.read")]
