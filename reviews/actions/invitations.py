"""People invited to contribute, what they said to the review team, and what came of it; who else may know it (GEN-05, GEN-06)."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from reviews import contribution_mail
from reviews.actions.contributing import DRAFT, current
from reviews.contributors import standing
from reviews.models import Contribution, Contributor, DisclosedTo, Disclosure, InvitationOutcome
from reviews.vocabularies import CONTRIBUTED_HOW, INVITED_HOW
from wscb.cases import drafts, engine
from wscb.cases.engine import Turn
from wscb.cases.errors import ActRefused
from wscb.cases.models import Case
from wscb.cases.process.registry import act
from wscb.cases.recording import save
from wscb.people.actions import open_account
from wscb.people.models import User

OWN_PAGE = "own_page"
"""How somebody contributed who wrote on their own page."""
ACCOUNT_NAME = "Invited contributor"
"""What an account is called that was opened for an invitation: lists of people name nobody as a family member of a child."""


@act("scr.invite_contributor")
@transaction.atomic
def invite_contributor(
    *,
    case: Case,
    by: User,
    on: date,
    person: Contributor,
    invited_on: date,
    invited_how: str,
    invited_by_name: str,
    supported_how: str,
    asked: str,
    email: str = "",
    seen: int | None = None,
    despite: str = "",
) -> Contributor:
    """Records an invitation: when, how, by whom, supported how; with an `email`, they get a page of their own and the link to it.

    Inviting again records the invitation as it is now and asks for its outcome anew; the earlier one stays in the history. Raises
    ActRefused for an answer that is missing, a day that cannot be, and an address whose account is another's or has ended.
    """
    turn = engine.begin(case=case, act="invite_contributor", by=by, on=on, seen=seen, despite=despite)
    row = current(turn, person)
    if not turn.case.triggered_on <= invited_on <= on:
        raise ActRefused("The date must be today or in the past, and not before the notification.", field="invited_on")
    if invited_how not in INVITED_HOW.codes:
        raise ActRefused("Select how they were invited.", field="invited_how")
    answers = {"invited_by_name": invited_by_name, "supported_how": supported_how, "asked": asked}
    for field, says in _INVITATION.items():
        if not answers[field]:
            raise ActRefused(says, field=field)
    row.invited_on, row.invited_how = invited_on, invited_how
    row.invited_by_name, row.supported_how, row.asked = invited_by_name, supported_how, asked
    if email:
        _give_page(turn, row, email)
    opens = _ask_outcome_again(row)
    save(row, by=by)
    engine.move(turn, about=row.pk, also_open=opens, detail=row.known_as)
    return row


_INVITATION = {
    "invited_by_name": "Enter who invited them.",
    "supported_how": "Enter how they are supported.",
    "asked": "Enter what they are asked.",
}


def _give_page(turn: Turn, row: Contributor, email: str) -> None:
    account = User.objects.filter(email=email.strip().lower()).first()
    if account is None:
        account = open_account(email=email, name=ACCOUNT_NAME, organisation=None, by=turn.by, is_guest=True)
    elif not account.is_active:
        raise ActRefused("The account with this address has ended. Invite them in another way.", field="email")
    if standing(turn.case).filter(account=account).exclude(pk=row.pk).exists():
        raise ActRefused("Somebody else identified in this case has this address.", field="email")
    if row.account_id and row.account_id != account.pk:
        for draft in turn.case.drafts.filter(kind=DRAFT, user=row.account_id):
            drafts.discard(draft=draft)
    row.account = account
    save(row, by=turn.by)
    row.invitation = contribution_mail.invite(row, by=turn.by, at=turn.at)


def _ask_outcome_again(row: Contributor) -> tuple[str, ...]:
    """Takes back an outcome that an invitation, or a contribution, has overtaken; says which step is opened by that."""
    if row.outcome in ("", InvitationOutcome.CONTRIBUTED):
        return ()
    row.outcome, row.outcome_on, row.outcome_by, row.outcome_because = "", None, None, ""
    return ("invitation_outcome",)


@act("scr.record_contribution")
@transaction.atomic
def record_contribution(
    *,
    case: Case,
    by: User,
    on: date,
    person: Contributor,
    how: str,
    given_on: date,
    of_help: str,
    views: str = "",
    seen: int | None = None,
) -> Contribution:
    """Records what somebody said in a meeting, a call or a letter (GEN-05, GEN-06).

    Raises ActRefused for somebody not invited, a day before the invitation or in the future, and where nothing is said
    of the help and what it did.
    """
    turn = engine.begin(case=case, act="record_contribution", by=by, on=on, seen=seen)
    row = current(turn, person)
    if row.invited_on is None:
        raise ActRefused("Record first when and how they were invited.", field="which")
    if how not in CONTRIBUTED_HOW.codes - {OWN_PAGE}:
        raise ActRefused("Select how they contributed.", field="how")
    if not row.invited_on <= given_on <= on:
        raise ActRefused("The date must be on or after the invitation, and not in the future.", field="given_on")
    check_said(of_help)
    said = Contribution.objects.create(
        case=turn.case, contributor=row, how=how, given_on=given_on, of_help=of_help, views=views, by=by, at=turn.at
    )
    opens = hear_again(row, by=by)
    engine.move(turn, about=row.pk, also_open=opens, detail=row.known_as)
    return said


def check_said(of_help: str) -> None:
    """Raises ActRefused where nothing is said of the help and what it did, which every contribution is asked for (GEN-06)."""
    if not of_help:
        raise ActRefused("Enter what is said of the help and the difference it made.", field="of_help")


def hear_again(row: Contributor, *, by: User) -> tuple[str, ...]:
    """After somebody has contributed: takes back an outcome that says otherwise; says which step is opened by that."""
    opens = _ask_outcome_again(row)
    if opens:
        save(row, by=by)
    return opens


@act("scr.record_outcome")
@transaction.atomic
def record_outcome(
    *,
    case: Case,
    by: User,
    on: date,
    person: Contributor,
    outcome: str,
    because: str = "",
    expectations: str = "",
    seen: int | None = None,
) -> Contributor:
    """Records what came of an invitation, or why there was none (GEN-06).

    `expectations` says how a family member's understanding and expectations were managed. Raises ActRefused for an outcome that the
    invitation and what was said do not bear out, and for reasons that are missing.
    """
    turn = engine.begin(case=case, act="record_outcome", by=by, on=on, seen=seen)
    row = current(turn, person)
    _check_outcome(row, outcome, because)
    if row.is_family and outcome != InvitationOutcome.NOT_INVITED and not expectations:
        raise ActRefused("Enter how their understanding and expectations were managed.", field="expectations")
    row.outcome, row.outcome_on, row.outcome_by = outcome, on, by
    row.outcome_because = "" if outcome == InvitationOutcome.CONTRIBUTED else because
    row.expectations = expectations if row.is_family else ""
    save(row, by=by)
    engine.move(turn, about=row.pk, detail=row.known_as)
    return row


def _check_outcome(row: Contributor, outcome: str, because: str) -> None:
    if outcome not in InvitationOutcome.values:
        raise ActRefused("Select the outcome.", field="outcome")
    if outcome == InvitationOutcome.NOT_INVITED:
        if row.invited_on is not None:
            raise ActRefused("They were invited. Select what came of it.", field="outcome")
        if not because:
            raise ActRefused("Enter why they are not invited.", field="because")
        return
    if row.invited_on is None:
        raise ActRefused("Record first when and how they were invited.", field="outcome")
    has_said = row.contributions.exists()
    if outcome == InvitationOutcome.CONTRIBUTED and not has_said:
        raise ActRefused("Record first what they said.", field="outcome")
    if outcome != InvitationOutcome.CONTRIBUTED and has_said:
        raise ActRefused("They have contributed. Select “Contributed”.", field="outcome")


@act("scr.disclose_contribution")
@transaction.atomic
def disclose_contribution(
    *,
    case: Case,
    by: User,
    on: date,
    contribution: Contribution,
    to: str,
    because: str,
    to_whom: str = "",
    seen: int | None = None,
    despite: str = "",
) -> Disclosure:
    """Decides that somebody outside the review team may have what was said, without the name of who said it (GEN-05).

    Raises ActRefused without the reason or to whom, for a contribution of another case, and for a disclosure decided already.
    """
    turn = engine.begin(case=case, act="disclose_contribution", by=by, on=on, seen=seen, despite=despite)
    found = turn.case.contributions.select_related("contributor").filter(pk=contribution.pk).first()
    if found is None:
        raise ActRefused("This contribution belongs to another case.", field="which")
    if to not in DisclosedTo.values:
        raise ActRefused("Select to whom it is disclosed.", field="to")
    elsewhere = to == DisclosedTo.ELSEWHERE
    if elsewhere and not to_whom:
        raise ActRefused("Enter to whom it is disclosed.", field="to_whom")
    if not elsewhere and found.disclosures.filter(to=to).exists():
        raise ActRefused("It has been disclosed to them already.", field="to")
    if not because:
        raise ActRefused("Enter why it is disclosed.", field="because")
    row = Disclosure.objects.create(
        case=turn.case,
        contribution=found,
        to=to,
        to_whom=to_whom if elsewhere else "",
        because=because,
        by=by,
        acting_for=turn.acting_for,
        on=on,
        at=turn.at,
    )
    engine.move(turn, detail=found.contributor.known_as)
    return row
