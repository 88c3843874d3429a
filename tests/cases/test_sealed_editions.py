"""An edition is sealed when it is rendered; what its seal waits for is said, and nothing is lost meanwhile (FORM-05)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine

from tests import board as b
from tests.documents.authority import Authority, authority
from wscb.cases import editions
from wscb.cases.enums import EditionState
from wscb.cases.models import Case, FormEdition
from wscb.cases.seals import faults_of
from wscb.documents import store
from wscb.documents.seal_checks import seal_faults
from wscb.documents.seal_keys import board_seal
from wscb.messages.models import Message
from wscb.trail.models import Entry

pytestmark = [pytest.mark.django_db, pytest.mark.clause("FORM-05")]

ASKED = datetime(2026, 3, 11, 15, tzinfo=UTC)


@pytest.fixture
def board() -> b.Board:
    return b.new_board()


@pytest.fixture
def case(board: b.Board) -> Case:
    """A case whose form 1 was asked for at a known moment."""
    with time_machine.travel(ASKED, tick=False):
        case = b.log(board, received=date(2026, 3, 2))
        b.refer(board, case, on=date(2026, 3, 3))
        b.convene(board, case, on=date(2026, 3, 4))
        b.attend(board, case, on=date(2026, 3, 11))
        b.recommend(board, case, on=date(2026, 3, 11))
    return case


@pytest.fixture
def stamping(settings: Any) -> Iterator[Authority]:
    """A believed authority."""
    with authority() as one:
        settings.TIMESTAMP_URL, settings.TIMESTAMP_ROOTS = one.url, one.certificate
        yield one


def render(case: Case) -> FormEdition:
    editions.render_waiting()
    return case.form_editions.get()


def delayed_mails(case: Case) -> list[str]:
    return [mail.recipient.name for mail in Message.objects.filter(kind="case.form_delayed")]


def test_edition_is_sealed_with_the_boards_certificate_when_it_is_rendered(case: Case) -> None:
    with time_machine.travel(ASKED, tick=False):
        edition = render(case)
    assert (edition.state, edition.sealed_with, edition.time_stamped) == (
        EditionState.READY,
        board_seal().fingerprint,
        False,
    )
    assert edition.document is not None
    content = store.read(edition.document.stored)
    assert seal_faults(content, certificate=edition.sealed_with, at=ASKED) == []
    assert faults_of(edition, content) == []


def test_edition_carries_a_time_stamp_where_the_board_has_an_authority(case: Case, stamping: Authority) -> None:
    edition = render(case)
    assert (edition.state, edition.time_stamped) == (EditionState.READY, True)
    assert edition.document is not None
    assert faults_of(edition, store.read(edition.document.stored)) == []


def test_authority_that_is_away_delays_the_edition_and_loses_nothing(
    board: b.Board, case: Case, stamping: Authority
) -> None:
    stamping.mood = "down"
    with time_machine.travel(ASKED, tick=False) as clock:
        for _ in range(editions.MOST_ATTEMPTS * 3):
            waiting = render(case)
            clock.shift(editions.LEASE + editions.SEALED_SOON)
        assert (waiting.state, waiting.failure, waiting.sha256) == (EditionState.WAITING, "time_stamp", "")
        assert waiting.waits_for == "The time-stamp authority gives no time stamp."
        assert delayed_mails(case) == [board.manager.name]
        assert Entry.objects.filter(kind="form.seal_delayed", subject_id=case.pk).count() == 1
        stamping.mood = "good"
        ready = render(case)
    assert (ready.state, ready.failure, ready.time_stamped) == (EditionState.READY, "", True)


def test_delayed_edition_is_tried_again_after_the_lease_and_later_each_hour(case: Case, stamping: Authority) -> None:
    stamping.mood = "down"
    with time_machine.travel(ASKED, tick=False) as clock:
        assert render(case).leased_until == ASKED + editions.LEASE
        clock.move_to(ASKED + editions.LEASE)
        render(case)
        assert len(stamping.asked) == 1
        clock.move_to(ASKED + editions.SEALED_SOON)
        assert render(case).leased_until == ASKED + 2 * editions.SEALED_SOON
    assert len(stamping.asked) == 2


def test_what_the_seal_waits_for_stands_on_the_case(
    board: b.Board, case: Case, stamping: Authority, client: Any
) -> None:
    stamping.mood = "down"
    render(case)
    client.force_login(board.manager)
    page = client.get(f"/cases/{case.reference}/documents/").content.decode()
    assert "Waits for its seal. The time-stamp authority gives no time stamp. It is tried again by itself." in page


def test_page_says_whose_certificate_the_seal_is(board: b.Board, case: Case, client: Any) -> None:
    edition = render(case)
    client.force_login(board.manager)
    page = client.get(f"/cases/{case.reference}/documents/").content.decode()
    assert f'Seal <code class="wscb-hash">{edition.sealed_with}</code>' in page
    assert "The certificate on the PDF is the Board’s, not theirs." in page
    assert 'href="http://public.localhost/check-a-document/"' in page


def test_certificate_that_does_not_serve_delays_the_edition(case: Case, settings: Any) -> None:
    sound = settings.SEAL_KEY
    settings.SEAL_KEY = "/nowhere/key.pem"
    with time_machine.travel(ASKED, tick=False) as clock:
        assert (render(case).state, render(case).failure) == (EditionState.WAITING, "certificate")
        settings.SEAL_KEY = sound
        clock.shift(editions.LEASE.total_seconds() + 1)
        assert render(case).state == EditionState.READY
