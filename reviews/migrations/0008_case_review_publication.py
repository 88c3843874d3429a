import django.db.models.deletion
import uuid
import wscb.keys.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0009_six_months"),
        ("people", "__first__"),
        ("reviews", "0007_six_months"),
    ]

    operations = [
        migrations.CreateModel(
            name="PublicationRecommendation",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("made_on", models.DateField()),
                ("signed_at", models.DateTimeField()),
                ("acting_for", models.CharField(blank=True, max_length=40)),
                ("confirmed_by", models.CharField(max_length=20)),
                ("content", wscb.keys.fields.SealedJSONField(editable=True, owner="case")),
                ("content_hash", models.CharField(max_length=64)),
                ("read_revision", models.PositiveIntegerField()),
                ("choice", models.CharField(max_length=20)),
                ("reasons", wscb.keys.fields.SealedTextField(editable=True, owner="case")),
                ("identified", models.BooleanField()),
                ("identified_because", wscb.keys.fields.SealedTextField(editable=True, owner="case")),
                ("harmed", models.BooleanField()),
                ("harmed_because", wscb.keys.fields.SealedTextField(editable=True, owner="case")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="%(class)ss", to="cases.case"
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="publication_recommendations",
                        to="reviews.reportversion",
                    ),
                ),
                (
                    "signed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "supersedes",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="superseded_by",
                        to="reviews.publicationrecommendation",
                    ),
                ),
            ],
            options={
                "ordering": ["signed_at"],
                "abstract": False,
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("choice", "whole_report"), _negated=True),
                            models.Q(("harmed", False), ("identified", False)),
                            _connector="OR",
                        ),
                        name="whole_report_harms_nobody",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PublicationDecision",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("choice", models.CharField(max_length=20)),
                ("reasons", wscb.keys.fields.SealedTextField(blank=True, editable=True, owner="case")),
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="publication_decision",
                        to="cases.case",
                    ),
                ),
                (
                    "decision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="publication", to="cases.decision"
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="reviews.reportversion"
                    ),
                ),
                (
                    "recommendation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="reviews.publicationrecommendation",
                    ),
                ),
            ],
            options={
                "default_permissions": (),
            },
        ),
    ]
