"""Deletes what axes kept in plain: who signed in from where with which browser, and wrong tries. See decision 0008."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def delete(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    for name in ("AccessAttemptExpiration", "AccessAttempt", "AccessFailureLog", "AccessLog"):
        apps.get_model("axes", name).objects.using(editor.connection.alias).all().delete()


class Migration(migrations.Migration):
    dependencies = [("access", "0003_shared_cache"), ("axes", "0010_accessattemptexpiration")]

    operations = [migrations.RunPython(delete, migrations.RunPython.noop)]
