"""The page on which the manager takes receipt of a completed form (FORM-05)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from reviews.actions import notices
from reviews.process.kinds import KINDS
from wscb import clock
from wscb.cases.editions import form_called
from wscb.cases.enums import EditionState
from wscb.cases.forms.base import ActForm
from wscb.cases.models import Case
from wscb.cases.process.table import Act
from wscb.cases.views.base import act_page
from wscb.cases.views.rules import the_user


def receive_form(request: HttpRequest, case: Case, act: Act, page: str) -> HttpResponse:
    """Shows the form that arrived, with its hash, and records its receipt."""
    form = ActForm(request=request, case=case)
    code = KINDS[case.process].form_of(act.code)
    editions = case.form_editions.filter(form=code).select_related("document")
    last = editions.order_by("-asked_at").first()
    context = {
        "edition": last,
        "is_ready": last is not None and last.state == EditionState.READY,
        "failed": last is not None and last.state == EditionState.FAILED,
        "title": form_called(code).title,
    }
    return act_page(
        request,
        case,
        act,
        form,
        do=lambda: notices.receive_form(case=case, by=the_user(request), on=clock.today(), act=act.code),
        done="Receipt has been recorded.",
        template="reviews/acts/receive_form.html",
        context=context,
        submit_text="Record receipt",
    )
