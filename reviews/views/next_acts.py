"""What to do next where an act still needs something: the acts by which the reader records it."""

from __future__ import annotations

from django.http import HttpRequest

from wscb.cases import access
from wscb.cases.models import Case
from wscb.cases.process import registry
from wscb.cases.process.table import Act
from wscb.cases.views.rules import the_offices

RECORDED_BY = {
    "attendance_recorded": "record_attendance",
    "report_whole": "write_report",
    "checklist_answered": "answer_checklist",
    "checklist_confirmed": "confirm_checklist",
    "comments_answered": "answer_comment",
}


def next_acts(request: HttpRequest, case: Case, act: Act) -> list[Act]:
    """The acts by which this person records what the act still needs, in the table's order: what to do next."""
    wanted = {RECORDED_BY[fact] for fact in registry.missing_codes(case, act) if fact in RECORDED_BY}
    offered = access.possible_acts(case, the_offices(request, case))
    return [one for one in offered if one.code in wanted and not registry.missing_facts(case, one)]
