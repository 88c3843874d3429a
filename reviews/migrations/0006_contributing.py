import django.db.models.deletion
import simple_history.models
import uuid
import wscb.keys.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0001_squashed_0008_appointing"),
        ("outbox", "0001_initial"),
        ("people", "0001_squashed_0003_informing"),
        ("people", "__first__"),
        ("reviews", "0001_squashed_0005_appointing"),
    ]

    operations = [
        migrations.AlterField(
            model_name="publicationdiscussion",
            name="with_whom",
            field=wscb.keys.fields.SealedTextField(blank=True, editable=True, owner="case"),
        ),
        migrations.CreateModel(
            name="Contributor",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[("family", "Family member"), ("professional", "Professional")], max_length=12
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("name", wscb.keys.fields.SealedTextField(editable=True, owner="case")),
                ("relationship", wscb.keys.fields.SealedTextField(editable=True, owner="case")),
                ("identified_on", models.DateField()),
                ("changed_because", wscb.keys.fields.SealedTextField(blank=True, editable=True, owner="case")),
                ("invited_on", models.DateField(blank=True, null=True)),
                ("invited_how", models.CharField(blank=True, max_length=20)),
                ("invited_by_name", wscb.keys.fields.SealedTextField(blank=True, editable=True, owner="case")),
                ("supported_how", wscb.keys.fields.SealedTextField(blank=True, editable=True, owner="case")),
                ("asked", wscb.keys.fields.SealedTextField(blank=True, editable=True, owner="case")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("contributed", "Contributed"),
                            ("declined", "Declined"),
                            ("no_reply", "No reply"),
                            ("not_invited", "Not invited"),
                        ],
                        max_length=12,
                    ),
                ),
                ("outcome_on", models.DateField(blank=True, null=True)),
                ("outcome_because", wscb.keys.fields.SealedTextField(blank=True, editable=True, owner="case")),
                ("expectations", wscb.keys.fields.SealedTextField(blank=True, editable=True, owner="case")),
                ("withdrawn_on", models.DateField(blank=True, null=True)),
                ("withdrawn_because", wscb.keys.fields.SealedTextField(blank=True, editable=True, owner="case")),
                (
                    "account",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contributes_as",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="contributors", to="cases.case"
                    ),
                ),
                (
                    "identified_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "invitation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="outbox.message",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.organisation",
                    ),
                ),
                (
                    "outcome_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                "ordering": ["kind", "number"],
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("case", "kind", "number"), name="contributor_number_once_per_case"),
                    models.UniqueConstraint(
                        condition=models.Q(("account__isnull", False), ("withdrawn_on__isnull", True)),
                        fields=("case", "account"),
                        name="contributor_account_once_per_case",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "professional"), ("organisation__isnull", False)),
                            models.Q(("kind", "family"), ("organisation__isnull", True)),
                            _connector="OR",
                        ),
                        name="contributor_of_an_organisation_is_a_professional",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("account__isnull", True), ("invited_how", ""), ("invited_on__isnull", True)),
                            models.Q(("invited_on__isnull", False), models.Q(("invited_how", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="contributor_invited_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome", ""), ("outcome_by__isnull", True), ("outcome_on__isnull", True)),
                            models.Q(
                                models.Q(("outcome", ""), _negated=True),
                                ("outcome_by__isnull", False),
                                ("outcome_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="contributor_outcome_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("outcome__in", ["", "not_invited"]), ("invited_on__isnull", False), _connector="OR"
                        ),
                        name="contributor_outcome_of_an_invitation",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("withdrawn_by__isnull", True), ("withdrawn_on__isnull", True)),
                            models.Q(("withdrawn_by__isnull", False), ("withdrawn_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="contributor_withdrawn_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Contribution",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("how", models.CharField(max_length=20)),
                ("given_on", models.DateField()),
                ("of_help", wscb.keys.fields.SealedTextField(editable=True, owner="case")),
                ("views", wscb.keys.fields.SealedTextField(blank=True, editable=True, owner="case")),
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="contributions", to="cases.case"
                    ),
                ),
                (
                    "contributor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contributions",
                        to="reviews.contributor",
                    ),
                ),
            ],
            options={
                "ordering": ["at"],
                "default_permissions": (),
            },
        ),
        migrations.AddField(
            model_name="publicationdiscussion",
            name="family_member",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="publication_discussions",
                to="reviews.contributor",
            ),
        ),
        migrations.CreateModel(
            name="Disclosure",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                (
                    "to",
                    models.CharField(
                        choices=[
                            ("board_chair", "The Board Chair"),
                            ("panel", "The panel: its chair and the members who see this case"),
                            ("elsewhere", "Somebody else, outside this service"),
                        ],
                        max_length=12,
                    ),
                ),
                ("to_whom", wscb.keys.fields.SealedTextField(blank=True, editable=True, owner="case")),
                ("because", wscb.keys.fields.SealedTextField(editable=True, owner="case")),
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
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="disclosures", to="cases.case"
                    ),
                ),
                (
                    "contribution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="disclosures",
                        to="reviews.contribution",
                    ),
                ),
            ],
            options={
                "ordering": ["at"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="HistoricalContributor",
            fields=[
                ("id", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[("family", "Family member"), ("professional", "Professional")], max_length=12
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("name", wscb.keys.fields.SealedTextField(editable=True, owner="case")),
                ("relationship", wscb.keys.fields.SealedTextField(editable=True, owner="case")),
                ("identified_on", models.DateField()),
                ("changed_because", wscb.keys.fields.SealedTextField(blank=True, editable=True, owner="case")),
                ("invited_on", models.DateField(blank=True, null=True)),
                ("invited_how", models.CharField(blank=True, max_length=20)),
                ("invited_by_name", wscb.keys.fields.SealedTextField(blank=True, editable=True, owner="case")),
                ("supported_how", wscb.keys.fields.SealedTextField(blank=True, editable=True, owner="case")),
                ("asked", wscb.keys.fields.SealedTextField(blank=True, editable=True, owner="case")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("contributed", "Contributed"),
                            ("declined", "Declined"),
                            ("no_reply", "No reply"),
                            ("not_invited", "Not invited"),
                        ],
                        max_length=12,
                    ),
                ),
                ("outcome_on", models.DateField(blank=True, null=True)),
                ("outcome_because", wscb.keys.fields.SealedTextField(blank=True, editable=True, owner="case")),
                ("expectations", wscb.keys.fields.SealedTextField(blank=True, editable=True, owner="case")),
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
                    "account",
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
                    "identified_by",
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
                    "invitation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="outbox.message",
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
                    "outcome_by",
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
                "verbose_name": "historical contributor",
                "verbose_name_plural": "historical contributors",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="NoFamily",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
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
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="no_family", to="cases.case"
                    ),
                ),
            ],
            options={
                "ordering": ["at"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="SurveyCount",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("survey", models.CharField(max_length=20)),
                ("year", models.PositiveSmallIntegerField()),
                ("question", models.CharField(max_length=40)),
                ("answer", models.CharField(max_length=20)),
                ("count", models.PositiveIntegerField(default=0)),
                (
                    "area",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.area"),
                ),
            ],
            options={
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("area", "survey", "year", "question", "answer"), name="survey_counts_each_answer_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SurveyLink",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("survey", models.CharField(max_length=20)),
                ("last_day", models.DateField()),
                (
                    "area",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.area"),
                ),
            ],
            options={
                "default_permissions": (),
            },
        ),
    ]
