"""The states of a review, which both kinds share."""

from reviews.process.part import Kind
from wscb.cases.process import State, StateGroup


# fmt: off
def states(kind: Kind) -> tuple[State, ...]:
    """The states of a case, in the words of the kind."""
    panel = kind.spoken
    return (
        State(code="start", title="Not yet logged"),
        State(code="notified", title="Notified", says=f"The Board Chair has to refer it to the {kind.panel}."),
        State(code="referred", title=f"Referred to the {panel}", says=f"The {kind.panel} has to be convened."),
        State(
            code="convened", title=f"{panel[0].upper()}{panel[1:]} convened",
            says=f"The {panel} has to meet and make its recommendation.",
        ),
        State(code="recommended", title="Recommendation made", says="The Board Chair has to decide."),
        State(
            code="referred_back", title=f"Referred back to the {panel}", says=f"The {panel} has to answer the Chair’s questions.",
        ),
        State(code="review", title=f"{kind.called} decided", group=StateGroup.DECIDED, says="A review is to be held."),
        State(
            code="not_review", title=f"No {kind.called}", group=StateGroup.DECIDED, says="The Chair decided against a review.",
        ),
        State(code="closed", title="Closed without a decision", group=StateGroup.CLOSED),
        State(code="under_review", title="Review under way", group=StateGroup.DECIDED),
        State(code="report_submitted", title="Report with the Board", group=StateGroup.DECIDED),
        State(code="completed", title="Completed", group=StateGroup.CLOSED),
    )
# fmt: on
