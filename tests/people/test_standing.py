from __future__ import annotations

import uuid
from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.people.factories import a_panel, a_person, an_area
from wscb.people.models import ActingAppointment, Role, RoleTerm, User
from wscb.people.standing import chairs, holders, standing

pytestmark = pytest.mark.django_db
DAY = date(2014, 6, 2)


def term(user: User, role: Role, starts_on: date, ends_on: date | None = None, withdrawn_on: date | None = None):
    panel = a_panel() if role in {Role.PANEL_CHAIR, Role.PANEL_MEMBER} else None
    return RoleTerm.objects.create(
        user=user,
        role=role,
        area=an_area(),
        panel=panel,
        starts_on=starts_on,
        ends_on=ends_on,
        withdrawn_on=withdrawn_on,
    )


def acting(user: User, starts_on: date, ends_on: date, case: uuid.UUID | None = None, withdrawn_on: date | None = None):
    return ActingAppointment.objects.create(
        user=user,
        for_role=Role.BOARD_CHAIR,
        area=an_area(),
        starts_on=starts_on,
        ends_on=ends_on,
        scope_case=case,
        reason="Leave",
        recorded_by=user,
        withdrawn_on=withdrawn_on,
    )


@pytest.mark.parametrize(
    ("on", "held"),
    [
        (date(2014, 6, 1), False),
        (date(2014, 6, 2), True),
        (date(2014, 6, 30), True),
        (date(2014, 7, 1), False),
    ],
)
def test_role_counts_from_first_to_last_day(on, held):
    user = a_person()
    term(user, Role.BOARD_CHAIR, date(2014, 6, 2), date(2014, 6, 30))

    assert (Role.BOARD_CHAIR in standing(user, on).roles) is held


@pytest.mark.parametrize(("on", "held"), [(date(2014, 6, 9), True), (date(2014, 6, 10), False)])
def test_role_withdrawn_counts_no_more_from_that_day(on, held):
    user = a_person()
    term(user, Role.BOARD_CHAIR, date(2014, 6, 2), date(2014, 6, 30), withdrawn_on=date(2014, 6, 10))

    assert (Role.BOARD_CHAIR in standing(user, on).roles) is held


def test_standing_names_areas_and_panels():
    user = a_person("Ada Quill", Role.PANEL_CHAIR, Role.BUSINESS_MANAGER)

    mine = standing(user, DAY)

    assert mine.areas_for(Role.BUSINESS_MANAGER) == {an_area().pk}
    assert mine.panels_for(Role.PANEL_CHAIR) == {a_panel().pk}
    assert mine.panels_for(Role.PANEL_MEMBER) == frozenset()
    assert mine.words == ("Business manager", "Panel chair")


def test_standing_is_one_query_a_day():
    user = a_person("Ada Quill", Role.PANEL_CHAIR, Role.BUSINESS_MANAGER)
    acting(user, date(2014, 6, 1), date(2014, 6, 9))
    fresh = User.objects.get(pk=user.pk)

    with CaptureQueriesContext(
        connection,
    ) as queries:
        standing(fresh, DAY)
        standing(fresh, DAY)

    assert len(queries) == 1


def test_acting_for_the_area_counts_for_every_case():
    user = a_person()
    acting(user, date(2014, 6, 1), date(2014, 6, 9))

    mine = standing(user, DAY)

    assert mine.acts_as_chair(an_area(), uuid.uuid4())
    assert mine.is_chair(an_area())
    assert not mine.acts_as_chair(an_area("halton"), uuid.uuid4())
    assert Role.BOARD_CHAIR not in mine.roles


def test_acting_for_one_case_counts_for_no_other():
    user, case = a_person(), uuid.uuid4()
    acting(user, date(2014, 6, 1), date(2014, 6, 9), case)

    mine = standing(user, DAY)

    assert mine.acts_as_chair(an_area(), case)
    assert not mine.acts_as_chair(an_area(), uuid.uuid4())
    assert not mine.acts_as_chair(an_area())
    assert mine.acting_cases_for(Role.BOARD_CHAIR) == {case}
    assert mine.acting_areas_for(Role.BOARD_CHAIR) == frozenset()


@pytest.mark.parametrize(("on", "acts"), [(date(2014, 6, 9), True), (date(2014, 6, 10), False)])
def test_acting_ends_after_its_last_day(on, acts):
    user = a_person()
    acting(user, date(2014, 6, 1), date(2014, 6, 9))

    assert standing(user, on).acts_as_chair(an_area()) is acts


def test_nobody_and_ended_accounts_have_no_standing():
    user = a_person("Ada Quill", Role.BOARD_CHAIR)
    user.is_active = False

    assert standing(user, DAY).roles == frozenset()
    assert standing(AnonymousUser(), DAY).roles == frozenset()


def test_holders_are_those_of_the_area_and_panel():
    chair = a_person("Pan Chair", Role.PANEL_CHAIR)
    a_person("Pan Member", Role.PANEL_MEMBER)
    a_person("Hal Ton", Role.PANEL_CHAIR, area=an_area("halton"))
    gone = a_person("Go Ne", Role.PANEL_CHAIR)
    gone.is_active = False
    gone.save()

    assert list(holders(Role.PANEL_CHAIR, an_area(), DAY)) == [chair]
    assert list(holders(Role.PANEL_CHAIR, an_area(), DAY, panel=a_panel())) == [chair]
    assert list(holders(Role.PANEL_CHAIR, an_area(), DAY, panel=a_panel(code="other"))) == []


def test_chairs_are_the_chair_and_who_acts():
    case = uuid.uuid4()
    chair = a_person("Ann Chair", Role.BOARD_CHAIR)
    everywhere = a_person("Bea Acting")
    acting(everywhere, date(2014, 6, 1), date(2014, 6, 9))
    for_case = a_person("Cy Acting")
    acting(for_case, date(2014, 6, 1), date(2014, 6, 9), case)
    over = a_person("Di Acting")
    acting(over, date(2014, 6, 1), date(2014, 6, 9), withdrawn_on=date(2014, 6, 2))

    assert list(chairs(an_area(), DAY)) == [chair, everywhere]
    assert list(chairs(an_area(), DAY, case)) == [chair, everywhere, for_case]
    assert list(chairs(an_area(), date(2014, 6, 10), case)) == [chair]


def test_panel_role_without_panel_is_refused_by_the_database():
    user = a_person()

    with pytest.raises(IntegrityError), transaction.atomic():
        RoleTerm.objects.create(user=user, role=Role.PANEL_CHAIR, area=an_area(), starts_on=DAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleTerm.objects.create(user=user, role=Role.BOARD_CHAIR, area=an_area(), panel=a_panel(), starts_on=DAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleTerm.objects.create(user=user, role=Role.BOARD_CHAIR, starts_on=DAY)


def test_superuser_is_refused_by_the_database():
    user = a_person()
    user.is_superuser = True

    with pytest.raises(IntegrityError), transaction.atomic():
        user.save()


def test_email_in_upper_case_is_refused_by_the_database():
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.bulk_create([User(email="Ada@example.org", name="Ada")])
