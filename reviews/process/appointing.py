"""Appointments, terms of reference and the beginning of a review (SCR-17, SCR-18, SCR-33, GEN-03, GEN-04, GEN-08)."""

from reviews.process.contributing import ABOUT_PEOPLE
from reviews.process.part import Kind, Part
from reviews.process.words import (
    CHAIR,
    LEAD_REVIEWER,
    MANAGER,
    REVIEW_CHAIR,
    REVIEWED,
    TARGET,
    TO_BEGIN,
    UNDER_WAY,
    WITH_BOARD,
    WORKING,
)
from wscb.cases.process import Act, StepRule

BEGUN = (*UNDER_WAY, *WITH_BOARD, "completed")
STAFFING = ("propose_lead", "propose_appointed_chair", "appoint_lead", "appoint_chair")
PREPARING = (*STAFFING, "agree_terms", "begin_review")
"""The steps between the decision to hold a review and its beginning; `wscb.cases.preparing` says when each is owed."""
NAMES = ("names_national_panel", "names_advice")
FOR_A_REVIEW = frozenset(
    {
        "draft_terms_of_reference",
        "propose_review_chair",
        "completion",
        "declare_lead",
        "declare_chair",
        "resolve_independence",
        *NAMES,
        *PREPARING,
        *ABOUT_PEOPLE,
    }
)
"""The steps that go on when the Chair decides, or decides anew, to hold a review."""


OCCASIONS = {
    "proposal": "Nobody is proposed at present. Propose somebody first.",
    "undeclared": "Every declaration has been recorded.",
    "appointment": "Nobody is proposed or appointed at present.",
    "in_question": "Nobody’s independence is in question.",
    "terms_to_agree": "There is no version that waits to be agreed. Add one first.",
}
NAMES_OCCASIONS = {
    "name_untold": "The National Panel has been told every name of those who lead the review.",
    "advice_awaited": "No advice is awaited.",
}


def about_appointments(kind: Kind) -> tuple[str, ...]:
    """The steps that are each about one appointment: they end with it, and when no review is to be held after all."""
    return ("declare_lead", "declare_chair", "resolve_independence", *(NAMES if _told(kind) else ()))


def _told(kind: Kind) -> bool:
    """Whether the National Panel is given the names of the leads: of a Serious Case Review alone (SCR-18)."""
    return "national_panel" in kind.bodies


def part(kind: Kind) -> Part:
    """The rows of this part for the kind of review."""
    acts = (*_appointing(kind), *(_telling(kind) if _told(kind) else ()), *_beginning(kind))
    steps = (*_steps(kind), *(_names_steps(kind) if _told(kind) else ()))
    facts = {
        "lead_appointed": "a lead reviewer appointed, with their declaration of independence",
        "review_chair_appointed": "a review chair appointed, with their declaration of independence",
        "independence_settled": "what follows for the appointment whose independence is in question",
        "terms_agreed": "the terms of reference agreed by the Board Chair",
    }
    supplied_by = {
        "lead_appointed": "appoint",
        "review_chair_appointed": "appoint",
        "independence_settled": "resolve_independence",
        "terms_agreed": "agree_terms",
    }
    occasions = OCCASIONS | (NAMES_OCCASIONS if _told(kind) else {})
    return Part(acts=acts, steps=steps, facts=facts, supplied_by=supplied_by, occasions=occasions)


# fmt: off
def _appointing(kind: Kind) -> tuple[Act, ...]:
    clause = kind.clause("SCR-17", "SCR-33", "GEN-04")
    return (
        Act(
            code="propose_appointment", title="Propose a review chair or lead reviewer", by=(MANAGER, CHAIR), from_=WORKING, clause=clause,
            may_open=STAFFING, closes=(*STAFFING, "propose_review_chair"),
            hint="With the evidence of their qualifications; refused where they would not be independent",
        ),
        Act(
            code="appoint", title="Appoint a review chair or lead reviewer", occasion="proposal", by=(CHAIR,), from_=WORKING, clause=clause,
            may_open=("declare_lead", "declare_chair", *(("names_national_panel",) if _told(kind) else ()), *STAFFING),
            closes=STAFFING,
            hint="They see this review from the first day of the appointment to the last",
        ),
        Act(
            code="declare_independence", title="Declare independence",
            occasion="undeclared", by=(LEAD_REVIEWER, REVIEW_CHAIR, MANAGER), from_=REVIEWED,
            clause=clause, closes=("declare_lead", "declare_chair"), signed=True, signs="Declaration",
            hint="Signed by the person, or recorded from the signed paper by the business manager",
        ),
        Act(
            code="end_appointment", title="End an appointment", occasion="appointment", by=(CHAIR, MANAGER), from_=REVIEWED, clause=clause,
            may_open=STAFFING, closes=(*about_appointments(kind), *STAFFING), hint="Or withdraw a proposal",
        ),
        Act(
            code="resolve_independence", title="Confirm that an appointment stands",
            occasion="in_question", by=(CHAIR,), from_=REVIEWED, clause="GEN-04",
            closes=("resolve_independence",), hint="Once nothing stands against their independence any more; otherwise end the appointment",
        ),
    )


def _telling(kind: Kind) -> tuple[Act, ...]:
    return (
        Act(
            code="tell_names", title="Record that the National Panel was told the names",
            occasion="name_untold", by=(MANAGER,), from_=REVIEWED, clause="SCR-18",
            opens=("names_advice",), closes=("names_national_panel",), hint="Of those appointed to lead the review",
        ),
        Act(
            code="record_names_advice", title="Record the National Panel’s advice on the names",
            occasion="advice_awaited", by=(MANAGER, CHAIR), from_=REVIEWED,
            clause="SCR-18", closes=("names_advice",), hint="And what the Board made of it",
        ),
    )


def _beginning(kind: Kind) -> tuple[Act, ...]:
    return (
        Act(
            code="agree_terms", title="Agree the terms of reference",
            occasion="terms_to_agree", by=(CHAIR,), from_=WORKING, clause=kind.clause("SCR-09", "GEN-03"),
            signed=True, signs="Agreement", closes=("agree_terms",), hint="The last version that was added",
        ),
        Act(
            code="begin_review", title="Begin the review", by=(MANAGER, CHAIR), from_=TO_BEGIN, to="under_review",
            clause=kind.clause("SCR-17", "SCR-33", "GEN-03", "GEN-08"),
            needs=("lead_appointed", "review_chair_appointed", "independence_settled", "terms_agreed"), opens=("family_publication",),
            may_open=ABOUT_PEOPLE, closes=("begin_review",),
        ),
        Act(
            code="discuss_publication", title="Record that publication was discussed with the family",
            by=(MANAGER, CHAIR, REVIEW_CHAIR, LEAD_REVIEWER), from_=BEGUN, clause="GEN-08", closes=("family_publication",),
            hint="Or why it was not",
        ),
    )


def _steps(kind: Kind) -> tuple[StepRule, ...]:
    return (*_preparing_steps(kind), *_independence_steps(kind))


def _preparing_steps(kind: Kind) -> tuple[StepRule, ...]:
    """From the decision to the beginning, and whenever somebody who led or chaired is gone."""
    lead, chair = kind.clause("SCR-17", "GEN-04"), kind.clause("SCR-33", "GEN-04")
    return (
        StepRule(code="propose_lead", title="Propose a lead reviewer for appointment", owed_by=MANAGER, starts="act", clause=lead,
                 stages=TARGET, act="propose_appointment", page=LEAD_REVIEWER),
        StepRule(code="propose_appointed_chair", title="Propose a review chair for appointment", owed_by=MANAGER, starts="act",
                 clause=chair, stages=TARGET, act="propose_appointment", page=REVIEW_CHAIR),
        StepRule(code="appoint_lead", title="Appoint a lead reviewer", owed_by=CHAIR, starts="act", clause=lead, stages=TARGET,
                 act="appoint"),
        StepRule(code="appoint_chair", title="Appoint a review chair", owed_by=CHAIR, starts="act", clause=chair, stages=TARGET,
                 act="appoint"),
        StepRule(code="agree_terms", title="Agree the terms of reference", owed_by=CHAIR, starts="act",
                 clause=kind.clause("SCR-09", "GEN-03"), stages=TARGET, act="agree_terms"),
        StepRule(code="begin_review", title="Begin the review", owed_by=MANAGER, starts="act",
                 clause=kind.clause("SCR-17", "SCR-33", "GEN-03"), stages=TARGET, act="begin_review"),
    )


def _independence_steps(kind: Kind) -> tuple[StepRule, ...]:
    clause = kind.clause("SCR-17", "SCR-33", "GEN-04")
    return (
        StepRule(code="declare_lead", title="Declare that you are independent, as lead reviewer", owed_by=LEAD_REVIEWER, starts="act",
                 clause=clause, stages=TARGET, act="declare_independence", many=True),
        StepRule(code="declare_chair", title="Declare that you are independent, as review chair", owed_by=REVIEW_CHAIR, starts="act",
                 clause=clause, stages=TARGET, act="declare_independence", many=True),
        StepRule(code="resolve_independence", title="Settle an appointment whose independence is in question", owed_by=CHAIR, starts="act",
                 clause="GEN-04", stages=TARGET, act="resolve_independence", many=True),
        StepRule(code="family_publication", title="Discuss publication with the family", owed_by=MANAGER, starts="act", clause="GEN-08",
                 stages=TARGET, act="discuss_publication"),
    )


def _names_steps(kind: Kind) -> tuple[StepRule, ...]:
    return (
        StepRule(code="names_national_panel", title="Tell the National Panel the name of a lead reviewer", owed_by=MANAGER, starts="act",
                 clause="SCR-18", stages=TARGET, act="tell_names", many=True),
        StepRule(code="names_advice", title="Get the National Panel’s advice on the name of a lead reviewer", owed_by=MANAGER, starts="act",
                 clause="SCR-18", stages=TARGET, act="record_names_advice", many=True),
    )
# fmt: on
