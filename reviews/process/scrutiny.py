"""Scrutiny by the National Panel of a decision not to hold a review (SCR-16)."""

from reviews.process.part import Kind, Part
from reviews.process.words import CHAIR, MANAGER, REVIEWED, TARGET
from wscb.cases.process import Act, StepRule

AGAINST = ("not_review",)
SINCE = (*AGAINST, *REVIEWED)
"""A request may be answered after new facts have led to a review all the same."""


def part(kind: Kind) -> Part:
    """The rows of this part for the kind of review; the National Panel scrutinises decisions on Serious Case Reviews alone."""
    if kind.code != "scr":
        return Part()
    # fmt: off
    return Part(
        acts=(
            Act(
                code="log_scrutiny", title="Log a request of the National Panel", by=(MANAGER, CHAIR), from_=AGAINST, clause="SCR-16",
                opens=("answer_scrutiny",), hint="A question about the decision not to hold a review",
            ),
            Act(
                code="answer_scrutiny", title="Answer the National Panel",
                occasion="scrutiny_unanswered", by=(MANAGER, CHAIR), from_=SINCE, clause="SCR-16",
                closes=("answer_scrutiny",), hint="With the papers that were sent",
            ),
            Act(
                code="record_scrutiny_attendance", title="Record the Chair’s attendance before the National Panel", by=(MANAGER, CHAIR),
                from_=SINCE, clause="SCR-16",
            ),
            Act(
                code="make_bundle", title="Prepare the decision bundle", by=(MANAGER, CHAIR), from_=SINCE, clause="SCR-16",
                hint="The notification, worksheet, recommendation, decision, consultations, notices and clocks as one PDF",
            ),
        ),
        steps=(
            StepRule(code="answer_scrutiny", title="Answer the National Panel’s request", owed_by=CHAIR, starts="act", clause="SCR-16",
                     stages=TARGET, act="answer_scrutiny", many=True),
        ),
        occasions={"scrutiny_unanswered": "No request of the National Panel is waiting for an answer."},
    )
    # fmt: on
