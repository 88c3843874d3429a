"""The chain shows what was changed, removed, added or cut off behind the triggers' back."""

import datetime as dt
import threading
import uuid

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection

from tests.trail_fixtures import lifted
from wscb import clock
from wscb.trail import chain, heads
from wscb.trail.chain import ChainBroken
from wscb.trail.models import GENESIS, Entry, Seal
from wscb.trail.record import SYSTEM, record
from wscb.trail.tasks import seal_entries, write_trail_head


@pytest.fixture
def data_dir(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    return tmp_path


def write(count):
    return [record("refused", by=SYSTEM, facts={"n": n, "route": "case"}) for n in range(count)]


def tamper(statement, *values):
    with lifted(), connection.cursor() as cursor:
        cursor.execute(statement, values)


# Sealing


@pytest.mark.django_db
def test_seal_entries_chains_in_order():
    entries = write(3)

    assert seal_entries() == 3

    seals = list(Seal.objects.all())
    assert [(seal.seq, seal.entry_id) for seal in seals] == [(n + 1, entries[n].pk) for n in range(3)]
    assert [seal.prev for seal in seals] == [GENESIS, seals[0].hash, seals[1].hash]
    assert chain.verify() == chain.head() == chain.Head(3, seals[2].hash)


@pytest.mark.django_db
def test_seal_entries_goes_on_where_it_stopped():
    write(5)

    assert [chain.seal_entries(limit=2) for _ in range(4)] == [2, 2, 1, 0]
    assert chain.verify().seq == 5


@pytest.mark.django_db
def test_seal_entries_takes_up_one_that_appeared_late():
    first, second, third = write(3)
    Seal.objects.create(seq=1, entry=third, prev=GENESIS, hash=chain.link(1, GENESIS, Entry.objects.get(pk=third.pk)))

    assert seal_entries() == 2

    assert list(Seal.objects.values_list("entry_id", flat=True)) == [third.pk, first.pk, second.pk]
    assert chain.verify().seq == 3


@pytest.mark.django_db
def test_seal_entries_far_behind_only_when_asked_for_the_whole(monkeypatch):
    monkeypatch.setattr(chain, "LOOK_BACK", 1)
    first, _, third = write(3)
    Seal.objects.create(seq=1, entry=third, prev=GENESIS, hash=chain.link(1, GENESIS, Entry.objects.get(pk=third.pk)))

    assert chain.seal_entries() == 0
    assert chain.seal_entries(whole=True) == 2
    assert Seal.objects.get(seq=2).entry_id == first.pk


@pytest.mark.django_db
def test_link_covers_every_column():
    entry = Entry.objects.get(pk=write(1)[0].pk)
    before = chain.link(1, GENESIS, entry)
    changes = {
        "id": 99,
        "uuid": uuid.uuid4(),
        "at": entry.at + dt.timedelta(microseconds=1),
        "recorded_at": entry.recorded_at + dt.timedelta(microseconds=1),
        "kind": "case.read",
        "actor_kind": "anonymous",
        "actor_id": uuid.uuid4(),
        "acting_for": "acting Chair",
        "subject_kind": "cases.case",
        "subject_id": uuid.uuid4(),
        "facts": {"n": 1},
        "request_id": uuid.uuid4(),
        "address": "192.0.2.1",
    }
    assert set(changes) == {field.attname for field in Entry._meta.concrete_fields}

    for name, value in changes.items():
        changed = Entry.objects.get(pk=entry.pk)
        setattr(changed, name, value)
        assert chain.link(1, GENESIS, changed) != before, name
    assert chain.link(2, GENESIS, entry) != before
    assert chain.link(1, "1" * 64, entry) != before


@pytest.mark.django_db(transaction=True)
def test_seal_entries_by_many_at_once_makes_one_chain():
    write(60)
    sealed = []

    def seal():
        try:
            for _ in range(8):
                try:
                    sealed.append(chain.seal_entries(limit=5))
                except OperationalError:  # SQLite's shared memory lets one write and sends the others away
                    sealed.append(0)
        finally:
            connection.close()

    threads = [threading.Thread(target=seal) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    while last := chain.seal_entries():
        sealed.append(last)

    assert sum(sealed) == 60
    assert chain.verify().seq == 60


# Tampering


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("statement", "values", "first_bad"),
    [
        ("UPDATE trail_entry SET kind = %s WHERE id = (SELECT entry_id FROM trail_seal WHERE seq = 2)", ["read"], 2),
        ("UPDATE trail_entry SET facts = %s WHERE id = (SELECT entry_id FROM trail_seal WHERE seq = 3)", ["{}"], 3),
        ("UPDATE trail_seal SET hash = %s WHERE seq = 2", ["0" * 63 + "1"], 2),
        ("UPDATE trail_seal SET prev = %s WHERE seq = 3", ["0" * 63 + "1"], 3),
        ("DELETE FROM trail_seal WHERE seq = %s", [2], 2),
        ("DELETE FROM trail_seal WHERE seq = %s", [1], 1),
    ],
)
def test_verify_finds_the_first_bad_link(data_dir, statement, values, first_bad):
    write(4)
    seal_entries()
    tamper(statement, *values)

    with pytest.raises(ChainBroken) as fault:
        chain.verify()
    assert fault.value.seq == first_bad
    with pytest.raises(CommandError, match=rf"^The trail is not sound. Link {first_bad} ") as told:
        call_command("verify_trail")
    assert told.value.returncode == 1


@pytest.mark.django_db
@pytest.mark.parametrize("seq", [2, 4])
def test_verify_finds_a_removed_entry(seq):
    write(4)
    seal_entries()
    entry = Seal.objects.get(seq=seq).entry
    tamper("DELETE FROM trail_seal WHERE seq = %s", seq)
    with lifted(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM trail_entry WHERE id = %s", [entry.pk])
        _seal_again(cursor, seq, entry.pk)

    with pytest.raises(ChainBroken) as fault:
        chain.verify()

    assert fault.value.seq == seq
    _unseal(seq)


@pytest.mark.django_db
def test_verify_finds_a_link_that_is_sound_in_itself_but_spliced_in(data_dir):
    write(3)
    seal_entries()
    spliced = chain.link(3, "a" * 64, Seal.objects.get(seq=3).entry)
    tamper("UPDATE trail_seal SET prev = %s, hash = %s WHERE seq = 3", "a" * 64, spliced)

    with pytest.raises(ChainBroken, match="Link 3 does not follow on the link before it"):
        chain.verify()


def _seal_again(cursor, seq, entry_id):
    """Put the link back without its entry, as if foreign keys had been switched off."""
    cursor.execute(
        "INSERT INTO trail_seal (seq, entry_id, prev, hash) VALUES (%s, %s, %s, %s)",
        [seq, entry_id, Seal.objects.get(seq=seq - 1).hash, "f" * 64],
    )


def _unseal(seq):
    tamper("DELETE FROM trail_seal WHERE seq = %s", seq)


@pytest.mark.django_db
def test_verify_old_unsealed_entry_fails(data_dir, time_machine):
    time_machine.move_to(dt.datetime(2026, 6, 12, 9, tzinfo=dt.UTC), tick=False)
    write(2)

    time_machine.move_to(dt.datetime(2026, 6, 12, 9, 5, tzinfo=dt.UTC), tick=False)
    assert chain.verify().seq == 0

    time_machine.move_to(dt.datetime(2026, 6, 12, 9, 5, 1, tzinfo=dt.UTC), tick=False)
    with pytest.raises(CommandError, match=r"2 entries are older than five minutes and not sealed; the first .* 09:00"):
        call_command("verify_trail")


@pytest.mark.django_db
def test_verify_trail_of_a_sound_chain_prints_the_head(data_dir, capsys):
    write(3)
    write_trail_head()

    call_command("verify_trail")

    head = chain.head()
    assert capsys.readouterr().out == (
        f"The trail is sound. 3 entries are sealed; 1 written heads agree, 1 of them signed.\nHead: 3 {head.hash}\n"
    )


@pytest.mark.django_db
def test_verify_trail_missing_trigger_fails(data_dir):
    with lifted(), pytest.raises(CommandError, match=r"not sound.*append-only"):
        call_command("verify_trail")


# Heads


@pytest.mark.django_db
def test_cut_tail_is_sound_in_itself_and_shows_against_a_written_head(data_dir):
    write(4)
    write_trail_head()
    tamper("DELETE FROM trail_seal WHERE seq > %s", 2)
    tamper("DELETE FROM trail_entry WHERE id NOT IN (SELECT entry_id FROM trail_seal)")
    assert chain.verify().seq == 2

    with pytest.raises(CommandError, match=r"ends before link 4, which .*-4\.json knew: its tail is cut"):
        call_command("verify_trail")


@pytest.mark.django_db
def test_chain_written_anew_shows_against_a_copy_of_a_head(data_dir, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    write(3)
    call_command("write_trail_head", to=elsewhere)
    tamper("UPDATE trail_entry SET kind = 'case.read'")
    tamper("DELETE FROM trail_seal")
    chain.seal_entries()
    assert chain.verify().seq == 4  # with the entry that a head was written

    call_command("verify_trail")  # the machine's own folder knows no better
    with pytest.raises(CommandError, match=r"Link 3 is not the one that .* knew: it was written anew"):
        call_command("verify_trail", heads=elsewhere)


@pytest.mark.django_db
def test_write_head_seals_first_and_never_writes_over_another(data_dir):
    on = clock.today()
    write(2)
    first = heads.write_head(on)
    text = first.path.read_text()
    write(1)
    second = heads.write_head(on)
    again = heads.write_head(on)

    assert first.path.read_text() == text
    assert [first.path.name, second.path.name] == [f"{on}-2.json", f"{on}-3.json"]
    assert again == second
    assert heads.written_heads() == [first, second]
    assert sorted(path.name for path in heads.folder().iterdir()) == [first.path.name, second.path.name]


@pytest.mark.django_db
def test_write_head_of_a_chain_written_anew_leaves_the_true_one(data_dir):
    on = clock.today()
    write(2)
    true = heads.write_head(on).path.read_text()
    tamper("UPDATE trail_entry SET kind = 'case.read'")
    tamper("DELETE FROM trail_seal")

    assert heads.write_head(on).path.read_text() == true
    with pytest.raises(CommandError, match="written anew"):
        call_command("verify_trail")


@pytest.mark.django_db
def test_verify_trail_unreadable_head_fails(data_dir):
    heads.folder().mkdir()
    (heads.folder() / "2026-06-12-3.json").write_text("{}")

    with pytest.raises(CommandError, match="cannot be read"):
        call_command("verify_trail")
