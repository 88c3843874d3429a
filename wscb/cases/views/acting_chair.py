"""The page on which the manager records who acts as Chair of one case (SCR-11)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from wscb import clock
from wscb.cases.actions import acting_chair
from wscb.cases.forms.acting_chair import ActingChairForm
from wscb.cases.models import Case
from wscb.cases.process.table import Act
from wscb.cases.views.base import act_page, case_url
from wscb.cases.views.rules import the_user


def name_acting_chair(request: HttpRequest, case: Case, act: Act, page: str) -> HttpResponse:
    """Records an acting Chair, who sees this case alone and may decide it."""
    form = ActingChairForm(request=request, case=case)
    return act_page(
        request,
        case,
        act,
        form,
        do=lambda: acting_chair.name_acting_chair(
            case=case, by=the_user(request), on=clock.today(), seen=case.revision, **form.answers()
        ),
        done="The acting Chair has been recorded for this case.",
        template="cases/acts/acting_chair.html",
        then=lambda: case_url(case, "people"),
        submit_text="Record the acting Chair",
    )
