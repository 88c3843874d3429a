"""The pages of the report, sent as people send them: written, checked, returned, accepted, its lessons told."""

from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from reviews.actions import lessons, report
from tests import board as b
from tests.cases.browsing import boxes, done, errors_of, filled, nothing_to_do, opened, paper
from tests.cases.pages.support import asked
from tests.documents.samples import pdf
from tests.reviews import reporting as r
from wscb.cases.models import Case
from wscb.dates import LONDON

pytestmark = pytest.mark.django_db

TODAY = r.RECEIVED + timedelta(days=100)


@pytest.fixture(autouse=True)
def today() -> object:
    with time_machine.travel(datetime(TODAY.year, TODAY.month, TODAY.day, 12, tzinfo=LONDON), tick=False):
        yield


@pytest.fixture
def board() -> b.Board:
    return b.new_board()


@pytest.fixture
def case(board: b.Board) -> Case:
    return b.under_way(board, received=r.RECEIVED)


def page(client: Client, case: Case) -> str:
    response = client.get(reverse("reviews:report", args=[case.reference]))
    assert response.status_code == 200
    return str(response.content.decode())


@pytest.mark.clause("SCR-25")
def test_the_lead_reviewer_writes_a_version_and_reads_how_easy_it_is(
    client: Client, board: b.Board, case: Case
) -> None:
    lead = r.lead_of(board, case)
    words = "The boy went home. His mum was not there. He sat on the step and cried. " * 3
    response = done(client, lead, case, "write_report", what_happened=words, why="", changed="")
    assert response["Location"] == reverse("reviews:report", args=[case.reference])
    shown = page(client, case)
    assert "Version 1, being written" in shown
    assert "Very easy to read" in shown
    assert "why it happened" in shown.split("Still empty:")[1].split("</p>")[0]
    again = opened(client, lead, case, "write_report")
    assert again.context["form"].initial["what_happened"] == words.strip()


def test_a_version_is_read_with_its_hash_computed_again(client: Client, board: b.Board, case: Case) -> None:
    kept = r.write(board, case, on=TODAY, why="Nobody asked the child.")
    client.force_login(board.chair)
    shown = client.get(reverse("reviews:report_version", args=[case.reference, kept.pk])).content.decode()
    assert "Nobody asked the child." in shown
    assert kept.content_hash in shown
    assert "computed again for this page, and the same" in shown


def test_a_report_is_uploaded_as_what_it_is(client: Client, board: b.Board, case: Case) -> None:
    given = {"summary": "What we learnt.", "changed": ""}
    response = done(client, board.manager, case, "upload_report", upload=paper(), **given)
    assert errors_of(response) == {"upload": ["The selected file must be a PDF or DOCX."]}
    file = SimpleUploadedFile("report.pdf", pdf())
    assert done(client, board.manager, case, "upload_report", upload=file, **given).status_code == 302
    assert "uploaded" in page(client, case)


def test_submitting_without_every_section_says_which(client: Client, board: b.Board, case: Case) -> None:
    lead = r.lead_of(board, case)
    assert "no version of the report yet" in opened(client, lead, case, "submit_report").content.decode()
    r.write(board, case, on=TODAY, sources="")
    assert "Research and case evidence used" in opened(client, lead, case, "submit_report").content.decode()


@pytest.mark.clause("SCR-25")
def test_a_comment_is_recorded_for_an_organisation_and_answered(client: Client, board: b.Board, case: Case) -> None:
    r.write(board, case, on=TODAY)
    said = {"organisation": str(board.police.pk), "passage": "Why", "text": "It was a Tuesday."}
    assert done(client, board.manager, case, "record_comment", **said, **boxes("received_on", TODAY)).status_code == 302
    comment = case.report_comments.get()
    lead = r.lead_of(board, case)
    assert opened(client, lead, case, "answer_comment").context["form"]["which"].value() == str(comment.pk)
    sent = done(client, lead, case, "answer_comment", str(comment.pk), which=str(comment.pk), answer="Put right.")
    assert sent.status_code == 302
    shown = page(client, case)
    assert "It was a Tuesday." in shown
    assert "Put right." in shown
    assert "No comment is waiting" in nothing_to_do(client, lead, case, "answer_comment")


@pytest.mark.clause("SCR-25")
def test_a_redaction_is_offered_for_a_legal_reason_alone(client: Client, board: b.Board, case: Case) -> None:
    r.write(board, case, on=TODAY)
    form = opened(client, board.manager, case, "redact_report").context["form"]
    assert [code for code, _ in form.fields["ground"].choices] == ["legal"]
    response = done(client, board.manager, case, "redact_report", passage="A name.", ground="legal", reason="")
    assert list(errors_of(response)) == ["reason"]
    given = {"passage": "A name.", "ground": "legal", "reason": "The court’s order."}
    assert done(client, board.manager, case, "redact_report", **given).status_code == 302
    assert "The court’s order." in page(client, case)


def checklist_answers() -> dict[str, str]:
    where = {f"{code}_where": one["where"] for code, one in r.ANSWERS.items()}
    return {**{code: one["answer"] for code, one in r.ANSWERS.items()}, **where}


@pytest.mark.clause("GEN-11", "SCR-25", "SCR-34")
def test_from_submission_to_acceptance_in_the_browser(client: Client, board: b.Board, case: Case) -> None:
    lead = r.lead_of(board, case)
    r.write(board, case, on=TODAY)
    assert done(client, lead, case, "submit_report").status_code == 302
    refused = opened(client, board.chair, case, "accept_report")
    assert refused.context["form"] is None
    assert "Still to be recorded: the quality checklist" in refused.content.decode()
    assert "the family members to invite, or that there are none and why" in refused.content.decode()
    assert done(client, lead, case, "record_no_family", because="The child had no family left.").status_code == 302
    some = {**checklist_answers(), "why": "", "why_where": ""}
    assert set(errors_of(done(client, lead, case, "answer_checklist", **some))) == {"why", "why_where"}
    assert done(client, lead, case, "answer_checklist", **checklist_answers()).status_code == 302
    confirm = reverse("cases:act", args=[case.reference, "confirm_checklist"])
    assert confirm in opened(client, board.chair, case, "accept_report").content.decode()
    assert done(client, board.chair, case, "confirm_checklist", remark="", confirmed="on").status_code == 302
    assert confirm not in opened(client, board.chair, case, "accept_report").content.decode()
    wrong = done(client, board.chair, case, "accept_report", reasons="It answers.", password="wrong")
    assert list(errors_of(wrong)) == ["password"]
    signed = done(client, board.chair, case, "accept_report", reasons="It answers.", password=b.PASSWORD)
    assert client.get(signed["Location"]).status_code == 200
    case = b.fresh(case)
    assert case.state == "completed"
    assert "Version 1, accepted" in page(client, case)
    assert "Report accepted" in client.get(reverse("cases:decisions", args=[case.reference])).content.decode()


def test_a_report_is_returned_with_what_is_missing(client: Client, board: b.Board) -> None:
    case = r.with_board(board)
    assert list(errors_of(done(client, board.chair, case, "return_report", missing=""))) == ["missing"]
    assert done(client, board.chair, case, "return_report", missing="The child’s voice.").status_code == 302
    client.force_login(r.lead_of(board, case))
    assert "The child’s voice." in page(client, case)


@pytest.mark.clause("SCR-31")
def test_the_council_and_partners_are_advised_and_acknowledge(client: Client, board: b.Board) -> None:
    case = r.completed(board, received=r.RECEIVED - timedelta(days=10))
    council = str(board.council.pk)
    details = {"which": council, "sent_by_name": "Morgan Ellis", "told": "Director", **boxes("sent_on", TODAY)}
    sent = done(client, board.manager, case, "advise_partner", council, **details, copy=paper())
    assert sent.status_code == 302
    assert "Morgan Ellis, to Director" in page(client, case)
    advice = case.lessons_advice.get()
    how = {"which": str(advice.pk), "how": "By e-mail.", **boxes("acknowledged_on", TODAY)}
    assert done(client, board.manager, case, "acknowledge_lessons", str(advice.pk), **how).status_code == 302
    assert "By e-mail." in page(client, case)
    assert council not in [
        pk for pk, _ in opened(client, board.manager, case, "advise_partner").context["form"].fields["which"].choices
    ]


def grown(board: b.Board, count: int) -> Case:
    """A completed review with so many more of everything on its report's page."""
    case = b.under_way(board, received=r.RECEIVED - timedelta(days=10))
    on: date = TODAY - timedelta(days=5)
    for number in range(count):
        r.write(board, case, on=on, why=f"Reason {number}.")
        said = report.record_comment(
            case=case, by=board.manager, on=on, organisation=board.police, text=f"{number}", received_on=on
        )
        report.answer_comment(case=case, by=board.manager, on=on, comment=said, answer="Put right.")
        report.redact_report(case=case, by=board.manager, on=on, passage=f"{number}", ground="legal", reason="So.")
    r.submit(board, case, on=on)
    r.check(board, case, on=on)
    r.accept(board, case, on=on)
    for partner in (board.council, board.police)[:count]:
        lessons.advise_partner(
            case=case, by=board.manager, on=on, organisation=partner, sent_on=on, sent_by_name="M", copy=b.PAPER
        )
    return b.fresh(case)


def test_the_page_of_the_report_asks_as_often_for_many_rows_as_for_few(client: Client, board: b.Board) -> None:
    small, large = grown(board, 1), grown(board, 4)
    client.force_login(board.manager)
    page(client, small)
    for name in ("reviews:report", "reviews:review"):
        _, few = asked(client, reverse(name, args=[small.reference]))
        response, many = asked(client, reverse(name, args=[large.reference]))
        assert response.status_code == 200
        assert len(many) == len(few), "\n".join(many)
        assert len(many) <= 20, "\n".join(many)


def test_two_windows_cannot_submit_twice(client: Client, board: b.Board, case: Case) -> None:
    lead = r.lead_of(board, case)
    r.write(board, case, on=TODAY)
    shown = opened(client, lead, case, "submit_report")
    address = reverse("cases:act", args=[case.reference, "submit_report"])
    assert client.post(address, filled(shown)).status_code == 302
    assert client.post(address, filled(shown)).status_code == 302
    assert case.events.filter(act="submit_report").count() == 1
