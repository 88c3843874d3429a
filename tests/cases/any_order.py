"""A walk over both tables together: several cases side by side, and everybody of the Board who might do anything to any of them."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any, ClassVar
from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from tests import board as b
from tests.cases import (
    appointing_attempts,
    chronicling_attempts,
    contributing_attempts,
    correcting_attempts,
    deciding_attempts,
    informing_attempts,
    learning_attempts,
    meeting_attempts,
    noticed_attempts,
    reporting_attempts,
    six_months_attempts,
)
from tests.cases.moments import frozen
from tests.cases.what_holds import HOLDING, Standing, everybody, standing
from wscb.cases.errors import ActRefused, CaseChanged, NotAllowed
from wscb.cases.models import Case
from wscb.cases.process import Process
from wscb.people.models import User

ACTS = {
    **deciding_attempts.ATTEMPTS,
    **meeting_attempts.ATTEMPTS,
    **noticed_attempts.ATTEMPTS,
    **informing_attempts.ATTEMPTS,
    **correcting_attempts.ATTEMPTS,
    **appointing_attempts.ATTEMPTS,
    **chronicling_attempts.ATTEMPTS,
    **reporting_attempts.ATTEMPTS,
    **learning_attempts.ATTEMPTS,
    **contributing_attempts.ATTEMPTS,
    **six_months_attempts.ATTEMPTS,
}
NEXT = {
    **deciding_attempts.NEXT,
    "review": ("begin_review", "reconsider", *appointing_attempts.OFTEN, *six_months_attempts.OFTEN),
    **reporting_attempts.NEXT,
}
SIGNING = ("recommend", "decide", "reconsider", "close", "accept_report")


class AnyOrder(RuleBasedStateMachine):
    """A Serious Case Review, a Case Review logged beside it, and every Case Review that is made of the first, from day to day.

    `decided` is the first case where the walk begins after the decision against a review; `put` lists the cases that were put to
    the Subgroup. An attempt acts on `case`, on `day`, as its `table` has it.
    """

    board: b.Board
    first_day: date
    decided: ClassVar[Case | None] = None
    put: ClassVar[list[Case]]

    def __init__(self) -> None:
        super().__init__()
        self.undone = transaction.atomic()
        self.undone.__enter__()
        self.day = self.first_day
        self.cases: list[UUID] = []
        self.known: set[UUID] = set()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undone.__exit__(None, None, None)

    @initialize(running=st.booleans(), elsewhere=st.booleans(), yes=st.booleans())
    def logged(self, running: bool, elsewhere: bool, yes: bool) -> None:
        """Both begin on the first day; of a case decided before, the Chair may make a Case Review at once."""
        residence = {"residence": "elsewhere", "other_board": "Halton"} if elsewhere else {"residence": "warrington"}
        told: dict[str, Any] = {"received": self.day, "running": running, **residence}
        with frozen(self.day):
            first = self.decided or b.log(self.board, kind="scr", **told)
            beside = b.log(self.board, kind="cr", **told)
        self.cases = [first.pk, beside.pk]
        if self.decided:
            self.turn_to(first.pk)
            self.attempt("put_to_subgroup", self.board.chair, yes)

    @rule(draw=st.randoms(use_true_random=False))
    def somebody_acts(self, draw: Random) -> None:
        """Days pass; then, on any case, what usually comes next, or any act of the state by its office, or any by anybody."""
        self.day += timedelta(days=draw.choice([0, 0, 1, 3, 8]))
        self.turn_to(draw.choice(self.cases))
        how = draw.choice(["next", "next", "next", "possible", "possible", "anything"])
        if how == "next" and self.case.state in NEXT:
            self.next_act(draw)
        elif how == "anything" and (others := [act.code for act in self.table.acts if act.code in ACTS]):
            people = [person for person in vars(self.board).values() if isinstance(person, User)]
            self.attempt(draw.choice(others), draw.choice([*people, *self.board.members]), draw.random() < 0.5)
        else:
            act = draw.choice(self.table.acts_from(self.case.state))
            self.attempt(act.code, self.in_office(draw.choice(act.by)), draw.random() < 0.5)

    def turn_to(self, which: UUID) -> None:
        self.case = Case.objects.get(pk=which)

    @property
    def table(self) -> Process:
        return self.case.table

    def next_act(self, draw: Random) -> None:
        codes = {act.code for act in self.table.acts}
        code, yes = draw.choice([code for code in NEXT[self.case.state] if code in codes]), draw.random() < 0.5
        if code == "recommend" and self.case.state == "convened":
            self.attempt("record_attendance", self.board.panel_chair, yes)
            if "consider_ofsted" in codes:
                self.attempt("consider_ofsted", self.board.panel_chair, yes)
        self.attempt(code, self.in_office(self.table.act(code).by[0]), yes)

    def in_office(self, role: str) -> User:
        holder = {
            "business_manager": self.board.manager,
            "board_chair": self.board.chair,
            "panel_chair": self.board.panel_chair,
            "panel_member": self.board.members[2],
            "representative": b.representative(self.board),
            "review_chair": self.board.outsider,
            "lead_reviewer": self.board.outsider,
        }
        return holder.get(role) or self.appointed(role)

    def appointed(self, role: str) -> User:
        row = self.case.appointments.filter(role=role, appointed_on__isnull=False).order_by("-appointed_on").first()
        return row.user if row else self.board.outsider

    def attempt(self, code: str, by: User, yes: bool) -> None:
        """Refused, an act leaves everything as it was; done, it changes its own case as the table says, and no other."""
        before, was_open, seen = standing(), self.open_steps(), self.case.revision
        try:
            with frozen(self.day):
                ACTS[code](self, by, yes)
        except (ActRefused, NotAllowed):
            assert standing() == before
            return
        self.turn_to(self.case.pk)
        self.others_stand(code, before)
        self.steps_moved_by(code, was_open)
        if code in SIGNING:
            with pytest.raises((CaseChanged, ActRefused)), frozen(self.day):
                ACTS[code](self, by, yes, seen=seen)

    def others_stand(self, code: str, before: Standing) -> None:
        """Only `put_to_subgroup` makes a case: one that follows, is referred to the Subgroup, and joins the walk."""
        now = standing()
        assert {which for which in before if now[which] != before[which]} == {self.case.pk}
        made = [Case.objects.get(pk=which) for which in now.keys() - before.keys()]
        assert len(made) == (code == "put_to_subgroup")
        for found in made:
            assert (found.process, found.state, found.triggered_on) == ("cr", "referred", self.day)
            assert found.review.follows == self.case
            self.cases.append(found.pk)
            self.put.append(found)

    def open_steps(self) -> set[tuple[UUID, str]]:
        return set(self.case.steps.filter(done_on__isnull=True).values_list("pk", "code"))

    def steps_moved_by(self, code: str, before: set[tuple[UUID, str]]) -> None:
        act, now = self.table.act(code), self.open_steps()
        closed, opened = {step for _, step in before - now}, {step for _, step in now - before}
        assert closed <= set(act.closes)
        assert opened <= {*act.opens, *act.may_open}
        assert set(act.opens) <= {step for _, step in now}

    @invariant()
    def everything_holds_of_every_case(self) -> None:
        cases = list(everybody())
        assert {case.pk for case in cases} == set(self.cases)
        for case in cases:
            for holds in HOLDING:
                holds(case)
        steps = {step.pk for case in cases for step in case.steps.all()}
        assert self.known <= steps, "A step is lost."
        self.known = steps
