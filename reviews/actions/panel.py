"""From the Chair's referral to the panel's signed recommendation (SCR-05 to SCR-10)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from reviews.process.kinds import KINDS
from reviews.statement import facts_of, worksheet_of
from reviews.vocabularies import PUBLICATION
from wscb.cases import chasing, editions, engine, news, rules
from wscb.cases.actions.consultations import give_reasons
from wscb.cases.actions.involvement import enter_proposal
from wscb.cases.actions.meetings import current_meeting
from wscb.cases.actions.terms import enter_terms
from wscb.cases.engine import Confirmation, Turn
from wscb.cases.errors import ActRefused, ReasonsNeeded
from wscb.cases.models import Case, Recommendation, Step
from wscb.cases.process.registry import act
from wscb.cases.signing import canonical, content_hash
from wscb.people.models import Organisation, Role, User
from wscb.people.standing import chairs, holders


@act("scr.refer", "cr.refer")
@transaction.atomic
def refer(*, case: Case, by: User, on: date, seen: int | None = None) -> None:
    """The Chair refers the notification to the Criteria Panel (SCR-05); its chair sees the case from now on."""
    turn = engine.begin(case=case, act="refer", by=by, on=on, seen=seen)
    turn.case.referred_on = on
    engine.move(turn)
    to = [*holders(Role.BUSINESS_MANAGER, turn.case.area_id, on), *chasing.panel_chairs(turn.case, on=on)]
    news.tell("referred", case=turn.case, to=dict.fromkeys(to), by=by, at=turn.at)


@dataclass(frozen=True)
class ChairProposal:
    """Somebody proposed to chair the review; `organisation` is theirs where it is one the Board knows, `person` who has an account."""

    name: str
    background: str
    organisation: Organisation | None = None
    person: User | None = None


@act("scr.recommend", "cr.recommend")
@transaction.atomic
def recommend(
    *,
    case: Case,
    by: User,
    on: date,
    outcome: str,
    reasons: str,
    other_actions: str = "",
    departure_reasons: str = "",
    terms: dict[str, str] | None = None,
    no_terms_because: str = "",
    proposal: ChairProposal | None = None,
    no_chair_because: str = "",
    publication: str = "",
    delay_reasons: str = "",
    confirmed: Confirmation,
    seen: int,
) -> Recommendation:
    """Records and signs the panel's recommendation; form 1 follows, of a Case Review form 3 (SCR-06 to SCR-10, CR-04 to CR-06).

    `outcome` is `hold` or `not_hold`. A recommendation to hold carries draft terms of reference and a proposed chair, or for each the
    reason there is none yet, and then a step with its own date; of a Case Review also `publication`, the provisional choice of what
    is to be published (CR-05). Raises ReasonsNeeded for a late one without reasons and for one against
    the criteria without; ActRefused naming the answer that is missing.
    """
    turn = engine.begin(case=case, act="recommend", by=by, on=on, seen=seen, confirmed=confirmed)
    check_recommendation(turn.case, outcome=outcome, reasons=reasons, departure_reasons=departure_reasons)
    _explain_lateness(turn, delay_reasons)
    later = []
    if outcome == "hold":
        check_publication(turn.case, publication)
        later += _with_terms(turn, terms, no_terms_because)
        later += _with_chair(turn, proposal, no_chair_because)
    signed = _sign(
        turn,
        outcome=outcome,
        reasons=reasons,
        departure_reasons=departure_reasons,
        other_actions=other_actions,
        publication=publication if outcome == "hold" else "",
        without={"terms_of_reference": no_terms_because, "review_chair": no_chair_because},
        confirmed=confirmed,
        seen=seen,
    )
    engine.move(turn, also_open=later)
    editions.ask_edition(form=KINDS[turn.case.process].recommendation_form, of=signed, by=by, at=turn.at)
    managers = holders(Role.BUSINESS_MANAGER, turn.case.area_id, on)
    news.tell("recommended", case=turn.case, to=chairs(turn.case.area_id, on, turn.case.pk), by=by, at=turn.at)
    news.tell("recommendation_signed", case=turn.case, to=managers, by=by, at=turn.at)
    return signed


def against_criteria(case: Case, outcome: str) -> bool:
    """Whether recommending `outcome` (`hold` or `not_hold`) departs from what the criteria worksheet says (SCR-02)."""
    result = worksheet_of(case).result
    if result == "learning":
        return False
    return (outcome == "not_hold" and result != "not_met") or (outcome == "hold" and result == "not_met")


def check_recommendation(case: Case, *, outcome: str, reasons: str, departure_reasons: str) -> None:
    """Raises ActRefused naming the answer that is missing, ReasonsNeeded for a departure from the criteria without reasons."""
    if outcome not in ("hold", "not_hold"):
        raise ActRefused(f"Select what the {case.table.panel_spoken} recommends.", field="outcome")
    if not reasons:
        raise ActRefused("Enter the reasons for the recommendation.", field="reasons")
    if against_criteria(case, outcome) and not departure_reasons:
        raise ReasonsNeeded(
            f"The criteria worksheet says otherwise. Say why the {case.table.panel_spoken} departs from it.",
            field="departure_reasons",
        )


def check_publication(case: Case, publication: str) -> None:
    """Raises ActRefused when a Case Review is recommended without saying what is to be published of it (CR-05)."""
    if KINDS[case.process].chooses_publication and publication not in PUBLICATION.codes:
        raise ActRefused("Select what is to be published.", field="publication")


def late_recommendation(case: Case, on: date) -> Step | None:
    """The step of the three weeks if it is still open and late on the day (local date); None otherwise (SCR-07)."""
    step = case.steps.filter(code="panel_recommendation", done_on__isnull=True).first()
    return step if step is not None and step.rule.late_reasons and rules.is_late(step, on) else None


def _explain_lateness(turn: Turn, delay_reasons: str) -> None:
    step = late_recommendation(turn.case, turn.on)
    if step is None:
        return
    if delay_reasons:
        give_reasons(turn, step, delay_reasons)
    elif not step.lateness_reasons.exists():
        raise ReasonsNeeded(
            "The three weeks have passed. Give the reasons; they go to the Board Chair.", field="delay_reasons"
        )


def _with_terms(turn: Turn, terms: dict[str, str] | None, none_because: str) -> list[str]:
    """The draft terms of reference that go with a recommendation to hold a review, or the step for them (SCR-09)."""
    if terms:
        enter_terms(case=turn.case, by=turn.by, on=turn.on, fields=terms)
    elif not turn.case.terms_of_reference.exists():
        if not none_because:
            raise ActRefused("Draft the terms of reference, or say why there are none yet.", field="no_terms_because")
        return ["draft_terms_of_reference"]
    return []


def _with_chair(turn: Turn, proposal: ChairProposal | None, none_because: str) -> list[str]:
    """The proposed chair that goes with a recommendation to hold a review, or the step for one (SCR-09)."""
    if proposal:
        enter_proposal(case=turn.case, by=turn.by, on=turn.on, **vars(proposal))
    elif not turn.case.chair_proposals.filter(withdrawn_on__isnull=True).exists():
        if not none_because:
            raise ActRefused("Propose a chair for the review, or say why there is none yet.", field="no_chair_because")
        return ["propose_review_chair"]
    return []


def _sign(
    turn: Turn,
    *,
    outcome: str,
    reasons: str,
    departure_reasons: str,
    other_actions: str,
    publication: str,
    without: dict[str, str],
    confirmed: Confirmation,
    seen: int,
) -> Recommendation:
    meeting = current_meeting(turn.case)
    if meeting is None:
        raise ActRefused("No meeting has been convened.")
    content = canonical(
        {
            "kind": "recommendation",
            "outcome": outcome,
            "reasons": reasons,
            "departure_reasons": departure_reasons,
            "other_actions": other_actions,
            **({"publication": publication} if publication else {}),
            "none_yet": {what: because for what, because in without.items() if because},
            "facts": facts_of(turn.case),
            "made_on": turn.on,
            "signed_by": turn.by.pk,
            "signed_by_name": turn.by.name,
            "signed_at": turn.at,
        }
    )
    return Recommendation.objects.create(
        case=turn.case,
        meeting=meeting,
        outcome=outcome,
        reasons=reasons,
        departure_reasons=departure_reasons,
        other_actions=other_actions,
        made_on=turn.on,
        signed_by=turn.by,
        signed_at=turn.at,
        acting_for=turn.acting_for,
        confirmed_by=confirmed.method,
        content=content,
        content_hash=content_hash(content),
        read_revision=seen,
        supersedes=standing_recommendation(turn.case),
    )


def standing_recommendation(case: Case) -> Recommendation | None:
    """The recommendation that stands: the one that no later one supersedes."""
    return case.recommendations.filter(superseded_by__isnull=True).first()
