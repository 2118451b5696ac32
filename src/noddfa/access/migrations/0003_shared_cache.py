"""The table of what all processes count together."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("access", "0002_sign_in_keys")]

    operations = [
        migrations.CreateModel(
            name="CacheEntry",
            fields=[
                ("name", models.CharField(max_length=32, primary_key=True, serialize=False)),
                ("value", models.JSONField()),
                ("expires", models.DateTimeField(db_index=True)),
            ],
        ),
    ]
