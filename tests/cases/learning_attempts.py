"""The acts about what is learned, as they are tried in any order."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from tests.cases.trying import common, first, named
from tests.learning.learn import said
from wscb.learning.actions import agreeing, closing, findings, undertakings
from wscb.learning.enums import WITH_ORGANISATION
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
    action = first(
        this.case.learning_actions.filter(state__in=WITH_ORGANISATION) if yes else this.case.learning_actions
    )
    undertakings.complete_action(**common(this, by), action=action, done_on=this.day, account="They were told.")


def agree_learning_action(this: Any, by: User, yes: bool) -> None:
    action = first(this.case.learning_actions.filter(state__in=("proposed", "declined")))
    agreeing.agree_action(
        **common(this, by), action=action, agreed_on=this.day, how="By telephone.", said_by="Sam" if yes else ""
    )


def decline_learning_action(this: Any, by: User, yes: bool) -> None:
    action = first(this.case.learning_actions.filter(state="proposed") if yes else this.case.learning_actions)
    agreeing.decline_action(**common(this, by), action=action, because="It is not ours.")


def change_learning_action(this: Any, by: User, yes: bool) -> None:
    action = first(this.case.learning_actions.filter(state="declined") if yes else this.case.learning_actions)
    due_on = this.day + timedelta(days=21)
    agreeing.change_action(**common(this, by), action=action, what="Tell one team.", due_on=due_on, because="As asked.")


def close_learning_action(this: Any, by: User, yes: bool) -> None:
    action = first(this.case.learning_actions.filter(state="reported") if yes else this.case.learning_actions)
    closing.close_action(**common(this, by), action=action)


def return_learning_action(this: Any, by: User, yes: bool) -> None:
    action = first(this.case.learning_actions.filter(state="reported"))
    due_on = this.day + timedelta(days=21 if yes else 0)
    closing.return_action(**common(this, by), action=action, missing="The list.", due_on=due_on)


def drop_learning_action(this: Any, by: User, yes: bool) -> None:
    undertakings.drop_action(**common(this, by), action=first(this.case.learning_actions), because="Done elsewhere.")


ATTEMPTS = named(
    raise_finding, correct_finding, withdraw_finding, add_learning_action, move_learning_action,
    complete_learning_action, drop_learning_action, agree_learning_action, decline_learning_action, change_learning_action,
    close_learning_action, return_learning_action,
)  # fmt: skip
