"""Every way in which somebody behind the triggers' back could change the trail, what is signed, and what is stored."""

from __future__ import annotations

import random
import uuid
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from django.db import connection, models

from wscb.cases.models import Decision, Recommendation
from wscb.cases.signing import content_hash
from wscb.documents.models import StoredFile
from wscb.documents.store import FileDamaged, file_storage, read
from wscb.keys.errors import KeysError
from wscb.keys.fields import SealedField
from wscb.trail import chain, heads
from wscb.trail.models import Entry, Seal

Tamper = Callable[[random.Random], str]


def execute(statement: str, *values: object) -> None:
    """Write past the models."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def is_noticed() -> bool:
    """Whether the product's own checks find a fault: the chain, the heads, the hashes of what was signed, the stored files."""
    try:
        chain.verify()
        known = heads.written_heads()
        heads.verify_signatures(known)
        heads.verify_against(known)
        for stored in StoredFile.objects.select_related("data_key"):
            read(stored)
        return not all(_is_intact(row) for model in (Recommendation, Decision) for row in model.objects.all())
    except (chain.ChainBroken, FileDamaged, KeysError, ValueError):
        return True


def _is_intact(row: Recommendation | Decision) -> bool:
    for field in row._meta.concrete_fields:
        if isinstance(field, SealedField):
            getattr(row, field.attname)
    return content_hash(row.content) == row.content_hash


# The trail


def change_entry(luck: random.Random) -> str:
    """Another value in one column of one entry."""
    entry = luck.choice(list(Entry.objects.all()))
    field = luck.choice([one for one in Entry._meta.concrete_fields if not one.primary_key])
    value = other(field, getattr(entry, field.attname), luck)
    if field.attname == "actor_id" and entry.actor_id is None:
        return change_entry(luck)
    if field.attname == "actor_kind" or (field.attname in {"subject_id", "subject_kind"} and not entry.subject_kind):
        return change_entry(luck)  # the table's own constraints refuse it
    Entry.objects.filter(pk=entry.pk).update(**{field.attname: value})
    return f"entry.{field.attname}"


def change_seal(luck: random.Random) -> str:
    """Another place, hash, or hash before in one link."""
    seal = luck.choice(list(Seal.objects.all()))
    name = luck.choice(["seq", "hash", "prev"])
    value: object = seal.seq + 1000 if name == "seq" else f"{luck.getrandbits(256):064x}"
    Seal.objects.filter(pk=seal.pk).update(**{name: value})
    return f"seal.{name}"


def swap_entries(luck: random.Random) -> str:
    """Two links that have changed their entries."""
    one, other_ = luck.sample(list(Seal.objects.values_list("seq", "entry_id")), 2)
    spare = Entry.objects.create(at=Entry.objects.latest("id").at, kind="refused", actor_kind="system")
    Seal.objects.filter(seq=one[0]).update(entry_id=spare.pk)
    Seal.objects.filter(seq=other_[0]).update(entry_id=one[1])
    Seal.objects.filter(seq=one[0]).update(entry_id=other_[1])
    execute("DELETE FROM trail_entry WHERE id = %s", spare.pk)
    return "swap of entries"


def swap_rows(luck: random.Random) -> str:
    """Two entries that have changed what they tell."""
    entries = list(Entry.objects.all())
    one, other_ = luck.sample(entries, 2)
    told = {
        name: (getattr(one, name), getattr(other_, name)) for name in ("kind", "actor_kind", "actor_id", "facts", "at")
    }
    if all(first == second for first, second in told.values()):
        return swap_rows(luck)
    Entry.objects.filter(pk=one.pk).update(**{name: pair[1] for name, pair in told.items()})
    Entry.objects.filter(pk=other_.pk).update(**{name: pair[0] for name, pair in told.items()})
    return "swap of contents"


def remove_entry(luck: random.Random) -> str:
    """One entry that is gone with its link, the rest as it was."""
    seal = luck.choice(list(Seal.objects.exclude(seq=Seal.objects.latest("seq").seq)))
    execute("DELETE FROM trail_seal WHERE seq = %s", seal.seq)
    execute("DELETE FROM trail_entry WHERE id = %s", seal.entry_id)
    return "removal"


def remove_and_close(luck: random.Random) -> str:
    """One entry that is gone, and every link after it computed anew: sound in itself."""
    seals = list(Seal.objects.select_related("entry").order_by("seq"))
    gone = luck.randrange(len(seals))
    _anew([seal.entry for place, seal in enumerate(seals) if place != gone])
    execute("DELETE FROM trail_entry WHERE id = %s", seals[gone].entry_id)
    return "removal, chain written anew"


def insert_unsealed(luck: random.Random) -> str:
    """An entry of long ago that no link knows."""
    entry = luck.choice(list(Entry.objects.all()))
    entry.pk, entry.uuid, entry.recorded_at = (
        None,
        uuid.UUID(int=luck.getrandbits(128)),
        entry.recorded_at - timedelta(days=1),
    )
    entry.save(force_insert=True)
    return "insertion without a link"


def insert_and_close(luck: random.Random) -> str:
    """An entry put among the others, and every link computed anew."""
    entries = [seal.entry for seal in Seal.objects.select_related("entry").order_by("seq")]
    forged = Entry.objects.create(
        at=entries[0].at, recorded_at=entries[0].recorded_at, kind="refused", actor_kind="system"
    )
    entries.insert(luck.randrange(len(entries)), Entry.objects.get(pk=forged.pk))
    _anew(entries)
    return "insertion, chain written anew"


def cut_tail(luck: random.Random) -> str:
    """The last links and their entries are gone: sound in itself, against a signed head not."""
    last = Seal.objects.latest("seq").seq
    seq = last - luck.randint(1, last - 1)
    gone = list(Seal.objects.filter(seq__gt=seq).values_list("entry_id", flat=True))
    execute("DELETE FROM trail_seal WHERE seq > %s", seq)
    Entry.objects.filter(pk__in=gone)._raw_delete(Entry.objects.db)
    return "cut tail"


def change_head(luck: random.Random) -> str:
    """A cut tail, and the head that knew it changed to fit, without the key."""
    cut_tail(luck)
    written = heads.written_heads()[-1]
    now = chain.head()
    forged = heads.WrittenHead(written.path, written.on, now, written.signature)
    written.path.write_text(heads.as_text(forged))
    return "cut tail, head changed"


def _anew(entries: list[Entry]) -> None:
    execute("DELETE FROM trail_seal")
    prev = chain.GENESIS
    for seq, entry in enumerate(entries, start=1):
        hash_ = chain.link(seq, prev, entry)
        Seal.objects.create(seq=seq, entry=entry, prev=prev, hash=hash_)
        prev = hash_


# What is signed


def change_signed(luck: random.Random) -> str:
    """What was signed, its hash, or any of its sealed words."""
    model = luck.choice([Recommendation, Decision])
    row = luck.choice(list(model.objects.all()))
    filled = [
        one.attname for one in row._meta.concrete_fields if isinstance(one, SealedField) and row.__dict__[one.attname]
    ]
    name = luck.choice([*filled, "content_hash"])
    if name == "content_hash":
        model.objects.filter(pk=row.pk).update(content_hash=f"{luck.getrandbits(256):064x}")
        return f"{model.__name__}.content_hash"
    execute(
        f"UPDATE {row._meta.db_table} SET {name} = %s WHERE id = %s",
        flipped(bytes(row.__dict__[name]), luck),
        row.pk if connection.vendor == "postgresql" else row.pk.hex,
    )
    return f"{model.__name__}.{name}"


def content_of_another(luck: random.Random) -> str:
    """What another decision says, with a seal of its own case, signed by nobody."""
    row = luck.choice(list(Decision.objects.all()))
    row.content = {**row.content, "outcome": f"other-{luck.getrandbits(16)}"}
    models.Model.save(row, update_fields=["content"])
    return "content sealed afresh"


# What is stored


def change_file(luck: random.Random) -> str:
    """Another byte, a shorter or a longer file, or none."""
    stored = luck.choice(list(StoredFile.objects.all()))
    way = luck.choice(["byte", "cut", "longer", "gone", "empty"])
    path = Path(file_storage().path(stored.stored_name))
    sealed = path.read_bytes()
    if way == "gone":
        path.unlink()
        return "file gone"
    told = {
        "byte": flipped(sealed, luck),
        "cut": sealed[: luck.randrange(1, len(sealed))],
        "longer": sealed + b"x",
        "empty": b"",
    }
    path.write_bytes(told[way])
    return f"file {way}"


def swap_files(luck: random.Random) -> str:
    """Two files that have changed places on disk."""
    one, other_ = luck.sample(list(StoredFile.objects.values_list("stored_name", flat=True)), 2)
    first, second = (Path(file_storage().path(name)) for name in (one, other_))
    before = first.read_bytes()
    first.write_bytes(second.read_bytes())
    second.write_bytes(before)
    return "files swapped"


def change_file_row(luck: random.Random) -> str:
    """Another hash, size, name on disk or key in the row of a file."""
    one = luck.choice(list(StoredFile.objects.all()))
    name = luck.choice(["sha256", "size", "stored_name"])
    value = {
        "sha256": f"{luck.getrandbits(256):064x}",
        "size": one.size + luck.randint(1, 99),
        "stored_name": "00/none",
    }[name]
    StoredFile.objects.filter(pk=one.pk).update(**{name: value})
    return f"file row {name}"


EVERY: tuple[Tamper, ...] = (
    change_entry,
    change_seal,
    swap_entries,
    swap_rows,
    remove_entry,
    remove_and_close,
    insert_unsealed,
    insert_and_close,
    cut_tail,
    change_head,
    change_signed,
    content_of_another,
    change_file,
    swap_files,
    change_file_row,
)


def flipped(content: bytes, luck: random.Random) -> bytes:
    """The bytes with one bit turned."""
    place = luck.randrange(len(content))
    return content[:place] + bytes([content[place] ^ (1 << luck.randrange(8))]) + content[place + 1 :]


def other(field: models.Field, value: object, luck: random.Random) -> object:
    """Another value that the column holds."""
    if isinstance(field, models.DateTimeField):
        return value + timedelta(microseconds=luck.randint(1, 10**9))  # type: ignore[operator]
    if isinstance(field, models.UUIDField):
        return uuid.UUID(int=luck.getrandbits(128))
    if isinstance(field, models.JSONField):
        return {**value, "n": luck.getrandbits(32)}  # type: ignore[dict-item]
    if isinstance(field, models.GenericIPAddressField):
        return f"192.0.2.{luck.randrange(1, 255)}"
    return f"x{luck.getrandbits(40):x}"
