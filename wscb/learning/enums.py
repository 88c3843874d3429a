"""The short lists of learning. The themes, which a board may change, stand in `data/themes.toml`."""

from django.db.models import TextChoices


class FindingKind(TextChoices):
    """How each finding is classed (GEN-02)."""

    GOOD_PRACTICE = "good_practice", "Good practice"
    IMPROVEMENT = "improvement", "Improvement needed"


class FindingStage(TextChoices):
    """Whether it was raised while the work was going on, or is a finding of the work as a whole (GEN-13)."""

    EARLY = "early", "Early learning"
    FINAL = "final", "Finding of the review"


class ActionState(TextChoices):
    """The life of an action (SCR-23): only the Board closes it, and only then it counts as done."""

    PROPOSED = "proposed", "Proposed"
    DECLINED = "declined", "Not agreed"
    AGREED = "agreed", "Agreed"
    REPORTED = "reported", "Reported done"
    SENT_BACK = "sent_back", "Sent back"
    CLOSED = "closed", "Closed"
    DROPPED = "dropped", "No longer needed"


WITH_ORGANISATION = (ActionState.PROPOSED, ActionState.DECLINED, ActionState.AGREED, ActionState.SENT_BACK)
"""The states in which an action is still to be done."""

NOT_CLOSED = (*WITH_ORGANISATION, ActionState.REPORTED)
"""The states in which an action is open: it is to be done, or what was reported of it is still to be looked at."""

TO_AGREE = (ActionState.PROPOSED, ActionState.DECLINED)
"""The states in which its organisation has not agreed to it, nor done it."""


class RecordKind(TextChoices):
    """What was said of an action after it was first proposed, each with the state that it left the action in."""

    AGREED = "agreed", "Agreed"
    DECLINED = "declined", "Not agreed"
    PROPOSED = "proposed", "Changed and proposed anew"
    REPORTED = "reported", "Reported done"
    SENT_BACK = "sent_back", "Sent back"
    CLOSED = "closed", "Closed"
    DROPPED = "dropped", "No longer needed"
