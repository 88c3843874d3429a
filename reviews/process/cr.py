"""The process of a Case Review, as a table (framework section 4.2).

Read it from top to bottom, after what both kinds of review share (`deciding.py`). The Subgroup has no limit of three weeks: its
recommendation is a target of the Board's own. It decides whether Ofsted is to be told of the incident; Ofsted is always told of
the decision. Periods stand in `data/rules_2013.toml`, and what differs from it in `data/rules_2013_cr.toml`.
"""

from reviews.process import afterwards, deciding
from reviews.process.deciding import ALIVE, EVERYWHERE, WITH_PANEL
from reviews.process.kinds import CASE_REVIEW
from reviews.process.part import closing_what_is_left
from reviews.process.states import states
from reviews.process.words import MANAGER, PANEL_CHAIR, TARGET
from wscb.cases.process import Act, Process, StepRule

INCIDENT = ("consider_ofsted", "incident_ofsted")

# fmt: off
ACTS = (
    Act(
        code="log", title=CASE_REVIEW.begins, by=(MANAGER,), from_=("start",), to="notified", clause="CR-01, CR-02",
        opens=("refer_to_panel", "panel_recommendation", "chair_decision", "consider_ofsted"),
        may_open=("route_elsewhere", "check_running_case"),
    ),
    Act(
        code="consider_ofsted", title="Decide whether Ofsted is to be told", by=(PANEL_CHAIR, MANAGER), from_=ALIVE,
        clause="CR-03", may_open=("incident_ofsted",), closes=INCIDENT, hint="Of the incident; or that it is not, and why",
    ),
    Act(
        code="notify_incident_ofsted", title="Record the notice to Ofsted", by=(MANAGER, PANEL_CHAIR), from_=EVERYWHERE, clause="CR-03",
        closes=("incident_ofsted",), hint="Of the incident",
    ),
)

STEPS = (
    StepRule(code="panel_recommendation", title="Make the Subgroup’s recommendation", owed_by=PANEL_CHAIR, starts="trigger",
             clause="CR-06", stages=TARGET, act="recommend", owed_in=("referred", "convened")),
    StepRule(code="consider_ofsted", title="Decide whether Ofsted is to be told of the incident", owed_by=PANEL_CHAIR,
             starts="trigger", clause="CR-03", stages=TARGET, act="consider_ofsted", owed_in=WITH_PANEL),
    StepRule(code="incident_ofsted", title="Tell Ofsted of the incident", owed_by=MANAGER, starts="act", clause="CR-03",
             stages=TARGET, act="notify_incident_ofsted"),
)

SHARED = deciding.part(
    CASE_REVIEW, first=("ofsted_considered",), answered=("peer_challenge_answered",), incident=INCIDENT
)
AFTERWARDS = afterwards.part(CASE_REVIEW)
ALL_STEPS = (*STEPS, *SHARED.steps, *AFTERWARDS.steps)

CR = Process(
    code="cr",
    title="Case Review",
    short_title="CR",
    initial="start",
    panel="case_review_subgroup",
    panel_spoken=CASE_REVIEW.spoken,
    led_from_board=True,
    states=states(CASE_REVIEW),
    acts=closing_what_is_left((*ACTS[:1], *SHARED.acts, *ACTS[1:], *AFTERWARDS.acts), ALL_STEPS),
    steps=ALL_STEPS,
    facts={
        "attendance_recorded": "Who attended the Subgroup",
        "ofsted_considered": "Whether Ofsted is to be told of the incident",
        "peer_challenge_answered": "Peer challenge, or that none was sought and why",
        **AFTERWARDS.facts,
    },
    supplied_by={
        "attendance_recorded": "record_attendance",
        "ofsted_considered": "consider_ofsted",
        "peer_challenge_answered": "record_consultation",
        **AFTERWARDS.supplied_by,
    },
    occasions={**SHARED.occasions, **AFTERWARDS.occasions},
)
