from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.people.factories import PASSWORD, a_panel, a_person, an_area, an_organisation
from wscb import clock
from wscb.people.models import ActingAppointment, Role, RoleTerm, User
from wscb.people.standing import standing

pytestmark = pytest.mark.django_db


def text(response) -> str:
    return response.content.decode()


def token_of(client: Client, address: str) -> dict[str, str]:
    """The hidden answers of a page's form."""
    page = text(client.get(address))
    main = page.partition("<main")[2]
    hidden = re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', main)
    return {name: value for name, value in hidden if name != "csrfmiddlewaretoken"}


def day(name: str, value: date) -> dict[str, str]:
    return {f"{name}_day": str(value.day), f"{name}_month": str(value.month), f"{name}_year": str(value.year)}


@pytest.fixture
def administrator(client) -> User:
    user = a_person("Sys Admin", Role.SYSTEM_ADMINISTRATOR)
    client.force_login(user)
    return user


@pytest.fixture
def manager(client) -> User:
    user = a_person("Bo Manager", Role.BUSINESS_MANAGER)
    client.force_login(user)
    return user


def new_person(client: Client) -> dict[str, str]:
    return token_of(client, "/people/add/") | {
        "name": "Ada Quill",
        "email": "Ada@Example.org",
        "organisation": str(an_organisation().pk),
        "role": "panel_member",
        "area": "",
        "panel": str(a_panel().pk),
        **day("starts_on", clock.today()),
    }


def test_person_added_gets_role_and_link_and_can_sign_in(client, administrator, django_capture_on_commit_callbacks):
    an_organisation()
    a_panel()
    answers = new_person(client)
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post("/people/add/", answers)

    user = User.objects.get(email="ada@example.org")
    assert response["Location"] == f"/people/{user.pk}/"
    assert standing(user, clock.today()).panels_for(Role.PANEL_MEMBER) == {a_panel().pk}
    (letter,) = mail.outbox
    assert letter.to == ["ada@example.org"]
    assert "Quill" not in letter.subject + letter.body
    link = re.search(r"http://localhost(/\S+)", letter.body)
    assert link

    newcomer = Client(SERVER_NAME="localhost")
    form = newcomer.get(link[1], follow=True)
    assert "Set your password" in text(form)
    where = form.redirect_chain[-1][0]
    newcomer.post(where, {"password1": PASSWORD, "password2": PASSWORD})
    signed_in = newcomer.post("/account/login/", {"login": "ADA@example.org", "password": PASSWORD})
    assert signed_in.status_code == 302
    assert "_auth_user_id" in newcomer.session


def test_person_sent_twice_is_added_once(client, administrator):
    an_organisation()
    a_panel()
    answers = new_person(client)

    first = client.post("/people/add/", answers)
    second = client.post("/people/add/", answers)

    assert first["Location"] == second["Location"]
    assert User.objects.filter(email="ada@example.org").count() == 1


def test_person_with_a_taken_address_is_told_and_nothing_is_lost(client, administrator):
    a_person("Ada Quill")
    an_organisation()
    a_panel()
    answers = new_person(client) | {"email": "ada.quill@example.org"}

    page = text(client.post("/people/add/", answers))

    assert "<title>Error: Add a person" in page
    assert "already an account with this email address" in page
    assert 'value="Ada Quill"' in page


def test_role_is_given_and_ended_on_the_persons_page(client, administrator):
    user = a_person("Ada Quill")
    answers = token_of(client, f"/people/{user.pk}/give-role/")
    an_area()
    answers |= {"role": "board_chair", "area": str(an_area().pk), "panel": "", **day("starts_on", clock.today())}

    client.post(f"/people/{user.pk}/give-role/", answers)
    term = user.role_terms.get()
    assert "Board Chair" in text(client.get(f"/people/{user.pk}/"))

    client.post(f"/people/{user.pk}/roles/{term.pk}/end/", token_of(client, f"/people/{user.pk}/roles/{term.pk}/end/"))
    assert Role.BOARD_CHAIR not in standing(User.objects.get(pk=user.pk), clock.today()).roles


def test_term_of_another_person_is_not_found(client, administrator):
    term = a_person("Ada Quill", Role.BOARD_CHAIR).role_terms.get()

    assert client.get(f"/people/{a_person('Bo Else').pk}/roles/{term.pk}/end/").status_code == 404


def test_access_ended_ends_the_open_session(client, administrator):
    user = a_person("Ada Quill", Role.BOARD_CHAIR)
    theirs = Client(SERVER_NAME="localhost")
    theirs.force_login(user)
    assert theirs.get("/account/").status_code == 200

    client.post(f"/people/{user.pk}/end-access/", token_of(client, f"/people/{user.pk}/end-access/"))

    assert theirs.get("/account/").status_code == 302
    again = theirs.post("/account/login/", {"login": user.email, "password": PASSWORD})
    assert again["Location"] == "/account/inactive/"
    client.post(f"/people/{user.pk}/restore-access/", token_of(client, f"/people/{user.pk}/restore-access/"))
    assert User.objects.get(pk=user.pk).is_active
    assert theirs.get("/account/").status_code == 302
    assert not User.objects.get(pk=user.pk).has_usable_password()


def test_details_changed_meanwhile_are_a_conflict(client, administrator):
    user = a_person("Ada Quill")
    answers = token_of(client, f"/people/{user.pk}/change/") | {"name": "Ada Mine", "organisation": ""}
    user.name = "Ada Theirs"
    user.save()

    page = text(client.post(f"/people/{user.pk}/change/", answers))

    assert "Someone changed this while you had it open" in page
    assert 'value="Ada Mine"' in page
    assert User.objects.get(pk=user.pk).name == "Ada Theirs"


def test_details_sent_twice_are_no_conflict(client, administrator):
    user = a_person("Ada Quill")
    answers = token_of(client, f"/people/{user.pk}/change/") | {"name": "Ada Pen", "organisation": ""}

    first = client.post(f"/people/{user.pk}/change/", answers)
    second = client.post(f"/people/{user.pk}/change/", answers)

    assert first["Location"] == second["Location"] == f"/people/{user.pk}/"
    assert user.history.count() == 2


def test_list_filters_sorts_and_pages_by_address(client, administrator):
    for number in range(30):
        a_person(f"Member {number:02}", Role.PANEL_MEMBER)
    ended = a_person("Zoe Ended")
    ended.is_active = False
    ended.save()

    first = text(client.get("/people/?role=panel_member&sort=-name"))
    assert first.index("Member 29") < first.index("Member 05")
    assert "Member 04" not in first
    assert "?role=panel_member&amp;sort=-name&amp;page=2" in first
    assert 'aria-sort="descending"' in first
    assert "Member 04" in text(client.get("/people/?role=panel_member&sort=-name&page=2"))
    assert "Zoe Ended" in text(client.get("/people/?access=ended"))
    assert "Member 00" not in text(client.get("/people/?access=ended"))
    assert "Nobody matches" in text(client.get("/people/?role=board_chair"))
    assert client.get("/people/?sort=password&page=x").status_code == 200


def test_list_costs_the_same_for_many_people(client, administrator):
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get("/people/")
        return len(queries)

    a_person("Member 00", Role.PANEL_MEMBER)
    few = cost()
    for number in range(1, 20):
        a_person(f"Member {number:02}", Role.PANEL_MEMBER)

    assert cost() == few


def test_manager_changes_people_of_their_own_area_alone(client, manager):
    mine = a_person("Ada Quill", Role.PANEL_MEMBER)
    other = a_person("Lee Halt", Role.PANEL_MEMBER, area=an_area("halton"))
    keys = a_person("Sam Keys", Role.SYSTEM_ADMINISTRATOR)
    pages = ("change/", "move/", "end-access/", "restore-access/", "invite/")

    def answers(user: User) -> list[int]:
        ends = f"roles/{user.role_terms.get().pk}/end/"
        return [client.get(f"/people/{user.pk}/{page}").status_code for page in (*pages, ends)]

    assert answers(mine) == [200] * 6
    assert answers(other) == answers(keys) == [404] * 6
    form = text(client.get(f"/people/{mine.pk}/give-role/"))
    assert ("Board Chair" in form, "System administrator" in form, "Halton" in form) == (True, False, False)


def test_person_is_moved_on_a_page_that_says_what_stays(client, manager):
    user, hospital = a_person("Ada Quill", Role.PANEL_MEMBER), an_organisation()
    address = f"/people/{user.pk}/move/"

    client.post(address, token_of(client, address) | {"organisation": str(hospital.pk)})

    assert User.objects.get(pk=user.pk).organisation == hospital
    assert "None, until" in text(client.get(f"/people/{user.pk}/"))


def test_administrator_sees_no_interests_and_no_acting_pages(client, administrator):
    user = a_person("Ada Quill")

    assert "Interests" not in text(client.get(f"/people/{user.pk}/"))
    assert client.get("/acting/").status_code == 404
    assert client.get(f"/people/{user.pk}/interests/add/").status_code == 404


def test_acting_chair_is_recorded_and_ended(client, manager):
    user = a_person("Ada Quill")
    answers = token_of(client, "/acting/add/") | {
        "user": str(user.pk),
        "area": str(an_area().pk),
        **day("starts_on", clock.today()),
        **day("ends_on", clock.today() + timedelta(days=9)),
        "reason": "The Chair is on leave",
    }

    assert client.post("/acting/add/", answers)["Location"] == "/acting/"
    appointment = ActingAppointment.objects.get()
    page = text(client.get("/acting/"))
    assert "In force" in page
    assert "The Chair is on leave" in page

    ending = f"/acting/{appointment.pk}/end/"
    client.post(ending, token_of(client, ending))
    assert "Ended early" in text(client.get("/acting/"))


def test_acting_chair_in_the_past_is_told(client, manager):
    user = a_person("Ada Quill")
    answers = token_of(client, "/acting/add/") | {
        "user": str(user.pk),
        "area": str(an_area().pk),
        **day("starts_on", clock.today() - timedelta(days=1)),
        **day("ends_on", clock.today()),
        "reason": "Leave",
    }

    assert "First day must be today or in the future" in text(client.post("/acting/add/", answers))
    assert not ActingAppointment.objects.exists()


def test_acting_appointment_of_another_area_is_not_found(client, manager):
    other = a_person("Hal Manager", Role.BUSINESS_MANAGER, area=an_area("halton"))
    appointment = ActingAppointment.objects.create(
        user=a_person("Ada Quill"),
        for_role=Role.BOARD_CHAIR,
        area=an_area("halton"),
        starts_on=clock.today(),
        ends_on=clock.today(),
        reason="Secret reason",
        recorded_by=other,
    )

    assert "Secret reason" not in text(client.get("/acting/"))
    assert client.get(f"/acting/{appointment.pk}/end/").status_code == 404


@pytest.mark.clause("SCR-05")
def test_own_interest_is_declared_and_ended(client):
    user = a_person("Ada Quill", Role.PANEL_MEMBER)
    client.force_login(user)
    an_organisation("Sankey School")
    answers = token_of(client, "/account/interests/add/")
    answers |= {"organisation": str(an_organisation("Sankey School").pk), "nature": "Governor"}

    client.post("/account/interests/add/", answers)
    interest = user.interests.get()
    assert "Sankey School" in text(client.get("/account/"))

    ending = f"/account/interests/{interest.pk}/end/"
    stranger = Client(SERVER_NAME="localhost")
    stranger.force_login(a_person("Bo Else"))
    assert stranger.get(ending).status_code == 404
    client.post(ending, token_of(client, ending))
    assert user.interests.get().ends_on == clock.today()


def test_page_says_who_is_signed_in_and_as_what(client):
    client.force_login(a_person("Ada Quill", Role.BOARD_CHAIR, Role.BUSINESS_MANAGER))

    page = text(client.get("/"))
    head = page[page.index("<header>") : page.index("</header>")]
    assert "Signed in as Business manager, Board Chair" in head
    assert [head.count(words) for words in ("Ada Quill", "Business manager", "Board Chair")] == [1, 1, 1]


def test_role_that_ended_reaches_nothing(client):
    user = a_person("Ada Quill")
    yesterday = clock.today() - timedelta(days=1)
    RoleTerm.objects.create(
        user=user, role=Role.BUSINESS_MANAGER, area=an_area(), starts_on=date(2014, 1, 1), ends_on=yesterday
    )
    client.force_login(user)

    assert client.get("/people/").status_code == 404


def test_names_stand_in_no_title(client, administrator):
    user = a_person("Ada Quill")

    for address in (f"/people/{user.pk}/", f"/people/{user.pk}/change/", "/people/"):
        title = re.search(r"<title>(.*?)</title>", text(client.get(address)), re.DOTALL)
        assert title
        assert "Quill" not in title[1]
