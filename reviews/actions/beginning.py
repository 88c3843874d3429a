"""Beginning a review that the Chair decided to hold, and talking with the family about publication from the start."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from reviews.actions.contributing import ask_at_beginning, current
from reviews.models import Contributor, PublicationDiscussion
from wscb import clock
from wscb.cases import engine
from wscb.cases.actions.appointments import serving
from wscb.cases.actions.terms import agreed_terms
from wscb.cases.errors import ActRefused
from wscb.cases.models import Case
from wscb.cases.process.registry import act, fact
from wscb.people.models import Role, User


@act("scr.begin_review", "cr.begin_review")
@transaction.atomic
def begin_review(*, case: Case, by: User, on: date, seen: int | None = None) -> None:
    """The work of the review begins (SCR-17). Raises what `engine.begin` raises; NotReady names what is missing."""
    turn = engine.begin(case=case, act="begin_review", by=by, on=on, seen=seen)
    engine.move(turn, also_open=ask_at_beginning(turn))


@fact("scr.lead_appointed")
def lead_appointed(case: Case) -> bool:
    """Whether somebody leads the review today, with a declaration of independence (SCR-17)."""
    return bool(serving(case, Role.LEAD_REVIEWER, on=clock.today()))


@fact("scr.review_chair_appointed")
def review_chair_appointed(case: Case) -> bool:
    """Whether somebody chairs the review today, with a declaration of independence (SCR-33)."""
    return bool(serving(case, Role.REVIEW_CHAIR, on=clock.today()))


@fact("scr.independence_settled")
def independence_settled(case: Case) -> bool:
    """Whether nobody's independence is in question (GEN-04)."""
    return not case.steps.filter(code="resolve_independence", done_on__isnull=True).exists()


@fact("scr.terms_agreed")
def terms_agreed(case: Case) -> bool:
    """Whether the Chair has agreed terms of reference (GEN-03)."""
    return agreed_terms(case) is not None


@act("scr.discuss_publication")
@transaction.atomic
def discuss_publication(
    *,
    case: Case,
    by: User,
    on: date,
    with_whom: str = "",
    family_member: Contributor | None = None,
    held_on: date | None = None,
    spoken_by: str = "",
    said: str = "",
    not_because: str = "",
    others_remain: bool = False,
    seen: int | None = None,
) -> PublicationDiscussion:
    """Records that publication was discussed with somebody of the family, by whom and what was said; or why it was not (GEN-08).

    With a `family_member` who is identified in the case, or `with_whom` in words. The step stays open while `others_remain` with whom it
    is still to be discussed. Raises ActRefused for an answer that is missing and for a day in the future.
    """
    turn = engine.begin(case=case, act="discuss_publication", by=by, on=on, seen=seen)
    member = current(turn, family_member) if family_member else None
    if not with_whom and (member is None or not member.is_family):
        raise ActRefused("Enter who it concerns.", field="with_whom")
    if not not_because:
        _check_discussion(held_on, spoken_by, said, on)
    talk = PublicationDiscussion.objects.create(
        case=turn.case,
        held_on=None if not_because else held_on,
        family_member=member,
        with_whom="" if member else with_whom,
        spoken_by="" if not_because else spoken_by,
        said="" if not_because else said,
        not_because=not_because,
        by=by,
        at=turn.at,
    )
    engine.move(turn, closes=() if others_remain else None)
    return talk


def _check_discussion(held_on: date | None, spoken_by: str, said: str, on: date) -> None:
    if held_on is None or held_on > on:
        raise ActRefused("The date must be today or in the past.", field="held_on")
    if not spoken_by:
        raise ActRefused("Enter who spoke with them.", field="spoken_by")
    if not said:
        raise ActRefused("Enter what was said.", field="said")
