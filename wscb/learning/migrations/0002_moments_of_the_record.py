"""The moment at which a finding was withdrawn, and an action ended, is kept beside the day it counts for."""

from datetime import UTC, datetime, time

from django.conf import settings
from django.db import migrations, models


def take_moments_from_history(apps, schema_editor):
    """What was withdrawn or ended before: when its history first says so; without a history, the beginning of its day."""
    for model, of, day, moment in (
        ("Finding", "HistoricalFinding", "withdrawn_on", "withdrawn_at"),
        ("LearningAction", "HistoricalLearningAction", "ended_on", "ended_at"),
    ):
        rows, history = apps.get_model("learning", model).objects, apps.get_model("learning", of).objects
        for pk, on in rows.filter(**{f"{day}__isnull": False}).values_list("pk", day):
            said = history.filter(id=pk, **{f"{day}__isnull": False}).order_by("history_date").first()
            at = said.history_date if said else datetime.combine(on, time(), tzinfo=UTC)
            rows.filter(pk=pk).update(**{moment: at})


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0010_terms_as_documents"),
        ("learning", "0001_initial"),
        ("people", "0001_squashed_0003_informing"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="finding",
            name="finding_withdrawn_by_somebody",
        ),
        migrations.RemoveConstraint(
            model_name="learningaction",
            name="learning_action_ended_whole",
        ),
        migrations.AddField(
            model_name="finding",
            name="withdrawn_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="historicalfinding",
            name="withdrawn_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="historicallearningaction",
            name="ended_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="learningaction",
            name="ended_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.RunPython(take_moments_from_history, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("withdrawn_at__isnull", True), ("withdrawn_by__isnull", True), ("withdrawn_on__isnull", True)
                    ),
                    models.Q(
                        ("withdrawn_at__isnull", False),
                        ("withdrawn_by__isnull", False),
                        ("withdrawn_on__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="finding_withdrawn_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="learningaction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("ended_at__isnull", True),
                        ("ended_by__isnull", True),
                        ("ended_on__isnull", True),
                        ("state", "open"),
                    ),
                    models.Q(
                        models.Q(("state", "open"), _negated=True),
                        ("ended_at__isnull", False),
                        ("ended_by__isnull", False),
                        ("ended_on__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="learning_action_ended_whole",
            ),
        ),
    ]
