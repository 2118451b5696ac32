from django.apps import AppConfig


class RecogniseConfig(AppConfig):
    name = "noddfa.recognise"
    label = "recognise"
    default_auto_field = "django.db.models.BigAutoField"
