"""A Case Review that began as "not an SCR": through the Subgroup, and from the Chair's decision on by keyboard alone."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests import board as b
from tests.journeys import heard_hands as heard
from tests.journeys import pages
from tests.journeys import report_hands as report
from tests.journeys import reviewing as r
from tests.journeys.conftest import Windows
from tests.journeys.hands import Keyboard, Pointer
from tests.running import Mailbox
from wscb import clock, dates
from wscb.cases.models import Case

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def not_a_serious_case_review(board: b.Board, today: date) -> Case:
    """Decided ten days ago: no Serious Case Review."""
    received = today - timedelta(days=30)
    case = b.log(board, received=received, answers=b.NO_LIMB)
    b.refer(board, case, on=received + timedelta(days=1))
    b.convene(board, case, on=received + timedelta(days=2))
    b.attend(board, case, on=received + timedelta(days=9))
    b.recommend(board, case, on=received + timedelta(days=9), outcome="not_hold")
    b.consult(board, case, on=received + timedelta(days=12))
    b.decide(board, case, on=received + timedelta(days=20), outcome="not_hold")
    return b.fresh(case)


@pytest.mark.clause(
    "CR-01", "CR-02", "CR-03", "CR-04", "CR-05", "CR-06", "CR-07", "CR-11", "CR-15", "CR-17", "FORM-03", "FORM-04",
)  # fmt: skip
def test_not_a_serious_case_review_becomes_a_case_review_that_is_completed_by_keyboard(
    board: b.Board, windows: Windows, mailbox: Mailbox
) -> None:
    today = clock.today()
    first = not_a_serious_case_review(board, today)
    priya = b.person("priya.nair@warrington.example", "Priya Nair", board.health)
    chair, manager, lead, subgroup = windows(), windows(), windows(), windows()
    pages.sign_in(chair, board.chair)
    pages.sign_in(manager, board.manager)

    reference = r.put_to_subgroup(Pointer(chair), first.reference, "How two services pass on what they see.")
    expect(chair.get_by_role("main")).to_contain_text(dates.long_date(first.triggered_on))
    pages.sign_in(subgroup, board.panel_chair)
    before_the_decision(board, manager, subgroup, reference, today)
    r.receive_form(Pointer(manager), mailbox, board.manager, reference, form=3)

    by_chair, by_manager, by_lead = Keyboard(chair), Keyboard(manager), Keyboard(lead)
    r.decide(by_chair, reference, "Hold a Case Review", "I agree.")
    r.receive_form(by_manager, mailbox, board.manager, reference, form=4)
    r.record_notice(by_manager, reference, "Record that Ofsted was told of the decision", today)
    for role in ("Lead reviewer", "Review chair"):
        r.propose(by_manager, reference, role, person=priya)
        r.appoint(by_chair, reference, priya.name, role.lower())
    r.agree_terms(by_chair, reference)

    lead.goto("/")
    by_lead.write("Email address", priya.email)
    by_lead.write("Password", b.PASSWORD)
    by_lead.press("Sign in")
    pages.sees(lead, "Your work")
    r.declare(by_lead)
    r.declare(by_lead)
    r.begin(by_manager, reference)
    heard.record_no_family(by_lead, reference)
    report.write_report(by_lead, reference, "Two services saw a part.")
    report.answer_checklist(by_lead, reference)
    report.submit_report(by_lead, reference)
    report.confirm_checklist(by_chair, reference)
    report.recommend_publication(Keyboard(subgroup), reference)
    report.accept_report(by_chair, reference, publish="The whole report")
    report.advise(by_manager, reference, board.council.name, today)

    case = Case.objects.get(reference=reference)
    assert (case.process, case.state, case.review.follows) == ("cr", "completed", first)
    assert b.fresh(first).state == "not_review"


def before_the_decision(board: b.Board, manager: Page, subgroup: Page, reference: str, today: date) -> None:
    """The Subgroup meets, decides that Ofsted is not told of the incident, and recommends; the Chair asks another Board's Chair."""
    pages.convene(manager, reference, meets=today, chair=board.panel_chair, members=board.members[:3], of="Subgroup")
    pages.record_attendance(subgroup, reference, held=today, of="Subgroup")
    r.consider_ofsted(Pointer(subgroup), reference, because="Nobody was harmed by what services did.")
    r.recommend(Pointer(subgroup), reference, scope_from=today - timedelta(days=700), scope_to=today)
    b.consult(board, Case.objects.get(reference=reference), on=today)
