"""All that the Chair's decision needs, read once, for one page (issue: journey, step 4)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from reviews.actions.decision import standing_decision
from reviews.actions.notification import kept_answers
from reviews.actions.panel import standing_recommendation
from reviews.criteria import LIMBS, Finding
from reviews.models import Review, Worksheet
from reviews.process.kinds import KINDS
from reviews.statement import worksheet_of
from reviews.views.consultation import kinds_of
from reviews.views.rows import consultation_rows, proposal_rows, recommendation_rows, terms_rows
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
from wscb import dates
from wscb.cases import rules
from wscb.cases.actions.meetings import current_meeting
from wscb.cases.enums import NoticeBody, NoticeOf
from wscb.cases.models import Case, Decision, Meeting, Recommendation, Step, Subject
from wscb.web.components import SummaryRow


@dataclass(frozen=True)
class Limb:
    """One answer of the worksheet; `decides` when the result rests on it."""

    title: str
    answer: str
    reasons: str
    decides: bool


@dataclass(frozen=True)
class Reading:
    """What stands on the Chair's page. Lists are empty, and single things None, where there is nothing yet."""

    children: list[tuple[str, list[SummaryRow]]]
    incident: list[SummaryRow]
    worksheet: Worksheet
    finding: Finding
    result: str
    limbs: list[Limb]
    circumstances: list[str]
    learning: str
    meeting: Meeting | None
    seats: list[Any]
    recommendation: Recommendation | None
    recommended: list[SummaryRow]
    lateness: list[Any]
    terms_version: int | None
    terms: list[SummaryRow]
    proposals: list[list[SummaryRow]]
    consultations: list[tuple[str, str, list[list[SummaryRow]]]]
    documents: list[Any]
    notices: list[tuple[str, Any]]
    organisations: list[Any]
    decision: Decision | None
    decided: list[SummaryRow]
    owed: tuple[Step, str] | None


def reading_of(case: Case) -> Reading:
    """Reads the case for its Chair. The person must be known to see it."""
    sheet = worksheet_of(case)
    answers = kept_answers(sheet)
    finding = answers.finding()
    meeting = current_meeting(case)
    recommendation = standing_recommendation(case)
    terms = case.terms_of_reference.order_by("-version").first()
    proposals = case.chair_proposals.filter(withdrawn_on__isnull=True).select_related("organisation")
    decision = standing_decision(case)
    return Reading(
        children=[_child(subject) for subject in case.subjects.prefetch_related("aliases")],
        incident=_incident(case),
        worksheet=sheet,
        finding=finding,
        result=WORKSHEET_RESULT.label(sheet.result),
        limbs=[
            Limb(LIMB.label(limb), ANSWER.label(answers.limbs[limb]), answers.reasons[limb], limb in finding.decided_by)
            for limb in (LIMBS if answers.limbs else ())
        ],
        circumstances=[word.label for word in CIRCUMSTANCE if word.code in answers.circumstances],
        learning=answers.learning,
        meeting=meeting,
        seats=list(_seats(meeting)) if meeting else [],
        recommendation=recommendation,
        recommended=recommendation_rows(recommendation) if recommendation else [],
        lateness=list(_lateness(case)),
        terms_version=terms.version if terms else None,
        terms=terms_rows(terms.fields) if terms else [],
        proposals=[proposal_rows(one) for one in proposals],
        consultations=_consultations(case),
        documents=list(case.documents.filter(struck__isnull=True).select_related("stored")),
        notices=_notices(case),
        organisations=list(case.involved_organisations.select_related("organisation")),
        decision=decision,
        decided=_decided(decision) if decision else [],
        owed=_owed(case),
    )


def _child(subject: Subject) -> tuple[str, list[SummaryRow]]:
    born = dates.long_date(subject.date_of_birth) if subject.date_of_birth else "Not known"
    if subject.unborn:
        born = "Not yet born"
    elif subject.date_of_birth_estimated:
        born += " (estimated)"
    rows = [
        SummaryRow("Also known as", ", ".join(alias.name for alias in subject.aliases.all())),
        SummaryRow("Date of birth", born),
        SummaryRow("Died on", dates.long_date(subject.died_on) if subject.died_on else ""),
        SummaryRow("Address", subject.address, prose=True),
        SummaryRow("Ethnicity", subject.ethnicity),
        SummaryRow("Disability", subject.disability),
        SummaryRow("Gender", subject.gender),
    ]
    return subject.full_name, [row for row in rows if row.value]


def _incident(case: Case) -> list[SummaryRow]:
    review: Review = case.review
    on = dates.long_date(review.incident_on) if review.incident_on else "Not known"
    if review.incident_on and review.incident_on_estimated:
        on += " (estimated)"
    aware = dates.long_date(review.authority_aware_on) if review.authority_aware_on else "Not recorded"
    lives = RESIDENCE.label(review.residence) + (f": {review.other_board}" if review.other_board else "")
    rows = [
        SummaryRow(
            "Received by the Board",
            f"{dates.long_date(case.triggered_on)}, {RECEIVED_HOW.label(review.received_how).lower()}",
        ),
        SummaryRow("What kind", INCIDENT_KIND.label(review.incident_kind)),
        SummaryRow("When it happened", on),
        SummaryRow("Authority aware", aware),
        SummaryRow("Where", review.incident_place),
        SummaryRow("What happened", review.incident, prose=True),
        SummaryRow("Family", review.family, prose=True),
        SummaryRow("Other proceedings", review.proceedings, prose=True),
        SummaryRow("Where the child lives", lives),
        SummaryRow("Note on that", review.residence_note, prose=True),
    ]
    return [row for row in rows if row.value]


def _seats(meeting: Meeting) -> Any:
    return (
        meeting.attendances.filter(withdrawn_on__isnull=True)
        .select_related("user__organisation")
        .order_by("user__name")
    )


def _lateness(case: Case) -> Any:
    return case.lateness_reasons.select_related("step__case", "by")


def _consultations(case: Case) -> list[tuple[str, str, list[list[SummaryRow]]]]:
    """Each kind with its title and what was recorded of it; nothing recorded is an empty list."""
    recorded = list(case.consultations.all())
    return [
        (kind.value, kind.label, [consultation_rows(row) for row in recorded if row.kind == kind])
        for kind in kinds_of(case)
    ]


def _notices(case: Case) -> list[tuple[str, Any]]:
    """Who is to be told of the incident with the notice, None while they are not told; then every other notice."""
    sent = list(case.notices.all())
    of_incident = {notice.body: notice for notice in sent if notice.of == NoticeOf.INCIDENT}
    bodies = [NoticeBody(body) for body in KINDS[case.process].bodies]
    told: list[tuple[str, Any]] = [(f"{body.label}, of the incident", of_incident.get(body)) for body in bodies]
    others = [notice for notice in sent if notice.of != NoticeOf.INCIDENT]
    return told + [(f"{one.get_body_display()}, of {one.get_of_display()}", one) for one in others]


def _decided(decision: Decision) -> list[SummaryRow]:
    signer = f"{decision.signed_by.name}, {decision.acting_for}" if decision.acting_for else decision.signed_by.name
    return [
        SummaryRow("Decision", OUTCOMES[decision.case.process].label(decision.outcome)),
        SummaryRow("Reasons", decision.reasons, prose=True),
        SummaryRow("Signed", f"{signer}, {dates.long_date(decision.made_on)}"),
    ]


def _owed(case: Case) -> tuple[Step, str] | None:
    """The Chair's month with what it rests on, while it is open."""
    step = case.steps.filter(code="chair_decision", done_on__isnull=True).prefetch_related("ledger").first()
    if step is None:
        return None
    step.case = case
    return step, rules.basis(step).sentence
