"""Organisations and their written information (SCR-19, SCR-20)."""

from reviews.process.part import Kind, Part


def part(kind: Kind) -> Part:
    """The rows of this part for the kind of review."""
    return Part()
