"""Sealed fields: plain on the instance, sealed in the database, one key query for many rows."""

import datetime as dt
import uuid

import pytest
from celery.signals import task_postrun, task_prerun
from django.core.exceptions import ValidationError
from django.core.serializers import serialize
from django.core.signals import request_finished, request_started
from django.db import connection, models, transaction
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.forms import modelform_factory

from tests.keys.sealed_models import Folder, Note
from wscb.keys import cache
from wscb.keys.actions import destroy_key
from wscb.keys.errors import KeyDestroyed, SealBroken
from wscb.keys.owners import register_owner
from wscb.keys.wrapping import new_key
from wscb.trail.record import SYSTEM

pytestmark = pytest.mark.django_db

CANARY = "Kayleigh Ashdown, ৰ 陳 ਗੁ"


def column(name, table="keys_tests_note"):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {name} FROM {table}")
        return [bytes(row[0]) for row in cursor.fetchall()]


def test_sealed_text_reads_back_and_stands_sealed(folder):
    Note.objects.create(folder=folder, text=CANARY, answers={"name": CANARY, "born": dt.date(2012, 3, 4)})

    note = Note.objects.get()
    assert note.text == CANARY
    assert note.answers == {"name": CANARY, "born": "2012-03-04"}
    for sealed in (*column("text"), *column("answers"), *column("title", "keys_tests_folder")):
        assert len(sealed) > 28
        assert b"Ashdown" not in sealed


def test_sealed_field_empty_values_are_stored_empty(folder):
    Note.objects.create(folder=folder, text="", summary=None, answers=None, counts=None)

    note = Note.objects.get()
    assert (note.text, note.summary, note.answers, note.counts) == ("", "", None, {})
    assert [column(name) for name in ("text", "summary", "answers", "counts")] == [[b""]] * 4
    assert (Note().text, Note().answers, Note().counts) == ("", None, {})


def test_sealed_json_keeps_an_empty_list_apart_from_nothing(folder):
    Note.objects.create(folder=folder, answers=[], counts={})

    assert (Note.objects.get().answers, Note.objects.get().counts) == ([], {})


def test_sealed_fields_of_many_rows_cost_one_key_query(folder, django_assert_num_queries):
    Note.objects.bulk_create(Note(folder=folder, text=f"{CANARY} {n}") for n in range(30))
    cache.forget_keys()

    with django_assert_num_queries(2):  # the notes, and the folder with its key
        texts = [(note.text, note.summary, note.counts) for note in Note.objects.order_by("id")]

    assert texts == [(f"{CANARY} {n}", "", {}) for n in range(30)]


def test_sealed_field_unread_opens_no_key(folder, django_assert_num_queries):
    Note.objects.create(folder=folder, text=CANARY)
    cache.forget_keys()

    with django_assert_num_queries(1):
        assert [note.pk for note in Note.objects.all()]


def test_sealed_field_of_its_own_key_costs_one_query(folder, django_assert_num_queries):
    cache.forget_keys()

    with django_assert_num_queries(2):
        assert [Folder.objects.get().title, folder.title] == ["Ashdown", "Ashdown"]


def test_register_owner_may_name_the_key_by_its_id(folder):
    register_owner("box", lambda _: folder.data_key_id)
    note = Note(folder=folder, text=CANARY)
    field = Note._meta.get_field("text")
    assert isinstance(field, models.BinaryField)
    note.save()
    cache.forget_keys()
    note.box_id = uuid.uuid4()
    field.owner = "box"
    try:
        assert field.open_for(note, column("text")[0]) == CANARY
    finally:
        field.owner = "folder"


def test_save_of_an_unread_value_leaves_it_as_it_was_sealed(folder):
    Note.objects.create(folder=folder, text=CANARY)
    before = column("text")
    note = Note.objects.get()
    note.counts = {"n": 1}

    note.save()

    assert column("text") == before
    assert Note.objects.get().counts == {"n": 1}


def test_save_of_a_changed_value_seals_it_afresh(folder):
    note = Note.objects.create(folder=folder, text=CANARY)
    before = column("text")
    note.text = "other"

    note.save()

    assert column("text") != before
    assert Note.objects.get().text == "other"


def test_refresh_and_deferred_reads_give_plain_values(folder):
    note = Note.objects.create(folder=folder, text=CANARY)
    note.text = "other"
    note.refresh_from_db()

    assert note.text == CANARY
    assert Note.objects.only("id").get().text == CANARY


def test_copied_row_is_sealed_anew(folder):
    note = Note.objects.create(folder=folder, text=CANARY)
    copy = Note.objects.get()
    copy.pk, copy._state.adding = None, True
    copy.save()

    assert [row.text for row in Note.objects.all()] == [CANARY, CANARY]
    assert len(set(column("text"))) == 2
    assert copy.pk != note.pk


def test_history_keeps_sealed_copies_that_read_back(folder):
    note = Note.objects.create(folder=folder, text=CANARY, answers={"n": 1})
    note.text = "other"
    note.save()

    assert [(row.text, row.answers) for row in Note.history.order_by("history_id")] == [
        (CANARY, {"n": 1}),
        ("other", {"n": 1}),
    ]
    assert Note.history.earliest().instance.text == CANARY
    assert all(b"Ashdown" not in sealed for sealed in column("text", "keys_tests_historicalnote"))


def test_sealed_bytes_moved_to_another_field_do_not_open(folder):
    Note.objects.create(folder=folder, text=CANARY)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE keys_tests_note SET summary = text")

    with pytest.raises(SealBroken, match=r"keys_tests\.note\.summary"):
        _ = Note.objects.get().summary


def test_sealed_bytes_moved_to_another_folder_do_not_open(folder):
    Note.objects.create(folder=folder, text=CANARY)
    other = Folder.objects.create(data_key=new_key())
    with connection.cursor() as cursor:
        cursor.execute("UPDATE keys_tests_note SET folder_id = %s", [Note(folder=other).folder_id.hex])

    with pytest.raises(SealBroken):
        _ = Note.objects.get().text


def test_update_and_filter_by_a_plain_value_raise(folder):
    note = Note.objects.create(folder=folder, text=CANARY)

    for act in (
        lambda: Note.objects.update(text="plain"),
        lambda: Note.objects.filter(text=CANARY).exists(),
        lambda: Note.objects.bulk_update([note], ["text"]),
        lambda: serialize("json", [note]),
    ):
        with pytest.raises(TypeError, match="sealed"), transaction.atomic():
            act()
    assert Note.objects.get().text == CANARY


def test_filter_may_ask_for_empty(folder):
    Note.objects.create(folder=folder, text=CANARY)
    empty = Note.objects.create(folder=folder)

    assert list(Note.objects.filter(text="")) == [empty]
    assert Note.objects.exclude(text="").count() == 1


def test_row_without_owner_says_what_is_missing(db):
    with pytest.raises(ValueError, match=r"Note\.folder_id is empty"):
        Note(text=CANARY).save()


def test_row_of_an_unregistered_owner_raises(folder):
    field = Note._meta.get_field("text")
    note = Note(folder=folder)
    note.shelf_id = 1
    field.owner = "shelf"
    try:
        with pytest.raises(LookupError, match="“shelf”"):
            field.open_for(note, b"sealed")
    finally:
        field.owner = "folder"


def test_model_form_reads_and_writes_plain_values(folder):
    note = Note.objects.create(folder=folder, text=CANARY, answers={"a": 1})
    form_class = modelform_factory(Note, fields=["text", "answers"])

    assert form_class(instance=note).initial == {"text": CANARY, "answers": {"a": 1}}
    form = form_class({"text": "line one\nline two", "answers": '{"b": 2}'}, instance=note)
    form.save()

    assert (Note.objects.get().text, Note.objects.get().answers) == ("line one\nline two", {"b": 2})
    with pytest.raises(ValidationError):
        Folder(data_key=folder.data_key)._meta.get_field("data_key").clean(None, None)


def test_sealed_text_that_is_demanded_refuses_blank(folder):
    field = Note._meta.get_field("text").clone()
    field.blank = False

    with pytest.raises(ValidationError):
        field.clean("", Note())


@pytest.mark.parametrize("signal", [request_started, request_finished, task_prerun, task_postrun])
def test_keys_are_forgotten_around_requests_and_tasks(folder, signal):
    assert cache.known_key(folder.data_key_id) is not None

    # By itself rather than sent: the other receivers of these signals close the test's connection.
    assert [receiver for receiver in receivers(signal) if receiver is cache.forget_keys] == [cache.forget_keys]
    cache.forget_keys(sender=None)

    assert cache.known_key(folder.data_key_id) is None


def receivers(signal):
    if hasattr(signal, "_live_receivers"):
        live = signal._live_receivers(None)
        return live[0] if isinstance(live, tuple) else live
    return []


def test_destroyed_key_shows_at_the_next_request(folder):
    Note.objects.create(folder=folder, text=CANARY)
    key = folder.data_key
    key.refresh_from_db()
    destroy_key(key=key, by=SYSTEM)
    cache.forget_keys()

    with pytest.raises(KeyDestroyed):
        _ = Note.objects.get().text
    assert Note.objects.get().folder_id == folder.pk  # the row itself stays readable


def test_deconstruct_names_the_owner():
    _, path, args, kwargs = Note._meta.get_field("text").deconstruct()

    assert (path, args, kwargs) == (
        "wscb.keys.fields.SealedTextField",
        [],
        {"blank": True, "editable": True, "owner": "folder"},
    )


@pytest.mark.parametrize("name", ["text", "answers", "counts"])
def test_added_column_is_filled_with_nothing(name):
    field = Note._meta.get_field(name)

    filling = BaseDatabaseSchemaEditor._effective_default(field)

    prepared = field.get_db_prep_save(filling, connection)
    assert getattr(prepared, "obj", prepared) == b""
