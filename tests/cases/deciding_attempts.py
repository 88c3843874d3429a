"""The acts from the notification to the Chair’s decision, as they are tried in any order."""

from __future__ import annotations

from typing import Any

from reviews.actions import case_review, decision, panel
from reviews.actions.decision import Reasons
from tests import board as b
from tests.cases.trying import common, named, signed
from wscb.cases.actions import consultations
from wscb.people.models import User

WHY = Reasons(reasons="Considered.", departure="Explained.", advice="Counsel’s.", new_facts="A witness came forward.")
NEXT = {
    "notified": ("refer",),
    "referred": ("convene", "convene", "decide"),
    "convened": ("recommend", "recommend", "adjourn"),
    "recommended": ("decide", "refer_back"),
    "referred_back": ("recommend", "convene"),
    "not_review": (
        "put_to_subgroup",
        "log_scrutiny",
        "answer_scrutiny",
        "reconsider",
        "notify_outcome_ofsted",
        "notify_outcome_national_panel",
        "explain_delay",
    ),
}


def refer(this: Any, by: User, yes: bool) -> None:
    panel.refer(**common(this, by))


def outcome(yes: bool) -> str:
    return "hold" if yes else "not_hold"


def recommend(this: Any, by: User, yes: bool, seen: int | None = None) -> None:
    with_it = {"terms": b.TERMS} if this.day.day % 2 else {"no_terms_because": "Not yet."}
    panel.recommend(
        **common(this, by), **signed(this, seen), **with_it, outcome=outcome(yes), reasons="The criteria.",
        departure_reasons="Explained.", no_chair_because="Nobody yet.", delay_reasons="Snow.", publication="learning_points",
    )  # fmt: skip


def record_consultation(this: Any, by: User, yes: bool) -> None:
    kind = "peer_challenge" if yes else "national_panel"
    consultations.record_consultation(**common(this, by), kind=kind, sought=False, none_because="Plain.")


def look_over(this: Any, by: User, yes: bool) -> None:
    consultations.look_over(**common(this, by))


def explain_delay(this: Any, by: User, yes: bool) -> None:
    step = this.case.steps.get(code="panel_recommendation" if yes else "chair_decision")
    consultations.explain_delay(**common(this, by), step=step, reasons="Snow.")


def refer_back(this: Any, by: User, yes: bool) -> None:
    decision.refer_back(**common(this, by), questions="Why?", seen=this.case.revision)


def decide(this: Any, by: User, yes: bool, seen: int | None = None) -> None:
    for kind in ("peer_challenge", "national_panel"):
        if by == this.board.chair and not this.case.consultations.filter(kind=kind).exists():
            record_consultation(this, by, kind == "peer_challenge")
            this.case = b.fresh(this.case)
    decision.decide(
        **common(this, by), **signed(this, seen), outcome=outcome(yes), why=WHY, delay_reasons="Snow."
    )  # fmt: skip


def reconsider(this: Any, by: User, yes: bool, seen: int | None = None) -> None:
    decision.reconsider(**common(this, by), **signed(this, seen), outcome=outcome(yes), why=WHY)


def close(this: Any, by: User, yes: bool, seen: int | None = None) -> None:
    decision.close(**common(this, by), **signed(this, seen), closed_as="withdrawn", reasons="Withdrawn.")


def put_to_subgroup(this: Any, by: User, yes: bool) -> None:
    case_review.put_to_subgroup(**common(this, by), learning="What the nurse knew." if yes else "")


def consider_ofsted(this: Any, by: User, yes: bool) -> None:
    case_review.consider_ofsted(**common(this, by), notify=yes, reasons="Not serious.")


ATTEMPTS = named(
    refer, recommend, record_consultation, look_over, explain_delay, refer_back, decide, reconsider, close,
    put_to_subgroup, consider_ofsted,
)  # fmt: skip
