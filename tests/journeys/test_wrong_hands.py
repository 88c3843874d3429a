"""Impatient, interrupted and hostile hands in a real browser: nothing lost, nothing doubled, nothing run."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Page, expect

from tests import board as b
from tests.journeys import pages
from tests.journeys.conftest import Windows
from wscb import clock
from wscb.cases import drafts
from wscb.cases.models import Case, Draft, FormEdition
from wscb.people import actions as people
from wscb.people.models import User

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

LONG = "What the social worker saw on each of her eleven visits. " * 60


def recommended_soon(board: b.Board) -> Case:
    """A case whose panel has met today."""
    today = clock.today()
    case = b.log(board, received=today - timedelta(days=7), answers=b.NO_LIMB)
    b.refer(board, case, on=today - timedelta(days=6))
    b.convene(board, case, on=today - timedelta(days=5), meets=today)
    b.attend(board, case, on=today)
    return b.fresh(case)


def decided_soon(board: b.Board) -> Case:
    """A case that waits for the Chair's decision alone."""
    case = recommended_soon(board)
    b.recommend(board, case, on=clock.today(), outcome="not_hold", departure_reasons="")
    b.consult(board, case, on=clock.today())
    return b.fresh(case)


def drafted(case: Case, person: User, kind: str, **answers: str) -> Draft:
    """What the person has written so far."""
    draft = drafts.start(kind=kind, user=person, case=case, at=clock.now())
    return drafts.save(draft=draft, answers=answers, seen=None, at=clock.now())


@pytest.mark.clause("SCR-10")
@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_two_clicks_back_and_sending_again_sign_once(board: b.Board, windows: Windows, script: bool) -> None:
    case = recommended_soon(board)
    drafted(case, board.panel_chair, "recommend", outcome="not_hold", reasons="No limb is met.", departure_reasons="")
    page = windows(java_script_enabled=script)
    pages.sign_in(page, board.panel_chair)
    page.goto(f"/cases/{case.reference}/do/recommend/check/")
    pages.write(page, "Your password", b.PASSWORD)

    with page.expect_request(lambda request: request.method == "POST") as first:
        page.get_by_role("button", name="Sign the recommendation").dblclick()
    pages.sees(page, "Recommendation signed")
    where = page.url
    page.go_back()
    pages.sees(page, "This case has moved on")
    sent = first.value
    again = page.request.post(
        sent.url, data=sent.post_data_buffer, headers={"Content-Type": sent.headers["content-type"]}
    )

    assert again.url == where
    assert case.recommendations.count() == 1
    assert FormEdition.objects.filter(case=case).count() == 1


@pytest.mark.clause("SCR-11")
def test_second_of_two_chairs_is_told_and_keeps_what_was_typed(board: b.Board, windows: Windows) -> None:
    case = decided_soon(board)
    chair, acting = two_chairs(board, windows)
    acting.goto(f"/cases/{case.reference}/do/decide/")
    acting.get_by_label("Do not hold a Serious Case Review").check()
    pages.write(acting, "Reasons for your decision", LONG)

    pages.do(chair, case.reference, "Add a note")
    pages.choose(chair, "What it was", "Telephone call")
    pages.enter_date(chair, "Date", clock.today())
    pages.write(chair, "What was said", "The coroner asked for a week.")
    pages.press(chair, "Add note")
    pages.go_on(acting, "Check your decision")
    expect(acting.get_by_role("main")).to_contain_text("Changed since you last saved your answers")
    expect(acting.get_by_role("main")).to_contain_text("Add a note – Avery Lund")

    pages.do(chair, case.reference, "Refer back to the panel")
    pages.write(chair, "Your questions for the panel", "What did the school know?")
    pages.press(chair, "Refer back to the panel")
    pages.sees(chair, case.reference)
    pages.write(acting, "Your password", b.PASSWORD)
    pages.press(acting, "Sign the decision")
    expect(acting.get_by_role("heading", name="What has changed")).to_be_visible()
    expect(acting.locator("#changes")).to_contain_text("Refer back to the panel")
    expect(acting.get_by_role("main")).to_contain_text(LONG.strip())
    assert not case.decisions.exclude(outcome="").exists()


@pytest.mark.clause("SCR-11")
def test_second_of_two_chairs_cannot_decide_what_is_decided(board: b.Board, windows: Windows) -> None:
    case = decided_soon(board)
    chair, acting = two_chairs(board, windows)
    for page in (chair, acting):
        page.goto(f"/cases/{case.reference}/do/decide/")
        page.get_by_label("Do not hold a Serious Case Review").check()
        pages.write(page, "Reasons for your decision", LONG if page is acting else "No limb is met.")
    pages.go_on(chair, "Check your decision")
    pages.sign(chair, "Sign the decision", "Decision signed")

    pages.press(acting, "Continue")
    pages.sees(acting, "This case has moved on")
    expect(acting.get_by_role("main")).to_contain_text("Decide")
    expect(acting.get_by_role("main")).to_contain_text(board.chair.name)
    expect(acting.get_by_role("main")).to_contain_text(LONG.strip())
    assert [one.signed_by for one in case.decisions.all()] == [board.chair]


def two_chairs(board: b.Board, windows: Windows) -> tuple[Page, Page]:
    """The Chair and whoever acts for the Chair, each signed in."""
    today = clock.today()
    people.record_acting_appointment(
        user=board.outsider, area=board.area, starts_on=today, ends_on=today, reason="Leave", by=board.manager, on=today
    )
    chair, acting = windows(), windows()
    pages.sign_in(chair, board.chair)
    pages.sign_in(acting, board.outsider)
    return chair, acting


def test_session_that_ends_in_a_long_answer_loses_nothing(board: b.Board, windows: Windows) -> None:
    page = windows()
    pages.sign_in(page, board.manager)
    pages.begin_notification(page)
    page.goto(page.url.replace("/received/", "/account/"))
    pages.write(page, "What happened, as it was reported", LONG)
    Session.objects.all().delete()

    pages.press(page, "Continue")
    pages.sees(page, "Sign in")
    pages.sign_in(page, board.manager)
    pages.sees(page, "Your answers were kept")
    pages.press(page, "Send your answers")
    pages.sees(page, "The criteria for a review")
    assert Draft.objects.get().answers["account"]["facts"]["incident"] == LONG.strip()


@pytest.mark.clause("FORM-01")
def test_hostile_name_is_text_on_every_page(board: b.Board, windows: Windows) -> None:
    page = windows()
    pages.sign_in(page, board.manager)
    hostile = "<script>alert(1)</script>"
    today = clock.today()
    reference = pages.log_notification(
        page,
        given=hostile,
        family='"><img src=x onerror=alert(2)>',
        born=date(2012, 5, 4),
        received=today,
        told_by=board.police.name,
    )
    for tab in ("", "people"):
        pages.open_case(page, reference, tab)
        expect(page.get_by_role("main")).to_contain_text(f'{hostile} "><img src=x onerror=alert(2)>')
    assert page.locator("main script, main img").count() == 0


def test_back_shows_nothing_after_signing_out(board: b.Board, windows: Windows) -> None:
    case = b.log(board, received=clock.today())
    page = windows()
    pages.sign_in(page, board.manager)
    for tab in ("", "people"):
        pages.open_case(page, case.reference, tab)
    pages.press(page, "Sign out")
    pages.sees(page, "Sign in")
    for _ in range(4):
        page.go_back()
        expect(page.get_by_role("button", name="Sign out")).to_have_count(0)
        assert b.CHILD.family_name not in page.content()
