"""The Chair's part: closing, referring back, deciding, reconsidering (SCR-11 to SCR-15, SCR-32)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from reviews.actions import case_review, holding
from reviews.actions.panel import standing_recommendation
from reviews.process.kinds import KINDS
from reviews.statement import consultations_of, facts_of, worksheet_of
from wscb.cases import access, chasing, editions, engine, news, rules
from wscb.cases.actions import meetings
from wscb.cases.actions.consultations import give_reasons
from wscb.cases.engine import Confirmation, Turn
from wscb.cases.enums import WITHOUT_DECISION, ClosedAs, DecisionKind
from wscb.cases.errors import ActRefused, ReasonsNeeded
from wscb.cases.models import Case, Decision, Recommendation, Step
from wscb.cases.process.registry import act
from wscb.cases.references import as_typed
from wscb.cases.signing import canonical, content_hash
from wscb.people.models import Role, User
from wscb.people.standing import holders


@dataclass(frozen=True, kw_only=True)
class Reasons:
    """Why: the reasons, and where they are called for those for departing from criteria or panel, and the advice taken."""

    reasons: str
    departure: str = ""
    advice: str = ""
    new_facts: str = ""


@act("scr.close", "cr.close")
@transaction.atomic
def close(
    *,
    case: Case,
    by: User,
    on: date,
    closed_as: str,
    reasons: str,
    duplicate_of: str = "",
    learning: str = "",
    confirmed: Confirmation,
    seen: int,
) -> Decision:
    """Closes a notification as a duplicate, withdrawn or out of area, with reasons; an entry of the decision log.

    `duplicate_of` is the other case's reference; `learning` what there is to be learned where it is put to the Case Review Subgroup
    instead, as a case of its own (CR-01). Raises ActRefused naming the answer that is missing or does not hold.
    """
    turn = engine.begin(case=case, act="close", by=by, on=on, seen=seen, confirmed=confirmed)
    if not reasons:
        raise ActRefused("Enter the reasons for closing the case.", field="reasons")
    if closed_as not in WITHOUT_DECISION:
        raise ActRefused("Select why the case is closed.", field="closed_as")
    original = _original(turn, duplicate_of) if closed_as == ClosedAs.DUPLICATE else None
    if closed_as == ClosedAs.OUT_OF_AREA:
        _check_out_of_area(turn.case)
    entry = enter(
        turn,
        kind=DecisionKind.CLOSURE,
        outcome=closed_as,
        why=Reasons(reasons=reasons),
        method=confirmed.method,
        seen=seen,
        extra={"duplicate_of": original.reference if original else None},
    )
    if closed_as == ClosedAs.CASE_REVIEW:
        _check_case_review(turn.case)
        case_review.candidate(turn, learning=learning, triggered_on=turn.case.triggered_on)
    turn.case.closed_as, turn.case.closed_on = closed_as, on
    engine.move(turn)
    _tell("closed", turn)
    meetings.call_off(turn, because="The case was closed without a decision.")
    return entry


def _original(turn: Turn, reference: str) -> Case:
    found = (
        access.visible_cases(turn.by, on=turn.on).filter(reference=as_typed(reference)).exclude(pk=turn.case.pk).first()
    )
    if found is None:
        raise ActRefused("Enter the reference of the case that this one is a duplicate of.", field="duplicate_of")
    return found


def _check_out_of_area(case: Case) -> None:
    if case.review.residence != "elsewhere":
        raise ActRefused(
            "The notification does not say that the child lives elsewhere. Correct it first.", field="closed_as"
        )


def _check_case_review(case: Case) -> None:
    if worksheet_of(case).result != "not_met":
        raise ActRefused(
            "Only a notification that does not meet the criteria can be put to the Case Review Subgroup undecided.",
            field="closed_as",
        )


@act("scr.refer_back", "cr.refer_back")
@transaction.atomic
def refer_back(*, case: Case, by: User, on: date, questions: str, seen: int) -> Decision:
    """Refers the recommendation back to the panel with questions; the month runs on (SCR-11)."""
    turn = engine.begin(case=case, act="refer_back", by=by, on=on, seen=seen)
    if not questions:
        raise ActRefused(f"Enter the questions for the {turn.case.table.panel_spoken}.", field="questions")
    entry = enter(
        turn, kind=DecisionKind.REFERRED_BACK, outcome="", why=Reasons(reasons=questions), method="session", seen=seen
    )
    engine.move(turn)
    to = [*chasing.panel_chairs(turn.case, on=on), *holders(Role.BUSINESS_MANAGER, turn.case.area_id, on)]
    news.tell("referred_back", case=turn.case, to=dict.fromkeys(to), by=by, at=turn.at)
    return entry


@act("scr.decide", "cr.decide")
@transaction.atomic
def decide(
    *,
    case: Case,
    by: User,
    on: date,
    outcome: str,
    why: Reasons,
    delay_reasons: str = "",
    confirmed: Confirmation,
    seen: int,
) -> Decision:
    """The Chair decides, with or without a recommendation, and signs; form 2 follows and the notices open (SCR-11, SCR-12, SCR-14).

    `outcome` is `hold` or `not_hold`. Raises ReasonsNeeded for a late decision without reasons and for one against criteria or panel
    without; ActRefused naming the answer that is missing.
    """
    turn = engine.begin(case=case, act="decide", by=by, on=on, seen=seen, confirmed=confirmed)
    check_departure(turn.case, outcome, why)
    if step := late_decision(turn.case, on):
        if not delay_reasons and not step.lateness_reasons.exists():
            raise ReasonsNeeded(
                "More than one month has passed. Give the reasons for the delay.", field="delay_reasons"
            )
        if delay_reasons:
            give_reasons(turn, step, delay_reasons)
    return _decide(turn, outcome, why, confirmed, seen, extra={"delay_reasons": delay_reasons})


@act("scr.reconsider", "cr.reconsider")
@transaction.atomic
def reconsider(
    *, case: Case, by: User, on: date, outcome: str, why: Reasons, confirmed: Confirmation, seen: int
) -> Decision:
    """Decides anew on new facts: a decision that supersedes the one before, which stays in the log (SCR-11). Raises as `decide`."""
    turn = engine.begin(case=case, act="reconsider", by=by, on=on, seen=seen, confirmed=confirmed)
    if not why.new_facts:
        raise ReasonsNeeded("Enter the new facts.", field="new_facts")
    check_departure(turn.case, outcome, why)
    return _decide(turn, outcome, why, confirmed, seen, extra={})


def late_decision(case: Case, on: date) -> Step | None:
    """The step of the month if it is still open and late on the day (local date); None otherwise (SCR-12)."""
    step = case.steps.filter(code="chair_decision", done_on__isnull=True).first()
    return step if step is not None and rules.is_late(step, on) else None


def departures(case: Case, outcome: str) -> list[str]:
    """What a decision would depart from, each as a sentence for the Chair: the criteria, the panel, or that no recommendation came."""
    found = []
    result = worksheet_of(case).result
    if outcome == "not_hold" and result not in ("not_met", "learning"):
        found.append("The criteria worksheet says that a review is required or must be considered.")
    if outcome == "hold" and result == "not_met":
        found.append("The criteria worksheet says that the criteria are not met.")
    recommended = standing_recommendation(case)
    if recommended is None:
        found.append(f"No recommendation came from the {case.table.panel_spoken}.")
    elif recommended.outcome != outcome:
        found.append(f"The {case.table.panel_spoken} recommended otherwise.")
    return found


def advice_needed(case: Case, outcome: str) -> bool:
    """Whether not reviewing needs the advice taken: the criteria are met, or a death in a special circumstance (SCR-02 to SCR-04).

    A death that is not known yet counts as one.
    """
    sheet = worksheet_of(case)
    if sheet.result == "learning":
        return False
    perhaps_died = sheet.answers["limbs"]["died"]["answer"] != "no"
    special_death = perhaps_died and bool(sheet.answers["circumstances"])
    return outcome == "not_hold" and (sheet.result == "met" or special_death)


def check_departure(case: Case, outcome: str, why: Reasons) -> None:
    """Raises ReasonsNeeded or ActRefused for what the outcome calls for and `why` does not say."""
    if outcome not in ("hold", "not_hold"):
        raise ActRefused("Select your decision.", field="outcome")
    if not why.reasons:
        raise ActRefused("Enter the reasons for your decision.", field="reasons")
    if (against := departures(case, outcome)) and not why.departure:
        raise ReasonsNeeded(" ".join([*against, "Say why you decide as you do."]), field="departure_reasons")
    if advice_needed(case, outcome) and not why.advice:
        raise ReasonsNeeded("Not reviewing such a case needs the legal advice that was taken.", field="advice_taken")


def standing_decision(case: Case) -> Decision | None:
    """The decision on the outcome that stands; None before there is one."""
    return case.decisions.filter(kind=DecisionKind.OUTCOME, superseded_by__isnull=True).first()


def questions_to_answer(case: Case) -> Decision | None:
    """The Chair's reference back that the panel has not answered with a new recommendation yet; None when there is none."""
    asked = case.decisions.filter(kind=DecisionKind.REFERRED_BACK).order_by("-signed_at").first()
    answered = standing_recommendation(case)
    if asked is None or (answered is not None and answered.signed_at > asked.signed_at):
        return None
    return asked


def _decide(
    turn: Turn, outcome: str, why: Reasons, confirmed: Confirmation, seen: int, *, extra: dict[str, str]
) -> Decision:
    entry = enter(
        turn,
        kind=DecisionKind.OUTCOME,
        outcome=outcome,
        why=why,
        method=confirmed.method,
        seen=seen,
        extra={**extra, "consultations": consultations_of(turn.case)},
    )
    holding.carry_out(turn, hold=outcome == "hold")
    editions.ask_edition(form=KINDS[turn.case.process].decision_form, of=entry, by=turn.by, at=turn.at)
    _tell("decided", turn)
    meetings.call_off(turn, because="The Board Chair has decided.")
    return entry


def enter(
    turn: Turn, *, kind: str, outcome: str, why: Reasons, method: str, seen: int, extra: dict[str, object] | None = None
) -> Decision:
    """Writes an entry of the decision log, with the facts of the case as they stand; `extra` adds to what is signed (SCR-15)."""
    recommended: Recommendation | None = standing_recommendation(turn.case)
    content = canonical(
        {
            "kind": kind,
            "outcome": outcome,
            **vars(why),
            **(extra or {}),
            "recommendation": recommended.content_hash if recommended else None,
            "facts": facts_of(turn.case),
            "made_on": turn.on,
            "signed_by": turn.by.pk,
            "signed_by_name": turn.by.name,
            "acting_for": turn.acting_for,
            "signed_at": turn.at,
        }
    )
    return Decision.objects.create(
        case=turn.case,
        kind=kind,
        outcome=outcome,
        reasons=why.reasons,
        departure_reasons=why.departure,
        advice_taken=why.advice,
        new_facts=why.new_facts,
        recommendation=recommended,
        made_on=turn.on,
        signed_by=turn.by,
        signed_at=turn.at,
        acting_for=turn.acting_for,
        confirmed_by=method,
        content=content,
        content_hash=content_hash(content),
        read_revision=seen,
        supersedes=standing_decision(turn.case) if kind == DecisionKind.OUTCOME else None,
    )


def _tell(code: str, turn: Turn) -> None:
    case = turn.case
    managers = holders(Role.BUSINESS_MANAGER, case.area_id, turn.on)
    panel = chasing.panel_chairs(case, on=turn.on) if case.referred_on else []
    news.tell(code, case=case, to=dict.fromkeys([*managers, *panel]), by=turn.by, at=turn.at)
