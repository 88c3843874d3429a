"""What happens to a notification while it is being written: kept, carried on, discarded, never lost, never doubled, nobody else's."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tests import board as b
from tests.reviews import notifying as n
from wscb import clock
from wscb.cases.models import Case, Draft
from wscb.trail.models import Entry
from wscb.web.models import HeldSubmission

pytestmark = pytest.mark.django_db
REASONS = "Ten minutes of typing. " * 40


@pytest.fixture
def board() -> b.Board:
    return b.new_board()


@pytest.fixture
def manager(board: b.Board, client: Client) -> Client:
    client.force_login(board.manager)
    return client


def text(response: object) -> str:
    content: bytes = response.content  # type: ignore[attr-defined]
    return content.decode()


def without_masks(response: object) -> str:
    """The page without the CSRF value, which is masked anew each time."""
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", text(response))


def status_of(page: str, name: str) -> str:
    found = re.search(rf'id="{name}-status">(.*?)</div>', page, re.DOTALL)
    assert found, name
    return re.sub(r"<[^>]+>|\s+", " ", found[1]).strip()


def test_a_draft_is_on_your_work_carried_on_and_discarded(manager: Client) -> None:
    draft = n.begin(manager)
    n.fill(manager, draft, {"account": {"incident": "Half of it."}})

    assert draft in text(manager.get("/"))
    assert draft in text(manager.get("/notifications/new/"))
    assert "Half of it." in text(manager.get(f"{draft}account/"))

    discard = f"/drafts/{Draft.objects.get().pk}/discard/"
    assert discard in text(manager.get(draft))
    assert n.send(manager, discard, {}).status_code == 302
    assert not Draft.objects.exists()
    assert manager.get(draft).status_code == 404


def test_the_list_says_how_far_each_page_is(board: b.Board, manager: Client) -> None:
    draft = n.begin(manager)
    n.fill(manager, draft, {"account": {"incident": "All of it."}})
    n.send(manager, f"{draft}criteria/", {"died": "yes", "later": "yes"})
    page = text(manager.get(draft))
    expected = {
        "account": "Completed",
        "criteria": "Not finished",
        "received": "Not started",
        "organisations": "Optional",
        "duplicates": "Cannot start yet",
        "check": "Cannot start yet",
    }
    assert {name: status_of(page, name) for name in expected} == expected

    n.fill(manager, draft, n.answers_for(board))
    page = text(manager.get(draft))
    assert {status_of(page, name) for name in expected} == {"Completed", "Ready"}


def test_half_an_answer_is_saved_for_later_as_it_was_typed(manager: Client) -> None:
    draft = n.begin(manager)
    typed = {"received_on_day": "31", "received_on_month": "Februar", "received_on_year": "", "later": "yes"}

    saved = n.send(manager, f"{draft}received/", typed)

    assert saved["Location"] == draft
    page = text(manager.get(f"{draft}received/"))
    assert 'value="31"' in page
    assert 'value="Februar"' in page


def test_what_a_second_window_saved_is_shown_and_nothing_is_overwritten_unseen(manager: Client) -> None:
    draft = n.begin(manager)
    url = f"{draft}account/"
    first = n.hidden(manager.get(url))
    n.send(manager, url, {"incident": "From the other window."})

    told = manager.post(url, first | {"incident": "From this window."})

    page = text(told)
    assert told.status_code == 200
    assert "saved from another window" in page
    assert "From the other window." in page
    assert "From this window." in page
    assert "From the other window." in text(manager.get(url))
    assert manager.post(url, n.hidden(told) | {"incident": "From this window."}).status_code == 302
    assert "From this window." in text(manager.get(url))


def test_a_second_window_on_another_page_does_not_take_anything_away(manager: Client) -> None:
    draft = n.begin(manager)
    first = n.hidden(manager.get(f"{draft}account/"))
    n.send(manager, f"{draft}residence/", {"residence": "warrington"})

    told = manager.post(f"{draft}account/", first | {"incident": "Typed."})
    assert manager.post(f"{draft}account/", n.hidden(told) | {"incident": "Typed."}).status_code == 302

    kept = Draft.objects.get().answers
    assert kept["account"]["facts"]["incident"] == "Typed."
    assert kept["residence"]["facts"]["residence"] == "warrington"


def test_what_is_changed_after_going_back_in_the_browser_is_kept(manager: Client) -> None:
    draft = n.begin(manager)
    url = f"{draft}account/"
    shown = n.hidden(manager.get(url))
    assert manager.post(url, shown | {"incident": "First."}).status_code == 302

    again = manager.post(url, shown | {"incident": "First, and more."})

    assert "First, and more." in text(again)
    assert manager.post(url, n.hidden(again) | {"incident": "First, and more."}).status_code == 302
    assert Draft.objects.get().answers["account"]["facts"]["incident"] == "First, and more."


def test_a_double_click_on_continue_adds_one_child(manager: Client) -> None:
    draft = n.begin(manager)
    url = f"{draft}children/1/"
    answers = n.hidden(manager.get(url)) | {
        "named": "known",
        "given_name": "Ash",
        "aliases": "A\r\nA",
        "birth": "not_known",
    }

    first, second = manager.post(url, answers), manager.post(url, answers)

    assert (first.status_code, first["Location"]) == (302, f"{draft}children/1/details/")
    assert (second.status_code, second["Location"]) == (302, first["Location"])
    assert len(Draft.objects.get().answers["children"]) == 1


def test_a_double_click_on_start_begins_one_draft(manager: Client) -> None:
    answers = n.hidden(manager.get("/notifications/new/")) | {"kind_of_review": "scr"}
    assert (
        manager.post("/notifications/new/", answers)["Location"]
        == manager.post("/notifications/new/", answers)["Location"]
    )
    assert Draft.objects.count() == 1


def test_a_double_click_on_remove_removes_one(manager: Client) -> None:
    draft = n.begin(manager)
    for number in (1, 2, 3):
        n.fill(manager, draft, {f"children/{number}": {"named": "not_known", "birth": "not_known"}})
    answers = n.hidden(manager.get(f"{draft}children/1/remove/"))

    for _ in range(2):
        assert manager.post(f"{draft}children/1/remove/", answers).status_code == 302

    assert len(Draft.objects.get().answers["children"]) == 2


@pytest.mark.clause("SCR-01")
def test_a_double_click_on_log_logs_one_case(board: b.Board, manager: Client) -> None:
    draft = n.begin(manager)
    n.fill(manager, draft, n.answers_for(board))
    answers = n.hidden(manager.get(f"{draft}check/"))

    first, second = manager.post(f"{draft}check/", answers), manager.post(f"{draft}check/", answers)

    assert first["Location"] == second["Location"]
    assert Case.objects.count() == 1


def test_two_windows_log_one_case(board: b.Board, manager: Client) -> None:
    draft = n.begin(manager)
    n.fill(manager, draft, n.answers_for(board))
    one, other = n.hidden(manager.get(f"{draft}check/")), n.hidden(manager.get(f"{draft}check/"))
    manager.post(f"{draft}check/", one)

    assert manager.post(f"{draft}check/", other).status_code == 404
    assert Case.objects.count() == 1


def test_what_another_window_changed_is_not_logged_unseen(board: b.Board, manager: Client) -> None:
    draft = n.begin(manager)
    n.fill(manager, draft, n.answers_for(board))
    shown = n.hidden(manager.get(f"{draft}check/"))
    n.send(manager, f"{draft}account/", {"incident": "Another account."})

    sent = manager.post(f"{draft}check/", shown)

    assert "saved from another window" in text(sent)
    assert "Another account." in text(sent)
    assert not Case.objects.exists()


def test_a_long_answer_survives_an_expired_session(board: b.Board, manager: Client) -> None:
    draft = n.begin(manager)
    answers = n.hidden(manager.get(f"{draft}account/")) | {"incident": REASONS}
    manager.logout()

    to_sign_in = manager.post(f"{draft}account/", answers)
    held = f"/held/{HeldSubmission.objects.get().pk}/"
    assert to_sign_in["Location"] == f"/account/login/?next={held}"
    manager.force_login(board.manager)
    page = text(manager.get(held))
    assert f'action="{draft}account/"' in page
    again = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', page))

    assert manager.post(f"{draft}account/", again)["Location"] == f"{draft}criteria/"
    assert Draft.objects.get().answers["account"]["facts"]["incident"] == REASONS.strip()


@pytest.mark.parametrize("who", ["chair", "panel_chair", "administrator", "outsider"])
def test_nobody_but_a_manager_begins_one(board: b.Board, client: Client, who: str) -> None:
    client.force_login(getattr(board, who))
    before = Entry.objects.filter(kind="refused").count()
    assert client.get("/notifications/new/").status_code == 404
    assert Entry.objects.filter(kind="refused").count() == before + 1


PAGES = (
    "",
    "received/",
    "children/",
    "children/1/",
    "children/1/details/",
    "children/1/remove/",
    "organisations/",
    "duplicates/",
    "check/",
)


def test_another_managers_draft_answers_as_one_that_does_not_exist(board: b.Board, manager: Client) -> None:
    draft = n.begin(manager)
    n.fill(manager, draft, n.answers_for(board))
    colleague = b.person("second.manager@warrington.example", "Second Manager")
    b.term(colleague, b.Role.BUSINESS_MANAGER, board.area)
    manager.force_login(colleague)
    before = Entry.objects.filter(kind="refused", actor_id=colleague.pk).count()
    for where in PAGES:
        theirs = manager.get(f"{draft}{where}")
        nobodys = manager.get(f"/notifications/00000000-0000-4000-8000-000000000000/{where}")
        assert (theirs.status_code, nobodys.status_code) == (404, 404), where
        assert without_masks(theirs) == without_masks(nobodys), where
        assert manager.post(f"{draft}{where}").status_code == 404, where
    assert Draft.objects.count() == 1
    assert Entry.objects.filter(kind="refused", actor_id=colleague.pk).count() == before + 3 * len(PAGES)


@pytest.mark.parametrize(
    "where",
    ["nonsense/", "children/3/", "children/0/", "children/2/details/", "children/2/remove/", "organisations/2/remove/"],
)
def test_pages_that_a_draft_does_not_have_are_not_found(board: b.Board, manager: Client, where: str) -> None:
    draft = n.begin(manager)
    n.fill(manager, draft, {"children/1": {"named": "not_known", "birth": "not_known"}})
    assert manager.get(f"{draft}{where}").status_code == 404


def test_a_manager_whose_office_ended_no_longer_opens_the_draft(board: b.Board, manager: Client) -> None:
    draft = n.begin(manager)
    term = board.manager.role_terms.get()
    term.withdrawn_on = clock.today()
    term.save()
    assert manager.get(draft).status_code == 404


@pytest.mark.parametrize("who", ["panel_chair", "administrator", "outsider", "other"])
def test_the_confirmation_is_the_managers(board: b.Board, client: Client, who: str) -> None:
    case = b.log(board, received=clock.today())
    person = b.new_board("halton", "Halton").manager if who == "other" else getattr(board, who)
    client.force_login(person)
    assert client.get(f"/notifications/logged/{case.reference}/").status_code == 404


def test_draft_answers_are_sealed_at_rest(manager: Client) -> None:
    from django.db import connection

    draft = n.begin(manager)
    n.fill(manager, draft, {"account": {"incident": REASONS}})
    with connection.cursor() as cursor:
        cursor.execute("SELECT answers FROM cases_draft")
        (at_rest,) = cursor.fetchone()
    assert b"Ten minutes" not in bytes(at_rest)
