"""The invented past: told through the product's own acts, its forms made afterwards as of the days on which they were."""

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from reviews.process import CR, SCR
from wscb import clock
from wscb.cases.enums import RequestState
from wscb.cases.models import Case, FormEdition, InformationRequest, Step
from wscb.demo import forms_to_come
from wscb.demo.accounts import ACCOUNTS
from wscb.demo.management.commands import demo_data
from wscb.demo.review_tells import NEWCOMER
from wscb.demo.stories import STORIES
from wscb.demo.story import Story
from wscb.learning.enums import NOT_CLOSED, ActionState
from wscb.learning.models import LearningAction
from wscb.messages.models import Message
from wscb.people.models import User

ENDS = {
    "met": "convened", "decided": "review", "reconsidered": "review", "appointing": "review",
}  # fmt: skip
"""The state of a case whose story ends there, where it is called otherwise."""

pytestmark = pytest.mark.django_db
DECIDED = replace(next(story for story in STORIES if story.reach == "decided" and story.outcome == "hold"), told=True)


@pytest.fixture
def told(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Case:
    """The demo with one case alone: decided, both bodies told, both forms received."""
    settings.DATA_DIR = tmp_path
    monkeypatch.setattr(demo_data, "STORIES", (DECIDED,))
    demo_data.Command().handle()
    return Case.objects.get()


def open_receipts(case: Case) -> set[str]:
    return set(case.steps.filter(code__startswith="receive_form", done_on__isnull=True).values_list("code", flat=True))


def test_forms_wait_until_the_first_page_answers(told: Case, tmp_path: Path) -> None:
    assert set(FormEdition.objects.values_list("state", flat=True)) == {"waiting"}
    assert open_receipts(told) == {"receive_form_1", "receive_form_2"}
    assert {receipt["act"] for receipt in json.loads((tmp_path / "forms-to-come.json").read_text())} == open_receipts(
        told
    )


def test_forms_are_made_and_received_as_of_their_days(told: Case, tmp_path: Path) -> None:
    left = list(forms_to_come.make(forms_to_come.keep_back()))

    asked = FormEdition.objects.count()
    assert left == list(range(asked - 1, -1, -1))
    assert all(
        edition.state == "ready" and edition.ready_at == edition.asked_at + timedelta(minutes=1)
        for edition in FormEdition.objects.all()
    )
    assert open_receipts(told) == set()
    days_ago = [(clock.today() - event.on).days for event in told.events.filter(act__startswith="receive_form")]
    assert sorted(days_ago, reverse=True) == [DECIDED.days_ago - 17, DECIDED.days_ago - 23]
    assert not Message.objects.filter(status="queued").exists()
    assert not (tmp_path / "forms-to-come.json").exists()
    assert list(forms_to_come.make(forms_to_come.keep_back())) == []


def test_form_is_received_as_soon_as_it_is_made(told: Case) -> None:
    next(forms_to_come.make(forms_to_come.keep_back()))

    assert open_receipts(told) == {"receive_form_2"}


def test_stopped_between_two_forms_goes_on_with_the_next(told: Case) -> None:
    next(forms_to_come.make(forms_to_come.keep_back()))
    made = FormEdition.objects.get(state="ready")

    assert len(list(forms_to_come.make(forms_to_come.keep_back()))) == FormEdition.objects.count() - 1
    assert FormEdition.objects.get(pk=made.pk).ready_at == made.ready_at
    assert open_receipts(told) == set()


def test_form_received_by_hand_meanwhile_is_not_received_twice(told: Case) -> None:
    making = forms_to_come.make(forms_to_come.keep_back())
    waiting = FormEdition.objects.count()
    for _ in range(waiting):
        next(making)
    by_hand = forms_to_come.Receipt(case=str(told.pk), act="receive_form_1", at=clock.now().isoformat())
    forms_to_come._receive(by_hand)

    assert list(making) == []
    assert told.events.filter(act="receive_form_1").count() == 1
    assert open_receipts(told) == set()


def test_second_run_keeps_what_is_there(told: Case) -> None:
    people = User.objects.count()

    demo_data.Command().handle()

    assert (Case.objects.get(), User.objects.count()) == (told, people)


def told_of(stories: Iterable[Story]) -> set[tuple[str, str]]:
    """The table and the state that each story ends in, and those of the stories that follow from them."""
    found = set()
    for story in stories:
        against = story.outcome == "not_hold" and story.reach == "decided"
        found.add((story.process, "not_review" if against else ENDS.get(story.reach, story.reach)))
        found |= told_of([story.then]) if story.then else set()
    return found


def test_demo_has_a_case_in_every_state_of_both_tables() -> None:
    every = {(table.code, state.code) for table in (SCR, CR) for state in table.states if state.code != table.initial}
    assert told_of(STORIES) == every


def test_longest_stories_are_told_to_their_ends(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    longest = [
        story
        for story in STORIES
        if story.busy or story.extended or story.scrutinised or story.newcomer or follows_to_the_end(story)
    ]
    settings.DATA_DIR = tmp_path
    monkeypatch.setattr(demo_data, "STORIES", longest)
    demo_data.Command().handle()
    today = clock.today()

    assert set(Case.objects.values_list("process", "state")) == told_of(longest)
    assert Case.objects.get(state="completed").review.follows.state == "not_review"
    assert set(InformationRequest.objects.values_list("state", flat=True)) == set(RequestState)
    assert set(LearningAction.objects.values_list("state", flat=True)) == set(NOT_CLOSED) | {ActionState.CLOSED}
    late = Step.objects.filter(done_on__isnull=True, due_on__lt=today)
    assert set(late.values_list("case__state", flat=True)) >= {"review", "under_review", "completed"}
    assert {account.email for account in ACCOUNTS} <= set(User.objects.values_list("email", flat=True))
    invited = Message.objects.get(kind="appointment", status="queued").recipient
    assert (invited.email, invited.has_usable_password()) == (NEWCOMER.email, False)
    assert not Message.objects.filter(status="queued", created_at__date__lt=today).exists()


def follows_to_the_end(story: Story) -> bool:
    """Whether a Case Review follows from it that is completed."""
    return story.then is not None and story.then.reach == "completed"
