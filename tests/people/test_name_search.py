"""Searching people by name: no name in an address, and nobody follows another's search."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from tests.people.browsing import hidden_of, rows_of, text
from tests.people.factories import a_person
from wscb.people.models import Role, User

pytestmark = pytest.mark.django_db
SEARCH = "/people/search/"


@pytest.fixture(params=[Role.BUSINESS_MANAGER, Role.SYSTEM_ADMINISTRATOR])
def reader(request: pytest.FixtureRequest, client: Client) -> User:
    user = a_person("Ro Reader", request.param)
    client.force_login(user)
    return user


def searched(client: Client, name: str) -> str:
    return client.post(SEARCH, hidden_of(client, "/people/") | {"name": name})["Location"]


def test_search_finds_by_any_parts_and_its_address_holds_no_name(client: Client, reader: User) -> None:
    for name in ("Ada Quill", "Edna Quillon", "Ada Brook"):
        a_person(name)

    address = searched(client, "quill ad")

    assert re.fullmatch(r"/people/\?search=[0-9a-f-]{36}", address)
    assert rows_of(client, address) == ["Ada Quill"]
    assert "You searched for the name <strong>quill ad</strong>" in text(client.get(address))
    assert rows_of(client, searched(client, "QUILL")) == ["Ada Quill", "Edna Quillon"]


def test_search_is_narrowed_sorted_and_paged_under_its_address(client: Client, reader: User) -> None:
    for number in range(30):
        a_person(f"Quill {number:02}", Role.PANEL_MEMBER)
    a_person("Quill Zed")
    address = searched(client, "quill")

    narrowed = f"{address}&role=panel_member&sort=-name"
    assert rows_of(client, narrowed)[0] == "Quill 29"
    assert rows_of(client, f"{narrowed}&page=2")[-1] == "Quill 00"
    assert f'name="search" value="{address.partition("=")[2]}"' in text(client.get(address))


def test_search_without_a_name_asks_for_it(client: Client, reader: User) -> None:
    response = client.post(SEARCH, hidden_of(client, "/people/") | {"name": "  "})

    assert list(response.context["search_form"].errors["name"]) == ["Enter name"]
    assert "<title>Error: People" in text(response)


def test_search_that_finds_nobody_says_so(client: Client, reader: User) -> None:
    assert "Nobody with this name matches" in text(client.get(searched(client, "nobody of this name")))


def test_search_of_another_session_leads_to_the_list(client: Client, reader: User) -> None:
    a_person("Ada Quill")
    address = searched(client, "quill")
    other = Client(SERVER_NAME="localhost")
    other.force_login(a_person("Mo Manager", Role.BUSINESS_MANAGER))

    assert other.get(address)["Location"] == "/people/"
    assert client.get("/people/?search=nonsense")["Location"] == "/people/"
    assert client.get(SEARCH)["Location"] == "/people/"


def test_session_keeps_the_last_ten_searches(client: Client, reader: User) -> None:
    addresses = [searched(client, f"name {number}") for number in range(11)]

    assert client.get(addresses[0]).status_code == 302
    assert [client.get(address).status_code for address in addresses[1:]] == [200] * 10


@pytest.mark.parametrize("role", [Role.BOARD_CHAIR, Role.PANEL_MEMBER])
def test_others_search_nobody(client: Client, role: Role) -> None:
    client.force_login(a_person("Ada Quill", role))

    assert client.post(SEARCH, {"name": "quill"}).status_code == 404
