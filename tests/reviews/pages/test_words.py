"""What is said of a case is said in its own words: a Case Review's panel is the Subgroup, its clauses are its own, and no code is shown."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.test import Client

from reviews.actions import case_review, decision
from reviews.actions.decision import Reasons
from reviews.process.kinds import CASE_REVIEW
from tests import board as b
from tests.reviews import reporting as r
from tests.reviews.pages.walking import said, written
from wscb.cases import editions
from wscb.cases.actions import meetings
from wscb.cases.models import Case
from wscb.cases.process import registry
from wscb.cases.vocabulary import Vocabulary

RECEIVED = date(2026, 2, 2)
PANEL = re.compile(r"(?<!National )(?<!Criteria )\bpanel\b", re.IGNORECASE)
OTHER_CLAUSE = re.compile(r"\bSCR-\d+")
YOUR_WORK = "/"
"""Where cases of both kinds stand beside each other."""
TYPED_OR_QUOTED = (
    "I agree with the panel.",
    "The completed form is forwarded by the Panel Chair to the WSCB Business and Partnerships Manager.",
)
SNAKE = re.compile(r"\b[a-z]+(?:_[a-z0-9]+)+\b")


@pytest.fixture
def board(db: None) -> Iterator[b.Board]:
    with time_machine.travel(datetime(2026, 6, 1, 10, tzinfo=UTC), tick=False):
        yield b.new_board()


def adjourned(board: b.Board, kind: str) -> Case:
    """Convened, then adjourned, with a co-opted person's seat and a paper."""
    case = b.log(board, received=RECEIVED, kind=kind)
    b.add_paper(board, case, on=RECEIVED)
    b.refer(board, case, on=RECEIVED)
    starts_at = datetime(2026, 6, 8, 10, tzinfo=UTC)
    meetings.convene(
        case=case, by=board.manager, on=RECEIVED, starts_at=starts_at, place="Room 2", chair=board.panel_chair,
        members=board.members[:3], co_opted=[board.outsider],
    )  # fmt: skip
    meetings.adjourn(case=case, by=board.panel_chair, on=RECEIVED, because="Ill.")
    return b.fresh(case)


def convened(board: b.Board, kind: str) -> Case:
    """Convened for a day to come, with an invitation that stands."""
    case = b.log(board, received=RECEIVED, kind=kind)
    b.refer(board, case, on=RECEIVED)
    b.convene(board, case, on=RECEIVED, meets=date(2026, 6, 8))
    return b.fresh(case)


def referred_back(board: b.Board, kind: str) -> Case:
    """Recommended, referred back, and late."""
    case = recommended(board, kind)
    decision.refer_back(case=case, by=board.chair, on=date(2026, 2, 12), questions="Why?", seen=b.fresh(case).revision)
    return b.fresh(case)


def recommended(board: b.Board, kind: str) -> Case:
    """With the Board Chair."""
    case = b.log(board, received=RECEIVED, kind=kind)
    b.refer(board, case, on=RECEIVED)
    b.convene(board, case, on=RECEIVED)
    b.attend(board, case, on=date(2026, 2, 10))
    if kind == "cr":
        b.consider(board, case, on=date(2026, 2, 10))
    b.recommend(board, case, on=date(2026, 2, 10))
    b.consult(board, case, on=date(2026, 2, 11))
    return b.fresh(case)


def closed(board: b.Board, kind: str) -> Case:
    """Withdrawn."""
    case = b.log(board, received=RECEIVED, kind=kind)
    decision.close(
        case=case, by=board.chair, on=RECEIVED, closed_as="withdrawn", reasons="Taken back.", confirmed=b.SIGNED, seen=case.revision
    )  # fmt: skip
    return b.fresh(case)


def put_to_the_subgroup(board: b.Board, kind: str) -> Case:
    """Closed to be put to the Subgroup, or what it was put there as."""
    case = b.log(board, received=RECEIVED, answers=b.NO_LIMB)
    b.refer(board, case, on=RECEIVED)
    b.consult(board, case, on=RECEIVED)
    b.decide(board, case, on=RECEIVED, outcome="not_hold", why=Reasons(reasons="No.", departure="Plain."))
    found = case_review.put_to_subgroup(case=b.fresh(case), by=board.chair, on=RECEIVED, learning="Much.")
    return b.fresh(found if kind == "cr" else case)


def returned_and_accepted(board: b.Board, kind: str) -> Case:
    """Returned once, then accepted, all of it in words."""
    from reviews.actions import acceptance

    case = r.with_board(board, received=RECEIVED, kind=kind)
    on = RECEIVED + timedelta(days=105)
    acceptance.return_report(case=case, by=board.chair, on=on, missing="The voice.", seen=case.revision)
    r.submit(board, case, on=on)
    r.check(board, case, on=on)
    if kind == "cr":
        r.recommend_publication(board, case, on=on, choice="executive_summary", assessment=r.UNSAFE)
        r.recommend_publication(board, case, on=on)
    r.accept(board, case, on=on)
    editions.render_waiting(limit=4)
    return b.fresh(case)


def logged(board: b.Board, kind: str) -> Case:
    """With the Board Chair, to be referred."""
    return b.log(board, received=RECEIVED, kind=kind)


def ready(board: b.Board, kind: str) -> Case:
    """Decided, with appointments and terms of reference."""
    return b.ready_to_begin(board, received=RECEIVED, kind=kind)


def submitted(board: b.Board, kind: str) -> Case:
    """Its report with the Board."""
    return r.with_board(board, received=RECEIVED, kind=kind)


def wrong(client: Client, board: b.Board, case: Case) -> list[tuple[str, str]]:
    """What is said of the case that should not be, with where: codes, and on a Case Review the words of the other kind."""
    codes = codes_of(case)
    everything = {**said(client, board, case), **written(case)}
    pieces = [(where, without_addresses(piece)) for where, found in everything.items() for piece in found]
    shown = [(where, piece) for where, piece in pieces if SNAKE.search(piece) or last_words(piece) & codes]
    if case.process == "cr":
        own = [(where, piece) for where, piece in pieces if where != YOUR_WORK and piece not in TYPED_OR_QUOTED]
        shown += [(where, piece) for where, piece in own if PANEL.search(piece) or is_of_the_other_kind(piece)]
    return shown


@pytest.mark.parametrize(
    "make",
    [logged, adjourned, convened, referred_back, closed, put_to_the_subgroup, ready, submitted, returned_and_accepted],
)
@pytest.mark.clause("CR-02", "CR-06", "CR-10")
def test_a_case_review_is_spoken_of_as_the_subgroups_under_its_own_clauses_and_without_codes(
    client: Client, board: b.Board, make: Callable[[b.Board, str], Case]
) -> None:
    assert wrong(client, board, make(board, "cr")) == []


@pytest.mark.parametrize("make", [referred_back, closed, put_to_the_subgroup, returned_and_accepted])
@pytest.mark.clause("SCR-15")
def test_a_serious_case_review_shows_no_code_instead_of_words(
    client: Client, board: b.Board, make: Callable[[b.Board, str], Case]
) -> None:
    assert wrong(client, board, make(board, "scr")) == []


def is_of_the_other_kind(piece: str) -> bool:
    """Whether it names a clause that does not hold for a Case Review, without being about Serious Case Reviews on purpose."""
    named = set(OTHER_CLAUSE.findall(piece)) - set(CASE_REVIEW.clauses.values())
    return any(one in CASE_REVIEW.clauses for one in named) and "Serious Case Review" not in piece


def without_addresses(piece: str) -> str:
    """The piece without addresses, in which codes and names of accounts may stand."""
    return re.sub(r"https?://\S+|\S+@\S+", "", piece).strip()


def last_words(piece: str) -> set[str]:
    """The piece, and what follows a colon or "by" at its end: where a code would stand by itself."""
    return {piece, piece.rpartition(": ")[2], piece.rpartition(" by ")[2]}


def codes_of(case: Case) -> frozenset[str]:
    """What is stored instead of words: states, acts, steps, roles, outcomes, grounds, kinds, means of confirming."""
    from reviews import vocabularies as v
    from wscb.cases import enums
    from wscb.people.models import Role

    tables = registry.processes()
    rows = {row.code for table in tables for row in (*table.states, *table.acts, *table.steps)}
    questions = (v.REPORT_SECTION, v.REPORT_CHECKLIST, v.TERMS_OF_REFERENCE)
    answers = [one for one in vars(v).values() if isinstance(one, Vocabulary) and one not in questions]
    words = {word.code for one in answers for word in one}
    chosen = {
        value
        for one in vars(enums).values()
        if isinstance(one, type) and hasattr(one, "choices") and one.__module__ == enums.__name__
        for value in one.values
    }
    return frozenset({*rows, *words, *chosen, *Role.values, "session", "scr", "cr"}) - {""}
