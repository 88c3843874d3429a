"""What is learned, and done about it, before a review is complete (SCR-22, CR-13)."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from reviews.models import InterimLearning
from reviews.process.working import INTERIM_AGAIN
from reviews.six_months import check_after_decision, six_months_of
from wscb.cases import engine
from wscb.cases.errors import ActRefused
from wscb.cases.models import Case
from wscb.cases.process.registry import act
from wscb.people.models import User


@act("scr.record_interim_learning")
@transaction.atomic
def record_interim_learning(
    *,
    case: Case,
    by: User,
    on: date,
    points: str = "",
    action: str = "",
    none_because: str = "",
    seen: int | None = None,
) -> InterimLearning:
    """Records the points for improvement found so far and the corrective action taken; or why there are none yet (SCR-22).

    While the review is extended or overdue it is asked for again, a period later; before that it answers nothing that is owed.
    Raises ActRefused for a day before the decision to hold a review, where neither points nor the reason for none is given, and for
    points without what was done about them.
    """
    turn = engine.begin(case=case, act="record_interim_learning", by=by, on=on, seen=seen)
    check_after_decision(turn.case, on, field="on")
    if points and none_because:
        raise ActRefused("Enter points for improvement, or why there are none yet: not both.", field="none_because")
    if not points and not none_because:
        raise ActRefused("Enter the points for improvement.", field="points")
    if points and not action:
        raise ActRefused("Enter the corrective action, or why none has been taken yet.", field="action")
    row = InterimLearning.objects.create(
        case=turn.case,
        points=points,
        action=action if points else "",
        none_because=none_because,
        by=by,
        on=on,
        at=turn.at,
    )
    standing = six_months_of(turn.case, on=on)
    asked = standing is not None and standing.asks_for_interim_learning
    engine.move(turn, closes=None if asked else (), also_open=(INTERIM_AGAIN,) if asked else ())
    return row
