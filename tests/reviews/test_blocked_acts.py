"""What proceedings block is asked about by the acts that it concerns, goes on record with them, and stops nothing (SCR-22)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from reviews.actions import invitations, lessons, proceedings
from reviews.models.proceedings import BLOCKED
from reviews.proceedings import blocked_acts
from reviews.vocabularies import BLOCKED_ACT
from tests import board as b
from tests.cases.browsing import act_address, boxes, done, errors_of, opened
from tests.cases.moments import frozen
from tests.reviews import reporting as r
from tests.reviews import working as w
from tests.reviews.contributing import hearing as h
from wscb.cases.errors import ReasonsNeeded
from wscb.cases.models import Case, DespiteBlock
from wscb.cases.process import registry
from wscb.trail.models import Entry

pytestmark = pytest.mark.django_db

DAY = date(2026, 5, 20)
WHY = "The coroner agreed to it."


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with frozen(DAY):
        yield


@pytest.fixture
def board() -> b.Board:
    return b.new_board()


def test_every_row_names_an_act_and_what_can_be_blocked() -> None:
    for word in BLOCKED_ACT:
        kind, _dot, act = word.code.rpartition(".")
        for process in [kind] if kind else ["scr", "cr"]:
            assert registry.process(process).act(act)
            assert blocked_acts(process)[act] == word.label
        assert word.label in BLOCKED
    assert {what for kind in ("scr", "cr") for what in blocked_acts(kind).values()} == set(BLOCKED)


def invite(board: b.Board, case: Case) -> Callable[..., Any]:
    told = {"invited_how": "letter", "invited_by_name": "Morgan Ellis", "supported_how": "A friend.", "asked": "What?"}
    person = h.family_member(board, case, on=DAY)
    return lambda **more: invitations.invite_contributor(
        case=case, by=board.manager, on=DAY, person=person, invited_on=DAY, **told, **more
    )


def disclose(board: b.Board, case: Case) -> Callable[..., Any]:
    said = h.heard(board, h.family_member(board, case, on=DAY), on=DAY)
    return lambda **more: invitations.disclose_contribution(
        case=case, by=board.manager, on=DAY, contribution=said, to="board_chair", because="Asked for.", **more
    )


def recommend(board: b.Board, case: Case) -> Callable[..., Any]:
    return lambda **more: r.recommend_publication(board, case, on=DAY, **more)


def accept(board: b.Board, case: Case) -> Callable[..., Any]:
    r.check(board, case, on=DAY)
    r.recommend_publication(board, case, on=DAY)
    return lambda **more: r.accept(board, case, on=DAY, **more)


def advise(board: b.Board, case: Case) -> Callable[..., Any]:
    r.check(board, case, on=DAY)
    r.recommend_publication(board, case, on=DAY)
    r.accept(board, case, on=DAY)
    told = {"organisation": board.council, "sent_on": DAY, "sent_by_name": "Morgan Ellis", "copy": b.PAPER}
    return lambda **more: lessons.advise_partner(case=case, by=board.manager, on=DAY, **told, **more)


ACTS = [
    ("invite_contributor", "interviews", invite),
    ("disclose_contribution", "disclosure", disclose),
    ("recommend_publication", "publication", recommend),
    ("accept_report", "publication", accept),
    ("advise_partner", "disclosure", advise),
]


def test_every_act_that_a_block_concerns_is_tried_here() -> None:
    assert {(act, what) for act, what, _ in ACTS} == set(blocked_acts("cr").items())


@pytest.mark.clause("SCR-22", "CR-13")
@pytest.mark.parametrize(("act", "what", "prepared"), ACTS, ids=[act for act, _, _ in ACTS])
def test_a_blocked_act_wants_a_reason_which_goes_on_record(
    board: b.Board, act: str, what: str, prepared: Callable[[b.Board, Case], Callable[..., Any]]
) -> None:
    case = r.with_board(board, received=DAY - timedelta(days=110), kind="cr")
    attempt = prepared(board, case)
    w.trial(board, case, on=DAY, blocks=[what])
    for nothing in ({}, {"despite": " "}):
        with pytest.raises(ReasonsNeeded, match="This is blocked") as refused:
            attempt(**nothing)
        assert refused.value.field == "despite"
    attempt(despite=WHY)
    (row,) = DespiteBlock.objects.filter(case=case)
    assert (row.what, row.because, row.event.act) == (what, WHY, act)
    assert row.by_what == f"{what}, by criminal proceedings, no next date known"
    assert Entry.objects.filter(subject_id=case.pk, facts__despite_block=what).count() == 1


@pytest.mark.clause("SCR-22")
@pytest.mark.parametrize("stands", ["another", "ended", "none"])
def test_nothing_is_asked_for_where_nothing_blocks_the_act(board: b.Board, stands: str) -> None:
    case = b.under_way(board, received=r.RECEIVED)
    attempt = invite(board, case)
    if stands != "none":
        row = w.trial(
            board, case, on=DAY, blocks=["interviews"] if stands == "ended" else ["disclosure", "publication"]
        )
        if stands == "ended":
            proceedings.end_proceedings(
                case=case, by=board.manager, on=DAY, proceedings=row, ended_on=DAY, said="A verdict."
            )
    attempt(despite="Unasked.")
    assert not DespiteBlock.objects.exists()


@pytest.mark.clause("SCR-22", "GEN-06")
def test_the_page_shows_the_block_wants_a_confirmation_and_the_timeline_keeps_the_reason(
    client: Client, board: b.Board
) -> None:
    case = b.under_way(board, received=r.RECEIVED)
    person = h.family_member(board, case, on=DAY)
    before = opened(client, board.manager, case, "invite_contributor", str(person.pk))
    assert "despite" not in before.context["form"].fields
    w.trial(board, case, on=DAY, next_on=DAY + timedelta(days=30))
    answers: dict[str, object] = {
        "invited_how": "letter", "invited_by_name": "Morgan Ellis", "supported_how": "A friend.", "asked": "What?",
        **boxes("invited_on", DAY),
    }  # fmt: skip
    shown = opened(client, board.manager, b.fresh(case), "invite_contributor", str(person.pk)).content.decode()
    assert shown.count("Interviews blocked</strong>") == 1
    refused = done(client, board.manager, b.fresh(case), "invite_contributor", str(person.pk), **answers)
    assert set(errors_of(refused)) == {"despite_confirmed", "despite"}
    told = {**answers, "despite_confirmed": "yes", "despite": WHY}
    assert done(client, board.manager, b.fresh(case), "invite_contributor", str(person.pk), **told).status_code == 302
    timeline = client.get(reverse("cases:timeline", args=[case.reference])).content.decode()
    assert "Done although it was blocked: interviews, by criminal proceedings" in timeline
    assert WHY in timeline


@pytest.mark.clause("SCR-22")
def test_a_block_that_came_while_the_page_was_open_is_asked_about_and_nothing_typed_is_lost(
    client: Client, board: b.Board
) -> None:
    case = r.with_board(board, received=DAY - timedelta(days=110), kind="cr")
    shown = opened(client, board.panel_chair, case, "recommend_publication")
    hidden = shown.context["form"].hidden
    w.trial(board, case, on=DAY, blocks=["publication"])
    sent = client.post(
        act_address(case, "recommend_publication"), {**hidden, "reasons": "All of it.", "password": b.PASSWORD}
    )
    assert {"despite", "despite_confirmed"} <= set(errors_of(sent))
    assert "All of it." in sent.content.decode()
    assert list(sent.context["form"].fields)[-1] == "password"
