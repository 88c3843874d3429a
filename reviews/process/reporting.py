"""The report, its acceptance and telling partners its lessons (SCR-25, SCR-31, SCR-34, GEN-11)."""

from reviews.process.part import Kind, Part


def part(kind: Kind) -> Part:
    """The rows of this part for the kind of review."""
    return Part()
