"""A story that is told again leaves the rows that telling it left, and nothing is told again that might have gone otherwise."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client

from tests import board as b
from tests import retelling
from wscb.cases.models import Case
from wscb.people.models import Organisation, User

pytestmark = pytest.mark.django_db

RECEIVED = date(2014, 1, 31)


class Undone(Exception):
    """Ends a story, so that the database is again as it was before."""


def from_the_start(story: Callable[[], object]) -> tuple[dict[str, list[Any]], int]:
    """Every row that a story leaves, apart from numbers that the database gives, and how many statements it took."""
    statements = 0

    def count(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal statements
        statements += 1
        return execute(sql, params, many, context)

    rows: dict[str, list[Any]] = {}
    try:
        with transaction.atomic():
            retelling.TAPE.told = ()
            with connection.execute_wrapper(count):
                story()
            rows = everything()
            raise Undone
    except Undone:
        return rows, statements


def everything() -> dict[str, list[Any]]:
    found = {}
    for model in apps.get_models():
        given = {"BigAutoField", "AutoField"}
        names = [one.attname for one in model._meta.concrete_fields if one.get_internal_type() not in given]
        found[model._meta.label] = sorted(model._base_manager.values_list(*names), key=repr)
    return {label: rows for label, rows in found.items() if rows}


def decided() -> Case:
    return b.decided(b.new_board(), received=RECEIVED)


def test_story_told_again_leaves_the_same_rows_with_far_fewer_statements() -> None:
    with time_machine.travel(datetime(2014, 3, 3, 9, tzinfo=UTC), tick=False):
        retelling.TAPE.kept.clear()
        told, statements = from_the_start(decided)
        again, fewer = from_the_start(decided)

    assert again == told
    assert len(told["cases.Case"]) == 1
    assert fewer < statements / 2


def test_case_told_again_goes_on_as_the_first_did() -> None:
    board = b.new_board()
    case = b.log(board, received=RECEIVED)
    b.refer(board, case, on=RECEIVED)

    assert b.fresh(case).state == "referred"
    assert case.data_key.pk == b.fresh(case).data_key_id


def test_other_day_of_the_clock_is_told_anew() -> None:
    board = b.new_board()
    entered = []
    for day in (3, 4):
        with time_machine.travel(datetime(2014, 3, day, 9, tzinfo=UTC), tick=False):
            (rows, _), told = from_the_start(lambda: b.log(board, received=RECEIVED)), retelling.TAPE.told
            entered.append(str(rows["trail.Entry"]))

    assert told is None  # the story was undone
    assert entered[0] != entered[1]


def test_write_in_between_ends_what_tests_have_in_common() -> None:
    board = b.new_board()
    assert retelling.TAPE.told
    Organisation.objects.filter(pk=board.police.pk).update(name="Another Constabulary")

    assert retelling.TAPE.told is None
    before = len(retelling.TAPE.kept)
    assert b.log(board, received=RECEIVED).state == "notified"
    assert len(retelling.TAPE.kept) == before


def test_reading_and_signing_in_between_do_not(client: Client) -> None:
    board = b.new_board()
    told = retelling.TAPE.told
    assert User.objects.count() > 0
    client.force_login(board.manager)

    assert retelling.TAPE.told == told


@pytest.mark.parametrize("time", ["first", "second"])
def test_what_one_test_kept_in_the_cache_of_a_person_is_not_there_in_the_next(time: str) -> None:
    board = b.new_board()
    assert cache.get(str(board.manager.pk)) is None
    cache.set(str(board.manager.pk), time)
    assert cache.get(str(board.manager.pk)) == time


def test_changed_settings_are_told_anew(settings: Any) -> None:
    settings.BOARD_NAME = "Another Board"
    before = dict(retelling.TAPE.kept)
    b.new_board()

    assert retelling.TAPE.kept == before


def test_test_that_patches_code_tells_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    assert retelling.TAPE.told is None


@pytest.mark.django_db(transaction=True)
def test_test_that_commits_tells_anew() -> None:
    assert retelling.TAPE.told is None


def test_story_that_was_refused_is_not_kept() -> None:
    board = b.new_board()
    before = set(retelling.TAPE.kept)
    with pytest.raises(ValueError, match="unknown role"):
        retelling.told_once(refused)(board)

    assert set(retelling.TAPE.kept) == before
    assert retelling.TAPE.told is None


def refused(board: b.Board) -> None:
    raise ValueError("unknown role")


def test_what_an_argument_holds_names_it() -> None:
    board = b.new_board()
    other = b.Board(**{**board.__dict__, "members": board.members[1:]})

    assert retelling.named(board) != retelling.named(other)
    assert retelling.named({"on": RECEIVED}) != retelling.named({"on": RECEIVED + timedelta(days=1)})
    with pytest.raises(retelling.Unnamed):
        retelling.named(object())
