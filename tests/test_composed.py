"""A query that is composed once answers as the rule does that is written."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext

from tests import board as b
from wscb import composed
from wscb.cases import access
from wscb.people.models import RoleTerm
from wscb.people.standing import Standing, forget_standing, standing

pytestmark = pytest.mark.django_db

TODAY = date(2026, 3, 2)
CALLS: list[tuple[object, ...]] = []


def terms(kept: frozenset[UUID], panel: UUID | None, only: UUID | None, since: date) -> QuerySet[RoleTerm, tuple[UUID]]:
    """A rule with a value of every sort."""
    CALLS.append((kept, panel, only, since))
    found = RoleTerm.objects.filter(user__in=kept, panel=panel, starts_on__gte=since, withdrawn_on__isnull=True)
    return found.filter(pk=only).values_list("pk") if only else found.values_list("pk")


def found_by(*values: composed.Value) -> set[UUID]:
    return set(RoleTerm.objects.filter(pk__in=composed.subquery(terms, *values)).values_list("pk", flat=True))


def written(*values: composed.Value) -> set[UUID]:
    return {pk for (pk,) in terms(*values)}  # type: ignore[arg-type]


@pytest.fixture
def some() -> list[RoleTerm]:
    """Terms of a panel's members, and one of who sits on none."""
    board = b.new_board()
    return [*RoleTerm.objects.filter(user__in=board.members).order_by("pk"), board.manager.role_terms.get()]


def test_each_shape_is_composed_once_and_answers_for_other_values_as_written(some: list[RoleTerm]) -> None:
    people = [one.user_id for one in some]
    panel = some[0].panel_id
    later = b.SINCE + timedelta(days=1)
    tried: list[tuple[composed.Value, ...]] = [
        (frozenset(people[:3]), panel, None, b.SINCE),
        (frozenset(people[2:]), panel, None, b.SINCE),
        (frozenset(people[2:]), panel, None, later),
        (frozenset(people[2:]), None, None, b.SINCE),
        (frozenset(people), panel, some[1].pk, b.SINCE),
        (frozenset(people), panel, some[4].pk, b.SINCE),
    ]
    composed._COMPOSED.clear()
    CALLS.clear()
    answers = [found_by(*values) for values in tried]
    shapes = CALLS[:]
    assert answers == [written(*values) for values in tried]
    assert [len(one) for one in answers] == [3, 2, 0, 1, 1, 0]
    assert len(shapes) == 3
    assert all(not set(people) & set(one[0]) for one in shapes)  # composed with stand-ins, not with anybody's own


def either(
    first: frozenset[UUID], second: frozenset[UUID], panel: UUID, since: date, until: date
) -> QuerySet[RoleTerm, tuple[UUID]]:
    """A rule in which values of one sort stand in several places, and two sets in one."""
    found = RoleTerm.objects.filter(user__in=first | second, starts_on__gte=since, starts_on__lte=until)
    return found.exclude(user__in=second, panel=panel).values_list("pk")


def test_values_keep_their_places_where_the_same_one_stands_in_several(some: list[RoleTerm]) -> None:
    a, b_, c, d, alone = [one.user_id for one in some]
    panel, since = some[0].panel_id, b.SINCE
    later = since + timedelta(days=1)
    assert panel is not None
    tried: list[tuple[composed.Value, ...]] = [
        (frozenset([a, b_]), frozenset([c, d]), panel, since, later),
        (frozenset([d, c]), frozenset([b_, a]), panel, since, later),
        (frozenset([a, b_]), frozenset([b_, a]), panel, since, since),
        (frozenset([a, alone]), frozenset([alone, a]), panel, since, since),
        (frozenset([panel, a]), frozenset([panel, alone]), panel, since, since),
        (frozenset([a, b_]), frozenset([c, d]), a, since, since),
        (frozenset([a, b_]), frozenset([c, d]), panel, later, since),
    ]
    composed._COMPOSED.clear()
    asked = [{UUID(str(pk)) for (pk,) in composed.rows(either, *values)} for values in tried]
    assert asked == [{pk for (pk,) in either(*values)} for values in tried]  # type: ignore[arg-type]
    assert [len(one) for one in asked] == [2, 2, 0, 1, 2, 4, 0]
    assert len(composed._COMPOSED) == 1


def day_before(since: date) -> QuerySet[RoleTerm, tuple[UUID]]:
    """A rule that makes another value of its own: a stand-in, less a day, would be asked with for everybody."""
    return RoleTerm.objects.filter(starts_on__gt=since - timedelta(days=1)).values_list("pk")


def of_nobody(user: UUID) -> QuerySet[RoleTerm, tuple[UUID]]:
    """A rule that leaves its value out."""
    return RoleTerm.objects.values_list("pk")


@pytest.mark.parametrize(("rule", "value"), [(day_before, b.SINCE), (of_nobody, UUID(int=7))])
def test_a_rule_that_does_anything_else_with_a_value_is_refused(rule: composed.Rule, value: composed.Value) -> None:
    for ask in (composed.subquery, composed.rows):
        with pytest.raises(ValueError, match="does not compare 1 of its values"):
            ask(rule, value)


def test_a_shape_that_selects_nothing_says_so_each_time() -> None:
    for ask in (composed.subquery, composed.rows) * 2:
        with pytest.raises(EmptyResultSet):
            ask(terms, frozenset(), None, None, b.SINCE)


def test_rows_are_those_of_the_rule(some: list[RoleTerm]) -> None:
    rows = composed.rows(terms, frozenset(one.user_id for one in some), None, None, b.SINCE)
    assert [pk if isinstance(pk, UUID) else UUID(pk) for (pk,) in rows] == [some[4].pk]


def test_nobody_is_asked_with_what_somebody_else_is() -> None:
    here, elsewhere = b.new_board(), b.new_board("elsewhere", "Elsewhere")
    case = b.log(here, received=TODAY)
    sight = {
        person: access.visible_cases(person, on=TODAY).filter(pk=case.pk).exists()
        for person in (here.manager, elsewhere.manager, here.chair, elsewhere.chair, here.outsider, here.manager)
    }
    assert [person for person, seen in sight.items() if seen] == [here.manager, here.chair]


def test_standing_is_read_in_one_query_whoever_asks() -> None:
    board = b.new_board()
    read = {}
    for person in (board.chair, board.manager, board.outsider):
        forget_standing(person)
        with CaptureQueriesContext(connection) as queries:
            read[person.pk] = standing(person, TODAY)
        assert len(queries) == 1
    assert [sorted(one.roles) for one in read.values()] == [["board_chair"], ["business_manager"], []]
    assert read[board.outsider.pk] == Standing(on=TODAY)
