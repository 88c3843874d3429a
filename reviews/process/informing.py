"""Organisations and their written information (SCR-05, SCR-19, SCR-20).

What an organisation was asked for is owed by its representative, who sees that request and nothing else of the case. Where
nobody is named, the business manager is told.
"""

from reviews.process.deciding import EVERYWHERE, UNDECIDED
from reviews.process.part import Kind, Part
from reviews.process.words import LEAD_REVIEWER, MANAGER, REPRESENTATIVE, TARGET, TO_BEGIN, UNDER_WAY
from wscb.cases.process import Act, StepRule

# fmt: off
OWED = ("information", "written_information")
OCCASIONS = {
    "request_unanswered": "No request for information is waiting for an answer.",
    "request_to_check": "Nothing that was sent is waiting to be checked.",
    "request_for_time": "No organisation is waiting for an answer about more time.",
    "organisation_known": "No organisation has been named as involved.",
    "organisation_involved": "No organisation has been named as involved.",
}


def part(kind: Kind) -> Part:
    """The rows of this part for the kind of review."""
    return Part(acts=(*_office_acts(kind), *_own_acts(kind)), steps=_steps(kind), occasions=OCCASIONS)


def _office_acts(kind: Kind) -> tuple[Act, ...]:
    """What the Board's office and the lead reviewer do."""
    asked, represented = kind.clause("SCR-05", "SCR-20"), kind.clause("SCR-19")
    return (
        Act(
            code="ask_information", title="Ask an organisation for information", by=(MANAGER, LEAD_REVIEWER),
            from_=(*UNDECIDED, *TO_BEGIN, *UNDER_WAY),
            clause=asked, may_open=OWED, hint=f"Brief information for the {kind.spoken}, or a report for the review",
        ),
        Act(
            code="name_representative", title="Name an organisation’s representative",
            occasion="organisation_known", by=(MANAGER,), from_=EVERYWHERE,
            clause=represented, hint="Who answers for it, and sees its requests alone",
        ),
        Act(
            code="record_engagement", title="Record how an organisation takes part",
            occasion="organisation_involved", by=(MANAGER, LEAD_REVIEWER), from_=EVERYWHERE,
            clause=represented, hint="Invited, engaged, or declined and why",
        ),
        Act(
            code="receive_information", title="Record information received",
            occasion="request_unanswered", by=(MANAGER,), from_=EVERYWHERE, clause=asked,
            opens=("check_information",), closes=(*OWED, "answer_more_time"), hint="By another way than this service",
        ),
        Act(
            code="check_information", title="Check what an organisation sent",
            occasion="request_to_check", by=(MANAGER, LEAD_REVIEWER), from_=EVERYWHERE,
            clause=asked, may_open=OWED, closes=("check_information",), hint="Accept it, or send it back",
        ),
        Act(
            code="answer_more_time", title="Answer a request for more time",
            occasion="request_for_time", by=(MANAGER,), from_=EVERYWHERE, clause=asked,
            closes=("answer_more_time",),
        ),
    )


def _own_acts(kind: Kind) -> tuple[Act, ...]:
    """What an organisation's representative does, on the organisation's own pages."""
    asked, represented = kind.clause("SCR-05", "SCR-20"), kind.clause("SCR-19")
    return (
        Act(
            code="submit_information", title="Send the information asked for", by=(REPRESENTATIVE,), from_=EVERYWHERE, clause=asked,
            opens=("check_information",), closes=(*OWED, "answer_more_time"),
        ),
        Act(
            code="ask_more_time", title="Ask for more time", by=(REPRESENTATIVE,), from_=EVERYWHERE, clause=asked,
            opens=("answer_more_time",),
        ),
        Act(
            code="delegate_request", title="Let a colleague work on requests", by=(REPRESENTATIVE,), from_=EVERYWHERE,
            clause=represented,
        ),
        Act(
            code="end_delegation", title="End a colleague’s work on requests", by=(REPRESENTATIVE,), from_=EVERYWHERE,
            clause=represented,
        ),
        Act(
            code="hand_over_request", title="Hand requests over to a colleague", by=(REPRESENTATIVE,), from_=EVERYWHERE,
            clause=represented,
        ),
    )


def _steps(kind: Kind) -> tuple[StepRule, ...]:
    written = kind.clause("SCR-20")
    return (
        StepRule(code="information", title="Send the brief information asked for", owed_by=REPRESENTATIVE, starts="act",
                 clause=kind.clause("SCR-05"), stages=TARGET, act="submit_information", many=True),
        StepRule(code="written_information", title="Send the written information asked for", owed_by=REPRESENTATIVE,
                 starts="act", clause=written, stages=TARGET, act="submit_information", many=True),
        StepRule(code="check_information", title="Check what an organisation sent", owed_by=MANAGER, starts="act",
                 clause=written, stages=TARGET, act="check_information", many=True),
        StepRule(code="answer_more_time", title="Answer a request for more time", owed_by=MANAGER, starts="act",
                 clause=written, stages=TARGET, act="answer_more_time", many=True),
    )
