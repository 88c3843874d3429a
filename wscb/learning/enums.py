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
    """The life of an action."""

    OPEN = "open", "Open"
    DONE = "done", "Done"
    DROPPED = "dropped", "No longer needed"
