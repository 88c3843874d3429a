"""Pages of brief information asked of organisations, and what came (SCR-05)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from wscb import clock
from wscb.cases.actions import papers
from wscb.cases.forms.papers import AskForm, ReceiveForm
from wscb.cases.models import Case
from wscb.cases.process.table import Act
from wscb.cases.views.base import act_page, show
from wscb.cases.views.rules import the_user


def ask_information(request: HttpRequest, case: Case, act: Act, page: str) -> HttpResponse:
    """Records that an organisation was asked."""
    form = AskForm(request=request, case=case)
    return act_page(
        request,
        case,
        act,
        form,
        do=lambda: papers.ask_information(
            case=case,
            by=the_user(request),
            on=form.counts_on,
            organisation=form.chosen_organisation(),
            question=form.cleaned_data["question"],
        ),
        done="The request has been recorded.",
        submit_text="Record the request",
    )


def receive_information(request: HttpRequest, case: Case, act: Act, page: str) -> HttpResponse:
    """Records what an organisation answered; `page` may be the id of the request. With none waiting, says so."""
    form = ReceiveForm(request=request, case=case, chosen=page)
    if not form.waiting:
        return show(request, case, "cases/acts/nothing_asked.html", {"act": act, "page": "act"})
    return act_page(
        request,
        case,
        act,
        form,
        do=lambda: papers.receive_information(
            case=case, by=the_user(request), on=clock.today(), request=form.request_answered(), **form.answers()
        ),
        done="The information has been recorded.",
        template="cases/acts/information.html",
        submit_text="Record what was received",
    )
