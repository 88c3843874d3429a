"""Professionals and family: identified, invited, heard (GEN-05, GEN-06, GEN-08).

What they say is the review team's alone. What they do themselves on a page of their own is no act of this table: the timeline
names who did each act, and whoever contributes is named to nobody but the team.
"""

from reviews.process.part import Kind, Part
from reviews.process.words import LEAD_REVIEWER, MANAGER, REVIEW_CHAIR, REVIEWED, TARGET, WORKING
from wscb.cases.process import Act, StepRule

TEAM = (MANAGER, REVIEW_CHAIR, LEAD_REVIEWER)
"""The review team: whoever reads what people contribute."""
ABOUT_PEOPLE = ("identify_family", "invitation_outcome")
"""The steps that end when no review is to be held after all."""


OCCASIONS = {
    "no_family_identified": "Somebody of the family is identified.",
    "somebody_identified": "Nobody is identified whom this could be about. Identify them first.",
    "somebody_unheard": "Nobody is identified who has not contributed. What was said stays part of the review.",
    "somebody_invited": "Nobody has been invited. Record first when and how they were invited.",
    "contribution": "Nobody has contributed yet.",
}


def part(kind: Kind) -> Part:
    """The rows of this part for the kind of review; both kinds have the same."""
    return Part(acts=(*_who(), *_what_they_say()), steps=_steps(), occasions=OCCASIONS)


# fmt: off
def _who() -> tuple[Act, ...]:
    """Who is to be heard, and who of them is not."""
    return (
        Act(
            code="identify_family", title="Identify a family member", by=TEAM, from_=WORKING, clause="GEN-06",
            opens=("invitation_outcome",), may_open=("family_publication",), closes=("identify_family",),
            hint="A surviving child, a parent, a sibling or anybody else who is always to be invited to contribute",
        ),
        Act(
            code="record_no_family", title="Record that there is no family to invite",
            occasion="no_family_identified", by=TEAM, from_=WORKING, clause="GEN-06",
            closes=("identify_family",), hint="And why",
        ),
        Act(
            code="identify_professional", title="Identify a professional",
            occasion="organisation_involved", by=TEAM, from_=WORKING, clause="GEN-05",
            opens=("invitation_outcome",), hint="Somebody who worked with the child or the family",
        ),
        Act(
            code="correct_contributor", title="Correct what is recorded of a person",
            occasion="somebody_identified", by=TEAM, from_=WORKING, clause="GEN-05, GEN-06",
            hint="A family member or a professional",
        ),
        Act(
            code="withdraw_contributor", title="Withdraw a person identified in error",
            occasion="somebody_unheard", by=TEAM, from_=WORKING, clause="GEN-05, GEN-06",
            may_open=("identify_family",), closes=("invitation_outcome",), hint="They stay on record, with the reason",
        ),
    )


def _what_they_say() -> tuple[Act, ...]:
    return (
        Act(
            code="invite_contributor", title="Invite a person to contribute",
            occasion="somebody_identified", by=TEAM, from_=WORKING, clause="GEN-05, GEN-06",
            may_open=("invitation_outcome",), hint="Record when, how and by whom they were invited, and how they are supported",
        ),
        Act(
            code="record_contribution", title="Record what a person said",
            occasion="somebody_invited", by=TEAM, from_=WORKING, clause="GEN-05, GEN-06",
            may_open=("invitation_outcome",), hint="In a meeting, on the telephone or in a letter. The review team alone reads it",
        ),
        Act(
            code="record_outcome", title="Record the outcome of an invitation",
            occasion="somebody_identified", by=TEAM, from_=WORKING, clause="GEN-05, GEN-06",
            closes=("invitation_outcome",), hint="Contributed, declined or no reply; or not invited, and why",
        ),
        Act(
            code="disclose_contribution", title="Decide to disclose what a person said",
            occasion="contribution", by=(REVIEW_CHAIR, MANAGER), from_=REVIEWED,
            clause="GEN-05", hint="To somebody outside the review team; never with the person’s name",
        ),
    )


def _steps() -> tuple[StepRule, ...]:
    return (
        StepRule(code="identify_family", title="Identify the family members to invite, or record that there are none", owed_by=MANAGER,
                 starts="act", clause="GEN-06", stages=TARGET, act="identify_family"),
        StepRule(code="invitation_outcome", title="Invite a person to contribute, and record the outcome", owed_by=MANAGER, starts="act",
                 clause="GEN-05, GEN-06", stages=TARGET, act="record_outcome", many=True),
    )
# fmt: on
