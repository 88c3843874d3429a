"""The process of a Serious Case Review, as a table (framework section 4.1).

Read it from top to bottom: the states a case can stand in, what may be done by whom, and what is owed by whom. Periods
stand in the rule set (`data/rules_2013.toml`). Buttons, checks, deadlines, chasers, diagrams and tests come from here.
"""

from reviews.process import appointing, contributing, informing, reporting, scrutiny, working
from reviews.process.kinds import SERIOUS_CASE_REVIEW
from reviews.process.part import joined
from reviews.process.words import (
    CHAIR,
    LIMIT,
    LONG,
    MANAGER,
    PANEL_CHAIR,
    PANEL_MEMBER,
    TARGET,
    UNDECIDED,
    UNDER_WAY,
    WITH_BOARD,
    WORKING,
)
from wscb.cases.process import Act, Process, State, StateGroup, StepRule

LATER = "reviews from the decision to the accepted report"

STATES = (
    State(code="start", title="Not yet logged"),
    State(code="notified", title="Notified", says="The Board Chair has to refer it to the Criteria Panel."),
    State(code="referred", title="Referred to the panel", says="The Criteria Panel has to be convened."),
    State(code="convened", title="Panel convened", says="The panel has to meet and make its recommendation."),
    State(code="recommended", title="Recommendation made", says="The Board Chair has to decide."),
    State(
        code="referred_back", title="Referred back to the panel", says="The panel has to answer the Chair’s questions."
    ),
    State(code="review", title="Serious Case Review decided", group=StateGroup.DECIDED, says="A review is to be held."),
    State(
        code="not_review",
        title="No Serious Case Review",
        group=StateGroup.DECIDED,
        says="The Chair decided against a review.",
    ),
    State(code="closed", title="Closed without a decision", group=StateGroup.CLOSED),
    State(code="under_review", title="Review under way", group=StateGroup.DECIDED),
    State(code="report_submitted", title="Report with the Board", group=StateGroup.DECIDED, planned=True),
    State(code="completed", title="Completed", group=StateGroup.CLOSED, planned=True),
)

# fmt: off
WITH_PANEL = ("referred", "convened", "recommended", "referred_back")
DECIDED = ("review", "not_review")
ONCE_DECIDED = (*DECIDED, *UNDER_WAY, *WITH_BOARD)
AFTER_DECISION = (*ONCE_DECIDED, "completed")
ALIVE = UNDECIDED + ONCE_DECIDED
EVERYWHERE = (*ALIVE, "closed", "completed")

ACTS = (
    Act(
        code="log", title="Log a notification", by=(MANAGER,), from_=("start",), to="notified", clause="SCR-01",
        opens=("refer_to_panel", "panel_recommendation", "chair_decision", "incident_ofsted", "incident_national_panel"),
        may_open=("route_elsewhere", "check_running_case"),
    ),
    Act(
        code="refer", title="Refer to the Criteria Panel", by=(CHAIR,), from_=("notified",), to="referred", clause="SCR-05",
        opens=("convene_panel",), closes=("refer_to_panel",),
    ),
    Act(
        code="close", title="Close without a decision", by=(CHAIR,), from_=UNDECIDED, to="closed", clause="SCR-01, SCR-15", signed=True,
        closes=(
            "refer_to_panel", "check_running_case", "convene_panel", "information", "panel_recommendation", "panel_answer",
            "draft_terms_of_reference", "propose_review_chair", "incident_ofsted", "incident_national_panel", "chair_decision",
            "receive_form_1", "check_information", "answer_more_time",
        ),
        hint="As a duplicate, because it was withdrawn, or because the child lives in another area",
    ),
    Act(
        code="convene", title="Convene the panel", by=(MANAGER,), from_=("referred", "referred_back"), to="convened", clause="SCR-05",
        closes=("convene_panel",),
    ),
    Act(
        code="reconvene", title="Change the meeting", by=(MANAGER,), from_=("convened",), clause="SCR-05",
        hint="Another date, chair or members",
    ),
    Act(
        code="record_attendance", title="Record who attended", by=(PANEL_CHAIR, MANAGER), from_=("convened", "referred_back"),
        clause="SCR-05", hint="Attendance, quorum and dissent",
    ),
    Act(
        code="adjourn", title="Adjourn the panel", by=(PANEL_CHAIR, MANAGER), from_=("convened",), to="referred", clause="SCR-05",
        opens=("convene_panel",),
    ),
    Act(
        code="recommend", title="Record the panel’s recommendation", by=(PANEL_CHAIR,), from_=("convened", "referred_back"),
        to="recommended", clause="SCR-06, SCR-09, SCR-10", needs=("attendance_recorded",), signed=True,
        opens=("receive_form_1",), may_open=("draft_terms_of_reference", "propose_review_chair"),
        closes=(
            "panel_recommendation", "panel_answer", "convene_panel", "information", "answer_more_time",
            "draft_terms_of_reference", "propose_review_chair",
        ),
    ),
    Act(
        code="explain_delay", title="Give reasons for the delay", by=(PANEL_CHAIR, CHAIR), from_=WITH_PANEL, clause="SCR-07, SCR-12",
    ),
    Act(
        code="file_terms", title="Add draft terms of reference", by=(PANEL_CHAIR, MANAGER), from_=(*WITH_PANEL, *WORKING),
        clause="SCR-09, GEN-03", closes=("draft_terms_of_reference",),
    ),
    Act(
        code="propose_chair", title="Propose a chair for the review", by=(PANEL_CHAIR, MANAGER), from_=(*WITH_PANEL, *WORKING),
        clause="SCR-09, GEN-04", closes=("propose_review_chair",),
    ),
    Act(
        code="record_consultation", title="Record a consultation", by=(CHAIR,), from_=ALIVE, clause="SCR-13, SCR-32",
        hint="Peer challenge, or the National Panel; or that none was sought and why",
    ),
    Act(
        code="refer_back", title="Refer back to the panel", by=(CHAIR,), from_=("recommended",), to="referred_back", clause="SCR-11",
        opens=("panel_answer",), hint="With questions. The month runs on.",
    ),
    Act(
        code="decide", title="Decide", by=(CHAIR,), from_=WITH_PANEL, to=DECIDED, clause="SCR-11, SCR-12, SCR-32",
        needs=("peer_challenge_answered", "national_panel_answered"), signed=True,
        opens=("outcome_ofsted", "outcome_national_panel", "receive_form_2"), may_open=("completion",),
        closes=(
            "chair_decision", "panel_recommendation", "panel_answer", "convene_panel", "information",
            "answer_more_time", "draft_terms_of_reference", "propose_review_chair",
        ),
    ),
    Act(
        code="reconsider", title="Reconsider on new facts", by=(CHAIR,), from_=DECIDED, to=DECIDED, clause="SCR-11", signed=True,
        needs=("peer_challenge_answered", "national_panel_answered"),
        opens=("outcome_ofsted", "outcome_national_panel", "receive_form_2"), may_open=("completion",),
        closes=(
            "completion", "draft_terms_of_reference", "propose_review_chair", "outcome_ofsted", "outcome_national_panel", "receive_form_2",
        ),
    ),
    Act(
        code="notify_incident_ofsted", title="Record the notice to Ofsted", by=(MANAGER, PANEL_CHAIR), from_=EVERYWHERE, clause="SCR-08",
        closes=("incident_ofsted",), hint="Of the incident",
    ),
    Act(
        code="notify_incident_national_panel", title="Record the notice to the National Panel", by=(MANAGER, PANEL_CHAIR), from_=EVERYWHERE,
        clause="SCR-08", closes=("incident_national_panel",), hint="Of the incident",
    ),
    Act(
        code="notify_outcome_ofsted", title="Record that Ofsted was told of the decision", by=(MANAGER,), from_=AFTER_DECISION,
        clause="SCR-14", closes=("outcome_ofsted",),
    ),
    Act(
        code="notify_outcome_national_panel", title="Record that the National Panel was told of the decision", by=(MANAGER,),
        from_=AFTER_DECISION, clause="SCR-14", closes=("outcome_national_panel",),
    ),
    Act(
        code="route_elsewhere", title="Record that the other Board was told", by=(MANAGER,), from_=EVERYWHERE, clause="SCR-01",
        closes=("route_elsewhere",), may_open=("route_elsewhere",), hint="A child who normally lives in another area",
    ),
    Act(
        code="receive_form_1", title="Receive form 1", by=(MANAGER,), from_=EVERYWHERE, clause="FORM-05", closes=("receive_form_1",),
    ),
    Act(
        code="receive_form_2", title="Receive form 2", by=(MANAGER,), from_=AFTER_DECISION, clause="FORM-05", closes=("receive_form_2",),
    ),
    Act(
        code="revise_worksheet", title="Change an answer on the criteria", by=(MANAGER, PANEL_CHAIR, CHAIR), from_=ALIVE, clause="SCR-02",
        signed=True,
    ),
    Act(
        code="record_death", title="Record that a child has died", by=(MANAGER,), from_=ALIVE, clause="SCR-01", signed=True,
        hint="The same case goes on, with its first clock",
    ),
    Act(
        code="correct_facts", title="Correct the notification", by=(MANAGER,), from_=ALIVE, clause="SCR-01", may_open=("route_elsewhere",),
        hint="What was received, the children, where they live",
    ),
    Act(
        code="add_organisation", title="Add an involved organisation", by=(MANAGER,), from_=ALIVE, clause="SCR-05, GEN-04",
        may_open=("propose_review_chair",),
    ),
    Act(
        code="record_interest", title="Record an interest", by=(MANAGER, CHAIR, PANEL_CHAIR, PANEL_MEMBER), from_=EVERYWHERE,
        clause="SCR-05", hint="Who has an interest in a case can no longer open it",
    ),
    Act(
        code="name_acting_chair", title="Record an acting Chair for this case", by=(MANAGER,), from_=ALIVE, clause="SCR-11",
        hint="When the Chair has a conflict of interest",
    ),
    Act(
        code="add_document", title="Add a document", by=(MANAGER, PANEL_CHAIR, CHAIR), from_=EVERYWHERE, clause="SCR-05",
    ),
    Act(
        code="strike_document", title="Strike out a document", by=(MANAGER,), from_=EVERYWHERE, clause="SCR-15",
    ),
    Act(
        code="add_note", title="Add a note", by=(MANAGER, PANEL_CHAIR, CHAIR), from_=EVERYWHERE, clause="SCR-15",
        hint="A call, a letter, a conversation",
    ),
    Act(
        code="look_over", title="Confirm the dates and start reminders", by=(MANAGER,), from_=ALIVE, clause="CARD-03",
        closes=("check_running_case",), hint="For a case that was entered while it was running",
    ),
    Act(
        code="submit_report", title="Submit the report", by=(MANAGER,), from_=("under_review",), to="report_submitted", clause="SCR-25",
        planned=LATER,
    ),
    Act(
        code="accept_report", title="Accept the report", by=(CHAIR,), from_=("report_submitted",), to="completed", clause="SCR-34",
        closes=("completion",), signed=True, planned=LATER,
    ),
)

STEPS = (
    StepRule(code="refer_to_panel", title="Refer the notification to the Criteria Panel", owed_by=CHAIR, starts="trigger",
             clause="SCR-05", stages=TARGET, act="refer"),
    StepRule(code="route_elsewhere", title="Tell the Board of the area where the child lives", owed_by=MANAGER, starts="act",
             clause="SCR-01", stages=TARGET, act="route_elsewhere"),
    StepRule(code="check_running_case", title="Check the dates of a case entered while running", owed_by=MANAGER, starts="act",
             clause="CARD-03", stages=TARGET, act="look_over"),
    StepRule(code="convene_panel", title="Convene the Criteria Panel", owed_by=MANAGER, starts="act", clause="SCR-05", stages=TARGET,
             act="convene"),
    StepRule(code="panel_recommendation", title="Make the panel’s recommendation", owed_by=PANEL_CHAIR, starts="trigger",
             clause="SCR-06", stages=LIMIT, act="recommend", owed_in=("referred", "convened"), late_reasons=True),
    StepRule(code="panel_answer", title="Answer the Chair’s questions", owed_by=PANEL_CHAIR, starts="act", clause="SCR-11",
             stages=TARGET, act="recommend"),
    StepRule(code="draft_terms_of_reference", title="Draft the terms of reference", owed_by=PANEL_CHAIR, starts="act", clause="SCR-09",
             stages=TARGET, act="file_terms"),
    StepRule(code="propose_review_chair", title="Propose a chair for the review", owed_by=PANEL_CHAIR, starts="act", clause="SCR-09",
             stages=TARGET, act="propose_chair"),
    StepRule(code="incident_ofsted", title="Tell Ofsted of the incident", owed_by=MANAGER, starts="trigger", clause="SCR-08",
             stages=TARGET, act="notify_incident_ofsted"),
    StepRule(code="incident_national_panel", title="Tell the National Panel of the incident", owed_by=MANAGER, starts="trigger",
             clause="SCR-08", stages=TARGET, act="notify_incident_national_panel"),
    StepRule(code="chair_decision", title="Decide whether to hold a review", owed_by=CHAIR, starts="trigger", clause="SCR-11",
             stages=LIMIT, act="decide", owed_in=WITH_PANEL, late_reasons=True),
    StepRule(code="receive_form_1", title="Receive form 1 from the panel chair", owed_by=MANAGER, starts="act", clause="FORM-05",
             stages=TARGET, act="receive_form_1"),
    StepRule(code="receive_form_2", title="Receive form 2 from the Board Chair", owed_by=MANAGER, starts="act", clause="FORM-05",
             stages=TARGET, act="receive_form_2"),
    StepRule(code="outcome_ofsted", title="Tell Ofsted of the decision", owed_by=MANAGER, starts="act", clause="SCR-14", stages=TARGET,
             act="notify_outcome_ofsted"),
    StepRule(code="outcome_national_panel", title="Tell the National Panel of the decision", owed_by=MANAGER, starts="act",
             clause="SCR-14", stages=TARGET, act="notify_outcome_national_panel"),
    StepRule(code="completion", title="Complete the review", owed_by=MANAGER, starts="act", clause="SCR-21", stages=LONG,
             act="accept_report"),
)

AFTERWARDS = joined(
    one.part(SERIOUS_CASE_REVIEW) for one in (appointing, informing, contributing, working, reporting, scrutiny)
)

SCR = Process(
    code="scr",
    title="Serious Case Review",
    short_title="SCR",
    initial="start",
    panel="case_review_subgroup",
    states=STATES,
    acts=(*ACTS, *AFTERWARDS.acts),
    steps=(*STEPS, *AFTERWARDS.steps),
    facts={
        "attendance_recorded": "Who attended the panel",
        "peer_challenge_answered": "Peer challenge, or that none was sought and why",
        "national_panel_answered": "Consultation of the National Panel, or that there was none and why",
        **AFTERWARDS.facts,
    },
)
