"""The six months: milestones, extension, interim learning, chronology (SCR-21, SCR-22, GEN-12, GEN-13)."""

from reviews.process.part import Kind, Part


def part(kind: Kind) -> Part:
    """The rows of this part for the kind of review."""
    return Part()
