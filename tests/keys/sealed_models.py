"""Models of an app that exists in these tests only: a folder with a key of its own, and what lies in it."""

import uuid

from django.db import models
from simple_history.models import HistoricalRecords

from wscb.keys.fields import SealedJSONField, SealedTextField
from wscb.keys.models import DataKey


class Folder(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    # Without a constraint in the database: Django's flush knows nothing of these tables.
    data_key = models.ForeignKey(DataKey, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    title = SealedTextField(owner="self:data_key_id", blank=True)

    class Meta:
        app_label = "keys_tests"


class Recorded(models.Model):
    """History by inheritance: it alone asks no installed app for the module of the copy."""

    history = HistoricalRecords(inherit=True, app="keys_tests", user_db_constraint=False)

    class Meta:
        abstract = True
        app_label = "keys_tests"


class Note(Recorded):
    folder = models.ForeignKey(Folder, on_delete=models.PROTECT, related_name="+")
    text = SealedTextField(owner="folder", blank=True)
    summary = SealedTextField(owner="folder", blank=True)
    answers = SealedJSONField(owner="folder", blank=True)
    counts = SealedJSONField(owner="folder", default=dict)

    class Meta:
        app_label = "keys_tests"


MODELS = (Folder, Note, Note.history.model)
