"""Terms of reference: every version kept, one after the other agreed and signed by the Chair (SCR-09, GEN-03)."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from wscb.cases import editions, engine, preparing
from wscb.cases.engine import Confirmation
from wscb.cases.errors import ActRefused
from wscb.cases.models import Case, TermsAgreement, TermsOfReference
from wscb.cases.signing import canonical, content_hash
from wscb.people.models import User

FORM = "terms_of_reference"
"""The document that an agreed version is kept as."""
REQUIRED_TERMS = {
    "scope_from": "the first day of the period under review",
    "scope_to": "the last day of the period under review",
    "methodology": "the methodology",
    "proportionality": "why this approach is proportionate",
}


def check_terms(fields: dict[str, str]) -> None:
    """Raises ActRefused while an answer GEN-03 demands is empty, or the period under review ends before it begins."""
    for code, words in REQUIRED_TERMS.items():
        if not fields.get(code):
            raise ActRefused(f"Enter {words}.", field=code)
    if fields["scope_from"] > fields["scope_to"]:
        raise ActRefused("The period under review must end after it begins.", field="scope_to")


def agreed_terms(case: Case) -> TermsOfReference | None:
    """The version of the terms of reference that was agreed last; None before one is."""
    return case.terms_of_reference.filter(agreement__isnull=False).order_by("-version").first()


def enter_terms(
    *, case: Case, by: User, on: date, fields: dict[str, str], changed_because: str = ""
) -> TermsOfReference:
    """Enters a version of the terms of reference. Raises ActRefused while one of the answers GEN-03 demands is empty.

    Once a version was agreed, a later one says why it changes it; and it changes something.
    """
    check_terms(fields)
    if agreed := agreed_terms(case):
        if fields == agreed.fields:
            raise ActRefused(f"This is what version {agreed.version} says, which was agreed. Change an answer first.")
        if not changed_because:
            raise ActRefused("Enter why the terms of reference change.", field="changed_because")
    version = case.terms_of_reference.count() + 1
    return TermsOfReference.objects.create(
        case=case, version=version, fields=fields, changed_because=changed_because if agreed else "", by=by, on=on
    )


@transaction.atomic
def file_terms(
    *,
    case: Case,
    by: User,
    on: date,
    fields: dict[str, str],
    changed_because: str = "",
    seen: int | None = None,
) -> TermsOfReference:
    """Adds a version of the draft terms of reference (SCR-09, GEN-03). `fields` is by question code; dates are ISO text."""
    turn = engine.begin(case=case, act="file_terms", by=by, on=on, seen=seen)
    terms = enter_terms(case=turn.case, by=by, on=on, fields=fields, changed_because=changed_because)
    owed = preparing.change(turn)
    engine.move(turn, also_open=owed.also_open, closes=owed.closes, detail=f"Version {terms.version}")
    return terms


@transaction.atomic
def agree_terms(
    *, case: Case, by: User, on: date, terms: TermsOfReference, confirmed: Confirmation, seen: int
) -> TermsAgreement:
    """The Chair agrees and signs a version; from now on the review works to it, and the worker renders it as a document (GEN-03).

    Raises ActRefused for any but the last version, for one agreed already, and while an answer that GEN-03 demands is empty.
    """
    turn = engine.begin(case=case, act="agree_terms", by=by, on=on, seen=seen, confirmed=confirmed)
    last = turn.case.terms_of_reference.order_by("-version").first()
    if last is None or last.pk != terms.pk:
        raise ActRefused("Only the last version can be agreed.")
    before = agreed_terms(turn.case)
    if before == last:
        raise ActRefused(f"Version {last.version} has been agreed already.")
    check_terms(last.fields)
    content = canonical(
        {
            "kind": "terms_of_reference",
            "version": last.version,
            "fields": last.fields,
            "changed_because": last.changed_because,
            "made_on": on,
            "signed_by": by.pk,
            "signed_by_name": by.name,
            "acting_for": turn.acting_for,
            "signed_at": turn.at,
        }
    )
    agreement = TermsAgreement.objects.create(
        case=turn.case,
        terms=last,
        made_on=on,
        signed_by=by,
        signed_at=turn.at,
        acting_for=turn.acting_for,
        confirmed_by=confirmed.method,
        content=content,
        content_hash=content_hash(content),
        read_revision=seen,
        supersedes=before.agreement if before else None,
    )
    engine.move(turn, detail=f"Version {last.version}")
    editions.ask_edition(form=FORM, of=agreement, by=by, at=turn.at)
    return agreement
