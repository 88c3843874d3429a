"""Acts with nothing to do are offered to nobody: lists, buttons and addresses say the same of every act."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.test import Client

from reviews.actions import report
from reviews.process import SCR
from tests import board as b
from tests.cases.browsing import act_address, done, nothing_to_do, opened
from tests.cases.moments import frozen
from tests.cases.pages.support import url
from tests.reviews import reporting as r
from wscb.cases import access
from wscb.cases.actions import declarations, information
from wscb.cases.models import Case
from wscb.people.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.clause("CARD-02")]
DAY = r.RECEIVED + timedelta(days=100)


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with frozen(DAY):
        yield


@pytest.fixture
def board() -> b.Board:
    return b.new_board()


def offered(client: Client, user: User, case: Case) -> frozenset[str]:
    """The acts that the case's summary offers the person."""
    client.force_login(user)
    return client.get(url(case)).context["possible"].codes  # type: ignore[no-any-return]


def stages(board: b.Board) -> Iterator[tuple[str, Case]]:
    """Cases with little in them at some points of their lives, and one with much."""
    yield "notified", b.log(board, received=DAY)
    yield "decided", b.decided(board, received=DAY - timedelta(days=20))
    bare = b.under_way(board, received=r.RECEIVED)
    yield "under way", bare
    full = b.under_way(board, received=r.RECEIVED)
    r.write(board, full, on=DAY)
    report.redact_report(case=full, by=board.manager, on=DAY, passage="A name.", ground="legal", reason="An order.")
    b.ask(board, full, on=DAY)
    yield "with the Board", r.submit(board, full, on=DAY)


def test_every_list_and_address_agree(client: Client, board: b.Board) -> None:
    """What is offered opens; what the table allows and nobody is offered answers 409 with its sentence; both occur."""
    differing, nothing = [], set()
    for stage, case in stages(board):
        people = [board.manager, board.chair]
        if case.state in {"under_review", "report_submitted"}:
            people.append(r.lead_of(board, case))
        for user in people:
            shown = offered(client, user, case)
            for act in access.possible_acts(case, access.offices(user, case, on=DAY)):
                response = client.get(act_address(case, act.code))
                empty = response.status_code == 409
                if empty != (act.code not in shown):
                    differing.append((stage, user.name, act.code, response.status_code))
                if empty:
                    nothing.add(act.code)
                    assert response.context["says"] == SCR.occasions[act.occasion]
    assert differing == []
    assert nothing >= {"lift_redaction", "answer_comment", "check_information", "answer_extension", "explain_delay"}


def test_a_redaction_is_lifted_only_where_there_is_one(client: Client, board: b.Board) -> None:
    case = b.under_way(board, received=r.RECEIVED)
    r.write(board, case, on=DAY)
    assert "lift_redaction" not in offered(client, board.manager, case)
    assert nothing_to_do(client, board.manager, case, "lift_redaction") == "Nothing is redacted."
    row = report.redact_report(case=case, by=board.manager, on=DAY, passage="A name.", ground="legal", reason="Order.")
    assert "lift_redaction" in offered(client, board.manager, case)
    shown = opened(client, board.manager, case, "lift_redaction").content.decode()
    assert f'type="hidden" name="which" value="{row.pk}"' in shown
    assert 'type="radio"' not in shown
    assert "A name." in shown
    assert done(client, board.manager, case, "lift_redaction", which=str(row.pk), because="Public.").status_code == 302
    assert "lift_redaction" not in offered(client, board.manager, case)


def test_nobody_is_asked_to_declare_twice(client: Client, board: b.Board) -> None:
    case = b.decided(board, received=r.RECEIVED)
    mine = b.propose(board, case, on=DAY)
    from wscb.cases.actions import appointments

    appointments.appoint(case=case, by=board.chair, on=DAY, appointment=mine, starts_on=DAY, ends_on=None)
    mine.refresh_from_db()
    assert mine.user is not None
    assert "declare_independence" in offered(client, mine.user, case)
    declarations.declare_independence(case=case, by=mine.user, on=DAY, appointment=mine, confirmed=b.SIGNED)
    assert "declare_independence" not in offered(client, mine.user, case)
    assert nothing_to_do(client, mine.user, case, "declare_independence") == "Every declaration has been recorded."
    assert "declare_independence" not in offered(client, board.manager, case)
    b.propose(board, case, on=DAY, role="review_chair")
    assert "declare_independence" in offered(client, board.manager, case)
    assert "declare_independence" not in offered(client, mine.user, case)


def test_the_only_request_is_gone_to_at_once(client: Client, board: b.Board) -> None:
    case = b.under_way(board, received=r.RECEIVED)
    first = b.ask(board, case, on=DAY)
    receive = opened(client, board.manager, case, "receive_information").context["form"]
    assert (receive["asked"].value(), receive.fields["asked"].settled) == (str(first.pk), True)
    answered = {"received_on": DAY, "answer": "Read.", "upload": None}
    information.receive_information(case=case, by=board.manager, on=DAY, request=first, **answered)
    assert opened(client, board.manager, case, "check_information").context["asked"] == first
    second = b.ask(board, case, on=DAY, organisation=board.council)
    information.receive_information(case=case, by=board.manager, on=DAY, request=second, **answered)
    choices = opened(client, board.manager, case, "check_information").context["choices"]
    assert {address for address, _ in choices} == {
        act_address(case, "check_information", str(one.pk)) for one in (first, second)
    }


def test_what_was_typed_is_kept_in_sight_when_there_is_nothing_to_do_any_more(client: Client, board: b.Board) -> None:
    case = b.under_way(board, received=r.RECEIVED)
    r.write(board, case, on=DAY)
    row = report.redact_report(case=case, by=board.manager, on=DAY, passage="A name.", ground="legal", reason="Order.")
    shown = opened(client, board.manager, case, "lift_redaction")
    report.lift_redaction(case=case, by=r.lead_of(board, case), on=DAY, redaction=row, because="Public by now.")
    sent = {**shown.context["form"].hidden, "which": str(row.pk), "because": "The order was lifted."}
    response = client.post(act_address(case, "lift_redaction"), sent)
    assert response.status_code == 409
    assert "The order was lifted." in response.content.decode()
    assert url(case) in response.content.decode()
