"""What is to be published of a report, before the Board accepts it (CR-05, CR-15)."""

from reviews.process.part import Kind, Part
from reviews.process.words import PANEL_CHAIR, TARGET, UNDER_WAY, WITH_BOARD
from wscb.cases.process import Act, StepRule

STEP = "recommend_publication"
FACT = "publication_recommended"


def part(kind: Kind) -> Part:
    """The rows of this part for the kind of review; none where the whole report is always published (`Kind.publishes`)."""
    if not kind.chooses_publication:
        return Part()
    clause = kind.clause("CR-05", "CR-15")
    # fmt: off
    return Part(
        acts=(
            Act(
                code=STEP, title="Recommend what is to be published", by=(PANEL_CHAIR,), from_=(*UNDER_WAY, *WITH_BOARD), clause=clause,
                needs=("report_whole",), closes=(STEP,), signed=True, signs="Recommendation",
                hint="Of the report as it stands, with what publishing it would mean for a child",
            ),
        ),
        steps=(
            StepRule(code=STEP, title="Recommend what is to be published of the report", owed_by=PANEL_CHAIR, starts="act", clause=clause,
                     stages=TARGET, act=STEP),
        ),
        facts={FACT: f"The {kind.spoken}’s recommendation on what to publish of this version of the report"},
        supplied_by={FACT: STEP},
    )
    # fmt: on


def owed_with_report(kind: Kind) -> tuple[str, ...]:
    """The step that goes on when the report is put before the Board, unless it is done for that version."""
    return (STEP,) if kind.chooses_publication else ()


def needed_to_accept(kind: Kind) -> tuple[str, ...]:
    """The fact that the Board's acceptance needs."""
    return (FACT,) if kind.chooses_publication else ()
