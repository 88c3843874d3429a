"""The corrective action that is taken while a review goes on (SCR-22, CR-13): for the page that says that it is overdue."""

from __future__ import annotations

from datetime import date

from wscb.cases import access
from wscb.cases.models import Case
from wscb.learning.reading import ActionRow, learning_of
from wscb.people.models import User


def actions_of(case: Case, user: User, *, on: date) -> list[ActionRow]:
    """The actions on improvements that are needed, as they stand on the day (local date), the first date first.

    None for somebody who may not see the case. `templates/learning/corrective.html` shows them as `actions`.
    """
    if not access.visible_cases(user, on=on).filter(pk=case.pk).exists():
        return []
    improvements = learning_of(case, on=on).improvements
    return sorted((one for row in improvements for one in row.actions), key=lambda one: one.due_on)
