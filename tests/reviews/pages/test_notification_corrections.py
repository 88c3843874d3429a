"""Correcting a notification, changing answers on the criteria, and a child who dies later (SCR-01, SCR-02)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client

from tests import board as b
from tests.reviews import notifying as n
from wscb import clock
from wscb.cases.models import Case, Draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def board() -> b.Board:
    return b.new_board()


@pytest.fixture
def case(board: b.Board) -> Case:
    return b.log(board, received=clock.today() - timedelta(days=3), incident_on=clock.today() - timedelta(days=4))


@pytest.fixture
def manager(board: b.Board, client: Client) -> Client:
    client.force_login(board.manager)
    return client


def do(case: Case, act: str, page: str = "") -> str:
    return f"/cases/{case.reference}/do/{act}/{page + '/' if page else ''}"


def test_a_child_is_corrected_with_a_reason(case: Case, manager: Client) -> None:
    url = do(case, "correct_facts", "child-1-who")
    assert 'value="Winterbourne"' in manager.get(url).content.decode()

    sent = n.send(
        manager,
        url,
        {
            "named": "known",
            "given_name": "Ash",
            "family_name": "Winterborn",
            "birth": "estimated",
            "because": "Misheard.",
        }
        | n.day("date_of_birth", date(2012, 5, 4)),
    )

    assert sent.status_code == 302
    child = case.subjects.get()
    assert (child.family_name, child.date_of_birth_estimated, child.address) == ("Winterborn", True, "3 Nowhere Lane")
    event = case.events.last()
    assert event is not None and (event.act, event.detail) == ("correct_facts", "Misheard.")


def test_another_name_that_was_wrong_is_taken_back(board: b.Board, manager: Client) -> None:
    child = b.Child(given_name="Ash", family_name="Winterbourne", aliases=("Ashley", "Wrong Person"))
    case = b.log(board, received=clock.today(), children=[child])

    n.send(
        manager,
        do(case, "correct_facts", "child-1-who"),
        {
            "named": "known",
            "given_name": "Ash",
            "family_name": "Winterbourne",
            "aliases": "Ashley\nA. W.",
            "birth": "not_known",
            "because": "-",
        },
    )

    assert sorted(case.subjects.get().aliases.values_list("name", flat=True)) == ["A. W.", "Ashley"]


@pytest.mark.clause("SCR-01")
def test_residence_corrected_to_elsewhere_opens_the_routing(case: Case, manager: Client) -> None:
    assert not case.steps.filter(code="route_elsewhere").exists()

    n.send(
        manager,
        do(case, "correct_facts", "residence"),
        {"residence": "elsewhere", "other_board": "Halton Safeguarding Children Board", "because": "Placed there."},
    )

    assert case.steps.get(code="route_elsewhere").done_on is None
    case.review.refresh_from_db()
    assert case.review.other_board == "Halton Safeguarding Children Board"


def test_another_child_of_the_incident_is_added(case: Case, manager: Client) -> None:
    sent = n.send(
        manager,
        do(case, "correct_facts", "add-child"),
        {"named": "not_known", "birth": "not_known", "because": "A twin."},
    )

    assert sent.status_code == 302
    assert [child.full_name for child in case.subjects.all()] == ["Ash Winterbourne", "Name not known"]


@pytest.mark.parametrize("where", ["child-2-who", "child-x-who", "child-1-shoes", "received", "nonsense"])
def test_pages_that_a_case_does_not_have_are_not_found(case: Case, manager: Client, where: str) -> None:
    assert manager.get(do(case, "correct_facts", where)).status_code == 404


def test_a_correction_over_somebody_elses_change_is_told(board: b.Board, case: Case, manager: Client) -> None:
    url = do(case, "correct_facts", "account")
    page = manager.get(url)
    b.refer(board, case, on=clock.today())

    sent = manager.post(url, n.hidden(page) | {"incident": "Another account.", "because": "New facts."})

    text = sent.content.decode()
    assert sent.status_code == 200
    assert "Refer to the Criteria Panel" in text and "Another account." in text
    assert case.events.filter(act="correct_facts").count() == 0


def worksheet_answers(**changes: str) -> dict[str, str]:
    return {
        "abuse_or_neglect": "no", "abuse_or_neglect_reasons": "Explained by illness.", "died": "yes", "died_reasons": "Pronounced dead.",
        "seriously_harmed": "no", "seriously_harmed_reasons": "Died.", "working_together": "not_known", "because": "The post-mortem.",
    } | changes  # fmt: skip


@pytest.mark.clause("SCR-02")
def test_answers_are_changed_shown_before_and_after_and_signed(board: b.Board, case: Case, manager: Client) -> None:
    url = do(case, "revise_worksheet")

    onwards = n.send(manager, url, worksheet_answers())
    assert onwards["Location"] == do(case, "revise_worksheet", "sign")
    text = manager.get(onwards["Location"]).content.decode()
    assert "The criteria are met: a review is required" in text and "The criteria are not met" in text

    wrong = n.send(manager, onwards["Location"], {"password": "nonsense"})
    assert "The password is not correct" in wrong.content.decode() and case.worksheets.count() == 1
    assert n.send(manager, onwards["Location"], {"password": b.PASSWORD}).status_code == 302

    sheet = case.worksheets.get(version=2)
    assert (sheet.result, sheet.because, sheet.confirmed_by, sheet.by) == (
        "not_met",
        "The post-mortem.",
        "password",
        board.manager,
    )
    assert not Draft.objects.exists()


def test_answers_that_do_not_change_are_refused(case: Case, manager: Client) -> None:
    page = manager.get(do(case, "revise_worksheet"))
    same = {
        "abuse_or_neglect": "yes", "abuse_or_neglect_reasons": "Injuries without explanation.", "died": "yes",
        "died_reasons": "Pronounced dead in hospital.", "seriously_harmed": "no", "seriously_harmed_reasons": "",
        "working_together": "not_known", "because": "None.",
    }  # fmt: skip
    assert (
        "Enter reasons for your answer on serious harm"
        in manager.post(do(case, "revise_worksheet"), n.hidden(page) | same).content.decode()
    )


def test_what_another_window_changed_is_not_signed(case: Case, manager: Client) -> None:
    sign = n.send(manager, do(case, "revise_worksheet"), worksheet_answers())["Location"]
    shown = manager.get(sign)
    n.send(manager, do(case, "revise_worksheet"), worksheet_answers(died="no"))

    sent = manager.post(sign, n.hidden(shown) | {"password": b.PASSWORD})

    assert "saved from another window" in sent.content.decode()
    assert case.worksheets.count() == 1


@pytest.mark.clause("SCR-01")
def test_a_child_who_dies_later_turns_the_same_case(board: b.Board, manager: Client) -> None:
    received = clock.today() - timedelta(days=5)
    case = b.log(board, received=received, answers=b.NO_LIMB)
    due = dict(case.steps.values_list("code", "due_on"))
    child = case.subjects.get()
    answers = {
        "child": str(child.pk),
        "reasons": "Died in hospital.",
        "circumstances": ["custody"],
        **n.day("died_on", clock.today()),
    }

    sent = n.send(manager, do(case, "record_death"), answers | {"password": b.PASSWORD})

    assert sent.status_code == 302
    child.refresh_from_db()
    sheet = case.worksheets.get(version=2)
    assert child.died_on == clock.today()
    assert (sheet.result, sheet.answers["limbs"]["died"]["answer"]) == ("must_consider", "yes")
    assert dict(case.steps.values_list("code", "due_on")) == due
    assert Case.objects.count() == 1


def test_a_double_click_records_one_death(board: b.Board, case: Case, manager: Client) -> None:
    url = do(case, "record_death")
    answers = {
        "child": str(case.subjects.get().pk),
        "reasons": "Died.",
        "password": b.PASSWORD,
        **n.day("died_on", clock.today()),
    }
    page = n.hidden(manager.get(url))

    first, second = manager.post(url, page | answers), manager.post(url, page | answers)

    assert first["Location"] == second["Location"]
    assert case.worksheets.count() == 2
    assert "No child of this case is recorded without a date of death" in manager.get(url).content.decode()
