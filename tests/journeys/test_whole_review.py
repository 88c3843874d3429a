"""A Serious Case Review from the decision to the accepted report: seven people, each in a window of their own, and real e-mail."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from tests import board as b
from tests.journeys import heard_hands as heard
from tests.journeys import pages
from tests.journeys import report_hands as report
from tests.journeys import reviewing as r
from tests.journeys.conftest import Windows
from tests.journeys.hands import Hand, Pointer
from tests.running import Mailbox
from wscb import clock
from wscb.trail import chain

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

LEAD, ADDRESS = "Rowan Ash", "rowan.ash@outside.example"
FAMILY, MOTHER = "Petra Winterbourne", "p.w@family.example"


@pytest.mark.clause(
    "SCR-17", "SCR-18", "SCR-19", "SCR-20", "SCR-25", "SCR-31", "SCR-33", "SCR-34",
    "GEN-03", "GEN-04", "GEN-06", "GEN-08", "GEN-11", "GEN-12",
)  # fmt: skip
def test_a_review_goes_from_the_decision_to_the_accepted_report(
    board: b.Board, windows: Windows, mailbox: Mailbox
) -> None:
    today = clock.today()
    case = b.decided(board, received=today - timedelta(days=14))
    reference = case.reference
    calder = b.person("ines.calder@outside.example", "Dr Ines Calder")
    answering = b.representative(board)
    manager, chair, lead, review_chair, representative = (Pointer(windows()) for _ in range(5))
    pages.sign_in(manager.page, board.manager)
    pages.sign_in(chair.page, board.chair)

    r.propose(manager, reference, "Lead reviewer", name=LEAD, email=ADDRESS)
    r.propose(manager, reference, "Review chair", person=calder)
    r.appoint(chair, reference, LEAD, "lead reviewer")
    r.appoint(chair, reference, calder.name, "review chair")
    r.agree_terms(chair, reference)

    r.accept_invitation(lead, r.link_in(mailbox, ADDRESS, f"Your appointment: case {reference}"))
    r.declare(lead)
    review_chair.page.goto(r.link_in(mailbox, calder.email, f"Your appointment: case {reference}"))
    pages.sign_in(review_chair.page, calder)
    pages.sees(review_chair.page, reference)
    r.declare(review_chair)
    r.tell_names(manager, reference, today)
    r.begin(manager, reference)
    r.discuss_publication(review_chair, reference, today)

    the_mother_is_heard(manager, lead, Pointer(windows()), mailbox, reference)

    heard.name_representative(manager, reference, answering)
    heard.ask(manager, reference, board.police.name)
    representative.page.goto(r.link_in(mailbox, answering.email, f"Request to your organisation: {reference}"))
    pages.sign_in(representative.page, answering)
    heard.answer(representative, today, file=r.PAPER)
    heard.accept_information(lead, reference, board.police.name)
    r.add_to_chronology(
        lead, reference, board.police.name, today - timedelta(days=60), "Officers were called at night."
    )

    report.write_report(lead, reference, "The boy was seen by four services. Nobody put the parts together.")
    report.comment(manager, reference, board.police.name, today, "It was a Tuesday.")
    report.answer_comment(lead, reference, "Put right.")
    report.answer_checklist(lead, reference)
    report.submit_report(lead, reference)

    chair.page.goto(r.link_in(mailbox, board.chair.email, f"Report submitted: case {reference}"))
    report.confirm_checklist(chair, reference)
    report.accept_report(chair, reference)
    for partner in (board.council, board.health, board.police):
        report.advise(manager, reference, partner.name, today)
    report.acknowledge(manager, reference, board.council.name, today)

    panel_chair = windows()
    panel_chair.goto(r.link_in(mailbox, board.panel_chair.email, f"Report accepted: case {reference}"))
    pages.sign_in(panel_chair, board.panel_chair)
    expect(panel_chair.get_by_role("main")).to_contain_text("Completed")
    what_is_left(case)
    letters = [letter.as_string() for letter in mailbox.letters]
    assert not [one for one in letters if b.CHILD.family_name in one]


def the_mother_is_heard(manager: Hand, lead: Hand, mother: Hand, mailbox: Mailbox, reference: str) -> None:
    """Identified and invited by the manager, she writes on a page of her own; the lead reviewer records the outcome."""
    heard.identify_family(manager, reference, FAMILY, "mother")
    heard.invite_family(manager, reference, "Family member 1", MOTHER)
    r.accept_invitation(mother, r.link_in(mailbox, MOTHER, f"You are invited to contribute: {reference}"))
    heard.contribute(mother, "Nobody rang when they said they would.")
    heard.record_contributed(lead, reference, "Family member 1")


def what_is_left(case: b.Case) -> None:
    """Two partners have still to acknowledge the lessons, and the office to do what was owed before the review; the trail holds."""
    case = b.fresh(case)
    assert (case.state, case.closed_as) == ("completed", "completed")
    left = case.steps.filter(done_on__isnull=True).values_list("code", flat=True)
    assert sorted(one for one in left if "lessons" in one or "partner" in one) == ["acknowledge_lessons"] * 2
    while chain.seal_entries(whole=True):
        pass
    call_command("verify_trail")
