"""The Board Chair's part of a story: referring, closing, consulting, deciding."""

from __future__ import annotations

from datetime import timedelta

from reviews.actions import bundle, case_review, decision, notices, panel
from wscb.cases.actions import acting_chair, consultations, involvement, scrutiny
from wscb.cases.models import Case, ScrutinyRequest
from wscb.demo.story import Story
from wscb.demo.teller import Teller, paper


class ChairTells(Teller):
    """What the Board Chair does."""

    def close(self, duplicate_of: str) -> None:
        """The Chair closes the notification with reasons, or puts it to the Case Review Subgroup instead."""
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
                learning=self.story.then.answers.learning if self.story.then else "",
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
                summary="Agreed with what was recommended, and with why.",
                effect="None on the outcome.",
            )
            if self.the_case.process == "cr":
                return
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
        after = self.decided
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
            for later, body in enumerate(self.of_kind.bodies, start=2):
                self.notify(f"notify_outcome_{body}", after + later)
            with self.on(after + 3, 17):
                self.receive(self.of_kind.receipts[1])

    def put_to_subgroup(self, then: Story) -> Case:
        """The Chair puts what is not to have a Serious Case Review to the Case Review Subgroup; gives the new case."""
        with self.on(self.story.days_ago - then.days_ago, 16) as day:
            return case_review.put_to_subgroup(
                case=self.the_case,
                by=self.cast.chair,
                on=day,
                learning=then.answers.learning,
                seen=self.the_case.revision,
            )

    def answer_scrutiny(self) -> None:
        """The National Panel asks why, and is answered with the bundle of the decision; then it asks once more."""
        asked = self.log_scrutiny("Why was no review held?", 40)
        with self.on(46, 15) as day:
            bundle.make_bundle(case=self.the_case, by=self.cast.manager, on=day)
            scrutiny.answer_scrutiny(
                case=self.the_case,
                by=self.cast.manager,
                on=day,
                request=asked,
                sent_on=day,
                answer="The reasons stand in the decision, of which a copy went with the papers.",
                papers=paper("papers.txt", "List of the papers that were sent.\n"),
            )
        self.log_scrutiny("What does the hospital say of it now?", self.story.days_ago - 4)

    def log_scrutiny(self, question: str, after: int) -> ScrutinyRequest:
        """The manager logs a request of the National Panel."""
        with self.on(after, 10) as day:
            return scrutiny.log_scrutiny(
                case=self.the_case,
                by=self.cast.manager,
                on=day,
                received_on=day,
                from_whom="Secretary to the National Panel",
                question=question,
            )

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
