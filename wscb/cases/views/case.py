"""The pages of one case."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.http import HttpRequest, HttpResponse

from wscb import clock
from wscb.cases import chairing, pages, reading, work
from wscb.cases.clause_standing import clauses_of
from wscb.cases.models import Case
from wscb.cases.possible import PossibleActs, possible
from wscb.cases.process.picture import picture
from wscb.cases.views.base import TITLES, show
from wscb.cases.views.rules import CASE, oversees, the_acts, the_case, the_offices, the_user
from wscb.people.models import Role
from wscb.web.forms import SelectField
from wscb.web.lists import page_of
from wscb.web.rules import rule


class EventFilter(forms.Form):
    """The filter over a timeline, sent by address."""

    kind = SelectField(label="Show", choices=[], optional=True, empty="Everything")

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        done = sorted(set(case.events.values_list("act", flat=True)), key=lambda code: case.table.act(code).title)
        field = cast("SelectField", self.fields["kind"])
        field.label = "Show"
        field.choices = [("", "Everything"), *((code, case.table.act(code).title) for code in done)]


def _tab(request: HttpRequest, case: Case, tab: str, context: dict[str, Any]) -> HttpResponse:
    """One of the case's own pages. Each says when nobody can act as Chair, and offers to name somebody to who may."""
    acts = {act.code for act in the_acts(request, case)}
    return show(
        request,
        case,
        f"cases/{'summary' if tab == 'case' else tab}.html",
        {
            "tab_title": TITLES[tab],
            "lacks_chair": chairing.lacks_chair(case, on=clock.today()),
            "names_chair": "name_acting_chair" in acts,
            **context,
        },
        tab=tab,
    )


def _possible(request: HttpRequest, case: Case, rows: list[work.OwedStep] | None = None) -> PossibleActs:
    steps = [row.step for row in rows] if rows is not None else list(case.steps.filter(done_on__isnull=True))
    for step in steps:
        step.case = case
    return possible(case, the_acts(request, case), the_offices(request, case), steps)


@rule(CASE)
def summary(request: HttpRequest, reference: str) -> HttpResponse:
    """What the case is about, what is owed by whom and when, and what the person can do now."""
    case = the_case(request, reference)
    owed = [row for row in work.steps_of(case, user=the_user(request), on=clock.today()) if row.step.is_open]
    section = pages.summary_of(case)
    context = {
        "owed": owed,
        "possible": _possible(request, case, owed),
        "section": section,
        "related": pages.related_to(case, the_user(request), on=clock.today()),
        **(section.provider(case) if section else {}),
    }
    return _tab(request, case, "case", context)


@rule(CASE)
def tasks(request: HttpRequest, reference: str) -> HttpResponse:
    """Every step, open and done, with who owes it and what its date rests on."""
    case = the_case(request, reference)
    rows = work.steps_of(case, user=the_user(request), on=clock.today())
    context = {"open": [row for row in rows if row.step.is_open], "done": [row for row in rows if not row.step.is_open]}
    return _tab(request, case, "tasks", context)


@rule(CASE)
def people(request: HttpRequest, reference: str) -> HttpResponse:
    """Who the case is about and who deals with it; why somebody is kept off it only for the manager and the Chair."""
    case = the_case(request, reference)
    held = the_offices(request, case)
    context = {
        "people": reading.people_of(case, on=clock.today()),
        "reads_interests": Role.BUSINESS_MANAGER in held or Role.BOARD_CHAIR in held,
        "possible": _possible(request, case),
    }
    return _tab(request, case, "people", context)


@rule(CASE)
def documents(request: HttpRequest, reference: str) -> HttpResponse:
    """Documents, completed forms, and what was struck out."""
    case = the_case(request, reference)
    context = {
        "papers": reading.papers_of(case),
        "opens_struck": Role.BUSINESS_MANAGER in the_offices(request, case),
        "possible": _possible(request, case),
    }
    return _tab(request, case, "documents", context)


@rule(CASE)
def decisions(request: HttpRequest, reference: str) -> HttpResponse:
    """Everything signed, with hash and signer; consultations; reasons for delay; what the process adds."""
    case = the_case(request, reference)
    section = pages.decisions_of(case)
    context = {
        "log": reading.log_of(case),
        "related": pages.related_to(case, the_user(request), on=clock.today()),
        "section": section,
        **(section.provider(case) if section else {}),
    }
    return _tab(request, case, "decisions", context)


@rule(CASE)
def messages(request: HttpRequest, reference: str) -> HttpResponse:
    """E-mails sent and their delivery, notes added by hand, notices given."""
    case = the_case(request, reference)
    page = page_of(request, reading.mails_of(case))
    context = {
        "page": page,
        "mails": [(mail, reading.steps_told(mail, case)) for mail in page],
        "answers_for_mails": Role.BUSINESS_MANAGER in the_offices(request, case),
        "notes": list(case.notes.select_related("by").order_by("-happened_on", "-at")),
        "notices": list(case.notices.select_related("by", "copy").order_by("-sent_on")),
        "possible": _possible(request, case),
    }
    return _tab(request, case, "messages", context)


@rule(CASE)
def timeline(request: HttpRequest, reference: str) -> HttpResponse:
    """What was done, the last first, by kind and page."""
    case = the_case(request, reference)
    chosen = EventFilter(request.GET, case=case)
    kind = chosen.cleaned_data["kind"] if chosen.is_valid() else ""
    page = page_of(request, reading.events_of(case, act=kind))
    for event in page:
        event.case = case
        if hasattr(event, "despite_block"):
            event.despite_block.case = case
    return _tab(request, case, "timeline", {"page": page, "filter": chosen, "oversees": oversees(request, case)})


STANDING_COLOURS = {"Late": "red", "Due": "blue", "Done late": "orange", "Met": "green"}


@rule(CASE)
def framework(request: HttpRequest, reference: str) -> HttpResponse:
    """The process as a picture with this case's place in it, and how the case stands with each clause of the framework."""
    case = the_case(request, reference)
    passed = frozenset(case.events.values_list("from_state", flat=True))
    context = {
        "picture": picture(case.table, here=case.state, passed=passed),
        "moves": [act for act in case.table.acts if act.targets and not act.planned],
        "clauses": [(one, STANDING_COLOURS.get(one.standing, "grey")) for one in clauses_of(case, on=clock.today())],
    }
    return _tab(request, case, "framework", context)
