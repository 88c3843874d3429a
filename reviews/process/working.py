"""The six months: milestones, proceedings elsewhere, extension, interim learning (SCR-21, SCR-22, CR-13).

Proceedings block interviews, disclosure or publication; they explain an extension, and stop no clock. The original date of the
review stays in the ledger of its step for ever.
"""

from reviews.process.part import Kind, Part
from reviews.process.words import CHAIR, LEAD_REVIEWER, MANAGER, REVIEW_CHAIR, REVIEWED, TARGET, WORKING
from wscb.cases.process import Act, Stage, StepRule

REVIEWERS = (MANAGER, LEAD_REVIEWER, REVIEW_CHAIR)
PLANNERS = (MANAGER, LEAD_REVIEWER)

MILESTONE = "milestone"
ANSWER = "answer_extension"
NEWS_OF = "proceedings_news"
INTERIM = "interim_learning"
INTERIM_AGAIN = "interim_update"
OF_A_REVIEW = frozenset({MILESTONE, ANSWER, NEWS_OF, INTERIM, INTERIM_AGAIN})
"""The steps that go on when the Chair decides anew to hold a review, and end when none is to be held after all."""

ONCE_OVERDUE = (
    Stage(code="day_after", days=1, to=("owed_by", "manager")),
    Stage(code="still_late", days=8, to=("owed_by", "manager", "chair"), repeat_days=7),
)
"""About what is owed only when the six months have passed: nobody is told of it before."""


OCCASIONS = {
    "milestone_open": "No milestone is still to be reached.",
    "no_extension_waiting": "An extension has been asked for already. The Board Chair has still to answer.",
    "extension_waiting": "No extension is waiting for an answer.",
    "proceedings_running": "No proceedings are running.",
}


def part(kind: Kind) -> Part:
    """The rows of this part for the kind of review."""
    acts = (*_milestones(kind), *_extending(kind), *_interim(kind), *_proceedings(kind))
    return Part(acts=acts, steps=_steps(kind), occasions=OCCASIONS)


# fmt: off
def _milestones(kind: Kind) -> tuple[Act, ...]:
    clause = kind.clause("SCR-21")
    return (
        Act(
            code="plan_milestones", title="Plan the milestones", by=PLANNERS, from_=WORKING, clause=clause, may_open=(MILESTONE,),
            hint="The stages of the review, each with its date",
        ),
        Act(
            code="reach_milestone", title="Record that a milestone was reached",
            occasion="milestone_open", by=PLANNERS, from_=WORKING, clause=clause,
            closes=(MILESTONE,),
        ),
        Act(
            code="move_milestone", title="Move a milestone", occasion="milestone_open", by=PLANNERS, from_=WORKING, clause=clause,
            hint="To another date, with the reason. Its first date stays in sight",
        ),
        Act(
            code="drop_milestone", title="Drop a milestone",
            occasion="milestone_open", by=PLANNERS, from_=WORKING, clause=clause, closes=(MILESTONE,),
            hint="That the review does not need, with the reason",
        ),
    )


def _extending(kind: Kind) -> tuple[Act, ...]:
    clause = kind.clause("SCR-22")
    return (
        Act(
            code="ask_extension", title="Ask for an extension",
            occasion="no_extension_waiting", by=REVIEWERS, from_=WORKING, clause=clause, opens=(ANSWER,),
            hint="When the review cannot be completed in time",
        ),
        Act(
            code="answer_extension", title="Answer a request for an extension",
            occasion="extension_waiting", by=(CHAIR,), from_=WORKING, clause=clause, signed=True, signs="Extension",
            may_open=(INTERIM_AGAIN,), closes=(ANSWER, INTERIM), hint="Agree to a new date, or refuse. The original date stays in sight",
        ),
    )


def _interim(kind: Kind) -> tuple[Act, ...]:
    return (
        Act(
            code="record_interim_learning", title="Record interim learning", by=REVIEWERS, from_=WORKING, clause=kind.clause("SCR-22"),
            may_open=(INTERIM_AGAIN,), closes=(INTERIM, INTERIM_AGAIN),
            hint="Points for improvement and corrective action, before the review is complete",
        ),
    )


def _proceedings(kind: Kind) -> tuple[Act, ...]:
    clause = kind.clause("SCR-22")
    return (
        Act(
            code="record_proceedings", title="Record proceedings elsewhere", by=REVIEWERS, from_=REVIEWED, clause=clause, opens=(NEWS_OF,),
            hint="Criminal, inquest, family court and others, with what they block",
        ),
        Act(
            code="update_proceedings", title="Record what came of proceedings",
            occasion="proceedings_running", by=REVIEWERS, from_=REVIEWED, clause=clause,
            opens=(NEWS_OF,), closes=(NEWS_OF,), hint="And when they come up next",
        ),
        Act(
            code="end_proceedings", title="Record that proceedings have ended",
            occasion="proceedings_running", by=REVIEWERS, from_=REVIEWED, clause=clause,
            closes=(NEWS_OF,), hint="They then block nothing any more",
        ),
    )


def _steps(kind: Kind) -> tuple[StepRule, ...]:
    clause = kind.clause("SCR-22")
    return (
        StepRule(code=MILESTONE, title="Reach a milestone", owed_by=LEAD_REVIEWER, starts="act", clause=kind.clause("SCR-21"),
                 stages=TARGET, act="reach_milestone", many=True, dated=True),
        StepRule(code=ANSWER, title="Answer a request for an extension", owed_by=CHAIR, starts="act", clause=clause, stages=TARGET,
                 act="answer_extension"),
        StepRule(code=INTERIM, title="Record interim learning, if the review is not complete by then", owed_by=MANAGER, starts="act",
                 clause=clause, stages=ONCE_OVERDUE, act="record_interim_learning"),
        StepRule(code=INTERIM_AGAIN, title="Record interim learning while the review goes on", owed_by=MANAGER, starts="act",
                 clause=clause, stages=TARGET, act="record_interim_learning"),
        StepRule(code=NEWS_OF, title="Find out what came of proceedings, and when they come up next", owed_by=MANAGER, starts="act",
                 clause=clause, stages=TARGET, act="update_proceedings", many=True, dated=True),
    )
# fmt: on
