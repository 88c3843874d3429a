"""The manager takes receipt of forms 1 and 2 (FORM-05, CARD-03)."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.test import Client

from reviews.actions.notices import receive_form
from tests import board as b
from tests.cases.browsing import act_address, done, errors_of, filled, nothing_to_do, opened
from wscb.cases import editions
from wscb.cases.errors import ActRefused
from wscb.cases.models import Case, CaseMessage, FormEdition

pytestmark = pytest.mark.django_db

TODAY = date(2026, 3, 20)


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with time_machine.travel(datetime(2026, 3, 20, 10, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def board() -> b.Board:
    return b.new_board()


@pytest.fixture
def case(board: b.Board) -> Case:
    return b.decided(board, received=date(2026, 3, 2))


@pytest.mark.clause("FORM-05", "CARD-03")
def test_form_that_arrived_is_shown_with_its_hashes_and_received_with_one_button(
    client: Client, board: b.Board, case: Case
) -> None:
    assert editions.render_waiting() == 2
    for act, form in (("receive_form_1", "scr_form_1"), ("receive_form_2", "scr_form_2")):
        edition = FormEdition.objects.get(case=case, form=form)
        page = opened(client, board.manager, case, act).content.decode()
        assert edition.sha256 in page
        assert edition.decision_hash in page
        assert f"/cases/{case.reference}/documents/{edition.document_id}/" in page
        assert CaseMessage.objects.filter(case=case, message__kind=f"case.{form}_arrived").exists()
        assert done(client, board.manager, case, act).status_code == 302
        step = case.steps.get(code=act)
        assert (step.done_on, step.done_by, step.outcome) == (TODAY, board.manager, "done")


@pytest.mark.clause("FORM-05")
def test_form_still_being_prepared_says_so_and_cannot_be_received(client: Client, board: b.Board, case: Case) -> None:
    shown = opened(client, board.manager, case, "receive_form_1")
    assert "being prepared" in shown.content.decode()
    assert "Record receipt" not in shown.content.decode()
    response = client.post(act_address(case, "receive_form_1"), filled(shown))
    assert "still being prepared" in errors_of(response)["__all__"][0]
    assert case.steps.filter(code="receive_form_1", done_on__isnull=True).exists()


@pytest.mark.clause("FORM-05")
def test_receipt_is_recorded_once(client: Client, board: b.Board, case: Case) -> None:
    editions.render_waiting()
    receive_form(case=case, by=board.manager, on=TODAY, act="receive_form_1")
    assert nothing_to_do(client, board.manager, case, "receive_form_1") == "Form 1 is not waiting to be received."
    with pytest.raises(ActRefused, match="recorded already"):
        receive_form(case=case, by=board.manager, on=TODAY, act="receive_form_1")
    assert case.steps.filter(code="receive_form_2", done_on__isnull=True).exists()


def test_form_that_could_not_be_prepared_says_so(client: Client, board: b.Board, case: Case) -> None:
    edition = FormEdition.objects.get(case=case, form="scr_form_1")
    edition.state, edition.failure = "failed", "MemoryError"
    edition.save()
    page = opened(client, board.manager, case, "receive_form_1").content.decode()
    assert "could not be prepared" in page
    assert "MemoryError" not in page


def test_chair_cannot_receive_a_form(client: Client, board: b.Board, case: Case) -> None:
    client.force_login(board.chair)
    assert client.get(act_address(case, "receive_form_1")).status_code == 404
