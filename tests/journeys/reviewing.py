"""What people do from the decision to the accepted report, with a pointer or by keyboard (`hands`). Each ends on the page that follows."""

from __future__ import annotations

import re
from datetime import date

from playwright.sync_api import FilePayload, Page, expect

from tests.board import PASSWORD
from tests.journeys import pages
from tests.journeys.hands import Hand
from tests.running import Mailbox, wait_until
from wscb.cases.actions.declarations import STATEMENT
from wscb.people.models import User

PAPER: FilePayload = {"name": "copy.txt", "mimeType": "text/plain", "buffer": b"What was sent.\n"}

REPORT = "review/report"


def do(hand: Hand, reference: str, act: str, *, tab: str = "") -> None:
    """Opens a case, on one of its tabs, and from there the page of an act, by its title."""
    pages.open_case(hand.page, reference, tab)
    hand.follow(act, to="/do/")
    pages.sees(hand.page, act)


def link_in(mailbox: Mailbox, person: str, subject: str) -> str:
    """Waits for the letter to this address, and gives the link in it."""
    wait_until(lambda: subject in mailbox.subjects_for(person), what=f"“{subject}” for {person}")
    letter = next(one for one in mailbox.letters if one["X-For"] == person and one["Subject"] == subject)
    part = next(one for one in letter.walk() if one.get_content_type() == "text/plain")
    found = re.search(r"http://localhost:\d+/\S*", part.get_payload(decode=True).decode())  # type: ignore[union-attr]
    assert found
    return found[0]


def sign(hand: Hand, button: str) -> None:
    """Signs with the password."""
    hand.write("Your password", PASSWORD)
    hand.press(button)


def receive_form(hand: Hand, mailbox: Mailbox, manager: User, reference: str, *, form: int) -> None:
    """The manager is told that a form has arrived, and records its receipt."""
    hand.page.goto(link_in(mailbox, manager.email, f"Form {form} has arrived: case {reference}"))
    pages.sees(hand.page, reference)
    do(hand, reference, f"Receive form {form}")
    hand.press("Record receipt")
    pages.sees(hand.page, reference)


def record_notice(hand: Hand, reference: str, act: str, on: date) -> None:
    """The manager records that a body was told, with the copy of what was sent."""
    do(hand, reference, act)
    hand.enter_date("Date sent", on)
    hand.upload("Copy of what was sent", PAPER)
    hand.press("Record the notice")
    pages.is_told(hand.page, "The notice has been recorded.")


# --- the Case Review Subgroup ----------------------------------------------------------------------------


def put_to_subgroup(hand: Hand, reference: str, learning: str) -> str:
    """The Chair puts what is not to have a Serious Case Review to the Subgroup; gives the reference of the new case."""
    do(hand, reference, "Put to the Case Review Subgroup")
    hand.write("What is there to be learned?", learning)
    hand.press("Put to the Subgroup")
    pages.is_told(hand.page, "Subgroup")
    return pages.reference_on(hand.page)


def consider_ofsted(hand: Hand, reference: str, *, because: str) -> None:
    """The Subgroup decides that Ofsted is not told of the incident, and says why."""
    do(hand, reference, "Decide whether Ofsted is to be told")
    hand.choose("Is Ofsted to be told of the incident?", "No")
    hand.write("If not: why", because)
    hand.press("Record the decision")
    pages.sees(hand.page, reference)


def recommend(hand: Hand, reference: str, *, scope_from: date, scope_to: date) -> None:
    """The Subgroup recommends a Case Review, with terms of reference, a chair and what is to be published; signed."""
    do(hand, reference, "Record the Subgroup’s recommendation")
    hand.press("Start")
    hand.choose("What does the Subgroup recommend?", "Hold a Case Review")
    hand.write("Reasons for the recommendation", "Two services have something to learn.")
    pages.go_on(hand.page, "terms of reference")
    hand.choose("Does the Subgroup have draft terms of reference?", "Yes, they follow here")
    hand.enter_date("Period under review: from", scope_from)
    hand.enter_date("Period under review: to", scope_to)
    hand.write("Methodology", "One event with practitioners.")
    hand.write("Why this approach is proportionate", "One child, two services.")
    pages.go_on(hand.page, "chair")
    hand.choose("Whom does the Subgroup propose?", "Nobody yet")
    hand.write("If there is nobody yet: why", "Two people have been asked.")
    pages.go_on(hand.page, "publish")
    hand.choose("What does the Subgroup recommend to publish?", "Learning points")
    pages.go_on(hand.page, "Check your answers")
    sign(hand, "Sign the recommendation")
    pages.sees(hand.page, "Recommendation signed")


def decide(hand: Hand, reference: str, outcome: str, reasons: str) -> None:
    """The Chair decides and signs."""
    do(hand, reference, "Decide")
    hand.choose("What do you decide?", outcome)
    hand.write("Reasons for your decision", reasons)
    hand.press("Continue")
    pages.sees(hand.page, "Check your decision")
    sign(hand, "Sign the decision")
    pages.sees(hand.page, "Decision signed")


# --- who chairs and who leads ----------------------------------------------------------------------------


def propose(
    hand: Hand, reference: str, role: str, *, person: User | None = None, name: str = "", email: str = ""
) -> None:
    """The manager proposes somebody who has an account, or somebody new."""
    do(hand, reference, "Propose a review chair or lead reviewer")
    hand.choose("As what are they proposed?", role)
    if person is not None:
        of = f", {person.organisation.name}" if person.organisation else ""
        hand.select("Somebody who has an account (optional)", f"{person.name}{of}")
    else:
        hand.write("Or somebody new: full name (optional)", name)
        hand.write("Their email address (optional)", email)
    hand.write("What shows that they are qualified", "Led six reviews elsewhere.")
    hand.press("Propose")
    pages.is_told(hand.page, "The proposal has been recorded.")


def appoint(hand: Hand, reference: str, name: str, role: str) -> None:
    """The Chair appoints somebody who was proposed, from today."""
    hand.page.goto(f"/cases/{reference}/review/appointments/")
    hand.follow(f"Appoint {name} as {role}")
    hand.press("Appoint")
    pages.is_told(hand.page, "The appointment has been made.")


def accept_invitation(hand: Hand, link: str) -> None:
    """Somebody new follows the link of their letter, chooses a password and is signed in by it, at the case of the letter."""
    hand.page.goto(link)
    pages.sees(hand.page, "Set your password")
    hand.write("New password", PASSWORD)
    hand.write("New password again", PASSWORD)
    hand.press("Set password")
    expect(hand.page.get_by_role("button", name="Sign out")).to_be_visible()


def declare(hand: Hand) -> None:
    """From Your work: the declaration that one is independent, signed."""
    hand.page.goto("/")
    hand.follow("Declare that you are independent")
    pages.sees(hand.page, "Declare independence")
    hand.tick(STATEMENT)
    sign(hand, "Sign")
    pages.is_told(hand.page, "The declaration has been recorded.")


def tell_names(hand: Hand, reference: str, on: date) -> None:
    """The manager records that the National Panel was told who leads, and what it advised."""
    do(hand, reference, "Record that the National Panel was told the names")
    hand.enter_date("Date sent", on)
    hand.upload("Copy of what was sent", PAPER)
    hand.press("Record the notice")
    do(hand, reference, "Record the National Panel’s advice on the names")
    hand.choose("Did the panel give advice?", "No, none came")
    hand.write("What the Board made of it", "The appointment stands.")
    hand.press("Record the advice")
    pages.sees(hand.page, reference)


def agree_terms(hand: Hand, reference: str) -> None:
    """The Chair signs the terms of reference."""
    do(hand, reference, "Agree the terms of reference")
    sign(hand, "Sign and agree")


def begin(hand: Hand, reference: str) -> None:
    """The manager begins the review."""
    do(hand, reference, "Begin the review")
    hand.press("Begin the review")
    pages.is_told(hand.page, "The review has begun.")


# --- the six months --------------------------------------------------------------------------------------


def ask_extension(hand: Hand, reference: str, ground: str, until: date) -> None:
    """The manager asks for more time."""
    do(hand, reference, "Ask for an extension")
    hand.choose("Why does the review need more time?", ground)
    hand.write("The reasons", "Three people who have to be spoken with are witnesses of the trial.")
    hand.enter_date("Proposed new date", until)
    hand.write("What has been learned so far", "Nobody held the whole picture.")
    hand.press("Ask for more time")
    pages.is_told(hand.page, "The Board Chair has been asked for more time.")


def agree_to_extension(hand: Hand, reference: str, until: date) -> None:
    """The Chair agrees to more time, until the date that was proposed, and signs."""
    do(hand, reference, "Answer a request for an extension")
    expect(hand.page.get_by_role("group", name="New date for completion").get_by_label("Month")).to_have_value(
        str(until.month)
    )
    hand.choose("Your answer", "I agree to more time, until the date below")
    hand.write("Reasons for your answer", "The trial comes first.")
    sign(hand, "Sign your answer")
    pages.sees(hand.page, "Extension signed")


def record_interim_learning(hand: Hand, reference: str, points: str) -> None:
    """What was learned so far, and what has been done about it."""
    do(hand, reference, "Record interim learning")
    hand.choose("Have points for improvement been found so far?", "Yes")
    hand.write("Points for improvement (optional)", points)
    hand.write("Corrective action (optional)", "Supervisors check it each month.")
    hand.press("Record it")
    pages.is_told(hand.page, "The interim learning has been recorded.")


# --- the work and the report -----------------------------------------------------------------------------


def discuss_publication(hand: Hand, reference: str, on: date) -> None:
    """Publication was discussed with the family."""
    do(hand, reference, "Record that publication was discussed with the family")
    hand.write("With whom", "The grandparents")
    hand.choose("Was it discussed with them?", "Yes")
    hand.enter_date("Date", on)
    hand.write("Who spoke with them (optional)", "The review chair")
    hand.write("What was said (optional)", "They want to read it first.")
    hand.press("Record it")
    pages.sees(hand.page, reference)


def add_to_chronology(hand: Hand, reference: str, organisation: str, on: date, event: str) -> None:
    """One entry, typed in."""
    do(hand, reference, "Add to the chronology")
    hand.select("Organisation", organisation)
    hand.enter_date("Date", on)
    hand.write("What happened", event)
    hand.press("Add entry")
    expect(hand.page.get_by_role("main")).to_contain_text(event)


def stands_at(page: Page, reference: str, state: str) -> None:
    """The case is at this state, and its page says so."""
    pages.open_case(page, reference)
    expect(page.get_by_role("main")).to_contain_text(state)
