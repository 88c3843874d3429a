"""Reasons for delay: offered when, and to whom, they are accepted (SCR-07, SCR-12)."""

from datetime import date, timedelta

import pytest
from django.test import Client

from tests import board as b
from tests.cases.browsing import act_address
from tests.cases.moments import frozen
from tests.reviews import reporting as r
from tests.reviews import working as w
from wscb.cases.actions.consultations import explain_delay
from wscb.cases.errors import ActRefused
from wscb.cases.models import Case
from wscb.people.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.clause("SCR-07", "SCR-12")]

RECEIVED = date(2026, 3, 2)
THREE_WEEKS = date(2026, 3, 23)
ONE_MONTH = date(2026, 4, 2)


def offered(client: Client, user: User, case: Case) -> bool:
    """Whether the case's page offers to give reasons; its button and its list of acts agree."""
    client.force_login(user)
    response = client.get(f"/cases/{case.reference}/")
    is_offered = "explain_delay" in response.context["possible"].codes
    assert (f'href="{act_address(case, "explain_delay")}"' in response.content.decode()) is is_offered
    return is_offered


def accepted(user: User, case: Case, step: str, on: date) -> bool:
    """Whether the reasons are taken."""
    try:
        explain_delay(case=case, by=user, on=on, step=case.steps.get(code=step), reasons="The inquest.")
    except ActRefused as refused:
        assert refused.message == "Reasons can be given once the step is overdue."
        return False
    return True


@pytest.mark.parametrize(
    ("step", "limit", "owed_by"),
    [("panel_recommendation", THREE_WEEKS, "panel_chair"), ("chair_decision", ONE_MONTH, "chair")],
)
@pytest.mark.parametrize(("days", "late"), [(-1, False), (0, False), (1, True)], ids=["before", "last day", "after"])
def test_reasons_are_offered_to_whoever_owes_what_is_late_and_accepted_then(
    client: Client, step: str, limit: date, owed_by: str, *, days: int, late: bool
) -> None:
    board = b.new_board()
    with frozen(RECEIVED):
        case = b.refer(board, b.log(board, received=RECEIVED), on=RECEIVED)
    on, owner = limit + timedelta(days=days), getattr(board, owed_by)
    with frozen(on):
        assert (offered(client, owner, case), accepted(owner, case, step, on)) == (late, late)


def test_late_recommendation_is_explained_by_the_panel_alone(client: Client) -> None:
    board = b.new_board()
    with frozen(RECEIVED):
        case = b.refer(board, b.log(board, received=RECEIVED), on=RECEIVED)
    on = THREE_WEEKS + timedelta(days=1)
    with frozen(on):
        for user in (board.chair, board.manager):
            assert not offered(client, user, case)
        assert not accepted(board.chair, case, "panel_recommendation", on)


@pytest.mark.clause("SCR-21", "CR-13")
@pytest.mark.parametrize("kind", ["scr", "cr"])
@pytest.mark.parametrize(("days", "late"), [(-1, False), (0, False), (1, True)], ids=["before", "last day", "after"])
def test_review_that_is_late_is_explained_before_its_report_is_accepted(
    client: Client, kind: str, *, days: int, late: bool
) -> None:
    board = b.new_board()
    case = b.under_way(board, received=r.RECEIVED, kind=kind)
    on = w.DUE + timedelta(days=days)
    with frozen(on):
        assert not offered(client, board.manager, case)
        assert (offered(client, board.chair, case), accepted(board.chair, case, "completion", on)) == (late, late)
