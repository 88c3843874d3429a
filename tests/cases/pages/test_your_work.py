"""Your work in the browser: what each role reads, drafts, and what stands there when there is nothing to do."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests import board as b
from tests.cases.moments import after, frozen
from tests.cases.pages.support import send, url
from wscb import clock
from wscb.cases import drafts
from wscb.cases.actions import appointments, involvement
from wscb.cases.models import Draft
from wscb.cases.views import work

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 2)


@pytest.fixture
def board() -> b.Board:
    return b.new_board()


def groups(response: Any) -> dict[str, list[str]]:
    """The steps on the page by the heading they stand under."""
    return {group.title: [row.step.code for row in group.rows] for group in response.context["groups"]}


def test_manager_reads_what_is_owed_and_what_waits_for_others(client: Client, board: b.Board) -> None:
    case = b.log(board, received=DAY)
    client.force_login(board.manager)
    with frozen(after(DAY, 10)):
        response = client.get("/")
    assert groups(response) == {
        "Overdue": ["incident_national_panel", "incident_ofsted"],
        "Waiting for others": ["refer_to_panel"],
    }
    page = response.content.decode()
    assert "Overdue by 3 days (Monday 9 March 2026)" in page
    assert "The Board’s own target: 5 working days from Monday 2 March 2026, that day not counted (SCR-08)" in page
    assert "Avery Lund" in page
    assert f'href="{url(case)}"' in page
    assert f'href="{reverse("cases:act", args=[case.reference, "notify_incident_ofsted"])}"' in page


def test_long_work_begins_with_how_much_there_is_of_each_part(
    client: Client, board: b.Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work, "MOST_WAITING", 1)
    for _ in range(2):
        b.log(board, received=DAY)
    client.force_login(board.manager)
    with frozen(after(DAY, 10)):
        page = " ".join(client.get("/").content.decode().split())
    assert '<a class="govuk-link" href="#overdue">Overdue</a>: 4' in page
    assert '<a class="govuk-link" href="#waiting">Waiting for others</a>: 2' in page
    assert "1 more in the list of cases" in page


def test_panel_chair_reads_the_date_of_a_case_not_referred_without_a_link(client: Client, board: b.Board) -> None:
    case = b.log(board, received=DAY)
    client.force_login(board.panel_chair)
    with frozen(DAY):
        response = client.get("/")
    assert groups(response) == {"Dates that already run": ["panel_recommendation"]}
    assert case.reference in response.content.decode()
    assert url(case) not in response.content.decode()


def test_muted_case_says_that_its_reminders_are_off(client: Client, board: b.Board) -> None:
    b.log(board, received=DAY, running=True)
    client.force_login(board.manager)
    with frozen(DAY):
        assert "Reminders off until the dates are confirmed" in client.get("/").content.decode()


@pytest.mark.parametrize(
    ("who", "words", "link"),
    [
        ("manager", "Nothing is owed by you", "/notifications/new/"),
        ("chair", "You are told by e-mail as soon as a notification is logged", ""),
        ("panel_chair", "Nothing waits for you", ""),
        ("administrator", "Cases are not shown to system administrators", "/people/"),
        ("outsider", "You have no role at present", ""),
    ],
)
def test_empty_work_says_what_will_bring_some(client: Client, board: b.Board, who: str, words: str, link: str) -> None:
    person = getattr(board, who)
    client.force_login(person)
    response = client.get("/")
    page = response.content.decode()
    assert words in page
    assert link in page
    starts = [start["text"] for start in response.context["starts"]]
    assert starts == (["Log a notification"] if who == "manager" else [])


def test_administrator_reads_nothing_of_any_case(client: Client, board: b.Board) -> None:
    case = b.decided(board, received=DAY)
    client.force_login(board.administrator)
    for address in ("/", "/cases/?show=all"):
        assert case.reference not in client.get(address).content.decode()


def test_draft_is_carried_on_or_discarded_once_asked(client: Client, board: b.Board) -> None:
    case = b.log(board, received=DAY)
    b.refer(board, case, on=DAY)
    draft = drafts.start(kind="decide", user=board.chair, case=case, at=clock.now())
    client.force_login(board.chair)
    page = client.get("/").content.decode()
    assert f'href="{reverse("cases:act", args=[case.reference, "decide"])}"' in page
    address = reverse("work:discard_draft", args=[draft.pk])
    assert address in page
    assert client.get(address).status_code == 200
    assert Draft.objects.count() == 1
    response = send(client, address, {})
    assert response["Location"] == "/"
    assert not Draft.objects.exists()


def test_second_click_on_discard_is_told_that_it_was_done(client: Client, board: b.Board) -> None:
    case = b.log(board, received=DAY)
    draft = drafts.start(kind="decide", user=board.chair, case=case, at=clock.now())
    client.force_login(board.chair)
    address = reverse("work:discard_draft", args=[draft.pk])
    hidden = client.get(address).context["form"].hidden
    assert [client.post(address, hidden)["Location"] for _click in range(2)] == ["/", "/"]


def test_draft_of_another_or_of_a_case_out_of_sight_is_not_found(client: Client, board: b.Board) -> None:
    case = b.log(board, received=DAY)
    draft = drafts.start(kind="decide", user=board.chair, case=case, at=clock.now())
    address = reverse("work:discard_draft", args=[draft.pk])
    client.force_login(board.manager)
    assert client.get(address).status_code == 404
    involvement.record_interest(case=case, by=board.manager, on=DAY, user=board.chair, interest="A neighbour.")
    client.force_login(board.chair)
    assert client.get(address).status_code == 404
    assert case.reference not in client.get("/").content.decode()


def test_work_about_one_of_several_things_opens_the_page_for_that_one(client: Client, board: b.Board) -> None:
    case = b.decided(board, received=DAY)
    on = after(DAY, 15)
    who = b.person("both@elsewhere.example", "Dr Ines Calder")
    made = []
    with frozen(on):
        for role in ("review_chair", "lead_reviewer"):
            proposed = b.propose(board, case, on=on, role=role, who=who)
            made.append(appointments.appoint(case=case, by=board.chair, on=on, appointment=proposed, starts_on=on))
        client.force_login(who)
        page = client.get("/").content.decode()
        for one in made:
            address = reverse("cases:act_page", args=[case.reference, "declare_independence", one.pk])
            assert address in page
            assert client.get(address).context["form"]["appointment"].value() == str(one.pk)
