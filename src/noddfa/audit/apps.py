from django.apps import AppConfig
from django.db.models.signals import post_save


class AuditConfig(AppConfig):
    name = "noddfa.audit"
    label = "audit"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from noddfa.access.models import Membership
        from noddfa.audit.opening.desks import membership_saved

        post_save.connect(membership_saved, sender=Membership, dispatch_uid="noddfa-audit-co-ordinator")
