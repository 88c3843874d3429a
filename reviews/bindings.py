"""Binds the process tables of reviews to the spine's actions, and answers their facts.

What Case Reviews share is bound once, to the table of Serious Case Reviews (`reviews.apps`).
"""

from wscb.cases.actions import (
    acting_chair,
    appointments,
    consultations,
    declarations,
    information,
    involvement,
    meetings,
    papers,
    representing,
    scrutiny,
    terms,
)
from wscb.cases.actions.meetings import current_meeting
from wscb.cases.models import Case
from wscb.cases.process.registry import act, fact
from wscb.learning.actions import agreeing, closing, findings, undertakings

act("scr.convene")(meetings.convene)
act("scr.reconvene")(meetings.reconvene)
act("scr.record_attendance")(meetings.record_attendance)
act("scr.adjourn")(meetings.adjourn)
act("scr.explain_delay")(consultations.explain_delay)
act("scr.record_consultation")(consultations.record_consultation)
act("scr.look_over")(consultations.look_over)
act("scr.file_terms")(terms.file_terms)
act("scr.propose_chair")(involvement.propose_chair)
act("scr.add_organisation")(involvement.add_organisation)
act("scr.record_interest")(involvement.record_interest)
act("scr.name_acting_chair")(acting_chair.name_acting_chair)
act("scr.add_document")(papers.add_document)
act("scr.strike_document")(papers.strike_document)
act("scr.add_note")(papers.add_note)
act("scr.propose_appointment")(appointments.propose_appointment)
act("scr.appoint")(appointments.appoint)
act("scr.end_appointment")(appointments.end_appointment)
act("scr.resolve_independence")(appointments.resolve_independence)
act("scr.declare_independence")(declarations.declare_independence)
act("scr.agree_terms")(terms.agree_terms)
act("scr.ask_information")(information.ask_information)
act("scr.receive_information")(information.receive_information)
act("scr.check_information")(information.check_information)
act("scr.answer_more_time")(information.answer_more_time)
act("scr.record_engagement")(representing.record_engagement)
act("scr.name_representative")(representing.name_representative)
act("scr.delegate_request")(representing.delegate)
act("scr.end_delegation")(representing.end_delegation)
act("scr.hand_over_request")(representing.hand_over)
act("scr.ask_more_time")(representing.ask_more_time)
act("scr.submit_information")(representing.submit_information)
act("scr.log_scrutiny")(scrutiny.log_scrutiny)
act("scr.answer_scrutiny")(scrutiny.answer_scrutiny)
act("scr.record_scrutiny_attendance")(scrutiny.record_scrutiny_attendance)
act("scr.raise_finding")(findings.raise_finding)
act("scr.correct_finding")(findings.correct_finding)
act("scr.withdraw_finding")(findings.withdraw_finding)
act("scr.add_learning_action")(undertakings.add_action)
act("scr.move_learning_action")(undertakings.move_action)
act("scr.agree_learning_action")(agreeing.agree_action)
act("scr.decline_learning_action")(agreeing.decline_action)
act("scr.change_learning_action")(agreeing.change_action)
act("scr.complete_learning_action")(undertakings.complete_action)
act("scr.close_learning_action")(closing.close_action)
act("scr.return_learning_action")(closing.return_action)
act("scr.drop_learning_action")(undertakings.drop_action)


@fact("scr.attendance_recorded")
def attendance_recorded(case: Case) -> bool:
    """Whether the meeting that stands has been held, with its attendance."""
    meeting = current_meeting(case)
    return meeting is not None and meeting.held_on is not None


@fact("cr.ofsted_considered")
def ofsted_considered(case: Case) -> bool:
    """Whether it was decided to tell Ofsted of the incident, or not and why (CR-03)."""
    return case.ofsted_considerations.exists()


@fact("scr.peer_challenge_answered")
def peer_challenge_answered(case: Case) -> bool:
    """Whether a peer challenge is recorded, or that none was sought and why."""
    return case.consultations.filter(kind="peer_challenge").exists()


@fact("scr.national_panel_answered")
def national_panel_answered(case: Case) -> bool:
    """Whether the National Panel's consultation is recorded, or that there was none and why."""
    return case.consultations.filter(kind="national_panel").exists()
