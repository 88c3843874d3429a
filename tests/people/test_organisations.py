"""Organisations: added and changed by the business manager, listed, never deleted."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from tests.people.browsing import cost, hidden_of, rows_of, text
from tests.people.factories import a_person, an_area
from wscb.people import actions
from wscb.people.actions import OrganisationFacts
from wscb.people.errors import Refused
from wscb.people.models import CASE_ROLES, Organisation, OrganisationKind, Role, User
from wscb.trail.models import Entry

pytestmark = pytest.mark.django_db
DAY = date(2014, 6, 2)
LIST, ADD = "/people/organisations/", "/people/organisations/add/"


@pytest.fixture
def manager(client: Client) -> User:
    user = a_person("Bo Manager", Role.BUSINESS_MANAGER)
    client.force_login(user)
    return user


def facts(name: str = "Sankey Trust", **changes: object) -> OrganisationFacts:
    told: dict[str, object] = {"kind": OrganisationKind.VOLUNTARY, "areas": [an_area()], "on_board": True}
    return OrganisationFacts(name=name, **(told | changes))  # type: ignore[arg-type]


def change_of(organisation: Organisation) -> str:
    return f"{LIST}{organisation.pk}/change/"


def answers(**changes: object) -> dict[str, object]:
    return {"name": "Sankey Trust", "kind": "voluntary", "areas": [str(an_area().pk)], "on_board": "yes"} | changes


# --- the acts --------------------------------------------------------------------------------------------


def test_organisation_added_stands_with_its_areas_in_history_and_trail(manager: User) -> None:
    organisation = actions.add_organisation(facts=facts(" Sankey Trust "), by=manager, on=DAY)

    kept = Organisation.objects.get()
    assert (kept.name, kept.kind, kept.on_board, kept.active) == ("Sankey Trust", "voluntary", True, True)
    assert list(kept.areas.all()) == [an_area()]
    assert {row.history_user for row in kept.history.all()} == {manager}
    assert [row.area for row in kept.history.first().areas.all()] == [an_area()]
    entry = Entry.objects.get(kind="organisation.added")
    assert (entry.actor_id, entry.subject_id, entry.facts) == (manager.pk, organisation.pk, {"kind": "voluntary"})


def test_organisation_changed_says_which_facts_changed(manager: User) -> None:
    organisation = actions.add_organisation(facts=facts(), by=manager, on=DAY)

    changed = facts("Sankey Charity", areas=[an_area("halton")], active=False)
    actions.change_organisation(organisation=organisation, facts=changed, by=manager, on=DAY)

    kept = Organisation.objects.get()
    assert (kept.name, kept.active, list(kept.areas.all())) == ("Sankey Charity", False, [an_area("halton")])
    assert Entry.objects.get(kind="organisation.changed").facts == {"changed": ["name", "active", "areas"]}


def test_organisation_saved_as_it_stands_leaves_no_trace(manager: User) -> None:
    organisation = actions.add_organisation(facts=facts(), by=manager, on=DAY)
    before = organisation.history.count()

    actions.change_organisation(organisation=organisation, facts=facts(), by=manager, on=DAY)

    assert organisation.history.count() == before
    assert not Entry.objects.filter(kind="organisation.changed").exists()


def test_name_is_taken_whatever_its_case_but_not_by_oneself(manager: User) -> None:
    first = actions.add_organisation(facts=facts(), by=manager, on=DAY)
    second = actions.add_organisation(facts=facts("Another"), by=manager, on=DAY)

    with pytest.raises(Refused, match="already an organisation with this name"):
        actions.add_organisation(facts=facts("SANKEY trust"), by=manager, on=DAY)
    with pytest.raises(Refused, match="already an organisation with this name"):
        actions.change_organisation(organisation=second, facts=facts("sankey trust"), by=manager, on=DAY)
    actions.change_organisation(organisation=first, facts=facts("SANKEY TRUST"), by=manager, on=DAY)
    assert sorted(Organisation.objects.values_list("name", flat=True)) == ["Another", "SANKEY TRUST"]


@pytest.mark.parametrize("role", [role for role in Role if role not in (Role.BUSINESS_MANAGER, *CASE_ROLES)])
def test_organisations_are_changed_by_no_other_role(role: Role) -> None:
    by = a_person("Not Manager", role)
    organisation = Organisation.objects.create(name="Sankey Trust", kind="voluntary")

    with pytest.raises(Refused):
        actions.add_organisation(facts=facts("Another"), by=by, on=DAY)
    with pytest.raises(Refused):
        actions.change_organisation(organisation=organisation, facts=facts("Another"), by=by, on=DAY)


# --- the pages -------------------------------------------------------------------------------------------


def test_manager_adds_and_changes_on_the_pages(client: Client, manager: User) -> None:
    assert client.post(ADD, hidden_of(client, ADD) | answers())["Location"] == LIST
    organisation = Organisation.objects.get()
    assert rows_of(client, LIST) == ["Sankey Trust"]

    address = change_of(organisation)
    page = text(client.get(address))
    assert 'value="Sankey Trust"' in page
    client.post(address, hidden_of(client, address) | answers(active="no", on_board="no"))

    organisation.refresh_from_db()
    assert (organisation.active, organisation.on_board) == (False, False)
    assert "Inactive" in text(client.get(LIST))
    assert Organisation.objects.count() == 1


def test_name_taken_is_shown_at_its_field_with_what_was_typed(client: Client, manager: User) -> None:
    Organisation.objects.create(name="Sankey Trust", kind="voluntary")

    response = client.post(ADD, hidden_of(client, ADD) | answers(name="sankey trust"))

    assert list(response.context["form"].errors) == ["name"]
    assert 'value="sankey trust"' in text(response)
    assert "<title>Error: Add an organisation" in text(response)


def test_answers_are_asked_for_by_name(client: Client, manager: User) -> None:
    response = client.post(ADD, hidden_of(client, ADD))

    assert {name: list(texts) for name, texts in response.context["form"].errors.items()} == {
        "name": ["Enter name"],
        "kind": ["Select kind"],
        "on_board": ["Select yes if it is a member of the Board"],
    }


def test_organisation_sent_twice_is_added_once(client: Client, manager: User) -> None:
    sent = hidden_of(client, ADD) | answers()

    assert client.post(ADD, sent)["Location"] == client.post(ADD, sent)["Location"]
    assert Organisation.objects.count() == 1


def test_change_meanwhile_is_a_conflict_and_a_second_send_is_none(client: Client, manager: User) -> None:
    organisation = Organisation.objects.create(name="Sankey Trust", kind="voluntary")
    address = change_of(organisation)
    sent = hidden_of(client, address) | answers(name="Mine", active="yes")
    organisation.name = "Theirs"
    organisation.save()

    page = text(client.post(address, sent))
    assert "Someone changed this while you had it open" in page
    assert 'value="Mine"' in page
    assert Organisation.objects.get().name == "Theirs"

    sent = hidden_of(client, address) | answers(name="Mine", active="yes")
    assert client.post(address, sent)["Location"] == client.post(address, sent)["Location"] == LIST
    assert Organisation.objects.get().name == "Mine"


def test_list_filters_sorts_and_pages_by_address(client: Client, manager: User) -> None:
    halton = an_area("halton")
    for number in range(30):
        Organisation.objects.create(name=f"School {number:02}", kind="school").areas.set([halton, an_area()])
    Organisation.objects.create(name="Board Police", kind="police", on_board=True)
    Organisation.objects.create(name="Old Charity", kind="voluntary", active=False)

    assert rows_of(client, f"{LIST}?kind=school&sort=-name")[:2] == ["School 29", "School 28"]
    assert rows_of(client, f"{LIST}?kind=school&sort=-name&page=2")[-1] == "School 00"
    assert "?kind=school&amp;sort=-name&amp;page=2" in text(client.get(f"{LIST}?kind=school&sort=-name"))
    assert rows_of(client, f"{LIST}?board=yes") == ["Board Police"]
    assert rows_of(client, f"{LIST}?state=inactive") == ["Old Charity"]
    assert len(rows_of(client, f"{LIST}?area={halton.pk}&page=2")) == 5
    assert "No organisation matches" in text(client.get(f"{LIST}?kind=police&state=inactive"))
    assert client.get(f"{LIST}?sort=password&page=x&kind=nonsense").status_code == 200


def test_list_costs_the_same_for_many_organisations_and_counts_their_people(client: Client, manager: User) -> None:
    first = Organisation.objects.create(name="A School", kind="school")
    first.areas.set([an_area()])
    for name, active in (("Ada Quill", True), ("Ed Quill", True), ("Gone Quill", False)):
        person = a_person(name)
        person.organisation, person.is_active = first, active
        person.save()
    few = cost(client, LIST)
    for number in range(20):
        Organisation.objects.create(name=f"School {number}", kind="school").areas.set([an_area(), an_area("halton")])

    assert cost(client, LIST) == few
    link = f"/people/?organisation={first.pk}&amp;access=active"
    assert f'{link}">2<' in text(client.get(LIST))
    assert rows_of(client, link.replace("&amp;", "&")) == ["Ada Quill", "Ed Quill"]


@pytest.mark.parametrize("role", [role for role in Role if role not in (Role.BUSINESS_MANAGER, *CASE_ROLES)])
def test_nobody_but_the_manager_reaches_the_pages(client: Client, role: Role) -> None:
    organisation = Organisation.objects.create(name="Sankey Trust", kind="voluntary")
    user = a_person("Ada Quill", role)
    client.force_login(user)

    for address in (LIST, ADD, change_of(organisation)):
        assert client.get(address).status_code == 404
        assert client.post(address).status_code == 404
    assert Entry.objects.filter(kind="refused", actor_id=user.pk).count() == 6
    if role == Role.SYSTEM_ADMINISTRATOR:
        assert f'href="{LIST}"' not in text(client.get("/people/"))


def test_people_page_leads_to_the_manager_organisations(client: Client, manager: User) -> None:
    page = text(client.get("/people/"))

    assert f'href="{LIST}"' in page
    assert 'href="/people/panels/"' in page


def test_person_keeps_an_organisation_that_became_inactive(client: Client) -> None:
    client.force_login(a_person("Sys Admin", Role.SYSTEM_ADMINISTRATOR))
    gone = Organisation.objects.create(name="Old Charity", kind="voluntary", active=False)
    user = a_person("Ada Quill")
    user.organisation = gone
    user.save()
    address = f"/people/{user.pk}/change/"

    client.post(address, hidden_of(client, address) | {"name": "Ada Pen", "organisation": str(gone.pk)})

    user.refresh_from_db()
    assert (user.name, user.organisation) == ("Ada Pen", gone)
    assert "Old Charity" not in text(client.get("/people/add/"))
    assert rows_of(client, f"/people/?organisation={gone.pk}") == ["Ada Pen"]
