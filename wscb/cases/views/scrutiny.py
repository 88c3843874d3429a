"""Pages of the National Panel's scrutiny (SCR-16)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from wscb import clock
from wscb.cases.actions import scrutiny
from wscb.cases.forms.scrutiny import ScrutinyAnswerForm, ScrutinyAttendanceForm, ScrutinyForm
from wscb.cases.models import Case
from wscb.cases.process.table import Act
from wscb.cases.views.base import act_page, case_url
from wscb.cases.views.rules import the_user


def log_scrutiny(request: HttpRequest, case: Case, act: Act, page: str) -> HttpResponse:
    """Logs a request of the National Panel."""
    form = ScrutinyForm(request=request, case=case)
    return act_page(
        request,
        case,
        act,
        form,
        do=lambda: scrutiny.log_scrutiny(case=case, by=the_user(request), on=clock.today(), **form.answers()),
        done="The request has been logged.",
        then=lambda: case_url(case, "decisions"),
        submit_text="Log the request",
    )


def answer_scrutiny(request: HttpRequest, case: Case, act: Act, page: str) -> HttpResponse:
    """Records an answer; `page` may be the id of the request."""
    form = ScrutinyAnswerForm(request=request, case=case, chosen=page)
    return act_page(
        request,
        case,
        act,
        form,
        do=lambda: scrutiny.answer_scrutiny(
            case=case, by=the_user(request), on=clock.today(), request=form.chosen_request(), **form.answers()
        ),
        done="The answer has been recorded.",
        template="cases/acts/information.html",
        then=lambda: case_url(case, "decisions"),
        submit_text="Record the answer",
    )


def record_scrutiny_attendance(request: HttpRequest, case: Case, act: Act, page: str) -> HttpResponse:
    """Records that the Chair attended in person."""
    form = ScrutinyAttendanceForm(request=request, case=case)
    return act_page(
        request,
        case,
        act,
        form,
        do=lambda: scrutiny.record_scrutiny_attendance(
            case=case,
            by=the_user(request),
            on=clock.today(),
            attended_on=form.cleaned_data["attended_on"],
            who=form.chosen_person(),
            outcome=form.cleaned_data["outcome"],
        ),
        done="The attendance has been recorded.",
        then=lambda: case_url(case, "decisions"),
        submit_text="Record the attendance",
    )
