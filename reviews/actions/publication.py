"""What is to be published of a Case Review: the Subgroup recommends it with the final report, the Chair decides it (CR-05, CR-15)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from reviews import publishing
from reviews.models import PublicationDecision, PublicationRecommendation
from reviews.process.kinds import KINDS
from reviews.publishing import WHOLE, Assessment
from reviews.reporting import latest_report
from wscb.cases import engine, news
from wscb.cases.engine import Confirmation, Turn
from wscb.cases.errors import ActRefused, ReasonsNeeded
from wscb.cases.models import Case, Decision
from wscb.cases.process.registry import act
from wscb.cases.signing import canonical, content_hash
from wscb.people.models import User
from wscb.people.standing import chairs


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """What the Chair decides to publish: a code of the vocabulary `publication`, and the reasons where they are called for."""

    choice: str = ""
    reasons: str = ""


@act("cr.recommend_publication")
@transaction.atomic
def recommend_publication(
    *,
    case: Case,
    by: User,
    on: date,
    choice: str,
    reasons: str,
    assessment: Assessment,
    confirmed: Confirmation,
    seen: int,
    despite: str = "",
) -> PublicationRecommendation:
    """Signs what the Subgroup recommends to publish of the version of the report that stands, with its assessment (CR-05, CR-15).

    Raises ActRefused naming the answer that is missing, and for the whole report where a child could be identified or harmed.
    """
    turn = engine.begin(
        case=case, act="recommend_publication", by=by, on=on, seen=seen, confirmed=confirmed, despite=despite
    )
    _check_assessment(assessment)
    _check_choice(turn.case, choice, bars_whole=assessment.bars_whole, field="choice")
    if not reasons:
        raise ActRefused("Enter the reasons for the recommendation.", field="reasons")
    signed = _sign(turn, choice, reasons, assessment, confirmed=confirmed, seen=seen)
    engine.move(turn, detail=f"Version {signed.report.version}")
    chair = chairs(turn.case.area_id, on, turn.case.pk)
    news.tell("publication_recommended", case=turn.case, to=chair, by=by, at=turn.at)
    return signed


def _check_assessment(assessment: Assessment) -> None:
    for name in ("identified_because", "harmed_because"):
        if not getattr(assessment, name):
            raise ActRefused("Enter what this rests on.", field=name)


def _check_choice(case: Case, choice: str, *, bars_whole: bool, field: str) -> None:
    """Raises ActRefused for what is no choice of this kind of review, and for the whole report where it is barred."""
    if choice not in KINDS[case.process].publishes:
        raise ActRefused("Select what is to be published.", field=field)
    if choice == WHOLE and bars_whole:
        raise ActRefused(
            "The whole report cannot be published: the assessment says that a child could be identified or harmed.",
            field=field,
        )


def _sign(
    turn: Turn, choice: str, reasons: str, assessment: Assessment, *, confirmed: Confirmation, seen: int
) -> PublicationRecommendation:
    report = latest_report(turn.case)
    if report is None:
        raise ActRefused("There is no version of the report yet.")
    answers = {"choice": choice, "reasons": reasons, **vars(assessment)}
    content = canonical(
        {
            "kind": "publication",
            **answers,
            "report": {"version": report.version, "hash": report.content_hash},
            "provisionally": publishing.provisional_choice(turn.case),
            "made_on": turn.on,
            "signed_by": turn.by.pk,
            "signed_by_name": turn.by.name,
            "acting_for": turn.acting_for,
            "signed_at": turn.at,
        }
    )
    return PublicationRecommendation.objects.create(
        case=turn.case,
        report=report,
        **answers,
        made_on=turn.on,
        signed_by=turn.by,
        signed_at=turn.at,
        acting_for=turn.acting_for,
        confirmed_by=confirmed.method,
        content=content,
        content_hash=content_hash(content),
        read_revision=seen,
        supersedes=PublicationRecommendation.objects.filter(case=turn.case, superseded_by__isnull=True).first(),
    )


def check_decision(case: Case, chosen: Chosen) -> dict[str, object]:
    """What the Chair signs about publication with the acceptance; empty where nothing is chosen (`Kind.publishes`).

    Raises ActRefused without a choice and for the whole report where the assessment bars it; ReasonsNeeded for anything less than
    the whole report, and for anything else than what was recommended, without reasons (CR-15).
    """
    found = publishing.recommended(case)
    if not publishing.chooses(case) or found is None:
        return {}
    _check_choice(case, chosen.choice, bars_whole=publishing.bars_whole(found), field="publication")
    if not chosen.reasons and chosen.choice != WHOLE:
        raise ReasonsNeeded("Enter why less than the whole report is to be published.", field="publication_reasons")
    if not chosen.reasons and chosen.choice != found.choice:
        raise ReasonsNeeded("Enter why you depart from what was recommended.", field="publication_reasons")
    return {"publication": {**vars(chosen), "recommendation": found.content_hash}}


def enter_decision(entry: Decision, chosen: Chosen) -> PublicationDecision | None:
    """Writes the decision beside the signed entry that holds it, in the caller's transaction; None where nothing is chosen."""
    found = publishing.recommended(entry.case)
    if not publishing.chooses(entry.case) or found is None:
        return None
    return PublicationDecision.objects.create(
        case=entry.case, decision=entry, report=found.report, recommendation=found, **vars(chosen)
    )
