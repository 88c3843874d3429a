"""What people do on the pages, in the words of the product. Each function ends on the page that the act leads to."""

from __future__ import annotations

import re
from datetime import date

from playwright.sync_api import Page, expect

from tests.board import PASSWORD
from wscb.people.models import User

PAPER = {"name": "copy.txt", "mimeType": "text/plain", "buffer": b"What was sent.\n"}


# --- the smallest steps ----------------------------------------------------------------------------------


def sees(page: Page, heading: str) -> None:
    """Waits until the page's one heading of the first rank says this."""
    expect(page.get_by_role("heading", level=1)).to_contain_text(heading)


def write(page: Page, label: str, text: str) -> None:
    """Fills a box."""
    page.get_by_label(label, exact=True).fill(text)


def choose(page: Page, question: str, answer: str) -> None:
    """Ticks one answer of a question."""
    page.get_by_role("group", name=question).get_by_label(answer, exact=True).check()


def enter_date(page: Page, question: str, day: date) -> None:
    """Fills the three boxes of a date."""
    boxes = page.get_by_role("group", name=question)
    for label, number in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        boxes.get_by_label(label, exact=True).fill(str(number))


def press(page: Page, button: str) -> None:
    """Presses a button, or a link that looks like one."""
    page.get_by_role("button", name=button, exact=True).click()


def go_on(page: Page, heading: str) -> None:
    """Continues, to the page with this heading."""
    press(page, "Continue")
    sees(page, heading)


def is_told(page: Page, words: str) -> None:
    """Waits for the banner that says what was done."""
    expect(page.get_by_role("region", name="Done").or_(page.get_by_role("alert", name="Done"))).to_contain_text(words)


# --- coming in -------------------------------------------------------------------------------------------


def sign_in(page: Page, person: User) -> None:
    """Signs in on the page that asks for it; opens that page where another one is shown."""
    if "/account/login/" not in page.url:
        page.goto("/account/login/")
    write(page, "Email address", person.email)
    write(page, "Password", PASSWORD)
    press(page, "Sign in")
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()


def open_case(page: Page, reference: str, tab: str = "") -> None:
    """Opens a case, on one of its tabs."""
    page.goto(f"/cases/{reference}/" + (f"{tab}/" if tab else ""))
    sees(page, reference)


def do(page: Page, reference: str, act: str) -> None:
    """Opens a case and from there the page of an act, by its title."""
    open_case(page, reference)
    page.get_by_role("link", name=act, exact=True).or_(page.get_by_role("button", name=act, exact=True)).first.click()
    sees(page, act)


# --- the business manager --------------------------------------------------------------------------------


def log_notification(page: Page, *, given: str, family: str, born: date, received: date, told_by: str) -> str:
    """Answers every page about a child who died on the day of receipt, logs it, and gives the reference."""
    page.goto("/")
    begin_notification(page)
    _how_it_came(page, received, told_by)
    _the_child(page, given, family, born, received)
    _the_incident(page, received)
    _the_criteria(page)
    _the_rest(page, told_by)
    press(page, "Log notification")
    sees(page, "Notification logged")
    return reference_on(page)


def begin_notification(page: Page, about: str = "A child has died or been seriously harmed") -> None:
    """Begins a notification that may lead to a Serious Case Review, or to what `about` says."""
    press(page, "Log a notification")
    page.get_by_label(about).check()
    press(page, "Start")
    sees(page, "How and when it was received")


def reference_on(page: Page) -> str:
    """The reference that a page of a case carries in its address or its panel of confirmation."""
    found = re.search(r"/(?:cases|logged)/([0-9A-Z]{10})/", page.url)
    assert found, page.url
    return found[1]


def _how_it_came(page: Page, received: date, told_by: str) -> None:
    choose(page, "How was the Board told?", "Telephone")
    enter_date(page, "When did the Board’s office first receive it?", received)
    go_on(page, "Who told the Board")
    page.get_by_label("Which organisation told the Board?").select_option(told_by)
    write(page, "Name of the person who told the Board (optional)", "Sgt Dana Hale")
    enter_date(page, "When did the local authority first know of the incident?", received)
    go_on(page, "Child 1: who it is")


def _the_child(page: Page, given: str, family: str, born: date, died: date) -> None:
    choose(page, "Is the child’s name known?", "Yes")
    write(page, "First names", given)
    write(page, "Last name", family)
    choose(page, "Is the date of birth known?", "Yes")
    enter_date(page, "Date of birth", born)
    enter_date(page, "Date of death", died)
    go_on(page, "Child 1: more about the child")
    write(page, "Home address (optional)", "3 Nowhere Lane")
    write(page, "NHS number (optional)", "943 476 5919")
    go_on(page, "The children")
    go_on(page, "What happened, when and where")


def _the_incident(page: Page, happened: date) -> None:
    choose(page, "What happened?", "A child has died")
    choose(page, "Is the date of the incident known?", "Yes")
    enter_date(page, "Date of the incident", happened)
    go_on(page, "The account")
    write(page, "What happened, as it was reported", "Found at home without signs of life.")
    go_on(page, "The criteria for a review")


def _the_criteria(page: Page) -> None:
    choose(page, "(a) Abuse or neglect", "Yes")
    write(page, "Reasons for your answer on (a) abuse or neglect", "Injuries without explanation.")
    choose(page, "(b)(i) The child has died", "Yes")
    write(page, "Reasons for your answer on (b)(i) death", "Pronounced dead in hospital.")
    choose(page, "(b)(ii) The child has been seriously harmed", "No")
    write(page, "Reasons for your answer on (b)(ii) serious harm", "The child died.")
    choose(page, "(b)(ii) There is cause for concern", "Not known yet")
    go_on(page, "Special circumstances")
    go_on(page, "Where the children live")


def _the_rest(page: Page, involved: str) -> None:
    choose(page, "Where do the children normally live?", "In Warrington")
    go_on(page, "Organisations involved")
    press(page, "Add an organisation")
    sees(page, "An organisation involved")
    page.get_by_label("Organisation", exact=True).select_option(involved)
    choose(page, "Does it have an interest in this case?", "Yes: its people may not sit on the panel")
    go_on(page, "Organisations involved")
    go_on(page, "A case that is already running")
    choose(page, "Is this case already running?", "No")
    go_on(page, "No case like this was found")
    go_on(page, "Check your answers")


def convene(page: Page, reference: str, *, meets: date, chair: User, members: list[User], of: str = "panel") -> None:
    """The manager convenes the panel, or the Subgroup."""
    do(page, reference, f"Convene the {of}")
    enter_date(page, "Date of the meeting", meets)
    write(page, "Time", "2:30pm")
    write(page, "Place", "Committee room 2")
    choose(page, "Chair of this meeting", chair.name)
    for member in members:
        choose(page, "Members", member.name)
    press(page, "Convene and send invitations")
    sees(page, reference)


def add_paper(page: Page, reference: str, title: str) -> None:
    """The manager adds a paper for the panel."""
    do(page, reference, "Add a document")
    choose(page, "What it is", "Paper for the panel")
    write(page, "Title (optional)", title)
    page.get_by_label("File", exact=True).set_input_files(PAPER)
    press(page, "Add document")
    expect(page.get_by_role("link", name=re.compile(f"^{re.escape(title)} "))).to_be_visible()


def record_notice(page: Page, reference: str, act: str, *, sent: date) -> None:
    """The manager records that a body was told, with the copy of what was sent."""
    do(page, reference, act)
    enter_date(page, "Date sent", sent)
    page.get_by_label("Copy of what was sent").set_input_files(PAPER)
    press(page, "Record the notice")
    is_told(page, "The notice has been recorded.")


# --- the panel chair -------------------------------------------------------------------------------------


def record_attendance(page: Page, reference: str, *, held: date, dissent: str = "", of: str = "panel") -> None:
    """Everybody came."""
    do(page, reference, "Record who attended")
    enter_date(page, f"When the {of} met", held)
    for attended in page.get_by_label("Attended", exact=True).all():
        attended.check()
    write(page, "Dissent (optional)", dissent)
    press(page, "Record attendance")
    sees(page, reference)


def write_recommendation(page: Page, reference: str, *, scope_from: date, scope_to: date) -> None:
    """A recommendation to hold a review, with terms of reference and a proposed chair, up to the page that signs it."""
    do(page, reference, "Record the panel’s recommendation")
    press(page, "Start")
    choose(page, "What does the panel recommend?", "Hold a Serious Case Review")
    write(page, "Reasons for the recommendation", "The criteria are met.")
    go_on(page, "terms of reference")
    choose(page, "Does the panel have draft terms of reference?", "Yes, they follow here")
    enter_date(page, "Period under review: from", scope_from)
    enter_date(page, "Period under review: to", scope_to)
    write(page, "Methodology", "Systems methodology with practitioners’ events.")
    write(page, "Why this approach is proportionate", "One child, four organisations, two years.")
    go_on(page, "chair")
    choose(page, "Whom does the panel propose?", "Somebody, named here")
    write(page, "Or somebody else: full name", "Dr Ines Calder")
    write(page, "Background", "Chaired six reviews elsewhere.")
    go_on(page, "Check your answers")


def sign(page: Page, button: str, confirmation: str) -> None:
    """Signs with the password."""
    write(page, "Your password", PASSWORD)
    press(page, button)
    sees(page, confirmation)


# --- the Board Chair -------------------------------------------------------------------------------------


def refer(page: Page, reference: str) -> None:
    """The Chair refers the notification to the Criteria Panel."""
    do(page, reference, "Refer to the Criteria Panel")
    press(page, "Refer to the panel")
    is_told(page, "The case has been referred to the Criteria Panel.")


def record_consultations(page: Page, *, on: date) -> None:
    """From the page on which the Chair decides: peer challenge was sought, the National Panel was not."""
    page.get_by_role("link", name=re.compile("Peer challenge")).click()
    choose(page, "Was it sought?", "Yes")
    write(page, "Whom you consulted", "Dale Oram")
    write(page, "Their Board", "Another Board")
    enter_date(page, "Date of the consultation", on)
    write(page, "Summary of what was said", "Agrees.")
    press(page, "Record")
    sees(page, "Decide whether to hold a review")
    page.get_by_role("link", name=re.compile(r"Record it now.*National Panel")).click()
    choose(page, "Was it sought?", "No")
    write(page, "If not: why none was sought", "Not needed: the criteria are plain.")
    press(page, "Record")
    sees(page, "Decide whether to hold a review")


def write_decision(page: Page, *, reasons: str) -> None:
    """A decision to hold a review, up to the page that signs it."""
    choose(page, "What do you decide?", "Hold a Serious Case Review")
    write(page, "Reasons for your decision", reasons)
    go_on(page, "Check your decision")
