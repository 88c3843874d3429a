"""The Board Chair's part of a story: referring, closing, consulting, deciding."""

from __future__ import annotations

from datetime import timedelta

from reviews.actions import decision, notices, panel
from wscb.cases.actions import acting_chair, consultations, involvement
from wscb.demo.teller import Teller, paper


class ChairTells(Teller):
    """What the Board Chair does."""

    def close(self, duplicate_of: str) -> None:
        """The Chair closes the notification with reasons."""
        if self.story.closed_as == "out_of_area":
            with self.on(2) as day:
                notices.record_notice(
                    case=self.the_case,
                    by=self.cast.manager,
                    on=day,
                    act="route_elsewhere",
                    sent_on=day,
                    sent_by_name=self.cast.manager.name,
                    told=self.story.other_board,
                    copy=paper("letter.txt", "Copy of the letter to the other Board.\n"),
                )
        with self.on(3) as day:
            decision.close(
                case=self.the_case,
                by=self.cast.chair,
                on=day,
                closed_as=self.story.closed_as,
                reasons="After enquiry with those who notified it.",
                duplicate_of=duplicate_of,
                confirmed=self.signature(),
                seen=self.the_case.revision,
            )

    def refer(self) -> None:
        """The Chair refers the case."""
        with self.on(1, 16) as day:
            panel.refer(case=self.the_case, by=self.cast.chair, on=day)

    def pass_to_acting_chair(self) -> None:
        """The Chair has an interest in the case; the manager records whom the Board has named to act in it."""
        with self.on(17) as day:
            involvement.record_interest(
                case=self.the_case, by=self.cast.chair, on=day, user=self.cast.chair, interest="Knows the family."
            )
            acting_chair.name_acting_chair(
                case=self.the_case,
                by=self.cast.manager,
                on=day,
                user=self.cast.acting_chair,
                ends_on=self.today + timedelta(days=60),
                reason="The Board Chair has an interest in the case.",
            )

    def refer_back(self) -> None:
        """The Chair asks the panel questions."""
        with self.on(19) as day:
            decision.refer_back(
                case=self.the_case,
                by=self.cast.chair,
                on=day,
                questions="Was the landlord’s record of the repair seen?\nWhat did the health visitor know?",
                seen=self.the_case.revision,
            )

    def consult(self, after: int) -> None:
        """The Chair records peer challenge and the National Panel."""
        with self.on(after, 10) as day:
            consultations.record_consultation(
                case=self.the_case,
                by=self.cast.chair,
                on=day,
                kind="peer_challenge",
                sought=True,
                name="Dale Oram",
                board="Another Safeguarding Children Board",
                consulted_on=day,
                summary="Agreed with the panel’s reading of limb (b).",
                effect="None on the outcome.",
            )
            consultations.record_consultation(
                case=self.the_case,
                by=self.cast.chair,
                on=day,
                kind="national_panel",
                sought=False,
                none_because="The criteria are plain.",
            )

    def decide(self) -> None:
        """The Chair decides and signs; the notices follow where the story says so."""
        after = 20 + self.story.slow
        self.consult(after)
        with self.on(after, 15) as day:
            decision.decide(
                case=self.the_case,
                by=self.cast.chair,
                on=day,
                outcome=self.story.outcome,
                why=decision.Reasons(reasons="I agree with the panel, for the reasons it gives."),
                confirmed=self.signature(),
                seen=self.the_case.revision,
            )
        if self.story.told:
            self.notify("notify_outcome_ofsted", after + 2)
            self.notify("notify_outcome_national_panel", after + 3)
            with self.on(after + 3, 17):
                self.receive("receive_form_2")

    def reconsider(self) -> None:
        """New facts: the Chair decides to hold a review after all."""
        with self.on(60, 11) as day:
            decision.reconsider(
                case=self.the_case,
                by=self.cast.chair,
                on=day,
                outcome="hold",
                why=decision.Reasons(
                    reasons="What has come to light changes the picture.",
                    departure="The panel did not know of the earlier injuries.",
                    new_facts="A second hospital has reported two earlier fractures.",
                ),
                confirmed=self.signature(),
                seen=self.the_case.revision,
            )
