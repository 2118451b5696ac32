from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate


def _after_migrations(using: str, **_: Any) -> None:
    from noddfa.access import append_only, bodies

    append_only.install(using)
    bodies.take_in(using)


class AccessConfig(AppConfig):
    name = "noddfa.access"
    label = "access"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from noddfa.access import rules  # noqa: F401  (registers the permissions)

        post_migrate.connect(_after_migrations, sender=self, dispatch_uid="noddfa-access")
