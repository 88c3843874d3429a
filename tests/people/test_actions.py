from __future__ import annotations

from datetime import date

import pytest

from tests.people.factories import a_panel, a_person, an_area, an_organisation
from wscb.people import actions
from wscb.people.errors import Refused
from wscb.people.models import CASE_ROLES, Role, RoleTerm, User
from wscb.people.standing import standing
from wscb.trail.models import Entry
from wscb.trail.record import SYSTEM

pytestmark = pytest.mark.django_db
DAY = date(2014, 6, 2)


@pytest.fixture
def administrator() -> User:
    return a_person("Sys Admin", Role.SYSTEM_ADMINISTRATOR)


@pytest.fixture
def manager() -> User:
    return a_person("Bo Manager", Role.BUSINESS_MANAGER)


def test_person_added_has_lower_case_address_and_no_password(administrator):
    user = actions.create_user(email=" Ada@Example.ORG ", name="Ada", organisation=None, by=administrator, on=DAY)

    assert user.email == "ada@example.org"
    assert not user.has_usable_password()
    assert user.history.get().history_user == administrator
    entry = Entry.objects.get(kind="person.added")
    assert (entry.actor_id, entry.subject_id) == (administrator.pk, user.pk)


def test_person_added_twice_is_refused(administrator):
    a_person("Ada Quill")

    with pytest.raises(Refused):
        actions.create_user(email="ADA.QUILL@example.org", name="Ada", organisation=None, by=administrator, on=DAY)


KEEPERS = (Role.SYSTEM_ADMINISTRATOR, Role.BUSINESS_MANAGER, *CASE_ROLES)


@pytest.mark.parametrize("role", [role for role in Role if role not in KEEPERS])
def test_accounts_are_changed_by_no_other_role(role):
    by, user = a_person("Not Admin", role), a_person("Ada Quill")

    with pytest.raises(Refused):
        actions.create_user(email="b@example.org", name="B", organisation=None, by=by, on=DAY)
    with pytest.raises(Refused):
        actions.give_role(user=user, role=Role.BOARD_CHAIR, area=an_area(), starts_on=DAY, by=by, on=DAY)
    with pytest.raises(Refused):
        actions.end_access(user=user, by=by, on=DAY)
    with pytest.raises(Refused):
        actions.restore_access(user=user, by=by, on=DAY)
    with pytest.raises(Refused):
        actions.change_details(user=user, name="B", by=by, on=DAY)
    with pytest.raises(Refused):
        actions.move_person(user=user, organisation=an_organisation(), by=by, on=DAY)


def test_manager_gives_and_ends_roles_of_their_own_area_alone(manager):
    user, elsewhere = a_person("Ada Quill"), a_person("Lee Halt", Role.PANEL_MEMBER, area=an_area("halton"))
    later = date(2014, 6, 9)

    term = actions.give_role(
        user=user, role=Role.BOARD_CHAIR, area=an_area(), starts_on=later, ends_on=later, by=manager, on=DAY
    )
    assert (standing(user, DAY).roles, standing(user, later).roles) == (frozenset(), {Role.BOARD_CHAIR})
    actions.end_role(term=term, by=manager, on=DAY)
    with pytest.raises(Refused, match="business manager of the area"):
        actions.give_role(user=user, role=Role.BOARD_CHAIR, area=an_area("halton"), starts_on=DAY, by=manager, on=DAY)
    with pytest.raises(Refused, match="business manager of the area"):
        actions.give_role(user=user, role=Role.SYSTEM_ADMINISTRATOR, area=None, starts_on=DAY, by=manager, on=DAY)
    with pytest.raises(Refused, match="business manager of the area"):
        actions.end_role(term=elsewhere.role_terms.get(), by=manager, on=DAY)


def test_manager_ends_access_and_moves_where_every_role_is_of_their_area(manager, administrator):
    other = a_person("Lee Halt", Role.PANEL_MEMBER, area=an_area("halton"))
    for user in (other, administrator):
        with pytest.raises(Refused, match="outside your area"):
            actions.end_access(user=user, by=manager, on=DAY)
        with pytest.raises(Refused, match="outside your area"):
            actions.move_person(user=user, organisation=an_organisation(), by=manager, on=DAY)

    actions.end_access(user=a_person("Ada Quill", Role.PANEL_MEMBER), by=manager, on=DAY)

    assert not User.objects.get(name="Ada Quill").is_active


def test_move_keeps_what_was_and_leaves_an_interest_behind(manager):
    user, police = a_person("Ada Quill"), an_organisation("Cheshire Police")
    actions.move_person(user=user, organisation=an_organisation(), by=manager, on=DAY)

    moved = actions.move_person(user=user, organisation=police, by=manager, on=DAY)

    assert User.objects.get(pk=user.pk).organisation == police
    assert (moved.from_organisation, moved.to_organisation, moved.by, moved.on) == (
        an_organisation(), police, manager, DAY,
    )  # fmt: skip
    assert [(one.organisation, one.ends_on) for one in user.interests.all()] == [(an_organisation(), None)]
    with pytest.raises(Refused, match="already"):
        actions.move_person(user=user, organisation=police, by=manager, on=DAY)


def test_role_given_counts_at_once_and_names_who_gave_it(administrator):
    user = a_person("Ada Quill")
    standing(user, DAY)

    term = actions.give_role(
        user=user, role=Role.PANEL_MEMBER, area=an_area(), panel=a_panel(), starts_on=DAY, by=administrator, on=DAY
    )

    assert standing(user, DAY).panels_for(Role.PANEL_MEMBER) == {a_panel().pk}
    assert term.given_by == administrator
    assert term.history.get().history_user == administrator
    assert Entry.objects.get(kind="person.role_given").facts == {"role": "panel_member", "term": str(term.pk)}


def test_role_given_by_the_system_names_nobody():
    user = a_person("Ada Quill")

    term = actions.give_role(user=user, role=Role.SYSTEM_ADMINISTRATOR, area=None, starts_on=DAY, by=SYSTEM, on=DAY)

    assert term.given_by is None


def test_role_is_not_given_to_oneself(administrator):
    with pytest.raises(Refused, match="yourself"):
        actions.give_role(
            user=administrator, role=Role.BOARD_CHAIR, area=an_area(), starts_on=DAY, by=administrator, on=DAY
        )


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"role": Role.PANEL_CHAIR, "area": "warrington"}, "Select the panel"),
        ({"role": Role.BOARD_CHAIR, "area": "warrington", "panel": True}, "does not belong to a panel"),
        ({"role": Role.BOARD_CHAIR}, "Select the area"),
        ({"role": Role.PANEL_CHAIR, "area": "halton", "panel": True}, "another area"),
        ({"role": Role.BOARD_CHAIR, "area": "warrington", "ends_on": date(2014, 6, 1)}, "last day"),
    ],
)
def test_role_with_unfitting_facts_is_refused(administrator, facts, words):
    user = a_person("Ada Quill")
    area = an_area(facts["area"]) if "area" in facts else None
    panel = a_panel(an_area("warrington")) if "panel" in facts else None

    with pytest.raises(Refused, match=words):
        actions.give_role(
            user=user,
            role=facts["role"],
            area=area,
            panel=panel,
            starts_on=DAY,
            ends_on=facts.get("ends_on"),
            by=administrator,
            on=DAY,
        )


def test_role_already_held_is_refused(administrator):
    user = a_person("Ada Quill", Role.BOARD_CHAIR)

    with pytest.raises(Refused, match="already"):
        actions.give_role(user=user, role=Role.BOARD_CHAIR, area=an_area(), starts_on=DAY, by=administrator, on=DAY)


def test_role_ended_counts_no_more_on_that_day(administrator):
    user = a_person("Ada Quill", Role.BOARD_CHAIR)
    term = user.role_terms.get()

    actions.end_role(term=term, by=administrator, on=DAY)

    fresh = User.objects.get(pk=user.pk)
    assert Role.BOARD_CHAIR not in standing(fresh, DAY).roles
    with pytest.raises(Refused, match="already"):
        actions.end_role(term=term, by=administrator, on=DAY)


def test_last_administrator_keeps_role_and_access(administrator):
    other = a_person("Other Admin", Role.SYSTEM_ADMINISTRATOR)
    actions.end_access(user=other, by=administrator, on=DAY)

    with pytest.raises(Refused, match="last system administrator"):
        actions.end_role(term=administrator.role_terms.get(), by=administrator, on=DAY)
    with pytest.raises(Refused, match="last system administrator"):
        actions.end_access(user=administrator, by=SYSTEM, on=DAY)


def test_own_access_is_not_ended(administrator):
    a_person("Other Admin", Role.SYSTEM_ADMINISTRATOR)

    with pytest.raises(Refused, match="own access"):
        actions.end_access(user=administrator, by=administrator, on=DAY)


def test_access_ended_takes_roles_and_appointments(administrator, manager):
    user = a_person("Ada Quill", Role.PANEL_MEMBER)
    actions.record_acting_appointment(
        user=user, area=an_area(), starts_on=DAY, ends_on=date(2014, 6, 9), reason="Leave", by=manager, on=DAY
    )

    ended = actions.end_access(user=user, by=administrator, on=DAY)

    assert not ended.is_active
    assert [term.withdrawn_on for term in RoleTerm.objects.filter(user=user)] == [DAY]
    assert user.acting_appointments.get().withdrawn_on == DAY
    restored = actions.restore_access(user=user, by=administrator, on=DAY)
    assert standing(restored, DAY).roles == frozenset()
    assert not standing(restored, DAY).acts_as_chair(an_area())


def test_acting_chair_is_recorded_by_the_areas_manager_alone(manager):
    user = a_person("Ada Quill")
    facts = {"user": user, "starts_on": DAY, "ends_on": date(2014, 6, 9), "reason": "Leave", "on": DAY}

    appointment = actions.record_acting_appointment(area=an_area(), by=manager, **facts)

    assert standing(User.objects.get(pk=user.pk), DAY).acts_as_chair(an_area())
    assert appointment.recorded_by == manager
    with pytest.raises(Refused, match="business manager of the area"):
        actions.record_acting_appointment(area=an_area("halton"), by=manager, **facts)
    with pytest.raises(Refused, match="business manager of the area"):
        actions.record_acting_appointment(area=an_area(), by=a_person("Bo Chair", Role.BOARD_CHAIR), **facts)


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "words"),
    [(date(2014, 6, 1), date(2014, 6, 9), "in the past"), (date(2014, 6, 9), date(2014, 6, 8), "last day")],
)
def test_acting_chair_with_wrong_days_is_refused(manager, starts_on, ends_on, words):
    with pytest.raises(Refused, match=words):
        actions.record_acting_appointment(
            user=a_person("Ada Quill"),
            area=an_area(),
            starts_on=starts_on,
            ends_on=ends_on,
            reason="Leave",
            by=manager,
            on=DAY,
        )


def test_acting_chair_is_not_oneself(manager):
    with pytest.raises(Refused, match="yourself"):
        actions.record_acting_appointment(
            user=manager, area=an_area(), starts_on=DAY, ends_on=DAY, reason="Leave", by=manager, on=DAY
        )


def test_acting_appointment_ends_early_once(manager):
    user = a_person("Ada Quill")
    appointment = actions.record_acting_appointment(
        user=user, area=an_area(), starts_on=DAY, ends_on=date(2014, 6, 9), reason="Leave", by=manager, on=DAY
    )

    actions.end_acting_appointment(appointment=appointment, by=manager, on=DAY)

    assert not standing(User.objects.get(pk=user.pk), DAY).acts_as_chair(an_area())
    with pytest.raises(Refused, match="already"):
        actions.end_acting_appointment(appointment=appointment, by=manager, on=DAY)


@pytest.mark.clause("SCR-05")
def test_interest_is_declared_by_oneself_or_a_manager(manager):
    user, stranger = a_person("Ada Quill"), a_person("Str Anger", Role.BOARD_CHAIR)
    facts = {"user": user, "organisation": an_organisation(), "nature": "Governor", "on": DAY}

    own = actions.declare_interest(by=user, **facts)
    actions.declare_interest(by=manager, **facts)

    assert user.interests.count() == 2
    with pytest.raises(Refused):
        actions.declare_interest(by=stranger, **facts)
    with pytest.raises(Refused):
        actions.end_interest(interest=own, by=stranger, on=DAY)
    assert actions.end_interest(interest=own, by=user, on=DAY).ends_on == DAY


def test_signing_in_leaves_no_row_in_the_history():
    user = a_person("Ada Quill")

    user.save(update_fields=["last_login"])
    assert user.history.count() == 1

    user.name = "Ada Pen"
    user.save(update_fields=["name"])
    assert user.history.count() == 2
