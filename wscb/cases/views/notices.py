"""The page on which it is recorded that a body was told: of the incident, of the decision, of where a child lives."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from wscb import clock
from wscb.cases.actions.papers import NOTICES
from wscb.cases.forms.papers import NoticeForm
from wscb.cases.models import Case, Notice
from wscb.cases.process.table import Act
from wscb.cases.views.acting import ActPage
from wscb.cases.views.base import act_page, case_url
from wscb.cases.views.rules import the_user

Says = Callable[[Case], str]


def notice_page(record: Callable[..., Notice], *, says: Says | None = None) -> ActPage:
    """The page of one of the `NOTICES`. `record` is the action that its process binds to it; `says` adds what the process knows."""

    def page_of(request: HttpRequest, case: Case, act: Act, page: str) -> HttpResponse:
        """Records a notice."""
        form = NoticeForm(request=request, case=case, sender=the_user(request))
        body, of = NOTICES[act.code]
        earlier = case.notices.filter(body=body, of=of).select_related("by")
        return act_page(
            request,
            case,
            act,
            form,
            do=lambda: record(case=case, by=the_user(request), on=clock.today(), act=act.code, **form.answers()),
            done="The notice has been recorded.",
            template="cases/acts/notice.html",
            context={"body": body, "of": of, "earlier": earlier, "says": says(case) if says else ""},
            then=lambda: case_url(case, "messages"),
            submit_text="Record the notice",
        )

    return page_of
