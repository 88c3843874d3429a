"""The whole path of a Serious Case Review, each person in a window of their own, with a real worker and real e-mail."""

from __future__ import annotations

import re
from datetime import date, timedelta
from io import BytesIO

import pikepdf
import pytest
from django.core.management import call_command
from playwright.sync_api import Page, expect

from tests import board as b
from tests.documents.reading import text_of
from tests.journeys import pages
from tests.journeys.conftest import Windows
from tests.running import Mailbox, wait_until
from wscb import clock, dates
from wscb.cases.models import Case, FormEdition
from wscb.people.models import User
from wscb.trail import chain

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
OF_THE_REVIEW = {
    *("propose_lead", "propose_appointed_chair", "agree_terms", "begin_review"),
    *("completion", "interim_learning"),
}
"""What is owed once the Chair has decided to hold a review."""

GIVEN, FAMILY = "Quillon", "Thistlewaite"


@pytest.mark.clause(
    "SCR-01", "SCR-05", "SCR-08", "SCR-09", "SCR-10", "SCR-11", "SCR-14", "SCR-32", "FORM-01", "FORM-02", "FORM-05",
    "CARD-01", "CARD-03", "GEN-03", "GEN-04",
)  # fmt: skip
def test_a_case_goes_from_notification_to_notices_in_three_browsers(
    board: b.Board, windows: Windows, mailbox: Mailbox
) -> None:
    today = clock.today()
    manager, chair, panel_chair = windows(), windows(), windows()

    pages.sign_in(manager, board.manager)
    reference = pages.log_notification(
        manager, given=GIVEN, family=FAMILY, born=date(2012, 5, 4), received=today, told_by=board.police.name
    )
    expect(manager.get_by_role("main")).to_contain_text(dates.long_date(today + timedelta(days=21)))

    follow_letter(chair, mailbox, board.chair, f"Notification logged: case {reference}")
    pages.sees(chair, reference)
    pages.refer(chair, reference)

    record_incident_notices(manager, reference, today)
    pages.add_paper(manager, reference, "Summary of contacts")
    pages.convene(manager, reference, meets=today, chair=board.panel_chair, members=board.members[:3])

    follow_letter(panel_chair, mailbox, board.panel_chair, f"Referred to the Criteria Panel: case {reference}")
    pages.record_attendance(panel_chair, reference, held=today, dissent="Member 2 would have waited for the inquest.")
    pages.write_recommendation(panel_chair, reference, scope_from=date(2012, 5, 4), scope_to=today)
    pages.sign(panel_chair, "Sign the recommendation", "Recommendation signed")

    first_form = receive_form(manager, mailbox, board.manager, reference, form=1)
    assert f"{GIVEN} {FAMILY}" in text_of(first_form)

    follow_letter(chair, mailbox, board.chair, f"Recommendation made: case {reference}", signed_in=True)
    pages.do(chair, reference, "Decide")
    pages.record_consultations(chair, on=today)
    pages.write_decision(chair, reasons="I agree with the panel.")
    pages.sign(chair, "Sign the decision", "Decision signed")

    assert "not yet notified" in text_of(receive_form(manager, mailbox, board.manager, reference, form=2))
    pages.record_notice(manager, reference, "Record that Ofsted was told of the decision", sent=today)
    pages.record_notice(manager, reference, "Record that the National Panel was told of the decision", sent=today)
    last = the_form(manager, reference, form=2, edition=2)
    assert "not yet notified" not in text_of(last)
    assert re.findall(r"notified of Outcome (\d+ \w+ \d{4})", text_of(last)) == [written(today)] * 2

    what_stands_in_the_end(manager, reference)
    no_letter_names_anybody(mailbox)


def written(day: date) -> str:
    """A date as the appendix forms write it."""
    return f"{day.day} {day:%B %Y}"


def follow_letter(page: Page, mailbox: Mailbox, person: User, subject: str, *, signed_in: bool = False) -> None:
    """Waits for the letter, opens its link, and signs in where that is asked."""
    wait_until(lambda: subject in mailbox.subjects_for(person.email), what=f"“{subject}” for {person.email}")
    letter = next(one for one in mailbox.letters if one["X-For"] == person.email and one["Subject"] == subject)
    link = re.search(r"http://localhost:\d+/\S*", text_part(letter))
    assert link, text_part(letter)
    page.goto(link[0])
    if not signed_in:
        pages.sees(page, "Sign in")
        pages.sign_in(page, person)


def text_part(letter: object) -> str:
    """The letter's plain text."""
    part = next(one for one in letter.walk() if one.get_content_type() == "text/plain")  # type: ignore[attr-defined]
    return part.get_payload(decode=True).decode()


def record_incident_notices(page: Page, reference: str, today: date) -> None:
    """Ofsted and the National Panel are told of the incident: two steps of their own."""
    pages.record_notice(page, reference, "Record the notice to Ofsted", sent=today)
    pages.record_notice(page, reference, "Record the notice to the National Panel", sent=today)


def receive_form(page: Page, mailbox: Mailbox, manager: User, reference: str, *, form: int) -> bytes:
    """The letter says that a form arrived, Your work asks for its receipt, it opens, and its receipt is recorded."""
    follow_letter(page, mailbox, manager, f"Form {form} has arrived: case {reference}", signed_in=True)
    content = the_form(page, reference, form=form, edition=1)
    page.goto("/")
    page.get_by_role("link", name=re.compile(f"^Receive form {form} .*{reference}")).click()
    pages.press(page, "Record receipt")
    pages.sees(page, reference)
    return content


def the_form(page: Page, reference: str, *, form: int, edition: int) -> bytes:
    """Downloads an edition once it is there; it must be a tagged PDF in English."""
    ready = FormEdition.objects.filter(
        case__reference=reference, form=f"scr_form_{form}", edition=edition, state="ready"
    )
    wait_until(ready.exists, what=f"form {form}, edition {edition}")
    pages.open_case(page, reference, "documents")
    with page.expect_download() as started:
        page.get_by_role("link", name=re.compile(rf"^Form {form}: .*edition {edition}\b")).click()
    assert (FAMILY not in started.value.suggested_filename) and reference in started.value.suggested_filename
    content = started.value.path().read_bytes()
    with pikepdf.open(BytesIO(content)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "en-GB"
        assert "/StructTreeRoot" in pdf.Root
    return content


def what_stands_in_the_end(page: Page, reference: str) -> None:
    """No task of the decision is left but what the review to come owes; the timeline tells it all, and the trail holds together."""
    case = Case.objects.get(reference=reference)
    assert set(case.steps.filter(done_on__isnull=True).values_list("code", flat=True)) == OF_THE_REVIEW
    assert not case.steps.filter(outcome="").exclude(code__in=OF_THE_REVIEW).exists()
    pages.open_case(page, reference, "timeline")
    told = [heading.inner_text() for heading in page.locator(".moj-timeline__title").all()]
    assert told[::-1] == [
        "Log a notification",
        "Refer to the Criteria Panel",
        "Record the notice to Ofsted",
        "Record the notice to the National Panel",
        "Add a document",
        "Convene the panel",
        "Record who attended",
        "Record the panel’s recommendation",
        "Receive form 1",
        "Record a consultation",
        "Record a consultation",
        "Decide",
        "Receive form 2",
        "Record that Ofsted was told of the decision",
        "Record that the National Panel was told of the decision",
    ]
    while chain.seal_entries(whole=True):
        pass
    call_command("verify_trail")


def no_letter_names_anybody(mailbox: Mailbox) -> None:
    """Letters name the case by its reference alone."""
    letters = [letter.as_string() + text_part(letter) for letter in mailbox.letters]
    assert letters
    assert not [letter for letter in letters if GIVEN in letter or FAMILY in letter or "Nowhere Lane" in letter]
