"""Guests write on a page of their own and are offered nowhere else (GEN-06)."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from tests import board as b
from tests.cases.browsing import opened
from tests.people.factories import a_person
from tests.reviews.contributing import hearing as h
from wscb.cases import panels
from wscb.cases.models import Case
from wscb.people.actions import change_details
from wscb.people.forms.choices import person_choices
from wscb.people.models import Role, User

pytestmark = pytest.mark.django_db

EMAIL = "somebody@home.example"


@pytest.fixture
def board() -> b.Board:
    return b.new_board()


@pytest.fixture
def case(board: b.Board) -> Case:
    case = b.under_way(board, received=h.RECEIVED)
    h.invite(board, h.family_member(board, case), email=EMAIL)
    return case


def guest() -> User:
    return User.objects.get(email=EMAIL)


@pytest.mark.clause("GEN-06")
def test_a_guest_is_offered_for_no_office_and_no_part_in_a_case(client: Client, board: b.Board, case: Case) -> None:
    assert guest().is_guest
    assert str(guest().pk) not in [pk for pk, _name in person_choices(without=board.chair.pk)]
    assert panels.people_called("Invited contributor", case, on=h.DAY) == []
    for who, act in (
        (board.manager, "propose_appointment"),
        (board.manager, "propose_chair"),
        (board.manager, "name_acting_chair"),
    ):
        client.force_login(who)
        offered = opened(client, who, b.fresh(case), act).content.decode()
        assert str(board.outsider.pk) in offered
        assert str(guest().pk) not in offered


@pytest.mark.clause("GEN-06")
def test_with_a_name_of_their_own_they_can_be_chosen(board: b.Board, case: Case) -> None:
    administrator = a_person("Ada Quill", Role.SYSTEM_ADMINISTRATOR)
    on = date(2026, 4, 8)
    change_details(user=guest(), name=guest().name, organisation=board.police, by=administrator, on=on)
    assert guest().is_guest
    change_details(user=guest(), name="Lee Marsh", organisation=board.police, by=administrator, on=on)
    assert not guest().is_guest
    assert str(guest().pk) in [pk for pk, _name in person_choices(without=board.chair.pk)]


def test_the_list_of_people_tells_guests_apart(client: Client, board: b.Board, case: Case) -> None:
    client.force_login(board.manager)
    text = client.get("/people/").content.decode()
    assert "A guest, with a page of their own" in text
    assert text.count(EMAIL) == 1
