from django.utils.translation import gettext_lazy as _

ITEMS = [(_("Audits"), "audit:audits", "audit.see")]
