"""Appointments, terms of reference and the beginning of a review (SCR-17, SCR-18, SCR-33, GEN-03, GEN-04, GEN-08)."""

from reviews.process.part import Kind, Part
from reviews.process.words import CHAIR, MANAGER, TO_BEGIN
from wscb.cases.process import Act


def part(kind: Kind) -> Part:
    """The rows of this part for the kind of review."""
    return Part(
        acts=(
            Act(
                code="begin_review", title="Begin the review", by=(MANAGER, CHAIR), from_=TO_BEGIN, to="under_review",
                clause=kind.clause("SCR-17"),
            ),
        ),
    )  # fmt: skip
