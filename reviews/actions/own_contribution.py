"""What somebody who was invited writes on a page of their own: kept as a draft, then sent to the review team (GEN-05, GEN-06).

No act of the process table: the case's timeline names who did each act, and whoever contributes is named to the review team alone. The
trail holds it, by ids.
"""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from reviews.actions.contributing import DRAFT
from reviews.actions.invitations import OWN_PAGE, check_said, hear_again
from reviews.contributors import invited
from reviews.models import Contribution, Contributor
from wscb.cases import chasing, drafts, engine, news
from wscb.cases.errors import ActRefused, NotAllowed
from wscb.cases.models import Case, Draft
from wscb.people.models import APPOINTED_ROLES, Role, User
from wscb.people.standing import holders
from wscb.trail.record import record


def is_open(person: Contributor) -> bool:
    """Whether they can still contribute: for as long as the review team could record it (the process table says when)."""
    case = person.case
    return case.state in case.table.act("record_contribution").from_


def being_written(person: Contributor) -> Draft | None:
    """What they have written and not sent; None where there is nothing."""
    return Draft.objects.filter(kind=DRAFT, case=person.case_id, user=person.account_id).first()


def sent(person: Contributor) -> list[Contribution]:
    """What they have sent from their own page, the first first; neither the review team's notes nor what an earlier account sent.

    An address may have been given by mistake, and then it is somebody else who reads.
    """
    return list(person.contributions.filter(by=person.account_id))


@transaction.atomic
def keep(*, person: Contributor, by: User, answers: dict[str, str], seen: int, at: datetime) -> Draft:
    """Keeps what they have written so far. Raises DraftChanged after another window saved, ActRefused once the review is over."""
    row = _own(person, by)
    draft = drafts.start(kind=DRAFT, user=by, case=row.case, at=at)
    return drafts.save(draft=draft, answers=answers, seen=seen, at=at)


@transaction.atomic
def send(*, person: Contributor, by: User, on: date, seen: int, at: datetime) -> Contribution:
    """Sends what they have written to the review team; it is then never changed, and more can be sent.

    `seen` is the version of the draft that was read. The review team is told that there is something to read, and asked for the outcome
    anew where it said otherwise. Raises ActRefused where nothing is said, once the review is over, and DraftChanged.
    """
    row = _own(person, by)
    draft = being_written(row)
    if draft is None:
        raise ActRefused("There is nothing to send. It may have been sent from another window.")
    if draft.version != seen:
        raise drafts.DraftChanged
    answers = draft.answers or {}
    of_help, views = answers.get("of_help", ""), answers.get("views", "")
    check_said(of_help)
    said = Contribution.objects.create(
        case=row.case, contributor=row, how=OWN_PAGE, given_on=on, of_help=of_help, views=views, by=by, at=at
    )
    for code in hear_again(row, by=by):
        engine.open_step(case=row.case, code=code, on=on, by=by, about=row.pk)
    engine.schedule_chasers(row.case, by=by)
    drafts.discard(draft=draft)
    record("contribution.sent", by=by, subject=row.case, facts={"contributor": row.pk, "contribution": said.pk}, at=at)
    news.tell("contribution_sent", case=row.case, to=_team(row.case, on), by=None, at=at)
    return said


def _own(person: Contributor, by: User) -> Contributor:
    """The invitation with its case, both locked. Raises NotAllowed to anybody but whose it is, ActRefused once the review is over."""
    case = Case.objects.select_for_update().get(pk=person.case_id)
    row = invited(by).select_for_update(of=("self",)).filter(pk=person.pk).first()
    if row is None:
        raise NotAllowed("contribute")
    row.case = case
    if not is_open(row):
        raise ActRefused("The review is over, or is not held after all. Nothing more can be sent.")
    return row


def _team(case: Case, on: date) -> list[User]:
    """The review team on the day, each once."""
    found = list(holders(Role.BUSINESS_MANAGER, case.area_id, on))
    for role in APPOINTED_ROLES:
        found += chasing.appointed(case, role, on=on)
    return list(dict.fromkeys(found))
