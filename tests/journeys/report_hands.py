"""What people do with the report of a review, up to its lessons told, with a pointer or by keyboard (`hands`)."""

from __future__ import annotations

from datetime import date

from playwright.sync_api import expect

from reviews.forms.publication import RESTS
from reviews.forms.report import WHERE
from reviews.vocabularies import REPORT_CHECKLIST, REPORT_SECTION
from tests.journeys import pages
from tests.journeys.hands import Hand
from tests.journeys.reviewing import PAPER, REPORT, do, sign


def write_report(hand: Hand, reference: str, words: str) -> None:
    """Every section of the report."""
    do(hand, reference, "Write the report", tab=REPORT)
    for word in REPORT_SECTION:
        hand.write(word.label, words)
    hand.press("Keep this version")
    pages.is_told(hand.page, "The version has been kept.")


def comment(hand: Hand, reference: str, organisation: str, on: date, text: str) -> None:
    """The manager records what an organisation says of the report."""
    do(hand, reference, "Record an organisation’s comment on the report", tab=REPORT)
    hand.select("Organisation", organisation)
    hand.enter_date("Date received", on)
    hand.write("Comment", text)
    hand.press("Record the comment")
    pages.is_told(hand.page, "The comment has been recorded.")


def answer_comment(hand: Hand, reference: str, text: str) -> None:
    """The lead reviewer answers the one comment."""
    do(hand, reference, "Answer an organisation’s comment", tab=REPORT)
    hand.write("The reviewer’s answer", text)
    hand.press("Record the answer")
    pages.is_told(hand.page, "The answer has been recorded.")


def answer_checklist(hand: Hand, reference: str) -> None:
    """The lead reviewer answers every question of the quality checklist."""
    do(hand, reference, "Answer the quality checklist", tab=REPORT)
    for word in REPORT_CHECKLIST:
        hand.choose(word.label, "Yes")
        hand.write(f"{WHERE}: {word.label}", "In chapter 2.")
    hand.press("Keep these answers")
    pages.is_told(hand.page, "The checklist has been answered.")


def submit_report(hand: Hand, reference: str) -> None:
    """The lead reviewer puts the report before the Board."""
    do(hand, reference, "Submit the report", tab=REPORT)
    hand.press("Submit the report")
    pages.is_told(hand.page, "The report is with the Board.")


def confirm_checklist(hand: Hand, reference: str) -> None:
    """The Chair confirms what the lead reviewer answered."""
    do(hand, reference, "Confirm the quality checklist", tab=REPORT)
    hand.tick("I have read the report and confirm these answers")
    hand.press("Confirm")
    pages.is_told(hand.page, "The checklist has been confirmed.")


def recommend_publication(hand: Hand, reference: str) -> None:
    """The Subgroup's chair recommends the whole report: nobody could be identified or harmed; signed."""
    do(hand, reference, "Recommend what is to be published", tab=REPORT)
    for question, about in (
        ("Could any child or vulnerable adult be identified", "identified"),
        ("Could publishing the whole report harm", "harmed"),
    ):
        hand.choose(question, "No")
        hand.write(f"{RESTS}: whether anybody could be {about}", "Nobody is named, and the family agrees.")
    hand.choose("What does the Subgroup recommend to publish?", "The whole report")
    hand.write("Reasons for the recommendation", "All of it can be read.")
    sign(hand, "Sign the recommendation")
    pages.is_told(hand.page, "The recommendation has been signed.")


def accept_report(hand: Hand, reference: str, *, publish: str = "") -> None:
    """The Chair accepts the report and signs; of a Case Review with what is to be published."""
    do(hand, reference, "Accept the report", tab=REPORT)
    hand.write("Why the Board accepts the report", "It answers the terms of reference.")
    if publish:
        hand.choose("What is to be published?", publish)
    sign(hand, "Sign and accept the report")
    pages.sees(hand.page, "Acceptance signed")
    expect(hand.page.get_by_role("main")).to_contain_text("Report accepted")


def advise(hand: Hand, reference: str, organisation: str, on: date) -> None:
    """The manager records that a partner was advised of the lessons."""
    do(hand, reference, "Record that a partner was advised of the lessons", tab=REPORT)
    if hand.page.get_by_role("group", name="Which organisation").count():
        hand.choose("Which organisation", organisation)
    hand.enter_date("Date sent", on)
    hand.upload("Copy of what was sent", PAPER)
    hand.press("Record")
    pages.is_told(hand.page, "The acknowledgement is awaited.")


def acknowledge(hand: Hand, reference: str, organisation: str, on: date) -> None:
    """The manager records a partner's acknowledgement."""
    do(hand, reference, "Record a partner’s acknowledgement", tab=REPORT)
    if hand.page.get_by_role("group", name="Which organisation").count():
        hand.choose("Which organisation", organisation)
    hand.enter_date("Date acknowledged", on)
    hand.write("How, and by whom", "By e-mail from its director.")
    hand.press("Record")
    pages.is_told(hand.page, "The acknowledgement has been recorded.")
