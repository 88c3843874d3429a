"""The pages on which an action is agreed, reported with evidence, closed and sent back (SCR-23, CR-14)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tests import board as b
from tests.cases.browsing import boxes, done, errors_of, nothing_to_do, opened, paper
from tests.cases.moments import frozen
from tests.learning import learn
from wscb.cases.actions.papers import strike_document
from wscb.cases.models import Case
from wscb.learning.models import LearningAction
from wscb.people.models import User
from wscb.trail.models import Entry

pytestmark = pytest.mark.django_db

RECEIVED = date(2026, 3, 2)
DAY = date(2026, 3, 20)
DUE = date(2026, 4, 30)
LATER = date(2026, 5, 5)


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with frozen(DAY):
        yield


@pytest.fixture
def board() -> b.Board:
    return b.new_board()


@pytest.fixture
def case(board: b.Board) -> Case:
    return b.under_way(board, received=RECEIVED)


@pytest.fixture
def first(board: b.Board, case: Case) -> User:
    user = b.representative(board)
    b.name_representative(board, case, user, on=DAY)
    return user


@pytest.fixture
def action(board: b.Board, case: Case) -> LearningAction:
    return learn.acted(board, learn.raised(board, case, on=DAY), on=DAY, due_on=DUE)


def own(name: str, action: LearningAction) -> str:
    return reverse(f"learning:{name}", args=[action.pk])


def said(client: Client, name: str, action: LearningAction, **answers: object) -> str:
    """Opens the organisation's page, sends it, and gives where it leads."""
    shown = client.get(own(name, action))
    return str(client.post(own(name, action), {**shown.context["form"].hidden, **answers})["Location"])


@pytest.mark.clause("SCR-23", "CR-14")
def test_a_representative_agrees_on_its_own_page(client: Client, first: User, action: LearningAction) -> None:
    client.force_login(first)
    assert "Proposed" in client.get("/").content.decode()
    assert said(client, "agree", action) == own("own_action", action)
    shown = client.get(own("own_action", action)).content.decode()
    assert "Agreed on" in shown
    assert "20 March 2026" in shown
    assert client.get(own("agree", action)).status_code == 404
    assert client.get(own("decline", action)).status_code == 404


@pytest.mark.clause("SCR-23", "CR-14")
def test_what_is_not_agreed_is_read_changed_and_proposed_anew(
    client: Client, board: b.Board, case: Case, first: User, action: LearningAction
) -> None:
    client.force_login(first)
    answer = {"because": "It is not ours to do.", "what": "Tell one team.", **boxes("due_on", LATER)}
    said(client, "decline", action, **answer)
    finding = reverse("learning:finding", args=[case.reference, action.finding_id])
    client.force_login(board.manager)
    text = client.get(finding).content.decode()
    assert "It is not ours to do." in text
    assert "Tell one team." in text
    form = opened(client, board.manager, case, "change_learning_action", str(action.pk)).context["form"]
    assert (form.initial["what"], form.initial["due_on"]) == ("Tell one team.", LATER)
    answers = {"what": "Tell one team.", "because": "As you asked.", **boxes("due_on", LATER)}
    done(client, board.manager, case, "change_learning_action", str(action.pk), **answers)
    client.force_login(first)
    shown = client.get(own("own_action", action)).content.decode()
    for words in ("As you asked.", learn.WHAT, "Tell one team.", "Proposed"):
        assert words in shown


def test_an_answer_to_a_page_that_was_overtaken_is_not_taken(
    client: Client, board: b.Board, first: User, action: LearningAction
) -> None:
    client.force_login(first)
    shown = client.get(own("decline", action))
    learn.agreed(board, action, on=DAY)
    answers = {**shown.context["form"].hidden, "because": "It is not ours."}
    assert client.post(own("decline", action), answers).status_code == 404
    action.refresh_from_db()
    assert action.state == "agreed"


@pytest.mark.clause("SCR-23", "CR-14")
def test_the_office_records_an_agreement_given_elsewhere(
    client: Client, board: b.Board, case: Case, action: LearningAction
) -> None:
    response = done(client, board.manager, case, "agree_learning_action", str(action.pk), how="By letter.")
    assert set(errors_of(response)) == {"agreed_on", "said_by"}
    answers = {"how": "By letter.", "said_by": "Sam Superintendent", **boxes("agreed_on", DAY)}
    response = done(client, board.manager, case, "agree_learning_action", str(action.pk), **answers)
    text = client.get(response["Location"]).content.decode()
    assert "Agreed by Sam Superintendent" in text
    assert "By letter." in text


@pytest.mark.clause("SCR-23", "CR-14")
def test_evidence_is_downloaded_by_who_may_see_it_and_by_nobody_else(
    client: Client, board: b.Board, case: Case, first: User, action: LearningAction
) -> None:
    client.force_login(first)
    answers = {"account": "All were told.", **boxes("done_on", DAY)}
    said(client, "report_done", action, **answers, upload=paper("Ashcroft.txt", b"Told: 14 of 14.\n"))
    address = reverse("learning:evidence", args=[action.pk, action.record.get().pk])
    assert address in client.get(own("own_action", action)).content.decode()
    response = client.get(address)
    assert response.content == b"Told: 14 of 14.\n"
    assert "Ashcroft" not in response["Content-Disposition"]
    assert case.reference in response["Content-Disposition"]
    assert Entry.objects.filter(kind="learning.evidence_read", actor_id=first.pk, subject_id=case.pk).count() == 1
    assert client.get(reverse("learning:evidence", args=[action.pk, action.pk])).status_code == 404
    other = b.representative(board, "Other", board.health)
    b.name_representative(board, case, other, on=DAY)
    for person in (other, board.outsider, board.administrator, board.manager):
        client.force_login(person)
        assert client.get(address).status_code == 404
    document = action.record.get().document
    assert document is not None
    client.force_login(board.manager)
    by_office = reverse("cases:document", args=[case.reference, document.pk])
    assert client.get(by_office).content == b"Told: 14 of 14.\n"
    finding = reverse("learning:finding", args=[case.reference, action.finding_id])
    for shown in (finding, reverse("cases:act_page", args=[case.reference, "close_learning_action", action.pk])):
        assert by_office in client.get(shown).content.decode()
    strike_document(case=case, by=board.manager, on=DAY, document=document, because="Another child’s.")
    assert by_office not in client.get(finding).content.decode()
    client.force_login(first)
    assert client.get(address).status_code == 404
    assert address not in client.get(own("own_action", action)).content.decode()


def test_an_upload_that_could_run_is_refused_and_nothing_is_reported(
    client: Client, first: User, action: LearningAction
) -> None:
    client.force_login(first)
    shown = client.get(own("report_done", action))
    answers = {**shown.context["form"].hidden, "account": "Told.", **boxes("done_on", DAY), "upload": paper("run.exe")}
    assert set(errors_of(client.post(own("report_done", action), answers))) == {"upload"}
    action.refresh_from_db()
    assert action.state == "proposed"


@pytest.mark.clause("SCR-23", "CR-14")
def test_the_board_reads_what_was_reported_and_sends_it_back_or_closes_it(
    client: Client, board: b.Board, case: Case, first: User, action: LearningAction
) -> None:
    learn.reported(board, action, on=DAY, by=first)
    page = opened(client, board.chair, case, "return_learning_action", str(action.pk)).content.decode()
    assert "All were told." in page
    answers = {"missing": "The list of who was told.", **boxes("due_on", LATER)}
    done(client, board.chair, case, "return_learning_action", str(action.pk), **answers)
    client.force_login(first)
    shown = client.get(own("own_action", action)).content.decode()
    for words in ("Sent back", "The list of who was told.", "All were told."):
        assert words in shown
    said(client, "report_done", action, account="Here it is.", **boxes("done_on", DAY))
    response = done(client, board.manager, case, "close_learning_action", str(action.pk), note="Thank you.")
    assert "Closed" in client.get(response["Location"]).content.decode()
    client.force_login(first)
    assert "Thank you." in client.get(own("own_action", action)).content.decode()
    assert "1 that ended" in client.get("/").content.decode()


@pytest.mark.parametrize(
    ("act", "none"),
    [
        ("agree_learning_action", "Every action that is open has been agreed."),
        ("change_learning_action", "No organisation has answered that it does not agree."),
        ("close_learning_action", "No action has been reported done and waits to be looked at."),
        ("return_learning_action", "No action has been reported done and waits to be looked at."),
    ],
)
def test_an_act_without_an_action_that_it_is_for_says_so(
    client: Client, board: b.Board, case: Case, act: str, none: str
) -> None:
    assert none in nothing_to_do(client, board.manager, case, act)
