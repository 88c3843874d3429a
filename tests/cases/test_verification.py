"""What was signed and stored is held against its hashes; what does not match is named and told (SCR-15, FORM-05)."""

from __future__ import annotations

import datetime as dt
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection, models

from tests import board as b
from wscb import clock, dates
from wscb.cases import editions, tasks, verifying
from wscb.cases.models import Case, FormEdition
from wscb.cases.verification import verified_models, verify
from wscb.deploy import seal_certificate
from wscb.documents.models import StoredFile
from wscb.documents.store import file_storage
from wscb.keys import cache
from wscb.keys.actions import destroy_key
from wscb.keys.fields import Sealed
from wscb.messages.models import Message
from wscb.trail.append_only import lifted
from wscb.trail.models import Entry
from wscb.trail.record import SYSTEM

pytestmark = [pytest.mark.django_db, pytest.mark.clause("SCR-15")]

NOW = dt.datetime(2026, 6, 1, 9, tzinfo=dt.UTC)
#: Kept with a hash by which the same file is known when it is imported again, not signed.
NOT_SIGNED = {"reviews.chronologyimport"}


@pytest.fixture
def board() -> b.Board:
    return b.new_board()


@pytest.fixture
def case(board: b.Board) -> Case:
    """A decided case with its forms, and a paper."""
    case = b.decided(board, received=date(2026, 3, 2))
    b.add_paper(board, case, on=date(2026, 3, 20))
    editions.render_waiting()
    return b.fresh(case)


def faults() -> list[tuple[str, tuple[str, ...], str]]:
    return [(fault.kind, fault.codes, fault.reference) for fault in verify().faults]


def spoil(row: models.Model, **columns: object) -> None:
    """Change a protected row as somebody could who owns the database."""
    changes = type(row)._base_manager.filter(pk=row.pk)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
            changes.update(**columns)
            cursor.execute("SET LOCAL session_replication_role = DEFAULT")
    else:
        with lifted():
            changes.update(**columns)


def test_everything_that_is_kept_with_a_hash_is_verified() -> None:
    hashed = {model for model in apps.get_models() for field in model._meta.fields if field.name == "content_hash"}
    assert {
        model._meta.label_lower for model in hashed - verified_models() if not model.__name__.startswith("Historical")
    } == NOT_SIGNED


def test_what_nobody_touched_matches(case: Case) -> None:
    found = verify()
    assert found.faults == ()
    assert found.disposed == 0
    assert found.looked_at["cases.decision"] >= 1
    assert found.looked_at["cases.recommendation"] == 1
    assert found.looked_at["cases.formedition"] == 2
    assert found.looked_at["documents.storedfile"] == StoredFile.objects.count() >= 3


@pytest.mark.parametrize(
    ("columns", "codes"),
    [
        ({"content_hash": "0" * 64}, ("other_content",)),
        ({"outcome": "no_review"}, ("other_columns",)),
        ({"made_on": date(2026, 1, 1)}, ("other_columns",)),
        ({"acting_for": "Board Chair"}, ("other_columns",)),
        ({"recommendation": None}, ("other_recommendation",)),
    ],
    ids=["hash", "outcome", "day", "office", "recommendation"],
)
def test_decision_that_was_changed_behind_the_products_back_is_named(
    case: Case, columns: dict[str, object], codes: tuple[str, ...]
) -> None:
    decision = case.decisions.get(kind="outcome")
    spoil(decision, **columns)
    found = faults()
    assert ("cases.decision", codes, case.reference) in found
    assert {kind for kind, _, _ in found} <= {"cases.decision", "cases.formedition"}


def test_moment_is_the_same_in_another_time_zone(board: b.Board) -> None:
    with clock.held_at(dt.datetime(2026, 6, 10, 12, tzinfo=dates.LONDON)):
        case = b.decided(board, received=date(2026, 5, 20))
    assert case.decisions.get(kind="outcome").content["signed_at"].endswith("+01:00")
    assert faults() == []
    spoil(case.decisions.get(kind="outcome"), signed_at=dt.datetime(2026, 6, 10, 12, tzinfo=dt.UTC))
    assert ("cases.decision", ("other_columns",), case.reference) in faults()


def test_signature_put_under_another_name_is_named(board: b.Board, case: Case) -> None:
    spoil(case.recommendations.get(), signed_by=board.manager)
    assert faults() == [("cases.recommendation", ("other_columns",), case.reference)]


def test_content_moved_from_another_row_is_named(case: Case) -> None:
    """A sealed value is bound to its place; what does not open is a fault and no crash."""
    decision = case.decisions.get(kind="outcome")
    with connection.cursor() as cursor:
        cursor.execute("SELECT content FROM cases_recommendation")
        (moved,) = cursor.fetchone()
    spoil(decision, content=Sealed(bytes(moved)))
    assert ("cases.decision", ("unreadable",), case.reference) in faults()


def paper(case: Case) -> StoredFile:
    return case.documents.exclude(kind="form").latest("added_at").stored


def test_stored_file_that_was_changed_is_named(case: Case) -> None:
    with file_storage().open(paper(case).stored_name, "r+b") as file:
        file.seek(40)
        file.write(b"?")
    assert faults() == [("documents.storedfile", ("damaged",), "")]


def test_stored_file_that_is_gone_is_named(case: Case) -> None:
    file_storage().delete(paper(case).stored_name)
    assert faults() == [("documents.storedfile", ("damaged",), "")]


def edition_of(case: Case) -> FormEdition:
    return case.form_editions.get(form="scr_form_1")


def test_edition_with_the_seal_of_another_certificate_is_named(case: Case) -> None:
    edition = edition_of(case)
    edition.sealed_with = "0" * 64
    edition.save()
    assert faults() == [("cases.formedition", ("other_certificate",), case.reference)]


def test_edition_of_another_decision_is_named(case: Case) -> None:
    edition = edition_of(case)
    edition.decision_hash = "0" * 64
    edition.save()
    assert faults() == [("cases.formedition", ("other_decision",), case.reference)]


def test_lost_certificate_is_a_fault_and_stops_nothing(case: Case, settings: Any) -> None:
    settings.SEAL_CERTIFICATE = "/nowhere/certificate.pem"
    assert {(kind, codes) for kind, codes, _ in faults()} == {("cases.formedition", ("certificate_unreadable",))}


def test_case_that_was_disposed_of_is_counted_and_is_no_fault(case: Case) -> None:
    destroy_key(key=case.data_key, by=SYSTEM)
    cache.forget_keys()
    found = verify()
    assert found.faults == ()
    assert found.disposed == sum(found.looked_at.values()) > 0


def results() -> list[str]:
    return list(Entry.objects.filter(kind__startswith="signatures.").order_by("id").values_list("kind", flat=True))


def test_it_is_verified_once_a_week_however_often_it_is_rung(case: Case) -> None:
    week = verifying.EVERY
    assert verifying.verify_weekly(now=NOW) is not None
    assert verifying.verify_weekly(now=NOW + week - dt.timedelta(seconds=1)) is None
    assert verifying.verify_weekly(now=NOW + week) is not None
    assert results() == ["signatures.sound", "signatures.sound"]
    assert Message.objects.filter(kind="signatures").count() == 0


def test_managers_and_administrators_are_told_of_what_does_not_match(board: b.Board, case: Case) -> None:
    file_storage().delete(paper(case).stored_name)
    verifying.verify_weekly(now=clock.now())
    entry = Entry.objects.get(kind="signatures.unsound")
    assert entry.facts["named"] == [f"documents.storedfile:{paper(case).pk}:damaged"]
    sent = Message.objects.filter(kind="signatures")
    assert {message.recipient for message in sent} == {board.manager, board.administrator}
    mail = verifying.render_signatures(sent.get(recipient=board.administrator))
    assert mail is not None
    assert mail.subject == "Signed records do not match"
    assert "One record or file does not match" in mail.text
    assert case.reference not in mail.text + mail.subject


def test_word_to_somebody_who_left_the_office_is_not_sent(board: b.Board, case: Case) -> None:
    file_storage().delete(paper(case).stored_name)
    verifying.verify_weekly(now=clock.now())
    message = Message.objects.get(kind="signatures", recipient=board.manager)
    board.manager.is_active = False
    board.manager.save()
    assert verifying.render_signatures(message) is None


@pytest.mark.parametrize(("days", "told"), [(61, False), (59, True)])
def test_certificate_that_ends_soon_is_told(settings: Any, board: b.Board, days: int, told: bool) -> None:
    now = clock.now()
    settings.SEAL_CERTIFICATE, settings.SEAL_KEY = seal_certificate.make(
        "Board", begins=now - dt.timedelta(days=1), ends=now + dt.timedelta(days=days)
    )
    verifying.verify_weekly(now=now)
    recipients = {message.recipient for message in Message.objects.filter(kind="signatures")}
    assert recipients == ({board.manager, board.administrator} if told else set())
    for message in Message.objects.filter(kind="signatures"):
        mail = verifying.render_signatures(message)
        assert mail is not None
        assert mail.subject == "The Board’s certificate ends soon"


def test_command_names_what_does_not_match_and_fails(case: Case) -> None:
    said = StringIO()
    call_command("verify_signatures", stdout=said)
    assert "Everything matches what was recorded." in said.getvalue()
    spoil(case.decisions.get(kind="outcome"), content_hash="0" * 64)
    said = StringIO()
    with pytest.raises(CommandError, match="do not match"):
        call_command("verify_signatures", stdout=said)
    assert (
        f"{case.reference}  cases.decision  {case.decisions.get(kind='outcome').pk}  other_content" in said.getvalue()
    )
    assert results() == ["signatures.sound", "signatures.unsound"]


def test_worker_verifies_when_it_is_rung(case: Case) -> None:
    tasks.verify_signatures()
    assert results() == ["signatures.sound"]
