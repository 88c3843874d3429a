"""Emergency access: who may read which case because of it at a moment, and who may look at what was seen (domain, section 4).

It opens the pages of the one case, read only: it gives no office, and neither lists nor searches, figures, drafts or mails know it.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path

from django.db.models import Exists, OuterRef, Q, QuerySet

from wscb import dates
from wscb.cases import access
from wscb.cases.models import Case, EmergencyAccess, Recusal
from wscb.people.models import Role, User
from wscb.people.standing import chairs, holders, standing
from wscb.trail.models import Entry
from wscb.trail.record import subject_kind_of

ACTING_FOR = "emergency access"
"""In what office somebody reads a case that they opened in an emergency, as the trail says it."""


@dataclass(frozen=True)
class Hours:
    """For how long a case is opened: what is proposed, what can be chosen, and the most that counts."""

    default: int
    most: int
    offered: tuple[int, ...]


@cache
def hours() -> Hours:
    """The Board's own limits, read from `data/emergency.toml`."""
    content = tomllib.loads((Path(__file__).parent / "data" / "emergency.toml").read_text(encoding="utf-8"))
    offered = tuple(number for number in content["offered"] if number <= content["most"])
    return Hours(content["default"], content["most"], offered)


def current(*, now: datetime) -> QuerySet[EmergencyAccess]:
    """The accesses that count at the moment (UTC); an interest recorded since, and the end of the account, each end one."""
    recused = Recusal.objects.filter(case=OuterRef("case"), user=OuterRef("user"))
    rows = EmergencyAccess.objects.filter(opened_at__lte=now, ends_at__gt=now, ended_at__isnull=True)
    return rows.filter(~Exists(recused), user__is_active=True)


def marked(cases: QuerySet[Case], *, now: datetime) -> QuerySet[Case]:
    """The cases, each with whether somebody reads it in an emergency at the moment (UTC), as `is_read_in_emergency`."""
    return cases.annotate(is_read_in_emergency=Exists(current(now=now).filter(case=OuterRef("pk"))))


def opened_by(user: User, reference: str, *, now: datetime) -> EmergencyAccess | None:
    """The access by which the person may read this case at the moment; none once they keep no accounts any more."""
    if not standing(user, now.astimezone(dates.LONDON).date()).is_system_administrator:
        return None
    rows = current(now=now).filter(user=user, case__reference=reference)
    return rows.select_related("case__area", "case__panel", "case__data_key", "user").first()


def possible_case(user: User, reference: str, *, on: date) -> Case | None:
    """The case that the person may open in an emergency; none for an interest of theirs, which no emergency overrides."""
    case = Case.objects.filter(reference=reference).first()
    return None if case is None or access.has_tie(user, case, on=on) else case


def told(case: Case, *, on: date) -> list[User]:
    """The managers and the Chair of the case who may see it, each once: they are told, and may end it."""
    people = dict.fromkeys([*holders(Role.BUSINESS_MANAGER, case.area_id, on), *chairs(case.area_id, on, case.pk)])
    return [person for person in people if may_end(person, case, on=on)]


def may_end(user: User, case: Case, *, on: date) -> bool:
    """Whether the person answers for the case as its manager or Chair, and so may end an access to it."""
    return bool({Role.BUSINESS_MANAGER, Role.BOARD_CHAIR} & set(access.offices(user, case, on=on)))


def shown_to(user: User, *, on: date) -> QuerySet[EmergencyAccess]:
    """Every access, past ones too, to the cases that the person answers for, and their own; the last first."""
    mine = standing(user, on)
    areas = mine.areas_for(Role.BUSINESS_MANAGER) | mine.areas_for(Role.BOARD_CHAIR)
    areas |= mine.acting_areas_for(Role.BOARD_CHAIR)
    answered = access.visible_cases(user, on=on).filter(
        Q(area__in=areas) | Q(pk__in=mine.acting_cases_for(Role.BOARD_CHAIR))
    )
    rows = EmergencyAccess.objects.filter(Q(user=user) | Q(case__in=answered))
    return rows.select_related("case", "user", "ended_by").order_by("-opened_at", "pk")


def seen(one: EmergencyAccess) -> QuerySet[Entry]:
    """What the trail holds of the access: every page and paper of the case that was opened by it, the first first."""
    return Entry.objects.filter(
        actor_id=one.user_id,
        subject_kind=subject_kind_of(Case),
        subject_id=one.case_id,
        acting_for=ACTING_FOR,
        at__gte=one.opened_at,
        at__lte=one.ended_at or one.ends_at,
    ).order_by("at", "pk")
