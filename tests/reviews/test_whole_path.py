"""The whole path of a Serious Case Review through its actions, from notification to the Chair's decision."""

from datetime import date

import pytest

from tests import board as b

pytestmark = pytest.mark.django_db


@pytest.mark.clause("SCR-01", "SCR-05", "SCR-10", "SCR-11")
def test_a_case_goes_from_notification_to_decision() -> None:
    board = b.new_board()
    case = b.decided(board, received=date(2026, 3, 2))
    assert case.state == "review"
    assert [event.act for event in case.events.all()] == [
        "log", "refer", "convene", "record_attendance", "recommend", "record_consultation", "record_consultation", "decide",
    ]  # fmt: skip
    due = dict(case.steps.values_list("code", "due_on"))
    assert due["panel_recommendation"] == date(2026, 3, 23)
    assert due["chair_decision"] == date(2026, 4, 2)
    assert due["completion"] == date(2026, 9, 16)
    open_steps = set(case.steps.filter(done_on__isnull=True).values_list("code", flat=True))
    assert open_steps == {
        "incident_ofsted", "incident_national_panel", "receive_form_1", "receive_form_2", "outcome_ofsted", "outcome_national_panel",
        "completion", "propose_lead", "propose_appointed_chair", "agree_terms", "begin_review", "interim_learning",
    }  # fmt: skip
