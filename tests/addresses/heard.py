"""People heard in the review that is under way: a mother, and an officer who writes on a page of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviews.actions import own_contribution, surveys
from tests.reviews.contributing import hearing as h
from wscb import clock
from wscb.cases.models import Case
from wscb.messages.actions import queue
from wscb.messages.models import Status

if TYPE_CHECKING:
    from tests.addresses.world import World

AGREED = "The police have agreed to it."
"""Why they are invited although a trial blocks interviews."""


def heard(world: World, case: Case) -> None:
    """The mother has contributed; the officer, who represents the police too, was invited by e-mail and has begun to write."""
    board, on, by = world.board, world.ago(3), world.people["representative"]
    world.mother = h.family_member(board, case, on=on)
    world.said = h.heard(board, world.mother, on=on, despite=AGREED)
    world.officer = h.invite(board, h.professional(board, case, on=on), on=on, email=by.email, despite=AGREED)
    own_contribution.keep(person=world.officer, by=by, answers={"of_help": "We came late."}, seen=0, at=clock.now())
    world.failed_survey = queue(
        kind=surveys.KIND,
        to=world.people["member"],
        payload={"area": str(board.area.pk)},
        by=board.chair,
        at=clock.now(),
    )
    world.failed_survey.status = Status.FAILED
    world.failed_survey.save()
    world.survey = surveys.make_link(area=board.area, on=world.today)[0]


def invited(world: World, case: Case) -> None:
    """The officer was invited to another review, and has not begun to write."""
    board, on, by = world.board, world.ago(3), world.people["representative"]
    world.waiting = h.invite(board, h.professional(board, case, on=on), on=on, email=by.email, despite=AGREED)
