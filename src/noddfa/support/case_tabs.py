"""The tab that this room offers on the pages of a case."""

from django.utils.translation import gettext_lazy as _

TABS = [(_("Needs"), "support:needs", "case.record")]
