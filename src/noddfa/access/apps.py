from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_init, post_migrate


def _after_migrations(using: str, **_: Any) -> None:
    from noddfa.access import append_only, bodies

    append_only.install(using)
    bodies.take_in(using)


class AccessConfig(AppConfig):
    name = "noddfa.access"
    label = "access"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from allauth.mfa.models import Authenticator

        from noddfa.access import rules  # noqa: F401  (registers the permissions)
        from noddfa.access.sign_in import passkeys, secrets

        post_init.connect(secrets.tell_owner, sender=Authenticator, dispatch_uid="noddfa-access-secrets")
        post_init.connect(passkeys.tell_how_to_wrap, sender=Authenticator, dispatch_uid="noddfa-access-keys")

        post_migrate.connect(_after_migrations, sender=self, dispatch_uid="noddfa-access")
