"""A request for more time that was overtaken says so, and by what."""

from django.db import migrations
from django.db.models import F

import wscb.keys.fields


def end_those_of_closed_cases(apps, schema_editor):
    """A request that waited when its review was completed was overtaken on that day; its history keeps that it waited."""
    waiting = apps.get_model("reviews", "Extension").objects.filter(decision__isnull=True, dropped_on__isnull=True)
    closed = waiting.filter(case__closed_on__isnull=False).annotate(over_on=F("case__closed_on"))
    for pk, day in closed.values_list("pk", "over_on"):
        waiting.filter(pk=pk).update(dropped_on=day)


class Migration(migrations.Migration):
    dependencies = [("reviews", "0009_original_spreadsheets")]

    operations = [
        migrations.AddField(
            model_name="extension",
            name="dropped_because",
            field=wscb.keys.fields.SealedTextField(blank=True, default=b"", editable=True, owner="case"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="historicalextension",
            name="dropped_because",
            field=wscb.keys.fields.SealedTextField(blank=True, default=b"", editable=True, owner="case"),
            preserve_default=False,
        ),
        migrations.RunPython(end_those_of_closed_cases, migrations.RunPython.noop),
    ]
