"""People heard in a review: identified, invited, and what they say. Invented names and words, which must turn up nowhere else."""

from __future__ import annotations

from datetime import date

from reviews.actions import contributing, invitations
from reviews.models import Contribution, Contributor
from tests import board as b
from wscb.cases.models import Case

RECEIVED = date(2026, 3, 2)
DAY = date(2026, 4, 7)
MOTHER, NURSE = "Marigold Hartnell", "Quentin Brackenbury"
WORDS = "Nobody rang us back for eleven weeks."
VIEWS = "The swing in the garden was hers."
SUPPORT = "Her advocate Perpetua comes along."
EXPECTATIONS = "Told twice that the report would take until autumn."
CANARIES = (MOTHER, "Hartnell", NURSE, "Brackenbury", WORDS, VIEWS, "Perpetua", "until autumn", "godmother’s cousin")
"""What only the review team may read."""
RELATIONSHIP = "The mother, the godmother’s cousin too"


def family_member(board: b.Board, case: Case, *, on: date = DAY, name: str = MOTHER) -> Contributor:
    """The manager identifies somebody of the family."""
    return contributing.identify_family(case=case, by=board.manager, on=on, name=name, relationship=RELATIONSHIP)


def professional(board: b.Board, case: Case, *, on: date = DAY, name: str = NURSE) -> Contributor:
    """The manager identifies somebody of the police."""
    known = {"name": name, "relationship": "School nurse, godmother’s cousin", "organisation": board.police}
    return contributing.identify_professional(case=case, by=board.manager, on=on, **known)  # type: ignore[arg-type]


def invite(board: b.Board, person: Contributor, *, on: date = DAY, email: str = "", despite: str = "") -> Contributor:
    """The manager invites them by letter, and with an address to a page of their own; `despite` what blocks interviews."""
    return invitations.invite_contributor(
        case=person.case,
        by=board.manager,
        on=on,
        person=person,
        invited_on=on,
        invited_how="letter",
        invited_by_name=board.manager.name,
        supported_how=SUPPORT,
        asked="What helped, and what did not?",
        email=email,
        despite=despite,
    )


def said(board: b.Board, person: Contributor, *, on: date = DAY) -> Contribution:
    """They said something in a meeting."""
    return invitations.record_contribution(
        case=person.case, by=board.manager, on=on, person=person, how="meeting", given_on=on, of_help=WORDS, views=VIEWS
    )


def outcome(board: b.Board, person: Contributor, which: str, *, on: date = DAY, because: str = "") -> Contributor:
    """What came of it is recorded."""
    expectations = EXPECTATIONS if person.is_family and which != "not_invited" else ""
    return invitations.record_outcome(
        case=person.case,
        by=board.manager,
        on=on,
        person=person,
        outcome=which,
        because=because,
        expectations=expectations,
    )


def heard(board: b.Board, person: Contributor, *, on: date = DAY, email: str = "", despite: str = "") -> Contribution:
    """Invited, heard, and recorded as having contributed."""
    invite(board, person, on=on, email=email, despite=despite)
    contribution = said(board, person, on=on)
    outcome(board, person, "contributed", on=on)
    return contribution
