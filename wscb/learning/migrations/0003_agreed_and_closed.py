"""An action is agreed by its organisation and closed by the Board; what was said of it on the way has a record."""

import django.db.models.deletion
import uuid
import wscb.keys.fields
from django.conf import settings
from django.db import migrations, models

OPEN = ("proposed", "declined", "agreed", "sent_back")


def close_what_was_done(apps, schema_editor):
    """What was done counts as closed by whoever put it on record; what is open was proposed, and nobody has agreed to it yet."""
    rows = apps.get_model("learning", "LearningAction").objects
    rows.filter(state="open").update(state="proposed")
    rows.filter(state="done").update(state="closed", closed_on=models.F("ended_on"), closed_by=models.F("ended_by"))
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        schema_editor.execute("SET CONSTRAINTS ALL DEFERRED")


def open_what_was_not_done(apps, schema_editor):
    """What was reported counts as done, whether it was closed or not; everything else that had not ended is open."""
    rows = apps.get_model("learning", "LearningAction").objects
    rows.filter(state__in=OPEN).update(state="open")
    rows.filter(state__in=("reported", "closed")).update(state="done")


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0011_despite_block"),
        ("learning", "0002_moments_of_the_record"),
        ("people", "0004_guests"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ActionRecord",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("agreed", "Agreed"),
                            ("declined", "Not agreed"),
                            ("proposed", "Changed and proposed anew"),
                            ("reported", "Reported done"),
                            ("sent_back", "Sent back"),
                            ("closed", "Closed"),
                            ("dropped", "No longer needed"),
                        ],
                        max_length=10,
                    ),
                ),
                ("text", wscb.keys.fields.SealedTextField(blank=True, editable=True, owner="case")),
                ("said_by", wscb.keys.fields.SealedTextField(blank=True, editable=True, owner="case")),
                ("what", wscb.keys.fields.SealedTextField(blank=True, editable=True, owner="case")),
                ("due_on", models.DateField(blank=True, null=True)),
                ("on", models.DateField()),
                ("at", models.DateTimeField()),
            ],
            options={
                "ordering": ["number"],
                "default_permissions": (),
            },
        ),
        migrations.RemoveConstraint(
            model_name="learningaction",
            name="learning_action_ended_whole",
        ),
        migrations.AddField(
            model_name="historicallearningaction",
            name="agreed_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="historicallearningaction",
            name="agreed_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="historicallearningaction",
            name="closed_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="historicallearningaction",
            name="closed_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="learningaction",
            name="agreed_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="learningaction",
            name="agreed_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="learningaction",
            name="closed_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="learningaction",
            name="closed_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name="historicallearningaction",
            name="state",
            field=models.CharField(
                choices=[
                    ("proposed", "Proposed"),
                    ("declined", "Not agreed"),
                    ("agreed", "Agreed"),
                    ("reported", "Reported done"),
                    ("sent_back", "Sent back"),
                    ("closed", "Closed"),
                    ("dropped", "No longer needed"),
                ],
                db_index=True,
                default="proposed",
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="learningaction",
            name="state",
            field=models.CharField(
                choices=[
                    ("proposed", "Proposed"),
                    ("declined", "Not agreed"),
                    ("agreed", "Agreed"),
                    ("reported", "Reported done"),
                    ("sent_back", "Sent back"),
                    ("closed", "Closed"),
                    ("dropped", "No longer needed"),
                ],
                db_index=True,
                default="proposed",
                max_length=10,
            ),
        ),
        migrations.RunPython(close_what_was_done, open_what_was_not_done),
        migrations.AddConstraint(
            model_name="learningaction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("ended_at__isnull", True),
                        ("ended_by__isnull", True),
                        ("ended_on__isnull", True),
                        ("state__in", ("proposed", "declined", "agreed", "sent_back")),
                    ),
                    models.Q(
                        models.Q(("state__in", ("proposed", "declined", "agreed", "sent_back")), _negated=True),
                        ("ended_at__isnull", False),
                        ("ended_by__isnull", False),
                        ("ended_on__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="learning_action_ended_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="learningaction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("agreed_by__isnull", True),
                        ("agreed_on__isnull", True),
                        models.Q(("state", "agreed"), _negated=True),
                    ),
                    models.Q(
                        ("agreed_by__isnull", False),
                        ("agreed_on__isnull", False),
                        models.Q(("state__in", ("proposed", "declined")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="learning_action_agreed_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="learningaction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_by__isnull", False), ("closed_on__isnull", False), ("state", "closed")),
                    models.Q(
                        models.Q(("state", "closed"), _negated=True),
                        ("closed_by__isnull", True),
                        ("closed_on__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="learning_action_closed_whole",
            ),
        ),
        migrations.AddField(
            model_name="actionrecord",
            name="action",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="record", to="learning.learningaction"
            ),
        ),
        migrations.AddField(
            model_name="actionrecord",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="actionrecord",
            name="case",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"),
        ),
        migrations.AddField(
            model_name="actionrecord",
            name="document",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="evidence_of",
                to="cases.casedocument",
            ),
        ),
        migrations.AddConstraint(
            model_name="actionrecord",
            constraint=models.UniqueConstraint(fields=("action", "number"), name="action_record_once_per_number"),
        ),
    ]
