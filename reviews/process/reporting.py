"""The report, its acceptance and telling partners its lessons (SCR-25, SCR-31, SCR-34, GEN-11)."""

from reviews.process import publishing
from reviews.process.informing import OWED
from reviews.process.part import Kind, Part
from reviews.process.words import CHAIR, LEAD_REVIEWER, MANAGER, TARGET, UNDER_WAY, WITH_BOARD
from wscb.cases.process import Act, StepRule

REVIEWERS = (LEAD_REVIEWER, MANAGER)
BEFORE_ACCEPTANCE = (*UNDER_WAY, *WITH_BOARD)
DONE = ("completed",)
WITH_ORGANISATIONS = (*OWED, "check_information", "answer_more_time")
"""What organisations were asked for, which nobody needs once the report is accepted, although it could still be done."""


def part(kind: Kind) -> Part:
    """The rows of this part for the kind of review."""
    return Part(
        acts=(*_report(kind), *_with_board(kind)),
        steps=_steps(kind),
        facts=FACTS,
        supplied_by=SUPPLIED_BY,
        occasions=OCCASIONS,
    )


FACTS = {
    "report_whole": "A version of the report with every section filled in",
    "checklist_answered": "The quality checklist, answered by the lead reviewer for this version of the report",
    "checklist_confirmed": "The Board Chair’s confirmation of the quality checklist",
    "comments_answered": "An answer to every organisation’s comment on matters of fact",
}


SUPPLIED_BY = {
    "report_whole": "write_report",
    "checklist_answered": "answer_checklist",
    "checklist_confirmed": "confirm_checklist",
    "comments_answered": "answer_comment",
}
OCCASIONS = {
    "report_version": "There is no version of the report yet.",
    "comment_unanswered": "No comment is waiting for an answer.",
    "redaction": "Nothing is redacted.",
    "checklist_unconfirmed": "No checklist is waiting to be confirmed. The lead reviewer answers it for this version first.",
    "partner_unadvised": "The Council and every partner have been advised.",
    "lessons_unacknowledged": "No acknowledgement is awaited.",
}


# fmt: off
def _report(kind: Kind) -> tuple[Act, ...]:
    return (
        Act(
            code="write_report", title="Write the report", by=REVIEWERS, from_=UNDER_WAY, clause=kind.clause("SCR-25", "GEN-02"),
            hint="Section by section; every version is kept",
        ),
        Act(
            code="upload_report", title="Upload the report", by=REVIEWERS, from_=UNDER_WAY, clause=kind.clause("SCR-25"),
            hint="A PDF or Word document; every version is kept",
        ),
        Act(
            code="record_comment", title="Record an organisation’s comment on the report",
            occasion="report_version", by=(MANAGER, LEAD_REVIEWER),
            from_=BEFORE_ACCEPTANCE, clause=kind.clause("SCR-25"), opens=("answer_comment",),
            hint="On matters of fact",
        ),
        Act(
            code="answer_comment", title="Answer an organisation’s comment",
            occasion="comment_unanswered", by=REVIEWERS, from_=BEFORE_ACCEPTANCE,
            clause=kind.clause("SCR-25"), closes=("answer_comment",),
        ),
        Act(
            code="redact_report", title="Record a redaction",
            occasion="report_version", by=REVIEWERS, from_=BEFORE_ACCEPTANCE, clause=kind.clause("SCR-25"),
            hint="What is not to be published, with the reason that allows it",
        ),
        Act(
            code="lift_redaction", title="Lift a redaction",
            occasion="redaction", by=REVIEWERS, from_=BEFORE_ACCEPTANCE, clause=kind.clause("SCR-25"),
        ),
        Act(
            code="answer_checklist", title="Answer the quality checklist",
            occasion="report_version", by=(LEAD_REVIEWER,), from_=BEFORE_ACCEPTANCE,
            clause=kind.clause("GEN-11", "SCR-25"), needs=("report_whole",), closes=("answer_checklist",),
        ),
        Act(
            code="submit_report", title="Submit the report", by=REVIEWERS, from_=UNDER_WAY, to="report_submitted",
            clause=kind.clause("SCR-25"), needs=("report_whole",), opens=("consider_report",),
            may_open=("answer_checklist", *publishing.owed_with_report(kind)), closes=("amend_report",), hint="To the Board",
        ),
    )


def _with_board(kind: Kind) -> tuple[Act, ...]:
    return (
        Act(
            code="confirm_checklist", title="Confirm the quality checklist",
            occasion="checklist_unconfirmed", by=(CHAIR,), from_=WITH_BOARD,
            clause=kind.clause("GEN-11", "SCR-25"), needs=("checklist_answered",),
        ),
        Act(
            code="return_report", title="Return the report", signs="Return", by=(CHAIR,), from_=WITH_BOARD, to="under_review",
            clause=kind.clause("SCR-25", "GEN-11"), opens=("amend_report",),
            closes=("consider_report", *publishing.owed_with_report(kind)),
            hint="With what is missing. The six months run on",
        ),
        Act(
            code="accept_report", title="Accept the report", by=(CHAIR,), from_=WITH_BOARD, to="completed",
            clause=kind.clause("SCR-34", "SCR-21"), signed=True, signs="Acceptance", may_open=("advise_partner",),
            needs=(*FACTS, *publishing.needed_to_accept(kind)),
            closes=("completion", "consider_report", *WITH_ORGANISATIONS), hint="The Board’s signed decision, which completes the review",
        ),
        Act(
            code="advise_partner", title="Record that a partner was advised of the lessons",
            occasion="partner_unadvised", by=(MANAGER,), from_=DONE,
            clause=kind.clause("SCR-31"), opens=("acknowledge_lessons",), closes=("advise_partner",),
            hint="The Council, and each organisation on the Board",
        ),
        Act(
            code="acknowledge_lessons", title="Record a partner’s acknowledgement",
            occasion="lessons_unacknowledged", by=(MANAGER,), from_=DONE,
            clause=kind.clause("SCR-31"), closes=("acknowledge_lessons",),
        ),
    )


def _steps(kind: Kind) -> tuple[StepRule, ...]:
    return (
        StepRule(code="answer_comment", title="Answer an organisation’s comment on the report", owed_by=LEAD_REVIEWER, starts="act",
                 clause=kind.clause("SCR-25"), stages=TARGET, act="answer_comment", many=True),
        StepRule(code="answer_checklist", title="Answer the quality checklist of the report", owed_by=LEAD_REVIEWER, starts="act",
                 clause=kind.clause("GEN-11", "SCR-25"), stages=TARGET, act="answer_checklist"),
        StepRule(code="consider_report", title="Accept the report, or return it", owed_by=CHAIR, starts="act",
                 clause=kind.clause("SCR-34"), stages=TARGET, act="accept_report"),
        StepRule(code="amend_report", title="Submit the report again", owed_by=LEAD_REVIEWER, starts="act",
                 clause=kind.clause("SCR-25"), stages=TARGET, act="submit_report"),
        StepRule(code="advise_partner", title="Advise a partner of the lessons", owed_by=MANAGER, starts="act",
                 clause=kind.clause("SCR-31"), stages=TARGET, act="advise_partner", many=True),
        StepRule(code="acknowledge_lessons", title="Get a partner’s acknowledgement of the lessons", owed_by=MANAGER, starts="act",
                 clause=kind.clause("SCR-31"), stages=TARGET, act="acknowledge_lessons", many=True),
    )
