"""Appointments, terms of reference and the beginning of a review (SCR-17, SCR-18, SCR-33, GEN-03, GEN-04, GEN-08)."""

from reviews.process.part import Kind, Part


def part(kind: Kind) -> Part:
    """The rows of this part for the kind of review."""
    return Part()
