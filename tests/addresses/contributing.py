"""Professionals and family: the review team's page and acts, the own page of whoever is invited, the anonymous survey."""

from __future__ import annotations

from itertools import chain
from typing import Any

from tests.addresses.acts import chosen
from tests.addresses.groups import ANYBODY, CHAIRS, MANAGER, MANAGERS, REPRESENTATIVE, STAFF
from tests.addresses.office import NOBODY
from tests.addresses.rows import act, of_case, page
from tests.addresses.world import World

TEAM = MANAGER
"""In this world the manager alone is of the review team."""


def officer(world: World) -> tuple[object]:
    """The invitation of the officer, who has begun to write."""
    return (world.officer.pk,)


def waiting(world: World) -> tuple[object]:
    """The invitation to another review, for which nothing is written."""
    return (world.waiting.pk,)


def mother(world: World) -> Any:
    """The mother, who has contributed."""
    return world.mother.pk


def the_officer(world: World) -> Any:
    """The officer, who was invited."""
    return world.officer.pk


PAGES = [
    of_case("reviews:contributors", "under_review", opens=STAFF),
    of_case("reviews:contributors", "review", opens=STAFF),
    of_case("reviews:contributors", "completed", opens=STAFF),
    of_case("reviews:contributors", "not_review", opens=()),
    page("reviews:invitation", REPRESENTATIVE, officer),
    page("reviews:invitation", REPRESENTATIVE, waiting, says="for which nothing is written"),
    page("reviews:invitation", NOBODY, lambda world: (world.mother.pk,), says="without a page"),
    page("reviews:invitation_write", REPRESENTATIVE, officer),
    page("reviews:invitation_write", REPRESENTATIVE, waiting, says="of nothing", empty=True),
    page("reviews:invitation_check", REPRESENTATIVE, officer),
    page("reviews:invitation_check", NOBODY, waiting, says="of nothing", leads=REPRESENTATIVE),
    page("reviews:survey", ANYBODY, lambda world: (world.survey,), public=True, empty=True),
    page("reviews:survey", ANYBODY, lambda world: ("used",), says="used", public=True, shown=410, reads=True),
    page("work:failed_letter", MANAGER, lambda world: (world.failed_survey.pk,), empty=True),
    page("work:failed_letter", (), lambda world: (world.failed.pk,), says="of a case"),
    page("reviews:survey_thanks", ANYBODY, public=True),
    page("reviews:fairness", (*MANAGERS, *CHAIRS)),
]
ACTS = (
    act("identify_family", "under_review", TEAM, empty=True),
    act("identify_professional", "under_review", TEAM, empty=True),
    act("record_no_family", "under_review", TEAM, shown=409),
    act("record_no_family", "review", TEAM, empty=True),
    act("correct_contributor", "under_review", TEAM),
    [chosen("correct_contributor", "under_review", TEAM, mother, empty=True)],
    act("withdraw_contributor", "under_review", TEAM),
    [chosen("withdraw_contributor", "under_review", TEAM, the_officer, empty=True)],
    act("invite_contributor", "under_review", TEAM),
    [chosen("invite_contributor", "under_review", TEAM, mother, empty=True)],
    act("record_contribution", "under_review", TEAM),
    [chosen("record_contribution", "under_review", TEAM, mother, empty=True)],
    act("record_outcome", "under_review", TEAM),
    [chosen("record_outcome", "under_review", TEAM, mother, empty=True)],
    act("disclose_contribution", "under_review", TEAM),
    [chosen("disclose_contribution", "under_review", TEAM, lambda world: world.said.pk, empty=True)],
    act("disclose_contribution", "review", TEAM, shown=409),
)

ROWS = (*PAGES, *chain.from_iterable(ACTS))
