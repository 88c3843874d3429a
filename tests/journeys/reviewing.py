"""What people do from the decision to the accepted report, with a pointer or by keyboard (`hands`). Each ends on the page that follows."""

from __future__ import annotations

import re
from datetime import date

from playwright.sync_api import FilePayload, Page, expect

from reviews.forms.publication import RESTS
from reviews.forms.report import WHERE
from reviews.vocabularies import REPORT_CHECKLIST, REPORT_SECTION
from tests.board import PASSWORD
from tests.journeys import pages
from tests.journeys.hands import Hand
from tests.running import Mailbox, wait_until
from wscb.cases.actions.declarations import STATEMENT
from wscb.cases.information_words import QUALITY
from wscb.people.models import User

PAPER: FilePayload = {"name": "copy.txt", "mimeType": "text/plain", "buffer": b"What was sent.\n"}

REPORT = "review/report"
HEARD = "review/people-heard"


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


def accept_invitation(hand: Hand, link: str, email: str) -> None:
    """Somebody new follows the link of their letter, chooses a password and signs in with it."""
    hand.page.goto(link)
    pages.sees(hand.page, "Set your password")
    hand.write("New password", PASSWORD)
    hand.write("New password again", PASSWORD)
    hand.press("Set password")
    hand.follow("Sign in")
    hand.write("Email address", email)
    hand.write("Password", PASSWORD)
    hand.press("Sign in")
    pages.sees(hand.page, "Your work")


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


# --- organisations ---------------------------------------------------------------------------------------


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
    hand.follow(organisation)
    for word in QUALITY:
        hand.choose(word.label, "Yes")
    hand.choose("What you do with it", "Accept it")
    hand.press("Record the check")
    pages.is_told(hand.page, "The check has been recorded")


# --- who is heard ----------------------------------------------------------------------------------------


def identify_family(hand: Hand, reference: str, name: str, relationship: str) -> None:
    """The manager identifies somebody of the family."""
    do(hand, reference, "Identify a family member", tab=HEARD)
    hand.write("Full name", name)
    hand.write("Who they are to the child", relationship)
    hand.press("Record it")
    pages.is_told(hand.page, "They have been identified.")


def record_no_family(hand: Hand, reference: str) -> None:
    """The lead reviewer records that there is nobody of the family to invite."""
    pages.open_case(hand.page, reference, HEARD)
    hand.follow("There is no family to invite")
    pages.sees(hand.page, "Record that there is no family to invite")
    hand.write("Why there is no family to invite", "The child had no family left.")
    hand.press("Record it")
    pages.is_told(hand.page, "It has been recorded.")


def invite_family(hand: Hand, reference: str, person: str, email: str) -> None:
    """The manager invites them today, to a page of their own."""
    do(hand, reference, "Invite a person to contribute")
    hand.follow(person)
    hand.choose("How they are invited", "By e-mail")
    hand.write("How they are supported", "An advocate goes with them.")
    hand.write("Their email address (optional)", email)
    hand.press("Record it")
    pages.is_told(hand.page, "The invitation has been recorded.")


def contribute(hand: Hand, words: str) -> None:
    """Whoever was invited writes on their own page, reads it through and sends it."""
    hand.follow("Your page of review")
    hand.follow("Start writing")
    hand.write("What would you like to tell us about the help your family had?", words)
    hand.press("Continue")
    pages.sees(hand.page, "Check and send")
    hand.press("Send it")
    expect(hand.page.get_by_role("main")).to_contain_text(words)


def record_contributed(hand: Hand, reference: str, person: str) -> None:
    """The review team records that they contributed."""
    do(hand, reference, "Record the outcome of an invitation")
    hand.follow(person)
    hand.choose("Outcome", "Contributed")
    hand.write("How their understanding and expectations were managed", "They were told what a review can do.")
    hand.press("Record it")
    pages.is_told(hand.page, "The outcome has been recorded.")


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
    pages.sees(hand.page, "Decision signed")


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
    pages.sees(hand.page, "Decision signed")
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
    hand.choose("Which organisation", organisation)
    hand.enter_date("Date acknowledged", on)
    hand.write("How, and by whom", "By e-mail from its director.")
    hand.press("Record")
    pages.is_told(hand.page, "The acknowledgement has been recorded.")


def stands_at(page: Page, reference: str, state: str) -> None:
    """The case is at this state, and its page says so."""
    pages.open_case(page, reference)
    expect(page.get_by_role("main")).to_contain_text(state)
