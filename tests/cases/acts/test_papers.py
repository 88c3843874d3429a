"""Documents, notes and brief information: added, struck out, asked for, received (SCR-05, SCR-15)."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.test import Client

from tests import board as b
from tests.cases.browsing import act_address, boxes, done, errors_of, filled, nothing_to_do, opened, paper
from wscb.cases.actions import information, papers
from wscb.cases.errors import ActRefused
from wscb.cases.models import Case, CaseDocument, CaseNote, InformationRequest
from wscb.documents.store import read

pytestmark = pytest.mark.django_db

RECEIVED = date(2026, 3, 2)
TODAY = date(2026, 3, 4)
TOMORROW = date(2026, 3, 5)


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with time_machine.travel(datetime(2026, 3, 4, 10, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def board() -> b.Board:
    return b.new_board()


@pytest.fixture
def case(board: b.Board) -> Case:
    return b.log(board, received=RECEIVED)


@pytest.mark.clause("SCR-05")
def test_paper_for_the_panel_is_uploaded_and_kept_encrypted(client: Client, board: b.Board, case: Case) -> None:
    sent = {"kind": "panel_paper", "title": "Summary of contacts", "upload": paper(content=b"Contacts since 2012.\n")}
    response = done(client, board.manager, case, "add_document", **sent)
    assert response["Location"] == f"/cases/{case.reference}/documents/"
    document = CaseDocument.objects.get(case=case)
    assert (document.kind, document.title, document.added_by) == ("panel_paper", "Summary of contacts", board.manager)
    assert read(document.stored) == b"Contacts since 2012.\n"
    assert document.stored.data_key_id == case.data_key_id


def test_document_without_a_title_takes_its_files_name(client: Client, board: b.Board, case: Case) -> None:
    done(client, board.manager, case, "add_document", kind="other", upload=paper("letter.txt"))
    assert CaseDocument.objects.get(case=case).title == "letter.txt"


@pytest.mark.parametrize(
    ("upload", "words"),
    [
        (("run.exe", b"MZ"), "must be a PDF"),
        (("page.pdf", b"not a PDF"), "is not a PDF"),
        (("plan.docm", b"PK"), "macros"),
        (("empty.txt", b""), "empty"),
    ],
)
def test_upload_that_is_not_allowed_is_refused_at_its_field_and_the_rest_kept(
    client: Client, board: b.Board, case: Case, upload: tuple[str, bytes], words: str
) -> None:
    sent = {"kind": "other", "title": "The plan", "upload": paper(*upload)}
    response = done(client, board.manager, case, "add_document", **sent)
    assert words in errors_of(response)["upload"][0]
    page = response.content.decode()
    assert 'value="The plan"' in page
    assert 'href="#id_upload"' in page
    assert not CaseDocument.objects.exists()


def test_page_that_comes_back_says_that_the_file_has_to_be_chosen_again(
    client: Client, board: b.Board, case: Case
) -> None:
    response = done(client, board.manager, case, "add_document", upload=paper())
    assert list(errors_of(response)) == ["kind"]
    assert "Select the file again." in response.content.decode()


def test_double_click_adds_one_document(client: Client, board: b.Board, case: Case) -> None:
    shown = opened(client, board.manager, case, "add_document")
    for _ in range(2):
        sent = filled(shown, kind="other", upload=paper())
        assert client.post(act_address(case, "add_document"), sent).status_code == 302
    assert CaseDocument.objects.count() == 1


@pytest.mark.clause("SCR-15")
def test_document_is_struck_out_with_its_reason_and_kept(client: Client, board: b.Board, case: Case) -> None:
    b.add_paper(board, case, on=TODAY)
    document = CaseDocument.objects.get()
    shown = opened(client, board.manager, case, "strike_document", str(document.pk))
    assert f'<option value="{document.pk}" selected>' in shown.content.decode()
    sent = {"document": str(document.pk), "because": "It belongs to another case.", "understood": "on"}
    response = done(client, board.manager, case, "strike_document", str(document.pk), **sent)
    assert response["Location"] == f"/cases/{case.reference}/documents/"
    document.refresh_from_db()
    assert document.struck.because == "It belongs to another case."
    assert read(document.stored) == b.PAPER.content
    with pytest.raises(ActRefused, match="already"):
        papers.strike_document(case=case, by=board.manager, on=TODAY, document=document, because="Again.")


@pytest.mark.clause("SCR-15")
def test_copy_of_a_notice_and_another_cases_document_cannot_be_struck_out(
    client: Client, board: b.Board, case: Case
) -> None:
    other = b.log(board, received=RECEIVED)
    b.add_paper(board, other, on=TODAY)
    b.notify(board, case, "notify_incident_ofsted", on=TODAY)
    assert nothing_to_do(client, board.manager, case, "strike_document")
    for document in CaseDocument.objects.all():
        with pytest.raises(ActRefused, match="part of the record"):
            papers.strike_document(case=case, by=board.manager, on=TODAY, document=document, because="A mistake.")


def test_note_of_a_call_is_added(client: Client, board: b.Board, case: Case) -> None:
    sent = {
        "kind": "call",
        **boxes("happened_on", TODAY),
        "with_whom": "The coroner’s officer",
        "text": "Line one.\r\nLine two.",
    }
    assert done(client, board.chair, case, "add_note", **sent)["Location"] == f"/cases/{case.reference}/messages/"
    note = CaseNote.objects.get(case=case)
    assert (note.kind, note.happened_on, note.with_whom, note.text, note.by) == (
        "call", TODAY, "The coroner’s officer", "Line one.\nLine two.", board.chair,
    )  # fmt: skip


def test_note_of_tomorrow_and_an_empty_one_are_refused(client: Client, board: b.Board, case: Case) -> None:
    sent = {"kind": "call", "text": "A call.", **boxes("happened_on", TOMORROW)}
    assert list(errors_of(done(client, board.manager, case, "add_note", **sent))) == ["happened_on"]
    assert set(errors_of(done(client, board.manager, case, "add_note"))) == {"kind", "happened_on", "text"}
    with pytest.raises(ActRefused) as refused:
        papers.add_note(
            case=case, by=board.manager, on=TODAY, kind="call", happened_on=TOMORROW, with_whom="", text="A call."
        )
    assert refused.value.field == "happened_on"


def ask(board: b.Board, case: Case, organisation: b.Organisation) -> InformationRequest:
    return information.ask_information(
        case=case, by=board.manager, on=TODAY, organisation=organisation, question="Dates of attendance."
    )


@pytest.mark.clause("SCR-05")
def test_organisations_are_asked_for_brief_information_each_with_its_own_date(
    client: Client, board: b.Board, case: Case
) -> None:
    for organisation in (board.health, board.council):
        sent = {"organisation": str(organisation.pk), "question": "Dates of attendance."}
        assert done(client, board.manager, case, "ask_information", **sent).status_code == 302
    steps = case.steps.filter(code="information", done_on__isnull=True)
    assert {step.about for step in steps} == set(InformationRequest.objects.values_list("pk", flat=True))
    assert {step.due_on for step in steps} == {date(2026, 3, 11)}


@pytest.mark.clause("SCR-05")
def test_answer_closes_the_step_of_its_own_request_alone(client: Client, board: b.Board, case: Case) -> None:
    first, second = ask(board, case, board.health), ask(board, case, board.council)
    shown = opened(client, board.manager, case, "receive_information", str(first.pk)).content.decode()
    assert f'value="{first.pk}" checked' in shown
    sent = {"asked": str(first.pk), **boxes("received_on", TODAY), "answer": "Twice in 2013.", "upload": paper()}
    assert done(client, board.manager, case, "receive_information", **sent).status_code == 302
    first.refresh_from_db()
    assert (first.received_on, first.answer) == (TODAY, "Twice in 2013.")
    assert [step.about for step in case.steps.filter(code="information", done_on__isnull=True)] == [second.pk]
    assert CaseDocument.objects.get(case=case).kind == "information"


def test_answer_needs_words_or_a_file_and_a_day_since_it_was_asked(client: Client, board: b.Board, case: Case) -> None:
    request = ask(board, case, board.health)
    empty = {"asked": str(request.pk), **boxes("received_on", TODAY)}
    assert list(errors_of(done(client, board.manager, case, "receive_information", **empty))) == ["answer"]
    early = {"asked": str(request.pk), **boxes("received_on", date(2026, 3, 3)), "answer": "Twice."}
    assert list(errors_of(done(client, board.manager, case, "receive_information", **early))) == ["received_on"]
    file_alone = {"asked": str(request.pk), **boxes("received_on", TODAY), "upload": paper()}
    assert done(client, board.manager, case, "receive_information", **file_alone).status_code == 302


def test_answer_to_nothing_asked_says_so(client: Client, board: b.Board, case: Case) -> None:
    assert "No request for information is waiting" in nothing_to_do(client, board.manager, case, "receive_information")
