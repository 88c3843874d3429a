"""The six months of a story: milestones, proceedings beside the review, more time asked for and agreed to, interim learning."""

from __future__ import annotations

from datetime import timedelta

from reviews.actions import extensions, interim, milestones, proceedings
from reviews.actions.milestones import Planned
from reviews.six_months import six_months_of, standing_milestones, suggested_on
from reviews.vocabularies import MILESTONE
from wscb.demo.teller import Teller

LONG_AGO = 120
"""Days since the notification from which a review of the demo is followed."""
RECENT = 90
"""Milestones of fewer days ago are still to be reached: the demo has some that are late."""


class MonthsTells(Teller):
    """What becomes of the months after the decision to hold a review."""

    def follow_months(self) -> None:
        """Plans the milestones of a review that goes on and was decided long ago, and extends the one that is to be extended."""
        if self.story.accepted or self.story.days_ago < LONG_AGO:
            return
        self.plan(24)
        if self.story.extended:
            self.begin_trial(40)
            self.extend(170)

    def plan(self, after: int) -> None:
        """The manager plans what is suggested; what lies long ago was reached, one of them late."""
        with self.on(after) as day:
            standing = six_months_of(self.the_case, on=day)
            if standing is None:
                return
            planned = [
                Planned(word.code, suggested_on(word.code, standing.decided_on, standing.due_on)) for word in MILESTONE
            ]
            milestones.plan_milestones(case=self.the_case, by=self.cast.manager, on=day, planned=planned)
        for place, row in enumerate(standing_milestones(self.the_case)):
            reached = (row.planned_on - self.day(0)).days + (6 if place == 1 else 0)
            if self.story.days_ago - reached < RECENT:
                return
            with self.on(reached, 16) as day:
                milestones.reach_milestone(
                    case=self.the_case, by=self.cast.manager, on=day, milestone=row, reached_on=day
                )

    def begin_trial(self, after: int) -> None:
        """Criminal proceedings become known; at their first date they are put off."""
        with self.on(after) as day:
            row = proceedings.record_proceedings(
                case=self.the_case, by=self.cast.manager, on=day, kind="criminal", status="expected",
                described="Crown Court; the officer in the case is asked for news.", blocks=["interviews", "publication"],
                next_on=day + timedelta(days=60),
            )  # fmt: skip
        with self.on(after + 60, 14) as day:
            proceedings.update_proceedings(
                case=self.the_case, by=self.cast.manager, on=day, proceedings=row, status="listed",
                said="A date for trial was set. Witnesses of the trial are not to be spoken with before it.",
                blocks=["interviews", "disclosure", "publication"], next_on=self.today + timedelta(days=45),
            )  # fmt: skip

    def extend(self, after: int) -> None:
        """The manager asks for more time because of the trial, the Chair agrees, and interim learning is recorded."""
        until = self.today + timedelta(days=90)
        with self.on(after) as day:
            extensions.ask_extension(
                case=self.the_case, by=self.cast.manager, on=day, grounds=["court_proceedings", "practitioners"],
                because="Three people who have to be spoken with are witnesses of the trial.", until=until,
                meanwhile="Handovers between day and night staff were not written down. A form is in use since the spring.",
            )  # fmt: skip
        with self.on(after + 4) as day:
            extensions.answer_extension(
                case=self.the_case, by=self.cast.chair, on=day, until=until, reasons="The trial comes first.",
                confirmed=self.signature(), seen=self.the_case.revision,
            )  # fmt: skip
        with self.on(after + 20) as day:
            interim.record_interim_learning(
                case=self.the_case, by=self.cast.manager, on=day,
                points="Nobody held the whole picture of the family. Visits ended without the child having been seen alone.",
                action="One named person now holds it. Supervisors check each month that children were seen alone.",
            )  # fmt: skip
            for place, row in enumerate(one for one in standing_milestones(self.the_case) if one.is_open):
                milestones.move_milestone(
                    case=self.the_case, by=self.cast.manager, on=day, milestone=row,
                    until=until - timedelta(days=75 - 15 * place), because="The interviews come after the trial.",
                )  # fmt: skip
