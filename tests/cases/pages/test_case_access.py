"""Who opens the pages of a case, in every relation to it; whoever may not gets what a nonexistent case gets, and leaves a trace."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from tests import board as b
from tests.cases.moments import frozen
from tests.cases.pages.support import TABS, url
from wscb.cases import grants
from wscb.cases.actions import involvement
from wscb.cases.models import Case
from wscb.people.models import ActingAppointment, Role, User
from wscb.trail.models import Entry

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 2)
TODAY = date(2026, 3, 12)
NOBODY = Case(reference="0000000000")


def logged(board: b.Board) -> Case:
    case = b.log(board, received=DAY)
    b.add_paper(board, case, on=DAY)
    return b.fresh(case)


def referred(board: b.Board) -> Case:
    return b.refer(board, logged(board), on=DAY)


def convened(board: b.Board) -> Case:
    case = referred(board)
    b.convene(board, case, on=DAY)
    return b.fresh(case)


def acting(board: b.Board, case: Case, *, one_case: bool, until: date = TODAY) -> User:
    deputy = b.person("deputy@warrington.example", "Deputy Chair")
    ActingAppointment.objects.create(
        user=deputy, for_role=Role.BOARD_CHAIR, area=board.area, starts_on=DAY, ends_on=until,
        scope_case=case.pk if one_case else None, reason="Away.", recorded_by=board.administrator,
    )  # fmt: skip
    return deputy


def tied_chair(board: b.Board, case: Case) -> User:
    involvement.add_organisation(case=case, by=board.manager, on=DAY, organisation=board.health)
    return board.panel_chair


def recused(board: b.Board, case: Case) -> User:
    involvement.record_interest(case=case, by=board.manager, on=DAY, user=board.chair, interest="A neighbour.")
    return board.chair


def granted(board: b.Board, case: Case, *, until: date) -> User:
    grants.give(
        case=case,
        to=board.outsider,
        ground="see_as_inspectorate",
        reason="Asked.",
        by=board.manager,
        on=DAY,
        until=until,
    )
    return board.outsider


def ended(board: b.Board, case: Case) -> User:
    board.manager.role_terms.update(ends_on=DAY)
    return board.manager


Relation = tuple[Callable[[b.Board], Case], Callable[[b.Board, Case], User], bool]
RELATIONS: dict[str, Relation] = {
    "manager": (logged, lambda board, case: board.manager, True),
    "manager whose term ended": (logged, ended, False),
    "Chair": (logged, lambda board, case: board.chair, True),
    "Chair with an interest": (referred, recused, False),
    "acting Chair for this case": (logged, lambda board, case: acting(board, case, one_case=True), True),
    "acting Chair for every case": (logged, lambda board, case: acting(board, case, one_case=False), True),
    "acting Chair for another case": (logged, lambda board, case: acting(board, logged(board), one_case=True), False),
    "acting Chair no longer": (logged, lambda board, case: acting(board, case, one_case=True, until=DAY), False),
    "panel chair before referral": (logged, lambda board, case: board.panel_chair, False),
    "panel chair after referral": (referred, lambda board, case: board.panel_chair, True),
    "panel chair of an involved organisation": (referred, tied_chair, False),
    "member before convening": (referred, lambda board, case: board.members[0], False),
    "member invited": (convened, lambda board, case: board.members[0], True),
    "member not invited": (convened, lambda board, case: board.members[3], False),
    "inspectorate": (logged, lambda board, case: granted(board, case, until=TODAY), True),
    "inspectorate no longer": (logged, lambda board, case: granted(board, case, until=DAY), False),
    "another area's manager": (convened, lambda board, case: b.new_board("elsewhere", "Elsewhere").manager, False),
    "another area's Chair": (convened, lambda board, case: b.new_board("elsewhere", "Elsewhere").chair, False),
    "another area's panel chair": (convened, lambda board, case: b.new_board("elsewhere", "Elsewhere").panel_chair, False),
    "system administrator": (convened, lambda board, case: board.administrator, False),
    "somebody without a role": (convened, lambda board, case: board.outsider, False),
}  # fmt: skip


def addresses(case: Case) -> list[str]:
    """Every address that shows something of the case."""
    steps = [url(case, "step", step.pk) for step in case.steps.all()[:1]]
    papers = [url(case, "document", document.pk) for document in case.documents.all()]
    return [*(url(case, tab) for tab in TABS), *steps, *papers]


def plain(response: object) -> str:
    """A page without the value that is another on every page."""
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", response.content.decode())  # type: ignore[attr-defined]


@pytest.mark.parametrize("relation", RELATIONS)
def test_case_opens_to_those_who_may_and_to_nobody_else(client: Client, relation: str) -> None:
    make, who, may = RELATIONS[relation]
    with frozen(TODAY):
        board = b.new_board()
        case = make(board)
        person = who(board, case)
        client.force_login(person)
        missing = plain(client.get(url(NOBODY)))
        for address in addresses(case):
            response = client.get(address)
            assert response.status_code == (200 if may else 404), address
            assert may or plain(response) == missing
        trace = Entry.objects.filter(actor_id=person.pk, kind="refused").count()
        assert trace == 1 + (0 if may else len(addresses(case)))
        read = Entry.objects.filter(actor_id=person.pk, kind="case.read", subject_id=case.pk).count()
        assert read == (len(TABS) + 1 if may else 0)
        assert Entry.objects.filter(actor_id=person.pk, kind="case.document_read").count() == (1 if may else 0)


def test_nobody_signed_in_is_asked_to_sign_in(client: Client) -> None:
    case = logged(b.new_board())
    for address in ["/", "/cases/", *addresses(case)]:
        response = client.get(address)
        assert response.status_code == 302
        assert response["Location"].startswith("/account/login/")


def test_reference_changed_by_one_character_is_not_found(client: Client) -> None:
    board = b.new_board()
    case = logged(board)
    client.force_login(board.manager)
    other = ("1" if case.reference[0] != "1" else "2") + case.reference[1:]
    for reference in (other, case.reference.lower() + "x", str(case.pk)):
        assert client.get(f"/cases/{reference}/").status_code == 404


def test_thing_of_another_case_is_not_found_under_this_one(client: Client) -> None:
    board = b.new_board()
    case, other = logged(board), logged(board)
    client.force_login(board.manager)
    for address in (
        url(case, "document", other.documents.get().pk),
        url(case, "step", other.steps.first().pk),  # type: ignore[union-attr]
        url(case, "document", uuid.uuid4()),
        url(case, "step", uuid.uuid4()),
    ):
        assert client.get(address).status_code == 404
