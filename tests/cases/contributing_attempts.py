"""The acts on those who are heard in a review, as they are tried in any order."""

from __future__ import annotations

from typing import Any

from reviews.actions import contributing, invitations
from reviews.models import Contributor
from tests.cases.trying import DESPITE, common, first, named
from wscb.people.models import User

NEXT = ("identify_family", "identify_professional", "invite_contributor", "record_contribution", "record_outcome")


def somebody(this: Any, yes: bool) -> Contributor:
    people = this.case.contributors.filter(withdrawn_on__isnull=True).order_by("number", "kind")
    return first(people if yes else people.reverse())


def identify_family(this: Any, by: User, yes: bool) -> None:
    contributing.identify_family(**common(this, by), name=f"Sky {this.day}", relationship="A sister")


def record_no_family(this: Any, by: User, yes: bool) -> None:
    contributing.record_no_family(**common(this, by), because="Nobody is left.")


def identify_professional(this: Any, by: User, yes: bool) -> None:
    known = {"name": f"Lin {this.day}", "relationship": "Health visitor", "organisation": this.board.police}
    contributing.identify_professional(**common(this, by), **known)


def correct_contributor(this: Any, by: User, yes: bool) -> None:
    person = somebody(this, yes)
    known = {"name": f"Lin {this.day}", "relationship": "School nurse", "organisation": this.board.police}
    contributing.correct_contributor(**common(this, by), person=person, because="Misheard.", **known)


def withdraw_contributor(this: Any, by: User, yes: bool) -> None:
    contributing.withdraw_contributor(**common(this, by), person=somebody(this, yes), because="A namesake.")


def invite_contributor(this: Any, by: User, yes: bool) -> None:
    told = {"invited_by_name": "Morgan Ellis", "supported_how": "With a friend.", "asked": "What helped?"}
    email = f"{this.day}@home.example" if yes else ""
    invitations.invite_contributor(
        **common(this, by),
        person=somebody(this, yes),
        invited_on=this.day,
        invited_how="letter",
        email=email,
        despite=DESPITE,
        **told,
    )


def record_contribution(this: Any, by: User, yes: bool) -> None:
    said = {"how": "meeting", "given_on": this.day, "of_help": "It came late."}
    invitations.record_contribution(**common(this, by), person=somebody(this, yes), **said)


def record_outcome(this: Any, by: User, yes: bool) -> None:
    person = somebody(this, yes)
    outcome = "not_invited" if person.invited_on is None else "declined"
    if person.contributions.exists():
        outcome = "contributed"
    told = {"because": "They are ill.", "expectations": "What comes next was explained."}
    invitations.record_outcome(**common(this, by), person=person, outcome=outcome, **told)


def disclose_contribution(this: Any, by: User, yes: bool) -> None:
    said = first(this.case.contributions)
    to = {"to": "board_chair"} if yes else {"to": "elsewhere", "to_whom": "The coroner"}
    invitations.disclose_contribution(
        **common(this, by), contribution=said, because="It was asked for.", despite=DESPITE, **to
    )


ATTEMPTS = named(
    identify_family, record_no_family, identify_professional, correct_contributor, withdraw_contributor,
    invite_contributor, record_contribution, record_outcome, disclose_contribution,
)  # fmt: skip


def answer_everybody(this: Any) -> None:
    """The manager sees to it that nobody is left without an outcome, before the report is accepted."""
    manager = this.board.manager
    people = this.case.contributors.filter(withdrawn_on__isnull=True)
    if not people.filter(kind="family").exists() and not this.case.no_family.exists():
        record_no_family(this, manager, True)
    for person in people.filter(outcome=""):
        outcome = "declined" if person.invited_on else "not_invited"
        if person.contributions.exists():
            outcome = "contributed"
        told = {"because": "They are ill.", "expectations": "What comes next was explained."}
        invitations.record_outcome(**common(this, manager), person=person, outcome=outcome, **told)
