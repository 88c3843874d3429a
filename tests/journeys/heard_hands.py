"""What organisations and people are asked and answer in a review, with a pointer or by keyboard (`hands`)."""

from __future__ import annotations

from datetime import date

from playwright.sync_api import FilePayload, expect

from tests.journeys import pages
from tests.journeys.hands import Hand
from tests.journeys.reviewing import do
from wscb.cases.information_words import QUALITY
from wscb.people.models import User


def name_representative(hand: Hand, reference: str, person: User) -> None:
    """The manager names who answers for the person's organisation."""
    pages.open_case(hand.page, reference, "organisations")
    hand.follow(f"Name the representative of {person.organisation.name}")
    hand.select("Somebody with an account (optional)", person.name)
    hand.press("Name representative")
    pages.sees(hand.page, reference)


def ask(hand: Hand, reference: str, organisation: str) -> None:
    """The manager asks for a report of the agency."""
    do(hand, reference, "Ask an organisation for information")
    hand.select("Organisation", organisation)
    hand.choose("What it is asked for", "Agency report")
    hand.write("Questions", "What contact did you have, and why did staff act as they did?")
    hand.press("Ask the organisation")
    pages.sees(hand.page, reference)


def answer(hand: Hand, on: date, *, file: FilePayload) -> None:
    """The representative, on the page of the request: author, words and a file, complete, signed off, sent."""
    hand.follow("Name the author")
    hand.write("Author’s full name", "Lee Quill")
    hand.tick("The author has no line management of the case")
    hand.press("Save and continue")
    hand.follow("What you send")
    hand.choose("Does your organisation hold information?", "Yes")
    hand.write("In words (optional)", "Officers met the family three times.")
    hand.upload("Add a file (optional)", file)
    hand.press("Save and continue")
    pages.is_told(hand.page, "The file has been added.")
    hand.press("Save and continue")
    hand.follow("Have you finished?")
    hand.choose("Is everything that was asked for there?", "Yes, it is complete")
    hand.press("Save and continue")
    hand.follow("Senior officer’s sign-off")
    hand.write("Senior officer’s full name", "Ray Stone")
    hand.write("Senior officer’s role", "Superintendent")
    hand.enter_date("Date of the sign-off", on)
    hand.press("Save and continue")
    hand.follow("Check and send")
    hand.press("Send to the Board")
    pages.is_told(hand.page, "It has been sent to the Board.")


def accept_information(hand: Hand, reference: str, organisation: str) -> None:
    """Whoever leads the review finds nothing missing in what was sent."""
    do(hand, reference, "Check what an organisation sent")
    expect(hand.page.get_by_role("main")).to_contain_text(organisation)
    for word in QUALITY:
        hand.choose(word.label, "Yes")
    hand.choose("What you do with it", "Accept it")
    hand.press("Record the check")
    pages.is_told(hand.page, "The check has been recorded")


# --- who is heard ----------------------------------------------------------------------------------------


def identify_family(hand: Hand, reference: str, name: str, relationship: str) -> None:
    """The manager identifies somebody of the family."""
    do(hand, reference, "Identify a family member", tab="review/people-heard")
    hand.write("Full name", name)
    hand.write("Who they are to the child", relationship)
    hand.press("Record it")
    pages.is_told(hand.page, "They have been identified.")


def record_no_family(hand: Hand, reference: str) -> None:
    """The lead reviewer records that there is nobody of the family to invite."""
    pages.open_case(hand.page, reference, "review/people-heard")
    hand.follow("There is no family to invite")
    pages.sees(hand.page, "Record that there is no family to invite")
    hand.write("Why there is no family to invite", "The child had no family left.")
    hand.press("Record it")
    pages.is_told(hand.page, "It has been recorded.")


def invite_family(hand: Hand, reference: str, person: str, email: str) -> None:
    """The manager invites them today, to a page of their own."""
    do(hand, reference, "Invite a person to contribute")
    expect(hand.page.get_by_role("main")).to_contain_text(person)
    hand.choose("How they are invited", "By e-mail")
    hand.write("How they are supported", "An advocate goes with them.")
    hand.write("Their email address (optional)", email)
    hand.press("Record it")
    pages.is_told(hand.page, "The invitation has been recorded.")


def contribute(hand: Hand, words: str) -> None:
    """Whoever was invited came to their own page by the link of their letter; they write there, read it through and send it."""
    hand.follow("Start writing")
    hand.write("What would you like to tell us about the help your family had?", words)
    hand.press("Continue")
    pages.sees(hand.page, "Check and send")
    hand.press("Send it")
    expect(hand.page.get_by_role("main")).to_contain_text(words)


def record_contributed(hand: Hand, reference: str, person: str) -> None:
    """The review team records that they contributed."""
    do(hand, reference, "Record the outcome of an invitation")
    expect(hand.page.get_by_role("main")).to_contain_text(person)
    hand.choose("Outcome", "Contributed")
    hand.write("How their understanding and expectations were managed", "They were told what a review can do.")
    hand.press("Record it")
    pages.is_told(hand.page, "The outcome has been recorded.")
