from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "noddfa.web"
    label = "web"
    default_auto_field = "django.db.models.BigAutoField"
