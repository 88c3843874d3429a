"""The acts from the terms of reference and the appointments to the review’s beginning, as they are tried in any order."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from reviews.actions import beginning, names
from tests import board as b
from tests.cases.trying import common, first, named, signed
from wscb.cases.actions import appointments, declarations, involvement, terms
from wscb.people.models import User

OFTEN = (
    "propose_chair",
    "file_terms",
    "propose_appointment",
    "appoint",
    "declare_independence",
    "agree_terms",
    "end_appointment",
)


def appointment(this: Any, **how: Any) -> Any:
    return first(this.case.appointments.filter(**how).order_by("-proposed_on", "role"))


def file_terms(this: Any, by: User, yes: bool) -> None:
    terms.file_terms(**common(this, by), fields={**b.TERMS, "subjects": f"{this.day}"}, changed_because="New facts.")


def agree_terms(this: Any, by: User, yes: bool) -> None:
    last = first(this.case.terms_of_reference.order_by("-version"))
    terms.agree_terms(**common(this, by), **signed(this, None), terms=last)


def propose_chair(this: Any, by: User, yes: bool) -> None:
    where = this.board.office if yes else this.board.council
    involvement.propose_chair(**common(this, by), name="Dr Ines Calder", organisation=where, background="Reviews.")


def propose_appointment(this: Any, by: User, yes: bool) -> None:
    email = f"{this.day:%d}@elsewhere.example"
    person = User.objects.filter(email=email).first() or b.person(
        email, "Dr Ines Calder", this.board.council if yes else None
    )
    role = "lead_reviewer" if this.day.day % 2 else "review_chair"
    appointments.propose_appointment(**common(this, by), role=role, person=person, qualifications="Six reviews.")


def appoint(this: Any, by: User, yes: bool) -> None:
    until = this.day + timedelta(days=20) if yes else None
    row = appointment(this, appointed_on__isnull=True)
    appointments.appoint(**common(this, by), appointment=row, starts_on=this.day, ends_on=until)


def declare_independence(this: Any, by: User, yes: bool) -> None:
    how = {"confirmed": b.SIGNED, "paper": b.PAPER if yes else None, "declared_on": this.day}
    declarations.declare_independence(**common(this, by), appointment=appointment(this), **how)


def end_appointment(this: Any, by: User, yes: bool) -> None:
    appointments.end_appointment(**common(this, by), appointment=appointment(this), because="Moved away.")


def resolve_independence(this: Any, by: User, yes: bool) -> None:
    appointments.resolve_independence(**common(this, by), appointment=appointment(this), reasons="They left it.")


def tell_names(this: Any, by: User, yes: bool) -> None:
    row = appointment(this, role="lead_reviewer")
    names.tell_names(**common(this, by), appointment=row, sent_on=this.day, sent_by_name="Morgan Ellis", copy=b.PAPER)


def record_names_advice(this: Any, by: User, yes: bool) -> None:
    notice = first(this.case.names_notices)
    given = {"advice": "Agrees.", "received_on": this.day} if yes else {}
    names.record_names_advice(**common(this, by), notice=notice, response="Noted.", **given)


def discuss_publication(this: Any, by: User, yes: bool) -> None:
    said = (
        {"held_on": this.day, "spoken_by": "Morgan Ellis", "said": "They were told."}
        if yes
        else {"not_because": "Abroad."}
    )
    beginning.discuss_publication(**common(this, by), with_whom="The mother", others_remain=yes, **said)


def begin_review(this: Any, by: User, yes: bool) -> None:
    beginning.begin_review(**common(this, by))


ATTEMPTS = named(
    file_terms, agree_terms, propose_chair, propose_appointment, appoint, declare_independence, end_appointment,
    resolve_independence, tell_names, record_names_advice, discuss_publication, begin_review,
)  # fmt: skip
