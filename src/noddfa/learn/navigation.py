from django.utils.translation import gettext_lazy as _

ITEMS = [
    (_("Learning"), "learn:courses", "learn.take"),
    (_("Learning in Wales"), "learn:country", "learn.see_country"),
]
