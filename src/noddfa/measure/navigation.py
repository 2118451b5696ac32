from django.utils.translation import gettext_lazy as _

ITEMS = [(_("Estimates"), "measure:runs", "measure.run")]
