from django.utils.translation import gettext_lazy as _

ITEMS = [(_("Releases"), "publish:desk", "publish.prepare")]
