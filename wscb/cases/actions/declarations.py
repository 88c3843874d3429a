"""The declaration of independence of whoever chairs or leads a review (SCR-17, SCR-33)."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from wscb import clock
from wscb.cases import access, engine
from wscb.cases.actions.papers import keep
from wscb.cases.engine import Confirmation
from wscb.cases.enums import PaperKind
from wscb.cases.errors import ActRefused
from wscb.cases.models import Appointment, Case, IndependenceDeclaration
from wscb.cases.signing import canonical, content_hash
from wscb.documents.uploads import CheckedUpload
from wscb.people.models import Role, User

STATEMENT = (
    "I am independent of the case and of the organisations whose actions are reviewed. "
    "I have no interest in the case, and I will say so at once if that changes."
)


@transaction.atomic
def declare_independence(
    *,
    case: Case,
    by: User,
    on: date,
    appointment: Appointment,
    confirmed: Confirmation,
    paper: CheckedUpload | None = None,
    declared_on: date | None = None,
    seen: int | None = None,
) -> IndependenceDeclaration:
    """Records the declaration: signed by the person themselves, or by the manager from the paper that the person signed.

    `paper` is the copy of that paper and `declared_on` the day it was signed. Raises ActRefused for somebody else’s without the paper,
    for a day in the future, and for one that was declared already.
    """
    turn = engine.begin(case=case, act="declare_independence", by=by, on=on, seen=seen, confirmed=confirmed)
    row = turn.case.appointments.select_related("user").get(pk=appointment.pk)
    if row.withdrawn_on:
        raise ActRefused("This appointment has ended.", field="appointment")
    if row.declarations.exists():
        raise ActRefused("The declaration of this person has been recorded already.", field="appointment")
    if row.user_id == by.pk:
        paper, declared_on = None, on
    elif paper is None or Role.BUSINESS_MANAGER not in access.offices(by, turn.case, on=clock.today()):
        raise ActRefused("Upload a copy of the paper that they signed.", field="paper")
    if declared_on is None or declared_on > on:
        raise ActRefused("The day must be today or in the past.", field="declared_on")
    copy = keep(turn, kind=PaperKind.OTHER, title="Declaration of independence", upload=paper) if paper else None
    organisations = turn.case.involved_organisations.order_by("organisation__name")
    content = canonical(
        {
            "kind": "independence",
            "statement": STATEMENT,
            "role": row.role,
            "person": row.user_id,
            "person_name": row.user.name,
            "organisations_involved": list(organisations.values_list("organisation__name", flat=True)),
            "on_paper": paper is not None,
            "declared_on": declared_on,
            "recorded_by": by.pk,
            "recorded_at": turn.at,
        }
    )
    declaration = IndependenceDeclaration.objects.create(
        case=turn.case,
        appointment=row,
        declared_on=declared_on,
        paper=copy,
        content=content,
        content_hash=content_hash(content),
        by=by,
        confirmed_by=confirmed.method,
        at=turn.at,
    )
    engine.move(turn, about=row.pk, detail=f"{Role(row.role).label}: {row.user.name}")
    return declaration
