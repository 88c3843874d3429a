"""The words that the tables of reviews share: who acts, and what is sent about a limit, a target and the six months."""

from wscb.cases.process import Stage

MANAGER = "business_manager"
CHAIR = "board_chair"
PANEL_CHAIR = "panel_chair"
REPRESENTATIVE = "representative"
PANEL_MEMBER = "panel_member"
REVIEW_CHAIR = "review_chair"
LEAD_REVIEWER = "lead_reviewer"

LIMIT = (
    Stage(code="week_before", days=-7, to=("owed_by",)),
    Stage(code="two_days_before", days=-2, to=("owed_by", "manager")),
    Stage(code="on_the_day", days=0, to=("owed_by", "manager")),
    Stage(code="day_after", days=1, to=("owed_by", "manager", "chair")),
    Stage(code="still_late", days=8, to=("owed_by", "manager", "chair"), repeat_days=7),
)
"""About a limit of the framework."""

TARGET = (
    Stage(code="day_before", days=-1, to=("owed_by",)),
    Stage(code="on_the_day", days=0, to=("owed_by",)),
    Stage(code="two_days_after", days=2, to=("owed_by", "manager")),
    Stage(code="still_late", days=7, to=("owed_by", "manager", "chair"), repeat_days=7),
)
"""About a target of the Board's own."""

LONG = (
    Stage(code="month_before", days=-30, to=("owed_by", "manager")),
    Stage(code="week_before", days=-7, to=("owed_by", "manager")),
    *LIMIT[2:],
)
"""About the six months."""

# The states from the decision to hold a review until it is over, which both kinds of review share.
TO_BEGIN = ("review",)
UNDER_WAY = ("under_review",)
WITH_BOARD = ("report_submitted",)
WORKING = (*TO_BEGIN, *UNDER_WAY, *WITH_BOARD)
"""A review is to be held, and the Board has not accepted its report."""
REVIEWED = (*WORKING, "completed")
