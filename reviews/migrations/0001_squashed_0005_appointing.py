import django.db.models.deletion
import simple_history.models
import uuid
import wscb.keys.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("reviews", "0001_initial"),
        ("reviews", "0002_case_review"),
        ("reviews", "0003_reporting"),
        ("reviews", "0004_chronology"),
        ("reviews", "0005_appointing"),
    ]

    initial = True

    dependencies = [
        ("cases", "0001_squashed_0008_appointing"),
        ("people", "0001_squashed_0003_informing"),
        ("people", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="Checklist",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("answers", wscb.keys.fields.SealedJSONField(editable=True, owner="case")),
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="report_checklists", to="cases.case"
                    ),
                ),
            ],
            options={
                "ordering": ["at"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="ChecklistConfirmation",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("remark", wscb.keys.fields.SealedTextField(blank=True, editable=True, owner="case")),
                ("acting_for", models.CharField(blank=True, max_length=40)),
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
                    "checklist",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="confirmation", to="reviews.checklist"
                    ),
                ),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="ChronologyEntry",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "precision",
                    models.CharField(
                        choices=[("exact", "Exact"), ("estimated", "Estimated"), ("unknown", "Not known")],
                        default="exact",
                        max_length=12,
                    ),
                ),
                ("happened_on", models.DateField(blank=True, null=True)),
                ("happened_at", models.TimeField(blank=True, null=True)),
                ("when_words", wscb.keys.fields.SealedTextField(blank=True, editable=True, owner="case")),
                ("source", wscb.keys.fields.SealedTextField(blank=True, editable=True, owner="case")),
                ("event", wscb.keys.fields.SealedTextField(editable=True, owner="case")),
                (
                    "child_seen",
                    models.CharField(
                        choices=[
                            ("not_recorded", "Not recorded"),
                            ("seen_and_heard", "Seen and heard"),
                            ("seen", "Seen"),
                            ("heard", "Heard"),
                            ("neither", "Not seen or heard"),
                            ("not_applicable", "Not applicable"),
                        ],
                        default="not_recorded",
                        max_length=20,
                    ),
                ),
                ("child_words", wscb.keys.fields.SealedTextField(blank=True, editable=True, owner="case")),
                ("response", wscb.keys.fields.SealedTextField(blank=True, editable=True, owner="case")),
                ("reasons", wscb.keys.fields.SealedTextField(blank=True, editable=True, owner="case")),
                ("analysis", wscb.keys.fields.SealedTextField(blank=True, editable=True, owner="case")),
                ("row_number", models.PositiveIntegerField(default=0)),
                ("added_at", models.DateTimeField()),
                ("corrected_because", wscb.keys.fields.SealedTextField(blank=True, editable=True, owner="case")),
                ("struck_on", models.DateField(blank=True, null=True)),
                ("struck_because", wscb.keys.fields.SealedTextField(blank=True, editable=True, owner="case")),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="chronology_entries", to="cases.case"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.organisation"
                    ),
                ),
                (
                    "struck_by",
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
                "default_permissions": (),
                "indexes": [models.Index(fields=["case", "happened_on", "happened_at"], name="chronology_in_order")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("happened_at__isnull", True), ("happened_on__isnull", True), ("precision", "unknown")
                            ),
                            models.Q(models.Q(("precision", "unknown"), _negated=True), ("happened_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="chronology_date_unless_unknown",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("struck_by__isnull", True), ("struck_on__isnull", True)),
                            models.Q(("struck_by__isnull", False), ("struck_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="chronology_struck_by_and_on_together",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ChronologyComment",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("text", wscb.keys.fields.SealedTextField(editable=True, owner="case")),
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
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="comments",
                        to="reviews.chronologyentry",
                    ),
                ),
            ],
            options={
                "ordering": ["at"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="ChronologyImport",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("file_name", wscb.keys.fields.SealedTextField(editable=True, owner="case")),
                ("content_hash", models.CharField(max_length=64)),
                ("rows", models.PositiveIntegerField()),
                ("imported_at", models.DateTimeField()),
                ("withdrawn_on", models.DateField(blank=True, null=True)),
                ("withdrawn_because", wscb.keys.fields.SealedTextField(blank=True, editable=True, owner="case")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="chronology_imports", to="cases.case"
                    ),
                ),
                (
                    "imported_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.organisation"
                    ),
                ),
                (
                    "withdrawn_by",
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
                "ordering": ["-imported_at"],
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_on__isnull", True)),
                        fields=("case", "content_hash"),
                        name="chronology_content_once_per_case",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("withdrawn_by__isnull", True), ("withdrawn_on__isnull", True)),
                            models.Q(("withdrawn_by__isnull", False), ("withdrawn_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="chronology_withdrawn_by_and_on_together",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="chronologyentry",
            name="imported_in",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="entries",
                to="reviews.chronologyimport",
            ),
        ),
        migrations.CreateModel(
            name="ColumnMatch",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("columns", models.JSONField(default=dict)),
                (
                    "organisation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.organisation"
                    ),
                ),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="HistoricalChronologyEntry",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                (
                    "precision",
                    models.CharField(
                        choices=[("exact", "Exact"), ("estimated", "Estimated"), ("unknown", "Not known")],
                        default="exact",
                        max_length=12,
                    ),
                ),
                ("happened_on", models.DateField(blank=True, null=True)),
                ("happened_at", models.TimeField(blank=True, null=True)),
                ("when_words", wscb.keys.fields.SealedTextField(blank=True, editable=True, owner="case")),
                ("source", wscb.keys.fields.SealedTextField(blank=True, editable=True, owner="case")),
                ("event", wscb.keys.fields.SealedTextField(editable=True, owner="case")),
                (
                    "child_seen",
                    models.CharField(
                        choices=[
                            ("not_recorded", "Not recorded"),
                            ("seen_and_heard", "Seen and heard"),
                            ("seen", "Seen"),
                            ("heard", "Heard"),
                            ("neither", "Not seen or heard"),
                            ("not_applicable", "Not applicable"),
                        ],
                        default="not_recorded",
                        max_length=20,
                    ),
                ),
                ("child_words", wscb.keys.fields.SealedTextField(blank=True, editable=True, owner="case")),
                ("response", wscb.keys.fields.SealedTextField(blank=True, editable=True, owner="case")),
                ("reasons", wscb.keys.fields.SealedTextField(blank=True, editable=True, owner="case")),
                ("analysis", wscb.keys.fields.SealedTextField(blank=True, editable=True, owner="case")),
                ("row_number", models.PositiveIntegerField(default=0)),
                ("added_at", models.DateTimeField()),
                ("corrected_because", wscb.keys.fields.SealedTextField(blank=True, editable=True, owner="case")),
                ("struck_on", models.DateField(blank=True, null=True)),
                ("struck_because", wscb.keys.fields.SealedTextField(blank=True, editable=True, owner="case")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "added_by",
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
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "imported_in",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="reviews.chronologyimport",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="people.organisation",
                    ),
                ),
                (
                    "struck_by",
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
                "verbose_name": "historical chronology entry",
                "verbose_name_plural": "historical chronology entrys",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalChronologyImport",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("file_name", wscb.keys.fields.SealedTextField(editable=True, owner="case")),
                ("content_hash", models.CharField(max_length=64)),
                ("rows", models.PositiveIntegerField()),
                ("imported_at", models.DateTimeField()),
                ("withdrawn_on", models.DateField(blank=True, null=True)),
                ("withdrawn_because", wscb.keys.fields.SealedTextField(blank=True, editable=True, owner="case")),
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
                (
                    "imported_by",
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
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="people.organisation",
                    ),
                ),
                (
                    "withdrawn_by",
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
                "verbose_name": "historical chronology import",
                "verbose_name_plural": "historical chronology imports",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalColumnMatch",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("columns", models.JSONField(default=dict)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
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
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="people.organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical column match",
                "verbose_name_plural": "historical column matchs",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalLessonsAdvice",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("sent_on", models.DateField()),
                ("sent_by_name", models.CharField(max_length=200)),
                ("told", wscb.keys.fields.SealedTextField(blank=True, editable=True, owner="case")),
                ("at", models.DateTimeField()),
                ("acknowledged_on", models.DateField(blank=True, null=True)),
                ("acknowledged_how", wscb.keys.fields.SealedTextField(blank=True, editable=True, owner="case")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "by",
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
                    "copy",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="cases.casedocument",
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
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="people.organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical lessons advice",
                "verbose_name_plural": "historical lessons advices",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalReview",
            fields=[
                ("received_how", models.CharField(max_length=20)),
                ("referrer", wscb.keys.fields.SealedTextField(blank=True, editable=True, owner="case")),
                ("referrer_contact", wscb.keys.fields.SealedTextField(blank=True, editable=True, owner="case")),
                ("authority_aware_on", models.DateField(blank=True, null=True)),
                ("incident_kind", models.CharField(max_length=20)),
                ("incident_on", models.DateField(blank=True, null=True)),
                ("incident_on_estimated", models.BooleanField(default=False)),
                ("incident_place", wscb.keys.fields.SealedTextField(blank=True, editable=True, owner="case")),
                ("incident", wscb.keys.fields.SealedTextField(editable=True, owner="case")),
                ("family", wscb.keys.fields.SealedTextField(blank=True, editable=True, owner="case")),
                ("proceedings", wscb.keys.fields.SealedTextField(blank=True, editable=True, owner="case")),
                ("residence", models.CharField(max_length=20)),
                ("other_board", models.CharField(blank=True, max_length=120)),
                ("residence_note", wscb.keys.fields.SealedTextField(blank=True, editable=True, owner="case")),
                ("chair_informed_on", models.DateField(blank=True, null=True)),
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
                    "follows",
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
                (
                    "referring_organisation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="people.organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical review",
                "verbose_name_plural": "historical reviews",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="LessonsAdvice",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("sent_on", models.DateField()),
                ("sent_by_name", models.CharField(max_length=200)),
                ("told", wscb.keys.fields.SealedTextField(blank=True, editable=True, owner="case")),
                ("at", models.DateTimeField()),
                ("acknowledged_on", models.DateField(blank=True, null=True)),
                ("acknowledged_how", wscb.keys.fields.SealedTextField(blank=True, editable=True, owner="case")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="lessons_advice", to="cases.case"
                    ),
                ),
                (
                    "copy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.casedocument"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.organisation"
                    ),
                ),
            ],
            options={
                "ordering": ["at"],
                "default_permissions": (),
                "constraints": [models.UniqueConstraint(fields=("case", "organisation"), name="advised_once_per_case")],
            },
        ),
        migrations.CreateModel(
            name="NamesNotice",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("sent_on", models.DateField()),
                ("sent_by_name", models.CharField(max_length=200)),
                ("their_reference", wscb.keys.fields.SealedTextField(blank=True, editable=True, owner="case")),
                ("at", models.DateTimeField()),
                (
                    "appointment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="names_notices",
                        to="cases.appointment",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="names_notices", to="cases.case"
                    ),
                ),
                (
                    "copy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.casedocument"
                    ),
                ),
            ],
            options={
                "ordering": ["at"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="NamesAdvice",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("received_on", models.DateField(blank=True, null=True)),
                ("advice", wscb.keys.fields.SealedTextField(blank=True, editable=True, owner="case")),
                ("response", wscb.keys.fields.SealedTextField(editable=True, owner="case")),
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="names_advice", to="cases.case"
                    ),
                ),
                (
                    "notice",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="advice", to="reviews.namesnotice"
                    ),
                ),
            ],
            options={
                "ordering": ["at"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="OfstedConsideration",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("notify", models.BooleanField()),
                ("reasons", wscb.keys.fields.SealedTextField(blank=True, editable=True, owner="case")),
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ofsted_considerations",
                        to="cases.case",
                    ),
                ),
            ],
            options={
                "ordering": ["at"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="PublicationDiscussion",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("held_on", models.DateField(blank=True, null=True)),
                ("with_whom", wscb.keys.fields.SealedTextField(editable=True, owner="case")),
                ("spoken_by", wscb.keys.fields.SealedTextField(blank=True, editable=True, owner="case")),
                ("said", wscb.keys.fields.SealedTextField(blank=True, editable=True, owner="case")),
                ("not_because", wscb.keys.fields.SealedTextField(blank=True, editable=True, owner="case")),
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="publication_discussions",
                        to="cases.case",
                    ),
                ),
            ],
            options={
                "ordering": ["at"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="ReportVersion",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveSmallIntegerField()),
                ("sections", wscb.keys.fields.SealedJSONField(editable=True, owner="case")),
                ("changed", wscb.keys.fields.SealedTextField(blank=True, editable=True, owner="case")),
                ("content_hash", models.CharField(max_length=64)),
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="report_versions", to="cases.case"
                    ),
                ),
                (
                    "document",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.casedocument",
                    ),
                ),
            ],
            options={
                "ordering": ["version"],
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("case", "version"), name="report_version_once_per_case")
                ],
            },
        ),
        migrations.CreateModel(
            name="ReportComment",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("passage", wscb.keys.fields.SealedTextField(blank=True, editable=True, owner="case")),
                ("text", wscb.keys.fields.SealedTextField(editable=True, owner="case")),
                ("received_on", models.DateField()),
                ("entered_at", models.DateTimeField()),
                ("answer", wscb.keys.fields.SealedTextField(blank=True, editable=True, owner="case")),
                ("answered_on", models.DateField(blank=True, null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="report_comments", to="cases.case"
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.organisation"
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="comments", to="reviews.reportversion"
                    ),
                ),
            ],
            options={
                "ordering": ["entered_at"],
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answered_by__isnull", True), ("answered_on__isnull", True)),
                            models.Q(("answered_by__isnull", False), ("answered_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="comment_answered_by_somebody",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Redaction",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("passage", wscb.keys.fields.SealedTextField(editable=True, owner="case")),
                ("ground", models.CharField(max_length=20)),
                ("reason", wscb.keys.fields.SealedTextField(editable=True, owner="case")),
                ("on", models.DateField()),
                ("lifted_on", models.DateField(blank=True, null=True)),
                ("lifted_because", wscb.keys.fields.SealedTextField(blank=True, editable=True, owner="case")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="redactions", to="cases.case"
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="reviews.reportversion"
                    ),
                ),
            ],
            options={
                "ordering": ["on", "pk"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="HistoricalReportComment",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("passage", wscb.keys.fields.SealedTextField(blank=True, editable=True, owner="case")),
                ("text", wscb.keys.fields.SealedTextField(editable=True, owner="case")),
                ("received_on", models.DateField()),
                ("entered_at", models.DateTimeField()),
                ("answer", wscb.keys.fields.SealedTextField(blank=True, editable=True, owner="case")),
                ("answered_on", models.DateField(blank=True, null=True)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "answered_by",
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
                    "entered_by",
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
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="people.organisation",
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="reviews.reportversion",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical report comment",
                "verbose_name_plural": "historical report comments",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalRedaction",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("passage", wscb.keys.fields.SealedTextField(editable=True, owner="case")),
                ("ground", models.CharField(max_length=20)),
                ("reason", wscb.keys.fields.SealedTextField(editable=True, owner="case")),
                ("on", models.DateField()),
                ("lifted_on", models.DateField(blank=True, null=True)),
                ("lifted_because", wscb.keys.fields.SealedTextField(blank=True, editable=True, owner="case")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "by",
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
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="reviews.reportversion",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical redaction",
                "verbose_name_plural": "historical redactions",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.AddField(
            model_name="checklist",
            name="report",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="checklists", to="reviews.reportversion"
            ),
        ),
        migrations.CreateModel(
            name="Review",
            fields=[
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="review",
                        serialize=False,
                        to="cases.case",
                    ),
                ),
                ("received_how", models.CharField(max_length=20)),
                ("referrer", wscb.keys.fields.SealedTextField(blank=True, editable=True, owner="case")),
                ("referrer_contact", wscb.keys.fields.SealedTextField(blank=True, editable=True, owner="case")),
                ("authority_aware_on", models.DateField(blank=True, null=True)),
                ("incident_kind", models.CharField(max_length=20)),
                ("incident_on", models.DateField(blank=True, null=True)),
                ("incident_on_estimated", models.BooleanField(default=False)),
                ("incident_place", wscb.keys.fields.SealedTextField(blank=True, editable=True, owner="case")),
                ("incident", wscb.keys.fields.SealedTextField(editable=True, owner="case")),
                ("family", wscb.keys.fields.SealedTextField(blank=True, editable=True, owner="case")),
                ("proceedings", wscb.keys.fields.SealedTextField(blank=True, editable=True, owner="case")),
                ("residence", models.CharField(max_length=20)),
                ("other_board", models.CharField(blank=True, max_length=120)),
                ("residence_note", wscb.keys.fields.SealedTextField(blank=True, editable=True, owner="case")),
                ("chair_informed_on", models.DateField(blank=True, null=True)),
                (
                    "follows",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="followed_by",
                        to="cases.case",
                    ),
                ),
                (
                    "referring_organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.organisation",
                    ),
                ),
            ],
            options={
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("residence", "elsewhere"), _negated=True),
                            models.Q(("other_board", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="other_board_when_elsewhere",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Worksheet",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("version", models.PositiveSmallIntegerField()),
                ("answers", wscb.keys.fields.SealedJSONField(editable=True, owner="case")),
                ("result", models.CharField(max_length=20)),
                ("because", wscb.keys.fields.SealedTextField(blank=True, editable=True, owner="case")),
                ("confirmed_by", models.CharField(blank=True, max_length=20)),
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="worksheets", to="cases.case"
                    ),
                ),
            ],
            options={
                "ordering": ["version"],
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("case", "version"), name="worksheet_version_once_per_case")
                ],
            },
        ),
    ]
