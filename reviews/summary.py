"""What a Serious Case Review shows on the spine's pages: its facts on the summary, its worksheets and terms with the decisions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from reviews.actions.notification import kept_answers
from reviews.criteria import LIMBS, Finding
from reviews.models import Review, Worksheet
from reviews.process.kinds import CASE_REVIEW
from reviews.process.words import REVIEWED
from reviews.six_months import six_months_of
from reviews.views.publication import published
from reviews.views.rows import terms_rows
from reviews.vocabularies import (
    ANSWER,
    CIRCUMSTANCE,
    INCIDENT_KIND,
    LIMB,
    OUTCOMES,
    RECEIVED_HOW,
    RESIDENCE,
    WORKSHEET_RESULT,
)
from wscb import clock, dates
from wscb.cases import pages
from wscb.cases.enums import ClosedAs, DecisionKind
from wscb.cases.models import Case, Subject
from wscb.cases.vocabulary import Vocabulary
from wscb.web.components import SummaryRow


@dataclass(frozen=True)
class ShownWorksheet:
    """A version of the worksheet in words. `limbs` are title, answer, reasons and whether the result rests on it."""

    sheet: Worksheet
    result: str
    finding: Finding
    limbs: list[tuple[str, str, str, bool]]
    circumstances: list[str]
    learning: str


def register() -> None:
    """Puts the reviews' sections onto the pages of cases."""
    for process, outcome in OUTCOMES.items():
        pages.register_summary(process, template="reviews/summary.html", provider=summary)
        pages.register_decisions(process, template="reviews/decisions.html", provider=decisions)
        pages.register_outcomes(process, partial(outcome_label, outcome))
        pages.register_related(process, related)


def outcome_label(outcome: Vocabulary, code: str) -> str:
    """How the outcome of an entry of the decision log reads; what is accepted or returned says so in its title already."""
    if code in (DecisionKind.ACCEPTED, DecisionKind.RETURNED, DecisionKind.EXTENDED, DecisionKind.NOT_EXTENDED):
        return ""
    return str(ClosedAs(code).label) if code in ClosedAs.values else outcome.label(code)


def summary(case: Case) -> Mapping[str, Any]:
    """Children, incident, dates, criteria, where the child lives, who referred: the template's context."""
    review = Review.objects.select_related("referring_organisation", "follows").get(pk=case.pk)
    children = list(case.subjects.prefetch_related("aliases"))
    sheets = _worksheets(case)
    return {
        "children": [(child.full_name, child_rows(child)) for child in children],
        "incident": _filled(_incident(review)),
        "dates_apart": _filled(_dates(case, review, children)),
        "residence": _filled(_residence(review)),
        "referrer": _filled(_referrer(review)),
        "follows": review.follows,
        "death_recorded": death_recorded(case),
        "worksheet": shown(sheets[-1]) if sheets else None,
        "standing": six_months_of(case, on=clock.today()) if case.state in REVIEWED else None,
    }


def death_recorded(case: Case) -> bool:
    """Whether the case is a Case Review on which a child's death was recorded, which may call for a notification (SCR-01)."""
    return case.process == CASE_REVIEW.code and case.events.filter(act="record_death").exists()


def related(case: Case) -> list[tuple[Case, str]]:
    """The case that was put to the Case Review Subgroup and the one it became, from either side (CR-01); what it duplicates."""
    found = []
    if earlier := Case.objects.filter(followed_by=case.pk).first():
        found.append((earlier, "Put to the Case Review Subgroup by the Board Chair. It follows from"))
    if later := Case.objects.filter(review__follows=case).first():
        found.append((later, "Put to the Case Review Subgroup as"))
    if case.closed_as == ClosedAs.DUPLICATE:
        signed = case.decisions.filter(kind=DecisionKind.CLOSURE).order_by("-signed_at").first()
        original = Case.objects.filter(reference=signed.content.get("duplicate_of")).first() if signed else None
        found += [(original, "Closed as a duplicate of")] if original else []
    return found


def decisions(case: Case) -> Mapping[str, Any]:
    """Every version of the worksheet and of the terms of reference, the last first, and what is to be published of the report."""
    terms = case.terms_of_reference.select_related("by").order_by("-version")
    return {
        "worksheets": [shown(sheet) for sheet in reversed(_worksheets(case))],
        "publication": published(case) if case.state in REVIEWED else None,
        "terms": [(version, terms_rows(version.fields)) for version in terms],
    }


def shown(sheet: Worksheet) -> ShownWorksheet:
    """A worksheet in words, with its result computed and explained (SCR-02 to SCR-04)."""
    answers = kept_answers(sheet)
    finding = answers.finding()
    return ShownWorksheet(
        sheet=sheet,
        result=WORKSHEET_RESULT.label(sheet.result),
        finding=finding,
        limbs=[
            (LIMB.label(limb), ANSWER.label(answers.limbs[limb]), answers.reasons[limb], limb in finding.decided_by)
            for limb in (LIMBS if answers.limbs else ())
        ],
        circumstances=[word.label for word in CIRCUMSTANCE if word.code in answers.circumstances],
        learning=answers.learning,
    )


def child_rows(child: Subject) -> list[SummaryRow]:
    """What is known of a child, as rows; what is not known says so only for the date of birth."""
    return _filled(
        [
            SummaryRow("Also known as", ", ".join(alias.name for alias in child.aliases.all())),
            SummaryRow("Date of birth", _birth(child)),
            SummaryRow("Died on", _day(child.died_on)),
            SummaryRow("Address", child.address, prose=True),
            SummaryRow("Ethnicity", child.ethnicity),
            SummaryRow("Disability", child.disability),
            SummaryRow("Gender", child.gender),
            SummaryRow("NHS number", _nhs(child.nhs_number)),
        ]
    )


def _worksheets(case: Case) -> list[Worksheet]:
    return list(case.worksheets.select_related("by").order_by("version"))


def _birth(child: Subject) -> str:
    if child.unborn:
        return "Not yet born"
    if child.date_of_birth is None:
        return "Not known"
    return _day(child.date_of_birth) + (" (estimated)" if child.date_of_birth_estimated else "")


def _nhs(number: str) -> str:
    return f"{number[:3]} {number[3:6]} {number[6:]}".strip()


def _incident(review: Review) -> list[SummaryRow]:
    return [
        SummaryRow("What kind", INCIDENT_KIND.label(review.incident_kind)),
        SummaryRow("Where", review.incident_place),
        SummaryRow("What happened", review.incident, prose=True),
        SummaryRow("Family", review.family, prose=True),
        SummaryRow("Other proceedings", review.proceedings, prose=True),
    ]


def _dates(case: Case, review: Review, children: list[Subject]) -> list[SummaryRow]:
    happened = _day(review.incident_on) or "Not known"
    if review.incident_on and review.incident_on_estimated:
        happened += " (estimated)"
    died = [SummaryRow(f"Died: {child.full_name}", _day(child.died_on)) for child in children if child.died_on]
    return [
        SummaryRow("Incident", happened),
        *died,
        SummaryRow("Local authority aware", _day(review.authority_aware_on) or "Not recorded"),
        *_first_notified(review),
        SummaryRow(_RECEIVED_AS[bool(review.follows)], _day(case.triggered_on)),
        SummaryRow("Board Chair informed", _day(review.chair_informed_on) or "Not recorded"),
        SummaryRow(f"Referred to the {case.table.panel_spoken}", _day(case.referred_on)),
    ]


_RECEIVED_AS = {False: "Received by the Board’s office", True: "Put to the Case Review Subgroup"}


def _first_notified(review: Review) -> list[SummaryRow]:
    """The first notification's date, of a case that follows from another: it stays on view (domain.md, section 2)."""
    return [SummaryRow("First notified to the Board", _day(review.follows.triggered_on))] if review.follows else []


def _residence(review: Review) -> list[SummaryRow]:
    return [
        SummaryRow("Lives", RESIDENCE.label(review.residence)),
        SummaryRow("Board of that area", review.other_board),
        SummaryRow("Note", review.residence_note, prose=True),
    ]


def _referrer(review: Review) -> list[SummaryRow]:
    organisation = review.referring_organisation
    return [
        SummaryRow("Organisation", organisation.name if organisation else "Not recorded"),
        SummaryRow("Who", review.referrer),
        SummaryRow("Contact", review.referrer_contact, prose=True),
        SummaryRow("How", RECEIVED_HOW.label(review.received_how)),
    ]


def _filled(rows: list[SummaryRow]) -> list[SummaryRow]:
    return [row for row in rows if row.value]


def _day(day: date | None) -> str:
    return dates.long_date(day) if day else ""
