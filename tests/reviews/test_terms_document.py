"""Agreed terms of reference as a document: rendered by the worker, stored with its hash, offered; a draft is a page (GEN-03)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from tests import board as b
from tests.cases.moments import frozen
from tests.cases.pages.support import asked
from tests.documents.reading import text_of
from wscb import clock
from wscb.cases import editions
from wscb.cases.actions import papers, terms
from wscb.cases.errors import ActRefused
from wscb.cases.models import Case
from wscb.documents.store import read
from wscb.messages.sending import send_due

pytestmark = [pytest.mark.django_db, pytest.mark.clause("GEN-03", "SCR-09")]
RECEIVED = date(2026, 3, 2)
DAY = RECEIVED + timedelta(days=15)


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with frozen(DAY):
        yield


@pytest.fixture
def board() -> b.Board:
    return b.new_board()


@pytest.fixture
def case(board: b.Board) -> Case:
    return b.decided(board, received=RECEIVED)


def versions(client: Client, case: Case) -> str:
    return client.get(reverse("reviews:terms", args=[case.reference])).content.decode()


def test_agreed_version_is_rendered_by_the_worker_stored_and_offered(
    client: Client, board: b.Board, case: Case
) -> None:
    client.force_login(board.chair)
    agreement = b.agree_terms(board, case, on=DAY)
    assert "being prepared" in versions(client, case)
    waiting = case.form_editions.get(form="terms_of_reference")
    assert (waiting.state, waiting.decision_hash) == ("waiting", agreement.content_hash)
    editions.render_waiting()
    edition = case.form_editions.get(form="terms_of_reference")
    document = edition.document
    assert document is not None
    assert document.title == "Terms of reference, version 1"
    assert edition.sha256 == document.stored.sha256
    address = reverse("cases:document", args=[case.reference, document.pk])
    page = versions(client, case)
    assert address in page
    assert edition.sha256 in page
    assert address in client.get(reverse("cases:documents", args=[case.reference])).content.decode()
    text = text_of(client.get(address).content)
    assert "Systems methodology with practitioners' events." in text
    assert agreement.content_hash in "".join(text.split())


def test_document_says_what_was_signed_whatever_is_added_later(board: b.Board, case: Case) -> None:
    b.agree_terms(board, case, on=DAY)
    later = {**b.TERMS, "methodology": "Another."}
    terms.file_terms(case=case, by=board.manager, on=DAY, fields=later, changed_because="The inquest.")
    b.agree_terms(board, case, on=DAY)
    editions.render_waiting()
    first, second = case.form_editions.filter(form="terms_of_reference").order_by("agreement__terms__version")
    texts = [text_of(read(one.document.stored)) for one in (first, second) if one.document]
    assert [("Systems methodology" in text, "Another." in text, "The inquest." in text) for text in texts] == [
        (True, False, False),
        (False, True, True),
    ]


def test_manager_is_told_without_a_word_of_the_case_and_nobody_strikes_it_out(board: b.Board, case: Case) -> None:
    b.agree_terms(board, case, on=DAY)
    editions.render_waiting()
    send_due(now=clock.now)
    (told,) = [one for one in mail.outbox if one.subject == f"Terms of reference are ready: case {case.reference}"]
    assert told.to == [board.manager.email]
    assert "Winterbourne" not in str(told.message())
    document = case.form_editions.get(form="terms_of_reference").document
    assert document is not None
    with pytest.raises(ActRefused, match="part of the record"):
        papers.strike_document(case=case, by=board.manager, on=DAY, document=document, because="Wrong.")


def test_draft_is_a_page_to_read_and_no_document(client: Client, board: b.Board, case: Case) -> None:
    draft = case.terms_of_reference.get()
    client.force_login(board.manager)
    page = client.get(reverse("reviews:terms_version", args=[case.reference, draft.pk])).content.decode()
    assert "This version is a draft" in page
    assert "One child, four organisations, two years." in page
    assert ".pdf" not in page.lower()
    assert not case.form_editions.filter(form="terms_of_reference").exists()


def test_page_of_the_versions_asks_no_more_for_many(client: Client, board: b.Board, case: Case) -> None:
    client.force_login(board.chair)
    b.agree_terms(board, case, on=DAY)
    editions.render_waiting()
    address = reverse("reviews:terms", args=[case.reference])
    client.get(address)
    _page, few = asked(client, address)
    for number in range(3):
        fields = {**b.TERMS, "methodology": f"Method {number}."}
        terms.file_terms(case=case, by=board.manager, on=DAY, fields=fields, changed_because="Asked for.")
        b.agree_terms(board, case, on=DAY)
    editions.render_waiting()
    _page, many = asked(client, address)
    assert len(many) <= len(few) + 1  # the form that compares two versions is there now
