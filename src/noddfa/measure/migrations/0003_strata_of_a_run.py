from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('measure', '0002_methods_of_a_run'),
    ]

    operations = [
        migrations.AddField(
            model_name='run',
            name='strata',
            field=models.CharField(blank=True, help_text='The column that divides people', max_length=80),
        ),
        migrations.AddField(
            model_name='run',
            name='pooling',
            field=models.BooleanField(default=False, help_text='Whether strata lend each other strength'),
        ),
        migrations.AddField(
            model_name='run',
            name='covariates',
            field=models.JSONField(default=list, help_text='The columns that describe people'),
        ),
        migrations.AlterField(
            model_name='run',
            name='state',
            field=models.CharField(choices=[('choosing', 'Waits for your choice of columns'), ('waiting', 'Waiting'), ('running', 'Working'), ('done', 'Done'), ('failed', 'Stopped by a fault')], default='waiting', max_length=10),
        ),
        migrations.AlterField(
            model_name='run',
            name='table',
            field=models.JSONField(help_text='lists, patterns and counts, with bounds and further columns if there are'),
        ),
    ]
