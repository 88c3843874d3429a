"""An organisation's spreadsheet is kept as it was sent, under the case's key, with the entries that came from it (GEN-12)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from tests import board as b
from tests.cases.browsing import done
from tests.cases.pages.support import asked
from tests.reviews.chronology import spreadsheets as files
from tests.reviews.chronology.test_import_pages import columns_as_guessed, sent, taken_in
from wscb.cases.actions import papers
from wscb.cases.drafts import attached, drafts_of
from wscb.cases.errors import ActRefused
from wscb.cases.models import Case, Draft
from wscb.documents.store import file_storage
from wscb.trail.models import Entry

pytestmark = [pytest.mark.django_db, pytest.mark.clause("GEN-12")]
CSV = "Date,What happened\n27/03/2014,Seen at home by two officers\n"


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with time_machine.travel(datetime(2026, 4, 20, 10, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def board() -> b.Board:
    return b.new_board()


@pytest.fixture
def case(board: b.Board) -> Case:
    return b.under_way(board, received=date(2026, 3, 2))


def kept_page(client: Client, case: Case) -> str:
    return client.get(reverse("reviews:chronology_kept", args=[case.reference])).content.decode()


@pytest.mark.parametrize(
    ("name", "content", "ending"),
    [("contacts.xlsx", files.contacts(3), ".xlsx"), ("contacts.csv", CSV.encode(), ".csv")],
    ids=["workbook", "csv"],
)
def test_file_is_kept_encrypted_and_downloaded_by_the_review_team(
    client: Client, board: b.Board, case: Case, *, name: str, content: bytes, ending: str
) -> None:
    taken_in(client, board, case, content, name)
    imported = case.chronology_imports.get()
    document = imported.original
    assert document is not None
    assert (document.kind, document.stored.original_name) == ("chronology", name)
    with file_storage().open(document.stored.stored_name) as stored:
        assert content not in stored.read()
    address = reverse("cases:document", args=[case.reference, document.pk])
    for who in (board.manager, *(row.user for row in case.appointments.all())):
        client.force_login(who)
        assert address in kept_page(client, case)
        file = client.get(address)
        assert file.content == content
        assert "attachment" in file["Content-Disposition"]
        assert file["Content-Disposition"].rstrip('"').endswith(ending)
        assert Entry.objects.filter(kind="case.document_read", actor_id=who.pk).exists()
    client.force_login(b.representative(board))
    assert client.get(address).status_code == 404


def test_file_waits_sealed_in_the_draft_of_whoever_chose_it_and_goes_with_it(
    client: Client, board: b.Board, case: Case
) -> None:
    content = CSV.encode()
    sent(client, board, case, content, "contacts.csv")
    draft = drafts_of(board.manager).get()
    assert attached(draft) == content
    columns_as_guessed(client, board, case)
    assert attached(Draft.objects.get()) == content
    other = CSV.replace("two", "three").encode()
    sent(client, board, case, other, "contacts.csv")
    assert attached(Draft.objects.get()) == other
    columns_as_guessed(client, board, case)
    done(client, board.manager, b.fresh(case), "import_chronology", "check")
    assert not Draft.objects.exists()
    assert case.documents.filter(kind="chronology").count() == 1


def test_file_is_struck_out_with_its_import_and_not_by_itself(client: Client, board: b.Board, case: Case) -> None:
    taken_in(client, board, case, CSV.encode(), "contacts.csv")
    imported = case.chronology_imports.get()
    document = imported.original
    assert document is not None
    with pytest.raises(ActRefused, match="Withdraw the import instead"):
        papers.strike_document(case=case, by=board.manager, on=date(2026, 4, 20), document=document, because="Wrong.")
    done(client, board.manager, b.fresh(case), "withdraw_chronology", str(imported.pk), because="Of another child.")
    address = reverse("cases:document", args=[case.reference, document.pk])
    assert address not in kept_page(client, case)
    client.force_login(case.appointments.get(role="lead_reviewer").user)
    assert client.get(address).status_code == 404
    client.force_login(board.manager)
    assert client.get(address).status_code == 200


def test_list_of_imports_asks_no_more_for_many(client: Client, board: b.Board, case: Case) -> None:
    taken_in(client, board, case, CSV.encode(), "contacts.csv")
    address = reverse("reviews:chronology_kept", args=[case.reference])
    client.get(address)
    _page, few = asked(client, address)
    for number in range(2):
        taken_in(client, board, b.fresh(case), CSV.replace("two", f"{number + 5}").encode(), "contacts.csv")
    client.get(address)  # what the import said stands on it once
    _page, many = asked(client, address)
    assert len(many) == len(few)
