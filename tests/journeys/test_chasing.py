"""Cases late at every stage: the worker sweeps and sends, each person gets one letter, and each case shows what was sent."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from tests import board as b
from tests.journeys import pages
from tests.journeys.conftest import Windows
from tests.running import Mailbox, wait_until
from wscb import clock
from wscb.cases import chasing
from wscb.cases.models import Case, ChaseEntry
from wscb.cases.tasks import sweep
from wscb.messages.models import Message

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

LATE = timedelta(days=60)


def late_everywhere(board: b.Board, today: date) -> dict[str, Case]:
    """Five cases that came sixty days ago, each stuck at another stage."""
    received = today - LATE
    cases = {stage: b.log(board, received=received) for stage in ("notified", "referred", "convened", "recommended")}
    for stage in ("referred", "convened", "recommended"):
        b.refer(board, cases[stage], on=received + timedelta(days=1))
    for stage in ("convened", "recommended"):
        b.convene(board, cases[stage], on=received + timedelta(days=2))
    b.attend(board, cases["recommended"], on=received + timedelta(days=9))
    b.recommend(board, cases["recommended"], on=received + timedelta(days=9))
    return {**cases, "decided": b.decided(board, received=received)}


@pytest.mark.clause("SCR-07", "SCR-12", "CARD-03")
def test_everybody_who_is_late_gets_one_letter_and_a_second_sweep_sends_none(
    board: b.Board, windows: Windows, mailbox: Mailbox
) -> None:
    cases = late_everywhere(board, clock.today())
    late = [board.manager, board.chair, board.panel_chair, board.other_panel_chair]
    chasers = Message.objects.filter(kind="chase")

    sweep.apply_async(ignore_result=True)
    wait_until(lambda: chasers.filter(status="sent").count() == len(late), what="a letter to each who is late")
    again = chasing.sweep(now=clock.now())

    assert again == []
    sent = {message.message_id for message in chasers}
    letters = [letter for letter in mailbox.letters if letter["Message-ID"] in sent]
    assert sorted(letter["X-For"] for letter in letters) == sorted(person.email for person in late)
    assert not [letter for letter in letters if b.CHILD.family_name in letter.as_string()]
    assert {entry.step.case for entry in ChaseEntry.objects.select_related("step__case")} == set(cases.values())

    manager = windows()
    pages.sign_in(manager, board.manager)
    expect(manager.get_by_role("heading", level=2).first).to_have_text("Overdue")
    the_case_shows_its_letters(manager, cases["convened"], [board.manager, board.chair, board.panel_chair])


def the_case_shows_its_letters(page: pages.Page, case: Case, people: list[b.User]) -> None:
    """The Messages tab names each chaser of this case, to whom it went, and that it was sent."""
    pages.open_case(page, case.reference, "messages")
    chasers = page.get_by_role("row").filter(has_text="Reminder or chaser")
    expect(chasers).to_have_count(len(people))
    for person in people:
        row = chasers.filter(has_text=person.name)
        expect(row).to_contain_text("Make the panel’s recommendation")
        expect(row).to_contain_text("Sent")
