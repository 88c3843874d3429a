"""The multi-agency chronology: entered by hand, imported from organisations' spreadsheets, commented on (GEN-12)."""

from reviews.process.part import Kind, Part
from reviews.process.words import LEAD_REVIEWER, MANAGER, REVIEW_CHAIR, WORKING
from wscb.cases.process import Act

REVIEWERS = (MANAGER, LEAD_REVIEWER, REVIEW_CHAIR)


OCCASIONS = {
    "chronology_entry": "The chronology has no entry yet.",
    "chronology_import": "No imported chronology stands.",
}


def part(kind: Kind) -> Part:
    """The rows of this part for the kind of review. Nothing here is owed by a date: the chronology grows with the review."""
    clause = kind.clause("GEN-12")
    return Part(
        acts=(
            Act(
                code="add_chronology", title="Add to the chronology", by=REVIEWERS, from_=WORKING, clause=clause,
                hint="One entry, typed in",
            ),
            Act(
                code="import_chronology", title="Import a chronology", by=REVIEWERS, from_=WORKING, clause=clause,
                hint="From an organisation’s spreadsheet",
            ),
            Act(
                code="correct_chronology", title="Correct a chronology entry",
                occasion="chronology_entry", by=REVIEWERS, from_=WORKING, clause=clause,
            ),
            Act(
                code="comment_chronology", title="Comment on a chronology entry",
                occasion="chronology_entry", by=REVIEWERS, from_=WORKING, clause=clause,
                hint="For the analysis",
            ),
            Act(
                code="strike_chronology", title="Strike out a chronology entry",
                occasion="chronology_entry", by=REVIEWERS, from_=WORKING, clause=clause,
                hint="It stays on record, with the reason",
            ),
            Act(
                code="withdraw_chronology", title="Withdraw an imported chronology",
                occasion="chronology_import", by=REVIEWERS, from_=WORKING, clause=clause,
                hint="All its entries at once. They stay on record, with the reason",
            ),
        ),
        occasions=OCCASIONS,
    )  # fmt: skip
