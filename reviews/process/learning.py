"""Early learning and findings, with actions that start at once and are agreed, done and closed (GEN-02, GEN-13, SCR-22, SCR-23).

Raised from the day the case is logged; an action goes on to its end, past the completion of the review.
"""

from reviews.process.deciding import ALIVE, EVERYWHERE
from reviews.process.part import Kind, Part
from reviews.process.words import CHAIR, LEAD_REVIEWER, MANAGER, PANEL_CHAIR, REPRESENTATIVE, REVIEW_CHAIR, TARGET
from wscb.cases.process import Act, StepRule

WHO_LEARN = (MANAGER, LEAD_REVIEWER, REVIEW_CHAIR, PANEL_CHAIR, CHAIR)
ACTION, AGREED = "learning_action", "learning_agreement"
SETTLED, CHECKED = "learning_settlement", "learning_check"
TO_DO = (ACTION, AGREED, SETTLED)
"""What is owed of an action until it was reported done: by its organisation, and by the manager where that does not agree."""


OCCASIONS = {
    "finding": "Nothing has been raised that stands.",
    "learning_action_open": "No action is open.",
    "learning_action_proposed": "No action waits for its organisation’s answer.",
    "learning_action_to_agree": "Every action that is open has been agreed.",
    "learning_action_declined": "No organisation has answered that it does not agree.",
    "learning_action_reported": "No action has been reported done and waits to be looked at.",
}


def part(kind: Kind) -> Part:
    """The rows of this part for the kind of review."""
    return Part(acts=(*_finding_acts(kind), *_action_acts(kind)), steps=_steps(kind), occasions=OCCASIONS)


def _finding_acts(kind: Kind) -> tuple[Act, ...]:
    found = kind.clause("GEN-02", "GEN-13")
    return (
        Act(
            code="raise_finding", title="Raise early learning or a finding", by=WHO_LEARN, from_=ALIVE, clause=found,
            hint="Good practice, or an improvement that is needed, at any time",
        ),
        Act(
            code="correct_finding", occasion="finding",
            title="Correct a finding", by=WHO_LEARN, from_=ALIVE, clause=found,
            hint="What it said before stays on record",
        ),
        Act(
            code="withdraw_finding", occasion="finding",
            title="Withdraw a finding", by=WHO_LEARN, from_=ALIVE, clause=found, closes=TO_DO,
            hint="It stays on record, with the reason",
        ),
    )  # fmt: skip


def _action_acts(kind: Kind) -> tuple[Act, ...]:
    early, partners = kind.clause("GEN-13", "SCR-22"), kind.clause("SCR-23")
    return (
        Act(
            code="add_learning_action", occasion="finding",
            title="Give an organisation an action on a finding", by=WHO_LEARN,
            from_=(*ALIVE, "completed"), clause=early, opens=(ACTION, AGREED),
            hint="It starts at once, and is proposed to the organisation, which says whether it agrees",
        ),
        Act(
            code="agree_learning_action", occasion="learning_action_to_agree",
            title="Record that an organisation agreed to an action",
            by=(REPRESENTATIVE, MANAGER), from_=EVERYWHERE, clause=partners, closes=(AGREED, SETTLED),
            hint="Where it agreed elsewhere: how, who and when",
        ),
        Act(
            code="decline_learning_action", occasion="learning_action_proposed",
            title="Answer that an action is not agreed", by=(REPRESENTATIVE,),
            from_=EVERYWHERE, clause=partners, closes=(AGREED,), opens=(SETTLED,),
            hint="With the reasons, and another wording and date",
        ),
        Act(
            code="change_learning_action", occasion="learning_action_declined",
            title="Change an action that was not agreed, and propose it anew",
            by=(MANAGER, CHAIR), from_=EVERYWHERE, clause=partners, closes=(SETTLED,), opens=(AGREED,),
            hint="How it read before stays in sight",
        ),
        Act(
            code="move_learning_action", occasion="learning_action_open",
            title="Change the date of an action", by=(MANAGER, CHAIR),
            from_=EVERYWHERE, clause=early, hint="To another date, with the reason. Its first date stays in sight",
        ),
        Act(
            code="complete_learning_action", occasion="learning_action_open",
            title="Record that an action was reported done",
            by=(REPRESENTATIVE, MANAGER), from_=EVERYWHERE, clause=kind.clause("GEN-13", "SCR-22", "SCR-23"), closes=TO_DO,
            may_open=(CHECKED,), hint="With what was done, and a file as evidence if there is one",
        ),
        Act(
            code="close_learning_action", occasion="learning_action_reported",
            title="Close an action that was reported done", by=(MANAGER, CHAIR),
            from_=EVERYWHERE, clause=partners, closes=(CHECKED,), hint="Only a closed action counts as done",
        ),
        Act(
            code="return_learning_action", occasion="learning_action_reported",
            title="Send back what was reported of an action", by=(MANAGER, CHAIR),
            from_=EVERYWHERE, clause=partners, closes=(CHECKED,), opens=(ACTION,),
            hint="With what is missing and a new date",
        ),
        Act(
            code="drop_learning_action", occasion="learning_action_open",
            title="Record that an action is no longer needed", by=(MANAGER, CHAIR),
            from_=EVERYWHERE, clause=early, closes=TO_DO, hint="With the reason",
        ),
    )  # fmt: skip


def _steps(kind: Kind) -> tuple[StepRule, ...]:
    early, partners = kind.clause("GEN-13", "SCR-22"), kind.clause("SCR-23")
    return (
        StepRule(code=ACTION, title="Carry out an action on what was learned", owed_by=REPRESENTATIVE, starts="act",
                 clause=early, stages=TARGET, act="complete_learning_action", many=True, dated=True),
        StepRule(code=AGREED, title="Say whether an action on what was learned is agreed", owed_by=REPRESENTATIVE, starts="act",
                 clause=partners, stages=TARGET, act="agree_learning_action", many=True),
        StepRule(code=SETTLED, title="Settle an action that its organisation did not agree to", owed_by=MANAGER, starts="act",
                 clause=partners, stages=TARGET, act="change_learning_action", many=True),
        StepRule(code=CHECKED, title="Look at what was reported of an action, and close it or send it back", owed_by=MANAGER,
                 starts="act", clause=partners, stages=TARGET, act="close_learning_action", many=True),
    )  # fmt: skip
