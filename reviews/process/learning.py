"""Early learning and findings, with actions that start at once (GEN-02, GEN-13, SCR-22).

Raised from the day the case is logged; an action goes on to its end, past the completion of the review.
"""

from reviews.process.deciding import ALIVE, EVERYWHERE
from reviews.process.part import Kind, Part
from reviews.process.words import CHAIR, LEAD_REVIEWER, MANAGER, PANEL_CHAIR, REPRESENTATIVE, REVIEW_CHAIR, TARGET
from wscb.cases.process import Act, StepRule

WHO_LEARN = (MANAGER, LEAD_REVIEWER, REVIEW_CHAIR, PANEL_CHAIR, CHAIR)
ACTION = "learning_action"


OCCASIONS = {
    "finding": "Nothing has been raised that stands.",
    "learning_action_open": "No action is open.",
}


def part(kind: Kind) -> Part:
    """The rows of this part for the kind of review."""
    found, early = kind.clause("GEN-02", "GEN-13"), kind.clause("GEN-13", "SCR-22")
    return Part(
        acts=(
            Act(
                code="raise_finding", title="Raise early learning or a finding", by=WHO_LEARN, from_=ALIVE, clause=found,
                hint="Good practice, or an improvement that is needed, at any time",
            ),
            Act(
                code="correct_finding", title="Correct a finding", occasion="finding", by=WHO_LEARN, from_=ALIVE, clause=found,
                hint="What it said before stays on record",
            ),
            Act(
                code="withdraw_finding", title="Withdraw a finding",
                occasion="finding", by=WHO_LEARN, from_=ALIVE, clause=found, closes=(ACTION,),
                hint="It stays on record, with the reason",
            ),
            Act(
                code="add_learning_action", title="Give an organisation an action on a finding", occasion="finding", by=WHO_LEARN,
                from_=(*ALIVE, "completed"), clause=early, opens=(ACTION,), hint="It starts at once",
            ),
            Act(
                code="move_learning_action", title="Change the date of an action", occasion="learning_action_open",
                by=(MANAGER, CHAIR), from_=EVERYWHERE, clause=early,
                hint="To another date, with the reason. Its first date stays in sight",
            ),
            Act(
                code="complete_learning_action", title="Record that an action was done",
                occasion="learning_action_open", by=(REPRESENTATIVE, MANAGER),
                from_=EVERYWHERE, clause=early, closes=(ACTION,), hint="With what was done",
            ),
            Act(
                code="drop_learning_action", title="Record that an action is no longer needed",
                occasion="learning_action_open", by=(MANAGER, CHAIR),
                from_=EVERYWHERE, clause=early, closes=(ACTION,), hint="With the reason",
            ),
        ),
        steps=(
            StepRule(code=ACTION, title="Carry out an action on what was learned", owed_by=REPRESENTATIVE, starts="act",
                     clause=early, stages=TARGET, act="complete_learning_action", many=True, dated=True),
        ),
        occasions=OCCASIONS,
    )  # fmt: skip
