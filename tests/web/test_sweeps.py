"""What belongs to no record goes by itself: spent form tokens and the words of searches, at the end of their time."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.test import Client

from tests import board as b
from tests.people.factories import a_person, an_organisation
from wscb.cases.models import Search
from wscb.cases.search import keep_search, search_of, sweep_searches
from wscb.cases.tasks import sweep_searches as sweep_searches_task
from wscb.celery import app
from wscb.keys.models import DataKey
from wscb.people.models import Interest, User
from wscb.trail.models import Entry
from wscb.web.models import UsedToken
from wscb.web.tasks import sweep_kept
from wscb.web.tokens import FIELD, follow_spent, new_token, submit, sweep_spent

pytestmark = pytest.mark.django_db
MADE = datetime(2026, 3, 2, 9, tzinfo=UTC)
SECOND = timedelta(seconds=1)
ADDRESS = "/account/interests/add/"


@pytest.fixture
def user() -> User:
    return a_person("Ada Quill")


class Request:
    """As much of a request as a token asks for."""

    method = "POST"

    def __init__(self, user: User, token: str = "") -> None:
        self.user = user
        self.POST = {FIELD: token}


def searched(user: User, *, at: datetime = MADE) -> Search:
    return keep_search(by=user, words={"name": "Winterbourne"}, at=at)


@pytest.mark.parametrize(("late", "swept"), [(-SECOND, 0), (0 * SECOND, 0), (SECOND, 1)], ids=["before", "at", "after"])
def test_search_goes_with_its_key_after_a_week(user: User, late: timedelta, swept: int) -> None:
    search = searched(user)
    limit = MADE + timedelta(days=7)

    assert (search_of(user, search.pk, at=limit + late) is None) is bool(swept)
    assert sweep_searches(now=limit + late) == swept

    assert Search.objects.count() == 1 - swept
    assert DataKey.objects.get(pk=search.data_key_id).is_destroyed is bool(swept)
    assert Entry.objects.filter(kind="case.searched", subject_id=search.pk).exists()
    assert Entry.objects.filter(kind="keys.destroyed", subject_id=search.data_key_id).count() == swept


def test_sweep_of_searches_leaves_the_younger_and_may_run_again(user: User) -> None:
    searched(user)
    younger = searched(user, at=MADE + timedelta(days=3))
    now = MADE + timedelta(days=8)

    assert (sweep_searches(now=now), sweep_searches(now=now)) == (1, 0)

    assert Search.objects.get() == younger
    assert younger.words == {"name": "Winterbourne"}


def test_address_of_a_search_no_longer_kept_answers_as_one_that_never_was(client: Client) -> None:
    board = b.new_board()
    with time_machine.travel(MADE, tick=False) as clock:
        client.force_login(board.manager)
        address = f"/cases/?search={searched(board.manager).pk}"
        assert "Winterbourne" in client.get(address).content.decode()
        clock.shift(timedelta(days=7) + SECOND)
        client.force_login(board.manager)
        assert client.get(address).status_code == 404


@pytest.mark.parametrize(("late", "swept"), [(-SECOND, 0), (0 * SECOND, 0), (SECOND, 1)], ids=["before", "at", "after"])
def test_spent_token_is_forgotten_after_its_time(user: User, late: timedelta, swept: int) -> None:
    with time_machine.travel(MADE, tick=False):
        token = new_token(user.pk, "a.form")
        submit(Request(user), token=token, act=lambda: "/done/")  # type: ignore[arg-type]

    assert sweep_spent(now=MADE + settings.KEPT["spent_tokens"] + late) == swept

    followed = follow_spent(Request(user, token.value))  # type: ignore[arg-type]
    assert (followed is None) is bool(swept)
    assert UsedToken.objects.count() == 1 - swept


@pytest.mark.parametrize(
    ("late", "taken"), [(-SECOND, True), (0 * SECOND, True), (SECOND, False)], ids=["before", "at", "after"]
)
def test_page_older_than_its_token_may_be_asks_to_be_sent_once_more(
    client: Client, user: User, late: Any, taken: bool
) -> None:
    with time_machine.travel(MADE, tick=False) as clock:
        client.force_login(user)
        shown = client.get(ADDRESS).context["form"]
        answers = {**shown.hidden, "organisation": str(an_organisation().pk), "nature": "I was governor of this school"}
        clock.move_to(MADE + settings.FORM_TOKEN_AGE + late)
        client.force_login(user)
        response = client.post(ADDRESS, answers)
        assert Interest.objects.exists() is taken
        if taken:
            return
        page = response.content.decode()
        assert "I was governor of this school" in page
        assert "Send it again" in page
        answers |= response.context["form"].hidden
        assert client.post(ADDRESS, answers).status_code == 302
        assert Interest.objects.count() == 1


def test_token_is_remembered_for_longer_than_its_page_may_be_sent() -> None:
    assert settings.KEPT["spent_tokens"] > settings.FORM_TOKEN_AGE


def test_beat_rings_every_sweep_each_hour() -> None:
    app.loader.import_default_modules()
    rung = {row["task"]: row["schedule"] for row in settings.CELERY_BEAT_SCHEDULE.values()}

    assert set(rung) <= set(app.tasks)
    assert rung[sweep_kept.name] == rung[sweep_searches_task.name] == timedelta(hours=1)


def test_hourly_tasks_sweep_what_is_past_its_time(user: User) -> None:
    with time_machine.travel(MADE, tick=False) as clock:
        searched(user)
        submit(Request(user), token=new_token(user.pk, "a.form"), act=lambda: "/done/")  # type: ignore[arg-type]
        clock.move_to(datetime.combine(date(2026, 5, 1), MADE.timetz()))
        sweep_searches_task()
        sweep_kept()

    assert (Search.objects.count(), UsedToken.objects.count()) == (0, 0)
