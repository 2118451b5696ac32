"""A key for each user's sign-in secrets; secrets that stood in plain until now are sealed by it."""

import base64

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

MARK = "sealed:"


def seal_what_is_plain(apps, schema_editor):
    using = schema_editor.connection.alias
    rows = apps.get_model("mfa", "Authenticator").objects.using(using).filter(type__in=("totp", "recovery_codes"))
    holders = apps.get_model("access", "SignInKey").objects.using(using)
    ring = settings.NODDFA_KEY_RING()
    for row in rows.iterator():
        name = "secret" if row.type == "totp" else "seed"
        plain = row.data.get(name, "")
        if plain.startswith(MARK):
            continue
        context = f"signinkey:{row.user_id}"
        fresh, wrapped = ring.new_data_key(context)
        holder, made = holders.get_or_create(user_id=row.user_id, defaults={"wrapped_key": wrapped})
        key = fresh if made else ring.unwrap(holder.wrapped_key, context)
        sealed = key.seal(plain.encode(), f"second factor:{row.user_id}")
        row.data[name] = MARK + base64.b64encode(sealed).decode()
        row.save(update_fields=["data"])


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0001_initial"),
        ("mfa", "0003_authenticator_type_uniq"),
    ]

    operations = [
        migrations.CreateModel(
            name="SignInKey",
            fields=[
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("wrapped_key", models.TextField()),
            ],
        ),
        migrations.RunPython(seal_what_is_plain, migrations.RunPython.noop),
    ]
