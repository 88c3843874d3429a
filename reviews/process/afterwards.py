"""The parts of a review from the decision on, which both kinds have, under the names by which lists of acts tell them apart."""

from reviews.process import (
    appointing,
    chronicling,
    contributing,
    informing,
    learning,
    publishing,
    reporting,
    scrutiny,
    working,
)
from reviews.process.part import Kind, Part, joined, named

PARTS = (
    ("Appointments and terms of reference", appointing),
    ("Organisations and their information", informing),
    ("Professionals and family", contributing),
    ("Chronology", chronicling),
    ("The six months and proceedings elsewhere", working),
    ("Learning", learning),
    ("The report", reporting),
    ("The report", publishing),
    ("Scrutiny by the National Panel", scrutiny),
)
"""In the order in which they are mostly come to."""


def part(kind: Kind) -> Part:
    """The rows of all of them for the kind of review."""
    return joined(named(name, one.part(kind)) for name, one in PARTS)
