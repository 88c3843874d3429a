"""The path with JavaScript off, on every engine: what the worker and the post would do is done in the test's own process."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.core import mail
from playwright.sync_api import expect

from tests import board as b
from tests.journeys import pages
from tests.journeys.conftest import Windows
from wscb import clock
from wscb.cases import editions
from wscb.cases.models import Case
from wscb.messages import sending

pytestmark = [pytest.mark.journey, pytest.mark.journey_smoke, pytest.mark.django_db(transaction=True)]


@pytest.mark.clause("SCR-01", "SCR-05", "SCR-10", "SCR-11", "FORM-01", "FORM-02")
def test_a_case_goes_from_notification_to_decision_without_script(board: b.Board, windows: Windows) -> None:
    today = clock.today()
    manager, chair, panel_chair = (windows(java_script_enabled=False) for _ in range(3))
    for page, person in ((manager, board.manager), (chair, board.chair), (panel_chair, board.panel_chair)):
        pages.sign_in(page, person)

    reference = pages.log_notification(
        manager, given="Ash", family="Winterbourne", born=date(2012, 5, 4), received=today, told_by=board.police.name
    )
    sending.send_due(now=clock.now)
    assert f"Notification logged: case {reference}" in [
        letter.subject for letter in mail.outbox if board.chair.email in letter.to
    ]

    pages.refer(chair, reference)
    pages.convene(manager, reference, meets=today, chair=board.panel_chair, members=board.members[:3])
    pages.record_attendance(panel_chair, reference, held=today)
    pages.write_recommendation(panel_chair, reference, scope_from=date(2012, 5, 4), scope_to=today)
    pages.sign(panel_chair, "Sign the recommendation", "Recommendation signed")
    pages.do(chair, reference, "Decide")
    pages.record_consultations(chair, on=today)
    pages.write_decision(chair, reasons="I agree with the panel.")
    pages.sign(chair, "Sign the decision", "Decision signed")

    assert editions.render_waiting() == 2
    pages.open_case(manager, reference, "documents")
    for form in (1, 2):
        expect(manager.get_by_role("link", name=re.compile(f"^Form {form}: .*edition 1"))).to_be_visible()
    assert Case.objects.get(reference=reference).state == "review"
