"""The acts about what is learned, as they are tried in any order."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from tests.cases.trying import common, first, named
from tests.learning.learn import said
from wscb.learning.actions import findings, undertakings
from wscb.people.models import User


def raise_finding(this: Any, by: User, yes: bool) -> None:
    kind, stage = ("improvement", "early") if yes else ("good_practice", "final")
    findings.raise_finding(**common(this, by), said=said(this.board, kind=kind, stage=stage))


def correct_finding(this: Any, by: User, yes: bool) -> None:
    now = said(this.board, statement=f"As it was read on {this.day}.")
    findings.correct_finding(**common(this, by), finding=first(this.case.findings), said=now, because="Clearer.")


def withdraw_finding(this: Any, by: User, yes: bool) -> None:
    findings.withdraw_finding(**common(this, by), finding=first(this.case.findings), because="Told twice.")


def add_learning_action(this: Any, by: User, yes: bool) -> None:
    undertakings.add_action(
        **common(this, by), finding=first(this.case.findings), what="Tell the teams.", organisation=this.board.police,
        due_on=this.day + timedelta(days=14 if yes else 0),
    )  # fmt: skip


def move_learning_action(this: Any, by: User, yes: bool) -> None:
    undertakings.move_action(
        **common(this, by), action=first(this.case.learning_actions), because="The trainer is ill.",
        until=this.day + timedelta(days=30 if yes else 0),
    )  # fmt: skip


def complete_learning_action(this: Any, by: User, yes: bool) -> None:
    action = first(this.case.learning_actions.filter(state="open") if yes else this.case.learning_actions)
    undertakings.complete_action(**common(this, by), action=action, done_on=this.day, account="They were told.")


def drop_learning_action(this: Any, by: User, yes: bool) -> None:
    undertakings.drop_action(**common(this, by), action=first(this.case.learning_actions), because="Done elsewhere.")


ATTEMPTS = named(
    raise_finding, correct_finding, withdraw_finding, add_learning_action, move_learning_action,
    complete_learning_action, drop_learning_action,
)  # fmt: skip
