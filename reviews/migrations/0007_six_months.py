import django.db.models.deletion
import simple_history.models
import uuid
import wscb.keys.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0009_six_months"),
        ("people", "__first__"),
        ("reviews", "0006_contributing"),
    ]

    operations = [
        migrations.CreateModel(
            name="HistoricalExtension",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("grounds", models.JSONField(default=list)),
                ("because", wscb.keys.fields.SealedTextField(editable=True, owner="case")),
                ("meanwhile", wscb.keys.fields.SealedTextField(editable=True, owner="case")),
                ("due_before", models.DateField()),
                ("proposed_until", models.DateField()),
                ("asked_on", models.DateField()),
                ("asked_at", models.DateTimeField()),
                ("agreed_until", models.DateField(blank=True, null=True)),
                ("dropped_on", models.DateField(blank=True, null=True)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="cases.case",
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="cases.decision",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical extension",
                "verbose_name_plural": "historical extensions",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalMilestone",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("code", models.CharField(max_length=30)),
                ("title", wscb.keys.fields.SealedTextField(blank=True, editable=True, owner="case")),
                ("first_planned_on", models.DateField()),
                ("planned_on", models.DateField()),
                ("reached_on", models.DateField(blank=True, null=True)),
                ("dropped_on", models.DateField(blank=True, null=True)),
                ("dropped_because", wscb.keys.fields.SealedTextField(blank=True, editable=True, owner="case")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="cases.case",
                    ),
                ),
                (
                    "dropped_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "planned_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "reached_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical milestone",
                "verbose_name_plural": "historical milestones",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalProceedings",
            fields=[
                ("status", models.CharField(max_length=20)),
                ("next_on", models.DateField(blank=True, null=True)),
                ("blocks_interviews", models.BooleanField(default=False)),
                ("blocks_disclosure", models.BooleanField(default=False)),
                ("blocks_publication", models.BooleanField(default=False)),
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("kind", models.CharField(max_length=20)),
                ("described", wscb.keys.fields.SealedTextField(blank=True, editable=True, owner="case")),
                ("recorded_on", models.DateField()),
                ("ended_on", models.DateField(blank=True, null=True)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="cases.case",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical proceedings",
                "verbose_name_plural": "historical proceedings",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="InterimLearning",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("points", wscb.keys.fields.SealedTextField(blank=True, editable=True, owner="case")),
                ("action", wscb.keys.fields.SealedTextField(blank=True, editable=True, owner="case")),
                ("none_because", wscb.keys.fields.SealedTextField(blank=True, editable=True, owner="case")),
                ("on", models.DateField()),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="interim_learning", to="cases.case"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "interim learning",
                "ordering": ["at"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Milestone",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("code", models.CharField(max_length=30)),
                ("title", wscb.keys.fields.SealedTextField(blank=True, editable=True, owner="case")),
                ("first_planned_on", models.DateField()),
                ("planned_on", models.DateField()),
                ("reached_on", models.DateField(blank=True, null=True)),
                ("dropped_on", models.DateField(blank=True, null=True)),
                ("dropped_because", wscb.keys.fields.SealedTextField(blank=True, editable=True, owner="case")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="milestones", to="cases.case"
                    ),
                ),
                (
                    "dropped_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "planned_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "reached_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["planned_on"],
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("dropped_on__isnull", True), models.Q(("code", "other"), _negated=True)),
                        fields=("case", "code"),
                        name="milestone_once_per_review",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reached_by__isnull", True), ("reached_on__isnull", True)),
                            models.Q(
                                ("dropped_on__isnull", True),
                                ("reached_by__isnull", False),
                                ("reached_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="milestone_reached_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("dropped_by__isnull", True), ("dropped_on__isnull", True)),
                            models.Q(("dropped_by__isnull", False), ("dropped_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="milestone_dropped_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MilestoneMove",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("from_on", models.DateField()),
                ("to_on", models.DateField()),
                ("because", wscb.keys.fields.SealedTextField(editable=True, owner="case")),
                ("on", models.DateField()),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"),
                ),
                (
                    "milestone",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="moves", to="reviews.milestone"
                    ),
                ),
            ],
            options={
                "ordering": ["at"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Proceedings",
            fields=[
                ("status", models.CharField(max_length=20)),
                ("next_on", models.DateField(blank=True, null=True)),
                ("blocks_interviews", models.BooleanField(default=False)),
                ("blocks_disclosure", models.BooleanField(default=False)),
                ("blocks_publication", models.BooleanField(default=False)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=20)),
                ("described", wscb.keys.fields.SealedTextField(blank=True, editable=True, owner="case")),
                ("recorded_on", models.DateField()),
                ("ended_on", models.DateField(blank=True, null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="proceedings", to="cases.case"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "proceedings",
                "ordering": ["recorded_on"],
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ended_on__isnull", True), ("next_on__isnull", True), _connector="OR"),
                        name="ended_proceedings_come_up_no_more",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ProceedingsEntry",
            fields=[
                ("status", models.CharField(max_length=20)),
                ("next_on", models.DateField(blank=True, null=True)),
                ("blocks_interviews", models.BooleanField(default=False)),
                ("blocks_disclosure", models.BooleanField(default=False)),
                ("blocks_publication", models.BooleanField(default=False)),
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("said", wscb.keys.fields.SealedTextField(blank=True, editable=True, owner="case")),
                ("ended_on", models.DateField(blank=True, null=True)),
                ("on", models.DateField()),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"),
                ),
                (
                    "proceedings",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="entries", to="reviews.proceedings"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "proceedings entries",
                "ordering": ["at"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Extension",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("grounds", models.JSONField(default=list)),
                ("because", wscb.keys.fields.SealedTextField(editable=True, owner="case")),
                ("meanwhile", wscb.keys.fields.SealedTextField(editable=True, owner="case")),
                ("due_before", models.DateField()),
                ("proposed_until", models.DateField()),
                ("asked_on", models.DateField()),
                ("asked_at", models.DateTimeField()),
                ("agreed_until", models.DateField(blank=True, null=True)),
                ("dropped_on", models.DateField(blank=True, null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="extensions", to="cases.case"
                    ),
                ),
                (
                    "decision",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="extension_answered",
                        to="cases.decision",
                    ),
                ),
            ],
            options={
                "ordering": ["asked_at"],
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("decision__isnull", True), ("dropped_on__isnull", True)),
                        fields=("case",),
                        name="one_extension_waits_for_its_answer",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("agreed_until__isnull", True), ("decision__isnull", False), _connector="OR"
                        ),
                        name="extension_agreed_by_decision",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("proposed_until__gt", models.F("due_before")),
                            models.Q(
                                ("agreed_until__isnull", True),
                                ("agreed_until__gt", models.F("due_before")),
                                _connector="OR",
                            ),
                        ),
                        name="extension_later_than_before",
                    ),
                ],
            },
        ),
    ]
