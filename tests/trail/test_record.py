"""What an entry says, and what it refuses to hold."""

import datetime as dt
import uuid
from types import SimpleNamespace

import pytest

from wscb.keys.wrapping import new_key
from wscb.trail import kinds
from wscb.trail.context import Origin, origin
from wscb.trail.models import Entry
from wscb.trail.record import ANONYMOUS, SYSTEM, FactsRefused, UnknownKind, record

pytestmark = pytest.mark.django_db

PERSON = SimpleNamespace(pk=uuid.UUID(int=7))
AT = dt.datetime(2026, 6, 12, 9, 30, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def kinds_of_these_tests():
    kinds.register_kinds({"test.read": "Opened a test"})


def test_record_says_who_did_what_to_what_and_when(time_machine):
    time_machine.move_to(dt.datetime(2026, 6, 13, tzinfo=dt.UTC), tick=False)
    subject = new_key()

    record("test.read", by=PERSON, subject=subject, facts={"step": "chair_decision"}, at=AT, acting_for="acting Chair")

    entry = Entry.objects.get()
    assert (entry.kind, entry.actor_kind, entry.actor_id) == ("test.read", "user", PERSON.pk)
    assert (entry.subject_kind, entry.subject_id) == ("keys.datakey", subject.pk)
    assert (entry.facts, entry.acting_for) == ({"step": "chair_decision"}, "acting Chair")
    assert (entry.at, entry.recorded_at) == (AT, dt.datetime(2026, 6, 13, tzinfo=dt.UTC))
    assert (entry.request_id, entry.address) == (None, None)
    assert entry.words == "Opened a test"


@pytest.mark.parametrize(("by", "kind"), [(SYSTEM, "system"), (ANONYMOUS, "anonymous")])
def test_record_by_nobody_names_no_person(by, kind):
    entry = record("test.read", by=by)

    assert (entry.actor_kind, entry.actor_id, entry.subject_kind, entry.subject_id) == (kind, None, "", None)


def test_record_subject_by_kind_and_uuid():
    entry = record("test.read", by=SYSTEM, subject=("cases.case", PERSON.pk))

    assert (entry.subject_kind, entry.subject_id) == ("cases.case", PERSON.pk)


def test_record_takes_origin_of_the_request():
    request_id = uuid.uuid4()
    token = origin.set(Origin(request_id=request_id, address="2001:db8::1"))
    try:
        entry = record("test.read", by=SYSTEM)
    finally:
        origin.reset(token)

    assert (entry.request_id, entry.address) == (request_id, "2001:db8::1")


def test_record_unregistered_kind_raises():
    with pytest.raises(UnknownKind):
        record("test.never_registered", by=SYSTEM)

    assert not Entry.objects.exists()


@pytest.mark.parametrize("by", [SimpleNamespace(pk=None), SimpleNamespace(pk=7)])
def test_record_actor_without_uuid_raises(by):
    with pytest.raises(TypeError, match="Whoever acts"):
        record("test.read", by=by)


@pytest.mark.parametrize("subject", [("cases.case", None), ("", uuid.uuid4()), ("cases.case", 3)])
def test_record_subject_without_kind_or_uuid_raises(subject):
    with pytest.raises(TypeError, match="The subject"):
        record("test.read", by=SYSTEM, subject=subject)


@pytest.mark.parametrize(
    "fact", ["Kayleigh Ashdown", "naïve", "line\nbreak", "x" * 201, 1.5, b"bytes", ["Kayleigh Ashdown"], {"a": "b c"}]
)
def test_record_facts_with_words_raise(fact):
    with pytest.raises(FactsRefused):
        record("test.read", by=SYSTEM, facts={"fact": fact})


def test_record_facts_become_plain_json():
    number = uuid.uuid4()
    record(
        "test.read",
        by=SYSTEM,
        facts={"id": number, "on": dt.date(2026, 6, 12), "late": True, "none": None, "codes": {"b", "a"}, "n": (1, 2)},
    )

    assert Entry.objects.get().facts == {
        "id": str(number),
        "on": "2026-06-12",
        "late": True,
        "none": None,
        "codes": ["a", "b"],
        "n": [1, 2],
    }


@pytest.mark.parametrize("code", ["Case read", "case.", "", "x" * 81])
def test_register_kinds_refuses_what_is_no_code(code):
    with pytest.raises(ValueError, match="no code"):
        kinds.register_kinds({code: "Words"})


def test_register_kinds_refuses_other_words_for_the_same_code():
    kinds.register_kinds({"test.read": "Opened a test"})

    with pytest.raises(ValueError, match="other words"):
        kinds.register_kinds({"test.read": "Read a test"})
