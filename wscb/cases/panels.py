"""Who may sit on a case's panel, who has a part in a case at all, and by when its panel has to meet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import and_

from django.db.models import Q, QuerySet

from wscb import dates
from wscb.cases import access
from wscb.cases.models import Case, Step
from wscb.people.models import Role, User
from wscb.people.standing import chairs, holders

MOST_FOUND = 10


@dataclass(frozen=True)
class Candidate:
    """Somebody who might sit on a case's panel; `has_tie` says that an interest keeps them off, and no more than that."""

    user: User
    has_tie: bool


def with_ties(case: Case, users: Iterable[User], *, on: date) -> list[Candidate]:
    """These people, each with whether an interest keeps them off the case's panel."""
    return [Candidate(user, access.has_tie(user, case, on=on)) for user in users]


def panel_of(case: Case, *, on: date) -> tuple[list[Candidate], list[Candidate]]:
    """Those who may chair the case's panel, and those who may sit on it, its chairs among them; by name, on the day."""
    chairs_held = {user.pk for user in holders(Role.PANEL_CHAIR, case.area_id, on, panel=case.panel_id)}
    members = with_ties(case, _on_panel(case, on=on), on=on)
    return [one for one in members if one.user.pk in chairs_held], members


def _on_panel(case: Case, *, on: date) -> QuerySet[User]:
    held = [holders(role, case.area_id, on, panel=case.panel_id) for role in (Role.PANEL_MEMBER, Role.PANEL_CHAIR)]
    return User.objects.filter(Q(pk__in=held[0].values("pk")) | Q(pk__in=held[1].values("pk"))).select_related(
        "organisation"
    )


def people_called(words: str, case: Case, *, on: date) -> list[Candidate]:
    """Active people outside the panel with all these words in their name, at most ten; for co-opting. None for no words."""
    if not words.split():
        return []
    named = reduce(and_, (Q(name__icontains=word) for word in words.split()))
    outside = User.objects.to_choose().filter(named).exclude(pk__in=_on_panel(case, on=on).values("pk"))
    return with_ties(case, outside.select_related("organisation")[:MOST_FOUND], on=on)


def with_a_part(case: Case, *, on: date) -> QuerySet[User]:
    """Everybody whose interest might be recorded: the area's manager and Chair, the panel's people, whoever was invited or
    co-opted; less those whose interest is recorded already."""
    roles = [holders(Role.BUSINESS_MANAGER, case.area_id, on), chairs(case.area_id, on, case.pk)]
    roles += [holders(role, case.area_id, on, panel=case.panel_id) for role in (Role.PANEL_CHAIR, Role.PANEL_MEMBER)]
    part = reduce(lambda found, more: found | Q(pk__in=more.values("pk")), roles, Q())
    part |= Q(pk__in=case.meetings.values("attendances__user")) | Q(pk__in=case.grants.values("user"))
    recused = case.recusals.values("user")
    return User.objects.filter(part, is_active=True).exclude(pk__in=recused).select_related("organisation")


def panel_limit(case: Case) -> Step | None:
    """The open step that the panel's meeting serves and that asks for reasons when it is late; None once it is done."""
    for step in case.steps.filter(done_on__isnull=True):
        if step.rule.act == "recommend" and step.rule.late_reasons:
            return step
    return None


def meets_too_late(case: Case, day: date) -> bool:
    """Whether a panel that meets on the day would meet after its limit (SCR-06: after the 21st day)."""
    limit = panel_limit(case)
    return limit is not None and dates.is_overdue(limit.due_on, day)
