from django.apps import AppConfig


class ReferConfig(AppConfig):
    name = "noddfa.refer"
    label = "refer"
    default_auto_field = "django.db.models.BigAutoField"
