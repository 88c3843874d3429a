"""Whether an act has anything to do: its row names an occasion, and what there is of it is looked for here.

Every list of acts, every button and the address of an act itself ask `with_occasion`; the apps bind what is looked for
(`wscb.cases.process.registry.occasion`), and all that somebody may do on a case is asked in one query.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from wscb.cases import rules
from wscb.cases.enums import OF_THE_RECORD, RequestState
from wscb.cases.models import Appointment, Case, CaseDocument, InformationRequest, MoreTime, ScrutinyRequest
from wscb.cases.process import registry
from wscb.cases.process.table import Act
from wscb.people.models import Role, User


@dataclass(frozen=True)
class Asker:
    """Who asks what they can do: the person, the codes of their roles in the case, and the day (local date)."""

    user: User
    roles: Collection[str]
    on: date


def with_occasion(case: Case, acts: Iterable[Act], asker: Asker) -> list[Act]:
    """Those of the acts that have something to do, in their order. One query, none where no act of them asks."""
    listed = list(acts)
    codes = sorted({act.occasion for act in listed if act.occasion})
    if not codes:
        return listed
    asked = [Exists(registry.waiting(case, code, asker)) for code in codes]
    found = dict(zip(codes, Case.objects.filter(pk=case.pk).values_list(*asked).get(), strict=True))
    return [act for act in listed if not act.occasion or found[act.occasion]]


def requests_unanswered(case: Case) -> QuerySet[InformationRequest]:
    """The requests for information that nobody has answered."""
    return case.information_requests.filter(received_on__isnull=True).select_related("organisation")


def requests_to_check(case: Case) -> QuerySet[InformationRequest]:
    """The requests whose answer is still to be checked."""
    return case.information_requests.filter(state=RequestState.RECEIVED).select_related("organisation")


def requests_for_time(case: Case) -> QuerySet[InformationRequest]:
    """The requests whose organisation waits to hear whether it gets more time."""
    asked = MoreTime.objects.filter(request=OuterRef("pk"), answered_on__isnull=True)
    return case.information_requests.filter(Exists(asked)).select_related("organisation")


def scrutiny_unanswered(case: Case) -> QuerySet[ScrutinyRequest]:
    """The requests of the National Panel that were not answered."""
    return case.scrutiny_requests.filter(answer__isnull=True)


def standing_appointments(case: Case) -> QuerySet[Appointment]:
    """The proposals and appointments that have not been ended."""
    return case.appointments.filter(withdrawn_on__isnull=True).select_related("user__organisation")


def proposals(case: Case) -> QuerySet[Appointment]:
    """Who is proposed and not appointed."""
    return standing_appointments(case).filter(appointed_on__isnull=True)


def in_question(case: Case) -> QuerySet[Appointment]:
    """The appointments whose independence has to be settled."""
    open_steps = case.steps.filter(code="resolve_independence", done_on__isnull=True)
    return standing_appointments(case).filter(pk__in=open_steps.values("about"))


def undeclared(case: Case, asker: Asker) -> QuerySet[Appointment]:
    """Whose declaration of independence the person can record: their own; for the manager, of everybody by the paper they signed."""
    rows = standing_appointments(case).filter(declarations__isnull=True)
    if Role.BUSINESS_MANAGER in asker.roles:
        return rows
    return rows.filter(user=asker.user, appointed_on__isnull=False)


def late_steps(case: Case, asker: Asker) -> QuerySet[Any]:
    """The steps that the person can give reasons for."""
    return rules.to_explain(case, asker.roles, asker.on)


def documents_to_strike(case: Case) -> QuerySet[CaseDocument]:
    """The documents that may be struck out: none that the product made, nor one that belongs to a record."""
    return case.documents.exclude(kind__in=OF_THE_RECORD).filter(struck__isnull=True)


def running(case: Case) -> QuerySet[Case]:
    """The case itself, while its dates are still to be confirmed."""
    return Case.objects.filter(pk=case.pk, chasing_muted=True)
