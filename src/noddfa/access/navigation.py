from django.utils.translation import gettext_lazy as _

ITEMS = [
    (_("Emergency access"), "access:glass", "glass.review"),
    (_("People"), "access:people", "house.members"),
    (_("The trail"), "access:trail", "house.trail"),
    (_("To be checked"), "access:marks", "house.marks"),
]
