"""What the pages of one case show, read in a fixed number of queries. The case is known to be visible to whoever reads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch, QuerySet

from wscb.cases.called import role_called
from wscb.cases.chairing import acting_chairs
from wscb.cases.enums import DecisionKind
from wscb.cases.models import (
    Case,
    CaseDocument,
    CaseEvent,
    CaseMessage,
    ChaseEntry,
    Consultation,
    Decision,
    FormEdition,
    Grant,
    InvolvedOrganisation,
    LatenessReason,
    Meeting,
    Recommendation,
    Recusal,
    ReviewChairProposal,
    ScrutinyAttendance,
    ScrutinyRequest,
    Subject,
)
from wscb.cases.owing import owners_of
from wscb.cases.pages import outcome_words
from wscb.cases.signing import content_hash
from wscb.people.models import APPOINTED_ROLES, ActingAppointment, Role


@dataclass(frozen=True)
class OfficeHolder:
    """Somebody who acts in a role today; `acting` is the appointment by which they stand in for its holder."""

    name: str
    acting: ActingAppointment | None = None


@dataclass(frozen=True)
class CasePeople:
    """Everybody on a case: the children, organisations, the panel, and who acts in which role today."""

    children: list[Subject]
    organisations: list[InvolvedOrganisation]
    meetings: list[Meeting]
    recusals: list[Recusal]
    proposals: list[ReviewChairProposal]
    grants: list[Grant]
    offices: list[tuple[str, list[OfficeHolder]]]


def people_of(case: Case, *, on: date) -> CasePeople:
    """The people of a case on the day (local date)."""
    return CasePeople(
        children=list(case.subjects.prefetch_related("aliases")),
        organisations=list(case.involved_organisations.select_related("organisation").order_by("organisation__name")),
        meetings=list(case.meetings.order_by("-starts_at").prefetch_related("attendances__user__organisation")),
        recusals=list(case.recusals.select_related("user", "recorded_by").order_by("recorded_at")),
        proposals=list(case.chair_proposals.select_related("organisation", "proposed_by")),
        grants=list(case.grants.select_related("user").filter(ends_on__isnull=True)),
        offices=_offices(case, on),
    )


def _offices(case: Case, on: date) -> list[tuple[str, list[OfficeHolder]]]:
    owners = owners_of({case.pk}, on=on)
    acting = {(Role.BOARD_CHAIR, one.user_id): one for one in acting_chairs(case, on=on)}
    return [
        (
            role_called(case.table, role),
            [OfficeHolder(owner.name, acting.get((role, owner.user))) for owner in owners.of(case.pk, role)],
        )
        for role in (Role.BUSINESS_MANAGER, Role.BOARD_CHAIR, Role.PANEL_CHAIR, *APPOINTED_ROLES)
        if role not in APPOINTED_ROLES or owners.of(case.pk, role)
    ]


@dataclass(frozen=True)
class CasePapers:
    """The documents that stand, the editions of forms, and what was struck out."""

    documents: list[CaseDocument]
    editions: list[FormEdition]
    struck: list[CaseDocument]


def papers_of(case: Case) -> CasePapers:
    """The papers of a case; the PDF of a form stands with its edition, not among the documents."""
    every = list(
        case.documents.select_related("stored", "added_by", "struck", "struck__by")
        .order_by("-added_at")
        .exclude(kind="form")
    )
    editions = case.form_editions.select_related("document__stored", "agreement__terms").order_by("-asked_at")
    return CasePapers(
        documents=[one for one in every if not hasattr(one, "struck")],
        editions=list(editions),
        struck=[one for one in every if hasattr(one, "struck")],
    )


@dataclass(frozen=True)
class SignedEntry:
    """A recommendation or an entry of the decision log as it is shown. `intact` says that its hash is that of its content."""

    title: str
    outcome: str
    signed: Recommendation | Decision
    answers: list[tuple[str, str]]
    intact: bool
    superseded_by: Recommendation | Decision | None


@dataclass(frozen=True)
class CaseLog:
    """Everything signed, the last first; consultations; reasons for lateness; scrutiny by the National Panel."""

    signed: list[SignedEntry]
    consultations: list[Consultation]
    lateness: list[LatenessReason]
    scrutiny: list[ScrutinyRequest]
    attendances: list[ScrutinyAttendance]


def log_of(case: Case) -> CaseLog:
    """The decision log of a case with the recommendations (SCR-15), consultations (SCR-13), scrutiny (SCR-16) and reasons for delay."""
    recommendations = list(case.recommendations.select_related("signed_by"))
    decisions = list(case.decisions.select_related("signed_by"))
    for one in (*recommendations, *decisions):
        one.case = case
    entries = [
        *(_entry(case, one, recommendations) for one in recommendations),
        *(_entry(case, one, decisions) for one in decisions),
    ]
    lateness = list(case.lateness_reasons.select_related("step", "by"))
    for reason in lateness:
        reason.step.case = case
    return CaseLog(
        signed=sorted(entries, key=lambda entry: entry.signed.signed_at, reverse=True),
        consultations=list(case.consultations.select_related("by")),
        lateness=lateness,
        scrutiny=list(case.scrutiny_requests.select_related("answer__papers", "by")),
        attendances=list(case.scrutiny_attendances.select_related("who")),
    )


def _entry(case: Case, signed: Any, of_kind: Sequence[Any]) -> SignedEntry:
    answers = [("Reasons", signed.reasons), ("Why it departs from what was advised", signed.departure_reasons)]
    if isinstance(signed, Recommendation):
        title = case.table.in_its_words("Recommendation of the panel")
        answers.append(("Other recommended actions", signed.other_actions))
    else:
        title = case.table.in_its_words(str(DecisionKind(signed.kind).label))
        answers += [("Advice taken", signed.advice_taken), ("New facts", signed.new_facts)]
    return SignedEntry(
        title=title,
        outcome=outcome_words(case, signed.outcome),
        signed=signed,
        answers=[(key, text) for key, text in answers if text],
        intact=content_hash(signed.content) == signed.content_hash,
        superseded_by=next((one for one in of_kind if one.supersedes_id == signed.pk), None),
    )


def mails_of(case: Case) -> QuerySet[CaseMessage]:
    """The messages about a case, the last first, with whom they went to and what was told of its steps (`steps_told`)."""
    told = ChaseEntry.objects.filter(step__case=case).select_related("step").order_by("step__due_on", "step__code")
    return (
        case.messages.select_related("message__recipient")
        .prefetch_related(Prefetch("message__chases", queryset=told))
        .order_by("-message__created_at", "pk")
    )


def steps_told(mail: CaseMessage, case: Case) -> list[str]:
    """The steps of the case that a reminder or chaser was about, each once, in full; none for any other message."""
    return list(dict.fromkeys(case.table.step(entry.step.code).title for entry in mail.message.chases.all()))


def events_of(case: Case, *, act: str = "") -> QuerySet[CaseEvent]:
    """What was done to a case, the last first; `act` narrows it to one kind."""
    events = case.events.select_related("by", "despite_block").order_by("-revision")
    return events.filter(act=act) if act else events
