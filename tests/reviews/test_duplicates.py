"""Whether a notified child may be on a case already (SCR-01)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.test import Client

from reviews.actions.notification import Child
from reviews.duplicates import possible_duplicates
from tests import board as b
from tests.reviews import notifying as n
from wscb import clock
from wscb.cases.models import Case, Draft, Recusal
from wscb.trail.models import Entry

pytestmark = pytest.mark.django_db
KNOWN = Child(
    given_name="Éva-May",
    family_name="Winterbourne",
    date_of_birth=date(2012, 5, 4),
    nhs_number="943 476 5919",
    aliases=("Evie Frost",),
)
BORN, ELSE = date(2012, 5, 4), date(2011, 1, 1)
SAME_BIRTH, OTHER_BIRTH = "the same date of birth", "another date of birth, or one not known"


@pytest.fixture
def board() -> b.Board:
    return b.new_board()


@pytest.fixture
def known(board: b.Board) -> Case:
    return b.log(board, received=clock.today() - timedelta(days=3), children=[KNOWN])


def found(board: b.Board, child: Child) -> list[tuple[str, bool]]:
    matches = possible_duplicates(user=board.manager, on=clock.today(), children=[child])
    return [(match.why, match.exact) for match in matches]


@pytest.mark.clause("SCR-01")
@pytest.mark.parametrize(
    ("child", "expected"),
    [
        (replace(KNOWN, nhs_number=""), [(f"The same name and {SAME_BIRTH}", True)]),
        (
            Child(given_name="ÉVA-MAY", family_name="WINTERBOURNE", date_of_birth=BORN),
            [(f"The same name and {SAME_BIRTH}", True)],
        ),
        (
            Child(given_name="eva may", family_name="winterbourne", date_of_birth=BORN),
            [(f"The same name and {SAME_BIRTH}", True)],
        ),
        (
            Child(given_name="Winterbourne", family_name="Éva-May", date_of_birth=BORN),
            [(f"The same names the other way round and {SAME_BIRTH}", True)],
        ),
        (
            Child(given_name="Éva-May", family_name="Winterbourne", date_of_birth=ELSE),
            [(f"The same name and {OTHER_BIRTH}", False)],
        ),
        (Child(given_name="Éva-May", family_name="winterbourne"), [(f"The same name and {OTHER_BIRTH}", False)]),
        (Child(given_name="Evie", family_name="Frost"), [(f"Also known by this name and {OTHER_BIRTH}", False)]),
        (
            Child(given_name="Ash", family_name="Other", aliases=("Éva-May Winterbourne",)),
            [(f"Also known by this name and {OTHER_BIRTH}", False)],
        ),
        (
            Child(given_name="Ash", family_name="Winterborn", date_of_birth=BORN),
            [("The same date of birth and a similar last name", False)],
        ),
        (
            Child(name_unknown=True, date_of_birth=BORN),
            [("The same date of birth; one of the names is not known", False)],
        ),
        (Child(given_name="Ash", family_name="Other", nhs_number="9434765919"), [("The same NHS number", True)]),
        (Child(given_name="Ash", family_name="Jones", date_of_birth=BORN), []),
        (Child(given_name="Ash", family_name="Winterborn", date_of_birth=ELSE), []),
        (Child(given_name="Éva-May", family_name="Other"), []),
        (Child(name_unknown=True), []),
        (Child(unborn=True), []),
    ],
)
def test_children_are_compared(board: b.Board, known: Case, child: Child, expected: list[tuple[str, bool]]) -> None:
    assert found(board, child) == expected


def test_each_child_of_a_case_is_shown_once_exact_ones_first(board: b.Board, known: Case) -> None:
    similar = b.log(
        board, received=clock.today(), children=[replace(KNOWN, family_name="Winterborn", nhs_number="", aliases=())]
    )
    matches = possible_duplicates(
        user=board.manager, on=clock.today(), children=[KNOWN, replace(KNOWN, given_name="Ash", nhs_number="")]
    )
    assert [(match.case, match.exact) for match in matches] == [(known, True), (similar, False)]


def test_only_cases_that_the_manager_sees_are_compared(board: b.Board, known: Case) -> None:
    halton = b.new_board("halton", "Halton")
    assert possible_duplicates(user=halton.manager, on=clock.today(), children=[KNOWN]) == []
    Recusal.objects.create(
        case=known, user=board.manager, interest="-", recorded_by=board.manager, recorded_at=clock.now()
    )
    assert found(board, KNOWN) == []


def test_a_match_is_shown_looked_at_and_nothing_is_doubled(board: b.Board, client: Client) -> None:
    given, family = n.CANARY.split()
    known = b.log(board, received=clock.today(), children=[Child(given_name=given.upper(), family_name=family)])
    client.force_login(board.manager)
    draft = n.begin(client)
    typed = n.answers_for(board)
    typed.pop("duplicates")
    n.fill(client, draft, typed)

    page = client.get(f"{draft}duplicates/").content.decode()
    assert known.reference in page
    assert "Notified" in page
    assert "The same name" in page
    unsure = n.send(client, f"{draft}duplicates/", {})
    assert "Confirm that none of these is the notification you are entering" in unsure.content.decode()
    assert n.send(client, f"{draft}duplicates/", {"looked": "on"})["Location"] == f"{draft}check/"

    entry = Entry.objects.filter(kind="case.searched").latest("at")
    assert entry.facts == {"for": "duplicates", "found": [known.reference]}
    assert Case.objects.count() == 1


def test_a_case_found_later_is_looked_at_before_logging(board: b.Board, client: Client) -> None:
    client.force_login(board.manager)
    draft = n.begin(client)
    n.fill(client, draft, n.answers_for(board))
    shown = n.hidden(client.get(f"{draft}check/"))
    given, family = n.CANARY.split()
    b.log(board, received=clock.today(), children=[Child(given_name=given, family_name=family)])

    sent = client.post(f"{draft}check/", shown)

    assert sent.status_code == 200
    assert "Log notification</button>" not in sent.content.decode()
    assert (Case.objects.count(), Draft.objects.count()) == (1, 1)
    n.fill(client, draft, {"duplicates": {"looked": "on"}})
    assert n.send(client, f"{draft}check/", {}).status_code == 302
