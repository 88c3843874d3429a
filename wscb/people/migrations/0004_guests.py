"""Guests: accounts that were opened for a page of one's own, which no list of people to choose offers."""

from django.db import migrations, models

AS_INVITED = {"name": "Invited contributor", "organisation__isnull": True}


def mark_those_invited_before(apps, schema_editor):
    """Accounts that still bear the name which an invitation gave them."""
    apps.get_model("people", "User").objects.filter(**AS_INVITED).update(is_guest=True)


class Migration(migrations.Migration):
    dependencies = [("people", "0001_squashed_0003_informing")]

    operations = [
        migrations.AddField(model_name="historicaluser", name="is_guest", field=models.BooleanField(default=False)),
        migrations.AddField(model_name="user", name="is_guest", field=models.BooleanField(default=False)),
        migrations.RunPython(mark_those_invited_before, migrations.RunPython.noop),
    ]
