"""The page after a signature says what was signed, in the words of the act by which it was."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from reviews.actions import acceptance, extensions
from tests import board as b
from tests.cases.moments import frozen
from tests.reviews import reporting as r
from wscb.cases.models import Case, Decision

pytestmark = [pytest.mark.django_db, pytest.mark.clause("CARD-03")]
DAY = r.RECEIVED + timedelta(days=100)


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with frozen(DAY):
        yield


@pytest.fixture
def board() -> b.Board:
    return b.new_board()


def banner(client: Client, board: b.Board, case: Case, signed: Decision) -> str:
    """The heading of the page that confirms the signature; its title says the same."""
    client.force_login(board.chair)
    page = client.get(reverse("reviews:signed", args=[case.reference, signed.pk])).content.decode()
    heading = page.partition('govuk-panel__title">')[2].partition("<")[0]
    assert f"<title>{heading} – case {case.reference}" in page
    return heading


def test_a_decision_and_an_acceptance_are_called_what_they_are(client: Client, board: b.Board) -> None:
    case = r.with_board(board)
    decided = case.decisions.get()
    r.check(board, case, on=DAY)
    with frozen(DAY, 11):
        accepted = r.accept(board, case, on=DAY)
        assert banner(client, board, case, decided) == "Decision signed"
        assert banner(client, board, case, accepted) == "Acceptance signed"


def test_a_return_and_an_extension_are_called_what_they_are(client: Client, board: b.Board) -> None:
    case = r.with_board(board)
    with frozen(DAY, 11):
        acceptance.return_report(case=case, by=board.chair, on=DAY, missing="A voice.", seen=b.fresh(case).revision)
        returned = case.decisions.get(kind="returned")
    extended = extended_until(board, case)
    with frozen(DAY, 13):
        assert banner(client, board, case, returned) == "Return signed"
        assert banner(client, board, case, extended) == "Extension signed"


def extended_until(board: b.Board, case: Case) -> Decision:
    with frozen(DAY, 12):
        extensions.ask_extension(
            case=case, by=board.manager, on=DAY, grounds=["court_proceedings"], because="A trial.", meanwhile="None yet.",
            until=r.COMPLETE_BY + timedelta(days=60),
        )  # fmt: skip
        answered = extensions.answer_extension(
            case=case, by=board.chair, on=DAY, until=r.COMPLETE_BY + timedelta(days=60), reasons="Agreed.",
            confirmed=b.SIGNED, seen=b.fresh(case).revision,
        )  # fmt: skip
    assert answered.decision is not None
    return answered.decision
