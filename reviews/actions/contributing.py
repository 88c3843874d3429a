"""Who of the family and of the professionals is to be heard: identified, corrected, withdrawn, or nobody and why (GEN-05, GEN-06)."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from reviews.contributors import family_answered, standing
from reviews.models import Contributor, ContributorKind, NoFamily
from wscb.cases import drafts, engine
from wscb.cases.engine import Turn
from wscb.cases.errors import ActRefused
from wscb.cases.models import Case
from wscb.cases.process.registry import act
from wscb.cases.recording import save
from wscb.people.models import Organisation, User

DRAFT = "contribution"
"""The kind of draft in which somebody writes on their own page."""


@act("scr.identify_family")
@transaction.atomic
def identify_family(
    *, case: Case, by: User, on: date, name: str, relationship: str, seen: int | None = None
) -> Contributor:
    """Identifies somebody of the family, who is to be invited; publication is then to be discussed with them too (GEN-06, GEN-08).

    Raises ActRefused without a name or the relationship to the child, and for somebody identified already.
    """
    turn = engine.begin(case=case, act="identify_family", by=by, on=on, seen=seen)
    person = _identify(turn, ContributorKind.FAMILY, name, relationship, None)
    begun = turn.case.state in turn.case.table.act("discuss_publication").from_
    engine.move(turn, about=person.pk, also_open=("family_publication",) if begun else (), detail=person.known_as)
    return person


@act("scr.identify_professional")
@transaction.atomic
def identify_professional(
    *, case: Case, by: User, on: date, name: str, relationship: str, organisation: Organisation, seen: int | None = None
) -> Contributor:
    """Identifies a professional of an involved organisation, who is to be invited (GEN-05). `relationship` is what they did.

    Raises ActRefused without a name or what they did, for an organisation that is not involved, and for somebody identified already.
    """
    turn = engine.begin(case=case, act="identify_professional", by=by, on=on, seen=seen)
    _demand_involved(turn.case, organisation)
    person = _identify(turn, ContributorKind.PROFESSIONAL, name, relationship, organisation)
    engine.move(turn, about=person.pk, detail=person.known_as)
    return person


def _identify(
    turn: Turn, kind: ContributorKind, name: str, relationship: str, organisation: Organisation | None
) -> Contributor:
    _check_person(turn.case, kind, name, relationship)
    person = Contributor(
        case=turn.case,
        kind=kind,
        number=turn.case.contributors.filter(kind=kind).count() + 1,
        name=name,
        relationship=relationship,
        organisation=organisation,
        identified_by=turn.by,
        identified_on=turn.on,
    )
    save(person, by=turn.by)
    return person


def _check_person(case: Case, kind: str, name: str, relationship: str, *, but: Contributor | None = None) -> None:
    if not name:
        raise ActRefused("Enter their name.", field="name")
    if not relationship:
        family = kind == ContributorKind.FAMILY
        raise ActRefused("Enter who they are to the child." if family else "Enter what they did.", field="relationship")
    others = [one for one in standing(case).filter(kind=kind) if but is None or one.pk != but.pk]
    if any(
        (one.name.casefold(), one.relationship.casefold()) == (name.casefold(), relationship.casefold())
        for one in others
    ):
        raise ActRefused("This person is identified already.", field="name")


def _demand_involved(case: Case, organisation: Organisation | None) -> None:
    if organisation is None or not case.involved_organisations.filter(organisation=organisation).exists():
        raise ActRefused("Choose an organisation that is involved in the case.", field="organisation")


@act("scr.record_no_family")
@transaction.atomic
def record_no_family(*, case: Case, by: User, on: date, because: str, seen: int | None = None) -> NoFamily:
    """Records why there is no family to invite (GEN-06). Raises ActRefused without a reason, and once somebody of it is identified."""
    turn = engine.begin(case=case, act="record_no_family", by=by, on=on, seen=seen)
    if standing(turn.case).filter(kind=ContributorKind.FAMILY).exists():
        raise ActRefused("Somebody of the family is identified. Withdraw them first if that was an error.")
    if not because:
        raise ActRefused("Enter why there is no family to invite.", field="because")
    row = NoFamily.objects.create(case=turn.case, because=because, by=by, on=on, at=turn.at)
    engine.move(turn)
    return row


@act("scr.correct_contributor")
@transaction.atomic
def correct_contributor(
    *,
    case: Case,
    by: User,
    on: date,
    person: Contributor,
    name: str,
    relationship: str,
    because: str,
    organisation: Organisation | None = None,
    seen: int | None = None,
) -> Contributor:
    """Corrects who somebody is; what stood before stays in the history, with the reason.

    Raises ActRefused for somebody withdrawn, without a reason, and as identifying them does.
    """
    turn = engine.begin(case=case, act="correct_contributor", by=by, on=on, seen=seen)
    row = current(turn, person)
    _check_person(turn.case, row.kind, name, relationship, but=row)
    if not row.is_family:
        _demand_involved(turn.case, organisation)
    if not because:
        raise ActRefused("Enter why it is corrected.", field="because")
    row.name, row.relationship, row.changed_because = name, relationship, because
    row.organisation = None if row.is_family else organisation
    save(row, by=by)
    engine.move(turn, about=row.pk, detail=row.known_as)
    return row


@act("scr.withdraw_contributor")
@transaction.atomic
def withdraw_contributor(
    *, case: Case, by: User, on: date, person: Contributor, because: str, seen: int | None = None
) -> Contributor:
    """Withdraws somebody identified in error: their page closes, and what they were writing there goes.

    Raises ActRefused without a reason, and for somebody who has contributed: what was said is never taken back.
    """
    turn = engine.begin(case=case, act="withdraw_contributor", by=by, on=on, seen=seen)
    row = current(turn, person)
    if row.contributions.exists():
        raise ActRefused("They have contributed. What was said stays part of the review.", field="which")
    if not because:
        raise ActRefused("Enter why they are withdrawn.", field="because")
    for draft in turn.case.drafts.filter(kind=DRAFT, user=row.account):
        drafts.discard(draft=draft)
    row.withdrawn_on, row.withdrawn_by, row.withdrawn_because = on, by, because
    save(row, by=by)
    asked_again = row.is_family and not family_answered(turn.case)
    engine.move(turn, about=row.pk, also_open=("identify_family",) if asked_again else (), detail=row.known_as)
    return row


def current(turn: Turn, person: Contributor) -> Contributor:
    """The person as they stand, locked. Raises ActRefused for one of another case, or withdrawn."""
    found = standing(turn.case).select_for_update().filter(pk=person.pk).first()
    if found is None:
        raise ActRefused("This person is not among those identified in the case any more.", field="which")
    found.case = turn.case
    return found


def ask_outcomes_again(turn: Turn) -> None:
    """Opens again the outcome of everybody who has none, in the turn of an act by which a review is held after all, or begins."""
    for person in standing(turn.case).filter(outcome=""):
        engine.open_step(case=turn.case, code="invitation_outcome", on=turn.on, by=turn.by, about=person.pk)
    engine.schedule_chasers(turn.case, by=turn.by)


def ask_at_beginning(turn: Turn) -> tuple[str, ...]:
    """Asks again, as a review begins, for the outcomes that are still open; says what else opens: who of the family is invited."""
    ask_outcomes_again(turn)
    return () if family_answered(turn.case) else ("identify_family",)
