"""This room's tab on the pages of a case."""

from django.utils.translation import gettext_lazy as _

TABS = [(_("NRM referral"), "refer:nrm", "case.read")]
