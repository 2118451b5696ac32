from django.utils.translation import gettext_lazy as _

ITEMS = [
    (_("Emergency access"), "access:glass", "glass.review"),
    (_("To be checked"), "access:marks", "house.marks"),
]
