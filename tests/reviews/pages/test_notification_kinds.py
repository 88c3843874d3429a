"""One notification for either kind of review: what differs is asked and said by the kind, all else is the same (SCR-01, CR-01, CR-02)."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import Client

from reviews.actions import notification
from reviews.statement import worksheet_of
from tests import board as b
from tests.reviews import notifying as n
from wscb import clock
from wscb.cases.errors import ActRefused
from wscb.cases.models import Case, Draft, Recusal

pytestmark = pytest.mark.django_db
YESTERDAY = clock.today() - timedelta(days=1)
CHECKED = {"looked": "on"}


@pytest.fixture
def board() -> b.Board:
    return b.new_board()


@pytest.fixture
def manager(board: b.Board, client: Client) -> Client:
    client.force_login(board.manager)
    return client


def text(response: HttpResponse) -> str:
    """The words of the page's own part, each space once."""
    main = re.search(r"<main.*?</main>", response.content.decode(), re.DOTALL)
    assert main, response.status_code
    return " ".join(re.sub(r"<[^>]+>", " ", main[0]).split())


def written(client: Client, board: b.Board, *, kind: str = "cr", **changes: dict[str, str]) -> str:
    """A draft of this kind, answered to its end."""
    draft = n.begin(client, kind=kind)
    n.fill(client, draft, n.answers_for(board, kind=kind, **changes))
    return draft


@pytest.mark.clause("CR-01", "SCR-01")
def test_start_page_offers_both_kinds_in_plain_words_and_asks_for_one(manager: Client) -> None:
    page = text(manager.get("/notifications/new/"))
    assert "A child has died or been seriously harmed, and a Serious Case Review may be needed" in page
    assert "The threshold for a Serious Case Review is not reached, but there is much to learn" in page
    assert "Select what it is about" in text(n.send(manager, "/notifications/new/", {}))
    assert not Draft.objects.exists()


@pytest.mark.clause("CR-01", "CR-02")
def test_incident_is_logged_for_the_subgroup_page_by_page(board: b.Board, manager: Client) -> None:
    draft = written(manager, board, incident={"incident_kind": "other"}, children__1=n.day("died_on", None))
    checked = text(manager.get(f"{draft}check/"))
    assert b.LEARNING.learning in checked
    assert "Something else" in checked
    assert "Look at these answers once more" not in checked

    logged = n.send(manager, f"{draft}check/", {})

    case = Case.objects.get()
    assert (case.process, case.state) == ("cr", "notified")
    assert worksheet_of(case).answers == {"learning": b.LEARNING.learning}
    assert case.review.incident_kind == "other"
    page = text(manager.get(logged["Location"]))
    assert f"Incident logged The case’s reference is {case.reference}" in page
    assert "refers the case to the Case Review Subgroup, or closes it with reasons (CR-02)" in page
    assert "The Subgroup decides whether Ofsted is told of the incident (CR-03)" in page
    assert "Make the Subgroup’s recommendation" in page
    assert "The Board’s own target: 15 working days" in page
    assert not Draft.objects.exists()


@pytest.mark.clause("CR-01")
def test_no_page_of_it_asks_for_the_criteria_or_speaks_of_another_panel(board: b.Board, manager: Client) -> None:
    draft = written(manager, board)
    pages = [*n.answers_for(board, kind="cr"), "organisations", "children", "organisations/1/remove", "check", ""]
    for page in pages:
        shown = manager.get(f"{draft}{page}/".replace("//", "/"))
        assert shown.status_code == 200, page
        assert re.findall(r"\b[Pp]anel\b", text(shown)) == [], page
        assert "Log an incident for the Case Review Subgroup" in text(shown), page
        assert "og a notification" not in text(shown), page
    for other in ("criteria", "circumstances"):
        assert manager.get(f"{draft}{other}/").status_code == 404
    assert manager.get(f"{n.begin(manager)}learning/").status_code == 404


@pytest.mark.clause("CR-01")
def test_what_there_is_to_be_learned_has_to_be_stated_before_it_is_logged(board: b.Board, manager: Client) -> None:
    draft = n.begin(manager, kind="cr")
    typed = n.answers_for(board, kind="cr")
    typed.pop("learning")
    n.fill(manager, draft, typed)
    assert "Enter what there is to be learned" in text(n.send(manager, f"{draft}learning/", {"learning": " "}))
    assert "Log incident" not in text(manager.get(f"{draft}check/"))
    assert "What there is to be learned Not started" in text(manager.get(draft))


@pytest.mark.clause("CR-01", "SCR-02")
def test_kind_is_changed_from_the_check_and_nothing_typed_is_lost(board: b.Board, manager: Client) -> None:
    draft = written(manager, board, kind="scr")
    changed = n.send(manager, f"{draft}kind/?back=check", {"kind_of_review": "cr"})
    assert changed["Location"] == f"{draft}check/"
    page = text(manager.get(f"{draft}check/"))
    assert "What there is to be learned Not answered yet" in page
    assert "a Serious Case Review is to be considered (SCR-02): change what it is about" in page
    n.send(manager, f"{draft}learning/", {"learning": "What the school knew."})
    n.send(manager, f"{draft}incident/", n.answers_for(board)["incident"] | {"incident_kind": "other"})

    n.send(manager, f"{draft}kind/", {"kind_of_review": "scr"})

    page = text(manager.get(draft))
    assert "The criteria for a review Completed" in page
    assert "What happened, when and where Not finished" in page
    assert "Log notification" not in text(manager.get(f"{draft}check/"))
    n.send(manager, f"{draft}incident/", n.answers_for(board)["incident"])
    n.send(manager, f"{draft}check/", {})
    assert (Case.objects.get().process, worksheet_of(Case.objects.get()).result) == ("scr", "met")


@pytest.mark.clause("CR-01")
def test_incident_without_serious_harm_is_none_of_a_serious_case_review(board: b.Board) -> None:
    with pytest.raises(ActRefused) as refused:
        b.log(board, received=YESTERDAY, incident_kind="other")
    assert refused.value.field == "incident_kind"
    assert b.log(board, received=YESTERDAY, incident_kind="other", kind="cr").process == "cr"


@pytest.mark.clause("CR-01")
def test_case_is_not_logged_with_no_opportunity_stated_whatever_the_page_says(board: b.Board) -> None:
    with pytest.raises(ActRefused) as refused:
        b.log(board, received=YESTERDAY, kind="cr", answers=replace(b.LEARNING, learning=""))
    assert refused.value.field == "learning"
    assert notification.Answers(limbs={}, reasons={}, learning="All.").finding().is_learning


@pytest.mark.clause("SCR-01", "CR-01")
@pytest.mark.parametrize(("known", "entered"), [("scr", "cr"), ("cr", "scr")])
def test_duplicates_are_looked_for_among_both_kinds(board: b.Board, manager: Client, known: str, entered: str) -> None:
    given, family = n.CANARY.split()
    case = b.log(board, received=YESTERDAY, kind=known, children=[b.Child(given_name=given, family_name=family)])
    draft = n.begin(manager, kind=entered)
    typed = n.answers_for(board, kind=entered)
    typed.pop("duplicates")
    n.fill(manager, draft, typed)
    page = text(manager.get(f"{draft}duplicates/"))
    assert f"{case.reference} {case.table.title}: Notified" in page


@pytest.mark.clause("SCR-01", "CR-01")
def test_duplicate_that_the_person_may_not_see_is_not_shown(board: b.Board, manager: Client) -> None:
    given, family = n.CANARY.split()
    case = b.log(board, received=YESTERDAY, kind="cr", children=[b.Child(given_name=given, family_name=family)])
    Recusal.objects.create(
        case=case, user=board.manager, interest="An aunt.", recorded_by=board.chair, recorded_at=clock.now()
    )
    draft = n.begin(manager)
    n.fill(manager, draft, n.answers_for(board))
    assert case.reference not in text(manager.get(f"{draft}duplicates/"))
