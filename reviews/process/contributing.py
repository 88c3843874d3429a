"""Professionals, family and proceedings elsewhere (GEN-05, GEN-06, GEN-08, GEN-18)."""

from reviews.process.part import Kind, Part


def part(kind: Kind) -> Part:
    """The rows of this part for the kind of review."""
    return Part()
