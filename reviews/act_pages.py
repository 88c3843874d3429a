"""Which page does each act of the process table (`wscb.cases.views.acting`)."""

from collections.abc import Mapping

from reviews.actions.notices import record_notice, record_outcome_notice
from reviews.views import (
    acceptance,
    appointments,
    beginning,
    bundle,
    case_review,
    chronology_acts,
    chronology_imports,
    consultation,
    contributing_acts,
    corrections,
    death,
    decision,
    delay,
    names,
    proceedings,
    proposal,
    publication,
    recommendation,
    report_acts,
    six_months_acts,
    terms,
    worksheet,
)
from reviews.views.forms_received import receive_form
from reviews.views.referral import close, refer
from wscb.cases.models import Case
from wscb.cases.views import (
    acting_chair,
    information,
    involvement,
    looking_over,
    meetings,
    organisations,
    papers,
    scrutiny,
)
from wscb.cases.views.acting import ActPage
from wscb.cases.views.notices import notice_page
from wscb.learning.views import acts as learning_acts


def other_board(case: Case) -> str:
    """Which Board is to be told of a child who lives in its area, as far as the notification says."""
    return f"The notification names {case.review.other_board}." if case.review.other_board else ""


PAGES: Mapping[str, ActPage] = {
    "refer": refer,
    "close": close,
    "convene": meetings.convene,
    "reconvene": meetings.reconvene,
    "record_attendance": meetings.record_attendance,
    "adjourn": meetings.adjourn,
    "recommend": recommendation.recommend,
    "explain_delay": delay.explain_delay,
    "file_terms": terms.file_terms,
    "propose_chair": proposal.propose_chair,
    "record_consultation": consultation.record_consultation,
    "refer_back": decision.refer_back,
    "decide": decision.decide,
    "reconsider": decision.reconsider,
    "notify_incident_ofsted": notice_page(record_notice),
    "notify_incident_national_panel": notice_page(record_notice),
    "notify_outcome_ofsted": notice_page(record_outcome_notice),
    "notify_outcome_national_panel": notice_page(record_outcome_notice),
    "route_elsewhere": notice_page(record_notice, says=other_board),
    "receive_form_1": receive_form,
    "receive_form_2": receive_form,
    "receive_form_3": receive_form,
    "receive_form_4": receive_form,
    "ask_information": information.ask_information,
    "receive_information": information.receive_information,
    "check_information": information.check_information,
    "answer_more_time": information.answer_more_time,
    "name_representative": organisations.name_representative,
    "record_engagement": organisations.record_engagement,
    "revise_worksheet": worksheet.revise,
    "record_death": death.death,
    "correct_facts": corrections.correct,
    "add_organisation": involvement.add_organisation,
    "record_interest": involvement.record_interest,
    "name_acting_chair": acting_chair.name_acting_chair,
    "add_document": papers.add_document,
    "strike_document": papers.strike_document,
    "add_note": papers.add_note,
    "look_over": looking_over.look_over,
    "begin_review": beginning.begin_review,
    "propose_appointment": appointments.propose,
    "appoint": appointments.appoint,
    "end_appointment": appointments.end,
    "resolve_independence": appointments.resolve,
    "declare_independence": appointments.declare,
    "tell_names": names.tell,
    "record_names_advice": names.advice,
    "agree_terms": terms.agree,
    "discuss_publication": names.discuss,
    **report_acts.PAGES,
    **acceptance.PAGES,
    **publication.PAGES,
    **contributing_acts.PAGES,
    **six_months_acts.PAGES,
    **proceedings.PAGES,
    "put_to_subgroup": case_review.put_to_subgroup,
    "consider_ofsted": case_review.consider_ofsted,
    "add_chronology": chronology_acts.add_entry,
    "import_chronology": chronology_imports.import_chronology,
    "correct_chronology": chronology_acts.correct_entry,
    "comment_chronology": chronology_acts.comment_on_entry,
    "strike_chronology": chronology_acts.strike_entry,
    "withdraw_chronology": chronology_acts.withdraw_import,
    "log_scrutiny": scrutiny.log_scrutiny,
    "answer_scrutiny": scrutiny.answer_scrutiny,
    "record_scrutiny_attendance": scrutiny.record_scrutiny_attendance,
    "make_bundle": bundle.make_bundle,
    **learning_acts.PAGES,
}
