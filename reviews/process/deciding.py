"""What both kinds of review share up to the decision, and what goes along with a case: papers, notes, interests, closing.

From the report of the incident to the Chair's signed decision (framework sections 4.1 and 4.2). What only one kind has stands
in its own table (`scr.py`, `cr.py`).
"""

from reviews.process.appointing import PREPARING, STAFFING, about_appointments
from reviews.process.contributing import ABOUT_PEOPLE
from reviews.process.part import Kind, Part
from reviews.process.words import (
    CHAIR,
    LEAD_REVIEWER,
    LIMIT,
    LONG,
    MANAGER,
    PANEL_CHAIR,
    PANEL_MEMBER,
    REVIEW_CHAIR,
    TARGET,
    UNDER_WAY,
    WITH_BOARD,
    WORKING,
)
from reviews.process.working import INTERIM, NEWS_OF, OF_A_REVIEW
from wscb.cases.process import Act, StepRule

# fmt: off
UNDECIDED = ("notified", "referred", "convened", "recommended", "referred_back")
WITH_PANEL = ("referred", "convened", "recommended", "referred_back")
DECIDED = ("review", "not_review")
ONCE_DECIDED = (*DECIDED, *UNDER_WAY, *WITH_BOARD)
AFTER_DECISION = (*ONCE_DECIDED, "completed")
ALIVE = UNDECIDED + ONCE_DECIDED
EVERYWHERE = (*ALIVE, "closed", "completed")


OCCASIONS = {
    "child_alive": "No child of this case is recorded without a date of death.",
    "document": "There is no document that could be struck out.",
    "running": "The dates of this case are confirmed. Its reminders are on.",
    "late_step": "Nothing that you owe on this case is overdue.",
}


def part(kind: Kind, *, first: tuple[str, ...], answered: tuple[str, ...], incident: tuple[str, ...]) -> Part:
    """The rows that both kinds have.

    `first` are facts of the kind that a recommendation needs, `answered` those that a decision needs; `incident` are its steps
    about the notice of the incident, which end when the case is closed.
    """
    acts = (
        *_panel_acts(kind, first),
        *_chair_acts(kind, answered, incident),
        *_office_acts(kind),
        *_fact_acts(kind),
        *_paper_acts(kind),
    )
    return Part(acts=acts, steps=_steps(kind), occasions=OCCASIONS | _receipts(kind))


def _panel_acts(kind: Kind, first: tuple[str, ...]) -> tuple[Act, ...]:
    """From the referral to the signed recommendation."""
    received, _ = kind.receipts
    return (
        Act(
            code="refer", title=f"Refer to the {kind.panel}", by=(CHAIR,), from_=("notified",), to="referred", clause=kind.clause("SCR-05"),
            opens=("convene_panel",), closes=("refer_to_panel",),
        ),
        Act(
            code="convene", title=f"Convene the {kind.spoken}", by=(MANAGER,), from_=("referred", "referred_back"), to="convened",
            clause=kind.clause("SCR-05"), closes=("convene_panel",),
        ),
        Act(
            code="reconvene", title="Change the meeting", by=(MANAGER,), from_=("convened",), clause=kind.clause("SCR-05"),
            hint="Another date, chair or members",
        ),
        Act(
            code="record_attendance", title="Record who attended", by=(PANEL_CHAIR, MANAGER), from_=("convened", "referred_back"),
            clause=kind.clause("SCR-05"), hint="Attendance, quorum and dissent",
        ),
        Act(
            code="adjourn", title=f"Adjourn the {kind.spoken}", by=(PANEL_CHAIR, MANAGER), from_=("convened",), to="referred",
            clause=kind.clause("SCR-05"), opens=("convene_panel",),
        ),
        Act(
            code="recommend", title=f"Record the {kind.spoken}’s recommendation", by=(PANEL_CHAIR,), from_=("convened", "referred_back"),
            to="recommended", clause=kind.clause("SCR-06", "SCR-09", "SCR-10"), needs=("attendance_recorded", *first),
            signed=True, signs="Recommendation",
            opens=(received,), may_open=("draft_terms_of_reference", "propose_review_chair"),
            closes=(
                "panel_recommendation", "panel_answer", "convene_panel", "information", "answer_more_time",
                "draft_terms_of_reference", "propose_review_chair",
            ),
        ),
        Act(
            code="explain_delay", title="Give reasons for the delay",
            occasion="late_step", by=(PANEL_CHAIR, CHAIR), from_=(*WITH_PANEL, *WORKING),
            clause=kind.clause("SCR-07", "SCR-12", "SCR-21"),
        ),
        Act(
            code="file_terms", title="Add draft terms of reference", by=(PANEL_CHAIR, MANAGER, REVIEW_CHAIR, LEAD_REVIEWER),
            from_=(*WITH_PANEL, *WORKING), clause=kind.clause("SCR-09", "GEN-03"), closes=("draft_terms_of_reference",),
            may_open=("agree_terms",),
        ),
        Act(
            code="propose_chair", title="Propose a chair for the review", by=(PANEL_CHAIR, MANAGER), from_=(*WITH_PANEL, *WORKING),
            clause=kind.clause("SCR-09", "GEN-04"), closes=("propose_review_chair",),
        ),
    )


def _chair_acts(kind: Kind, answered: tuple[str, ...], incident: tuple[str, ...]) -> tuple[Act, ...]:
    """What the Board Chair closes, asks and decides."""
    received, taken = kind.receipts
    consulted = "Peer challenge" + (", or the National Panel" if "national_panel" in kind.bodies else "")
    consulted += "; or that none was sought and why"
    return (
        Act(
            code="close", title="Close without a decision", by=(CHAIR,), from_=UNDECIDED, to="closed",
            clause=kind.clause("SCR-01", "SCR-15"), signed=True, signs="Closure",
            closes=(
                "refer_to_panel", "check_running_case", "convene_panel", "information", "panel_recommendation", "panel_answer",
                "draft_terms_of_reference", "propose_review_chair", "chair_decision", "resolve_independence", received,
                "check_information", "answer_more_time", *incident,
            ),
            hint="As a duplicate, because it was withdrawn, or because the child lives in another area",
        ),
        Act(
            code="record_consultation", title="Record a consultation", by=(CHAIR,), from_=EVERYWHERE,
            clause=kind.clause("SCR-13", "SCR-32"), hint=consulted,
        ),
        Act(
            code="refer_back", title=f"Refer back to the {kind.spoken}", by=(CHAIR,), from_=("recommended",), to="referred_back",
            clause=kind.clause("SCR-11"), opens=("panel_answer",), hint="With questions. The month runs on.",
        ),
        Act(
            code="decide", title="Decide", by=(CHAIR,), from_=WITH_PANEL, to=DECIDED, clause=kind.clause("SCR-11", "SCR-12", "SCR-32"),
            needs=answered, signed=True, signs="Decision",
            opens=(*kind.told, taken), may_open=("completion", INTERIM, "draft_terms_of_reference", *PREPARING),
            closes=(
                "chair_decision", "panel_recommendation", "panel_answer", "convene_panel", "information", "answer_more_time",
                "draft_terms_of_reference", "propose_review_chair", "resolve_independence",
            ),
        ),
        Act(
            code="reconsider", title="Reconsider on new facts", by=(CHAIR,), from_=DECIDED, to=DECIDED,
            clause=kind.clause("SCR-11"), signed=True, signs="Decision",
            needs=answered,
            opens=(*kind.told, taken),
            may_open=("completion", INTERIM, NEWS_OF, "invitation_outcome", "draft_terms_of_reference", *PREPARING),
            closes=(
                "completion", "draft_terms_of_reference", "propose_review_chair", *kind.told, taken, *about_appointments(kind),
                *ABOUT_PEOPLE, *sorted(OF_A_REVIEW), *PREPARING,
            ),
        ),
    )


def _receipts(kind: Kind) -> dict[str, str]:
    """The occasions of taking receipt of the two forms."""
    return {act: f"Form {number} is not waiting to be received." for act, number in zip(kind.receipts, kind.forms, strict=True)}


def _office_acts(kind: Kind) -> tuple[Act, ...]:
    """Whom the office tells, and what it receives."""
    received, taken = kind.receipts
    return (
        *(
            Act(
                code=f"notify_outcome_{body}", title=f"Record that {called} was told of the decision", by=(MANAGER,),
                from_=AFTER_DECISION, clause=kind.clause("SCR-14"), closes=(f"outcome_{body}",),
            )
            for body, called in kind.bodies.items()
        ),
        Act(
            code="route_elsewhere", title="Record that the other Board was told", by=(MANAGER,), from_=EVERYWHERE,
            clause=kind.clause("SCR-01"),
            closes=("route_elsewhere",), may_open=("route_elsewhere",), hint="A child who normally lives in another area",
        ),
        Act(
            code=received, title=f"Receive form {kind.forms[0]}", occasion=received, by=(MANAGER,), from_=EVERYWHERE,
            clause=kind.clause("FORM-05"), closes=(received,),
        ),
        Act(
            code=taken, title=f"Receive form {kind.forms[1]}", occasion=taken, by=(MANAGER,), from_=AFTER_DECISION,
            clause=kind.clause("FORM-05"), closes=(taken,),
        ),
    )


def _fact_acts(kind: Kind) -> tuple[Act, ...]:
    """What changes in the facts of the case and in who has a part in it."""
    worksheet = "Change an answer on the criteria" if kind.code == "scr" else "Change what is to be learned"
    return (
        Act(
            code="revise_worksheet", title=worksheet, by=(MANAGER, PANEL_CHAIR, CHAIR), from_=ALIVE, clause=kind.clause("SCR-02"),
            signed=True, signs="Worksheet",
        ),
        Act(
            code="record_death", title="Record that a child has died", occasion="child_alive", by=(MANAGER,), from_=ALIVE,
            clause=kind.clause("SCR-01"), signed=True, signs="Worksheet",
            hint="The same case goes on, with its first clock",
        ),
        Act(
            code="correct_facts", title="Correct the notification", by=(MANAGER,), from_=ALIVE,
            clause=kind.clause("SCR-01"), may_open=("route_elsewhere",), hint="What was received, the children, where they live",
        ),
        Act(
            code="add_organisation", title="Add an involved organisation", by=(MANAGER,), from_=ALIVE,
            clause=kind.clause("SCR-05", "GEN-04"), may_open=("propose_review_chair", "resolve_independence", *STAFFING),
            closes=STAFFING,
        ),
        Act(
            code="record_interest", title="Record an interest", by=(MANAGER, CHAIR, PANEL_CHAIR, PANEL_MEMBER, REVIEW_CHAIR, LEAD_REVIEWER),
            from_=EVERYWHERE, clause=kind.clause("SCR-05"), may_open=STAFFING, closes=(*about_appointments(kind), *STAFFING),
            hint="Who has an interest in a case can no longer open it",
        ),
        Act(
            code="name_acting_chair", title="Record an acting Chair for this case", by=(MANAGER,), from_=ALIVE,
            clause=kind.clause("SCR-11"),
            hint="When the Chair has a conflict of interest",
        ),
    )


def _paper_acts(kind: Kind) -> tuple[Act, ...]:
    """Papers, notes, and a case that was entered while it was running."""
    return (
        Act(
            code="add_document", title="Add a document", by=(MANAGER, PANEL_CHAIR, CHAIR), from_=EVERYWHERE, clause=kind.clause("SCR-05"),
        ),
        Act(
            code="strike_document", title="Strike out a document",
            occasion="document", by=(MANAGER,), from_=EVERYWHERE, clause=kind.clause("SCR-15"),
        ),
        Act(
            code="add_note", title="Add a note", by=(MANAGER, PANEL_CHAIR, CHAIR), from_=EVERYWHERE, clause=kind.clause("SCR-15"),
            hint="A call, a letter, a conversation",
        ),
        Act(
            code="look_over", title="Confirm the dates and start reminders",
            occasion="running", by=(MANAGER,), from_=ALIVE, clause=kind.clause("CARD-03"),
            closes=("check_running_case",), hint="For a case that was entered while it was running",
        ),
    )


def _steps(kind: Kind) -> tuple[StepRule, ...]:
    received, taken = kind.receipts
    return (
        StepRule(code="refer_to_panel", title=f"Refer the notification to the {kind.panel}", owed_by=CHAIR, starts="trigger",
                 clause=kind.clause("SCR-05"), stages=TARGET, act="refer"),
        StepRule(code="route_elsewhere", title="Tell the Board of the area where the child lives", owed_by=MANAGER, starts="act",
                 clause=kind.clause("SCR-01"), stages=TARGET, act="route_elsewhere"),
        StepRule(code="check_running_case", title="Check the dates of a case entered while running", owed_by=MANAGER, starts="act",
                 clause=kind.clause("CARD-03"), stages=TARGET, act="look_over"),
        StepRule(code="convene_panel", title=f"Convene the {kind.panel}", owed_by=MANAGER, starts="act",
                 clause=kind.clause("SCR-05"), stages=TARGET,
                 act="convene"),
        StepRule(code="panel_answer", title="Answer the Chair’s questions", owed_by=PANEL_CHAIR, starts="act", clause=kind.clause("SCR-11"),
                 stages=TARGET, act="recommend"),
        StepRule(code="draft_terms_of_reference", title="Draft the terms of reference", owed_by=PANEL_CHAIR, starts="act",
                 clause=kind.clause("SCR-09"),
                 stages=TARGET, act="file_terms"),
        StepRule(code="propose_review_chair", title="Propose a chair for the review", owed_by=PANEL_CHAIR, starts="act",
                 clause=kind.clause("SCR-09"),
                 stages=TARGET, act="propose_chair"),
        StepRule(code="chair_decision", title="Decide whether to hold a review", owed_by=CHAIR, starts="trigger",
                 clause=kind.clause("SCR-11"),
                 stages=LIMIT, act="decide", owed_in=WITH_PANEL, late_reasons=True),
        StepRule(code=received, title=f"Receive form {kind.forms[0]} from the {kind.spoken} chair", owed_by=MANAGER, starts="act",
                 clause=kind.clause("FORM-05"),
                 stages=TARGET, act=received),
        StepRule(code=taken, title=f"Receive form {kind.forms[1]} from the Board Chair", owed_by=MANAGER, starts="act",
                 clause=kind.clause("FORM-05"),
                 stages=TARGET, act=taken),
        *(
            StepRule(code=f"outcome_{body}", title=f"Tell {called} of the decision", owed_by=MANAGER, starts="act",
                     clause=kind.clause("SCR-14"), stages=TARGET, act=f"notify_outcome_{body}")
            for body, called in kind.bodies.items()
        ),
        StepRule(code="completion", title="Complete the review", owed_by=CHAIR, starts="act", clause=kind.clause("SCR-21"),
                 stages=LONG, act="accept_report", late_reasons=True),
    )
