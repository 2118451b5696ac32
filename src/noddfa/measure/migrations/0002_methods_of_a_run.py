from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('measure', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='run',
            name='methods',
            field=models.JSONField(default=list, help_text='Codes of the methods asked for'),
        ),
        migrations.AddField(
            model_name='run',
            name='part_done',
            field=models.PositiveSmallIntegerField(default=0, help_text='Per cent of the method at work'),
        ),
    ]
