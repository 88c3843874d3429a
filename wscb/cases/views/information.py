"""Pages of the Board's office about written information: ask, receive, check, give more time (SCR-05, SCR-20)."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse

from wscb import clock
from wscb.cases import occasions
from wscb.cases.actions import information
from wscb.cases.forms.information import AskForm, CheckForm, MoreTimeAnswerForm, ReceiveForm
from wscb.cases.models import Case, InformationRequest
from wscb.cases.process.table import Act
from wscb.cases.views.base import act_page, show
from wscb.cases.views.choosing import by_id, choose, chosen
from wscb.cases.views.organisations import request_url
from wscb.cases.views.rules import CASE, the_case, the_user
from wscb.web.rules import rule


def ask_information(request: HttpRequest, case: Case, act: Act, page: str) -> HttpResponse:
    """Asks an organisation; its representative is told."""
    form = AskForm(request=request, case=case)
    return act_page(
        request,
        case,
        act,
        form,
        do=lambda: information.ask_information(case=case, by=the_user(request), on=form.counts_on, **form.answers()),
        done="The organisation has been asked. Name its representative if it has none yet.",
        submit_text="Ask the organisation",
    )


def receive_information(request: HttpRequest, case: Case, act: Act, page: str) -> HttpResponse:
    """Records what an organisation answered; `page` may be the id of the request."""
    form = ReceiveForm(request=request, case=case, chosen=page)
    return act_page(
        request,
        case,
        act,
        form,
        do=lambda: information.receive_information(
            case=case, by=the_user(request), on=clock.today(), request=form.request_answered(), **form.answers()
        ),
        done="The information has been recorded.",
        template="cases/acts/information.html",
        submit_text="Record what was received",
    )


def check_information(request: HttpRequest, case: Case, act: Act, page: str) -> HttpResponse:
    """Checks what an organisation sent; `page` is the id of the request, chosen first where it is not given."""
    waiting = by_id(occasions.requests_to_check(case))
    asked = chosen(waiting, page)
    if asked is None:
        return choose(request, case, act, _called(waiting))
    form = CheckForm(request=request, case=case)
    return act_page(
        request,
        case,
        act,
        form,
        do=lambda: information.check_information(
            case=case, by=the_user(request), on=clock.today(), request=asked, **form.answers()
        ),
        done="The check has been recorded, and the organisation has been told.",
        template="cases/acts/check_information.html",
        context={"asked": asked},
        then=lambda: request_url(case, asked),
        submit_text="Record the check",
    )


def answer_more_time(request: HttpRequest, case: Case, act: Act, page: str) -> HttpResponse:
    """Answers an organisation that asked for more time; `page` is the id of the request."""
    waiting = by_id(occasions.requests_for_time(case))
    asked = chosen(waiting, page)
    if asked is None:
        return choose(request, case, act, _called(waiting))
    more_time = asked.more_time.get(answered_on__isnull=True)
    form = MoreTimeAnswerForm(request=request, case=case, asked=more_time)
    return act_page(
        request,
        case,
        act,
        form,
        do=lambda: information.answer_more_time(
            case=case, by=the_user(request), on=clock.today(), request=asked, **form.answers()
        ),
        done="The organisation has been told.",
        template="cases/acts/more_time.html",
        context={"asked": asked, "more_time": more_time, "step": information.owed_step(asked)},
        then=lambda: request_url(case, asked),
        submit_text="Answer",
    )


def _called(waiting: Mapping[str, InformationRequest]) -> list[tuple[str, str]]:
    return [(pk, f"{one.organisation.name}: {one.get_kind_display()}") for pk, one in waiting.items()]


@rule(CASE)
def request_page(request: HttpRequest, reference: str, request_id: UUID) -> HttpResponse:
    """One request as the case's own people see it: what was asked, what was sent, each check, and more time."""
    case = the_case(request, reference)
    asked = case.information_requests.filter(pk=request_id).select_related("organisation", "asked_by").first()
    if asked is None:
        raise Http404
    asked.case = case
    sent = (
        asked.returns.filter(submitted_at__isnull=False)
        .select_related("submitted_by", "check_made__by")
        .prefetch_related("files__document__stored")
        .order_by("-number")
    )
    step = information.owed_step(asked)
    context = {
        "asked": asked,
        "step": step,
        "ledger": list(step.ledger.select_related("by")) if step else [],
        "sent": list(sent),
        "checks": list(asked.checks.select_related("by")),
        "more_time": list(asked.more_time.select_related("asked_by", "answered_by")),
        "page": "request",
    }
    return show(request, case, "cases/request.html", context)
