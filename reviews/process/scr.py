"""The process of a Serious Case Review, as a table (framework section 4.1).

Read it from top to bottom, after what both kinds of review share (`deciding.py`): what may be done by whom, and what is owed
by whom. Periods stand in the rule set (`data/rules_2013.toml`). Buttons, checks, deadlines, chasers, diagrams and tests come
from here.
"""

from reviews.process import afterwards, deciding
from reviews.process.deciding import EVERYWHERE
from reviews.process.kinds import SERIOUS_CASE_REVIEW
from reviews.process.part import closing_what_is_left
from reviews.process.states import states
from reviews.process.words import CHAIR, LIMIT, MANAGER, PANEL_CHAIR, TARGET
from wscb.cases.process import Act, Process, StepRule

INCIDENT = ("incident_ofsted", "incident_national_panel")

# fmt: off
ACTS = (
    Act(
        code="log", title=SERIOUS_CASE_REVIEW.begins, by=(MANAGER,), from_=("start",), to="notified", clause="SCR-01",
        opens=("refer_to_panel", "panel_recommendation", "chair_decision", *INCIDENT),
        may_open=("route_elsewhere", "check_running_case"),
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
        code="put_to_subgroup", title="Put to the Case Review Subgroup", by=(CHAIR,), from_=("not_review",), clause="CR-01, CR-02",
        hint="When there is something to be learned all the same",
    ),
)

STEPS = (
    StepRule(code="panel_recommendation", title="Make the panel’s recommendation", owed_by=PANEL_CHAIR, starts="trigger",
             clause="SCR-06", stages=LIMIT, act="recommend", owed_in=("referred", "convened"), late_reasons=True),
    StepRule(code="incident_ofsted", title="Tell Ofsted of the incident", owed_by=MANAGER, starts="trigger", clause="SCR-08",
             stages=TARGET, act="notify_incident_ofsted"),
    StepRule(code="incident_national_panel", title="Tell the National Panel of the incident", owed_by=MANAGER, starts="trigger",
             clause="SCR-08", stages=TARGET, act="notify_incident_national_panel"),
)

SHARED = deciding.part(
    SERIOUS_CASE_REVIEW, first=(), answered=("peer_challenge_answered", "national_panel_answered"), incident=INCIDENT
)
AFTERWARDS = afterwards.part(SERIOUS_CASE_REVIEW)
ALL_STEPS = (*STEPS, *SHARED.steps, *AFTERWARDS.steps)

SCR = Process(
    code="scr",
    title="Serious Case Review",
    short_title="SCR",
    initial="start",
    panel="case_review_subgroup",
    panel_spoken=SERIOUS_CASE_REVIEW.spoken,
    states=states(SERIOUS_CASE_REVIEW),
    acts=closing_what_is_left((*ACTS[:1], *SHARED.acts, *ACTS[1:], *AFTERWARDS.acts), ALL_STEPS),
    steps=ALL_STEPS,
    facts={
        "attendance_recorded": "Who attended the panel",
        "peer_challenge_answered": "Peer challenge, or that none was sought and why",
        "national_panel_answered": "Consultation of the National Panel, or that there was none and why",
        **AFTERWARDS.facts,
    },
    supplied_by={
        "attendance_recorded": "record_attendance",
        "peer_challenge_answered": "record_consultation",
        "national_panel_answered": "record_consultation",
        **AFTERWARDS.supplied_by,
    },
    occasions={**SHARED.occasions, **AFTERWARDS.occasions},
)
