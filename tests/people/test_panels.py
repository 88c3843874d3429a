"""The pages of the standing panels: who sits on each, for how long."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from tests.people.browsing import cost, rows_of, text
from tests.people.factories import SINCE, a_panel, a_person, an_area
from wscb import clock
from wscb.people.models import Role, RoleTerm, User

pytestmark = pytest.mark.django_db
LIST = "/people/panels/"


@pytest.fixture(params=[Role.BUSINESS_MANAGER, Role.SYSTEM_ADMINISTRATOR])
def reader(request: pytest.FixtureRequest, client: Client) -> User:
    user = a_person("Ro Reader", request.param)
    client.force_login(user)
    return user


def seat(name: str, role: Role = Role.PANEL_MEMBER, **facts: object) -> User:
    user = a_person(name)
    told: dict[str, object] = {"starts_on": SINCE} | facts
    RoleTerm.objects.create(user=user, role=role, area=an_area(), panel=a_panel(), **told)
    return user


def test_panel_shows_who_sits_then_who_will_then_who_did(client: Client, reader: User) -> None:
    today = clock.today()
    seat("Zoe Chair", Role.PANEL_CHAIR)
    seat("Bea Member", ends_on=today)
    seat("Abe Coming", starts_on=today + timedelta(days=1))
    seat("Ada Over", ends_on=today - timedelta(days=1))
    seat("Ben Withdrawn", withdrawn_on=today)
    gone = seat("Cat Gone")
    gone.is_active = False
    gone.save()
    a_person("Hal Elsewhere", Role.PANEL_MEMBER, area=an_area("halton"))

    page = f"{LIST}{a_panel().pk}/"
    assert rows_of(client, page) == ["Zoe Chair", "Bea Member", "Abe Coming", "Ada Over", "Ben Withdrawn", "Cat Gone"]
    shown = [row[0][0] for row in client.get(page).context["terms"]]
    assert shown == ["Sits", "Sits", "To come", "Ended", "Ended", "Ended"]


def test_list_counts_those_who_sit_today(client: Client, reader: User) -> None:
    seat("Zoe Chair", Role.PANEL_CHAIR)
    seat("Bea Member")
    seat("Cy Member")
    seat("Ada Over", ends_on=clock.today() - timedelta(days=1))
    a_panel(an_area("halton"))

    found = {panel.area.name: (panel.chairs, panel.members) for panel in client.get(LIST).context["page"]}
    assert found == {"Warrington": (1, 2), "Halton": (0, 0)}


def test_panel_page_costs_the_same_for_many_members(client: Client, reader: User) -> None:
    seat("Member 00")
    page = f"{LIST}{a_panel().pk}/"
    few = cost(client, page)
    for number in range(1, 12):
        seat(f"Member {number:02}")

    assert cost(client, page) == few


def test_panel_without_anybody_says_so(client: Client, reader: User) -> None:
    assert "Nobody has a term on this panel" in text(client.get(f"{LIST}{a_panel().pk}/"))


@pytest.mark.parametrize("role", [Role.BOARD_CHAIR, Role.PANEL_CHAIR, Role.PANEL_MEMBER])
def test_others_reach_no_panel_page(client: Client, role: Role) -> None:
    client.force_login(a_person("Ada Quill", role))

    assert client.get(LIST).status_code == 404
    assert client.get(f"{LIST}{a_panel().pk}/").status_code == 404
