from django.apps import AppConfig


class ChronicleConfig(AppConfig):
    name = "noddfa.chronicle"
    label = "chronicle"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from noddfa.access import records
        from noddfa.access.guard import posted_without_session
        from noddfa.chronicle import builtin, drafts, naming, registry  # noqa: F401  (builtin registers its kind)

        registry.discover()
        records.told_by(naming.names_of)
        posted_without_session.connect(drafts.rescue, dispatch_uid="noddfa-rescue-drafts")
