"""An organisation's own pages: a request that was sent to it, seen by its representatives, and nothing else of the case (SCR-20)."""

from __future__ import annotations

import mimetypes
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from wscb import clock
from wscb.cases import representation, returns
from wscb.cases.actions import information, representing
from wscb.cases.errors import ActRefused, NotAllowed
from wscb.cases.forms.requests import PARTS, ColleagueForm, ConfirmForm, MoreTimeForm
from wscb.cases.models import InformationRequest, InformationReturn
from wscb.cases.rules import basis
from wscb.cases.views.rules import the_user
from wscb.documents.responses import attachment_response
from wscb.trail.record import record
from wscb.web.forms import Form
from wscb.web.rules import Rule, rule
from wscb.web.tokens import follow_spent, submit


def the_request(request: HttpRequest, request_id: UUID) -> InformationRequest:
    """The request of the address if the person may answer it now, read once. Raises Http404."""
    kept: dict[UUID, InformationRequest | None] = request.__dict__.setdefault("_asked", {})
    if request_id not in kept:
        own = representation.represented_requests(the_user(request)).select_related("case__data_key", "organisation")
        kept[request_id] = own.filter(pk=request_id).first()
    found = kept[request_id]
    if found is None:
        raise Http404
    return found


def _is_own(request: HttpRequest, request_id: UUID, **values: object) -> bool:
    try:
        the_request(request, request_id)
    except Http404:
        return False
    return True


def _is_named(request: HttpRequest, request_id: UUID, **values: object) -> bool:
    if request.method == "POST" and follow_spent(request):
        return True  # the second click of who handed over: led to where the first one led
    if not _is_own(request, request_id):
        return False
    asked = the_request(request, request_id)
    row = representation.named_for(asked.case, asked.organisation)
    return row is not None and row.user_id == the_user(request).pk


OWN_REQUEST = Rule("own_request", _is_own)
NAMED = Rule("named_representative", _is_named)


def url_of(asked: InformationRequest, page: str = "request", *more: object) -> str:
    """The address of one of the organisation's pages of a request."""
    return reverse(f"requests:{page}", args=[asked.pk, *more])


def show_request(
    request: HttpRequest, asked: InformationRequest, template: str, context: dict[str, Any]
) -> HttpResponse:
    """Renders a page of a request, then enters the sight of it in the trail: if that fails, nothing is shown."""
    whole = {"asked": asked, "back": url_of(asked), "sent_back": returns.sent_back(asked), "today": clock.today()}
    response = render(request, template, {**whole, **context})
    page = request.resolver_match.url_name if request.resolver_match else ""
    with transaction.atomic(durable=True):
        record("information.read", by=the_user(request), subject=asked.case, facts={"request": asked.pk, "page": page})
    return response


def form_page(
    request: HttpRequest,
    asked: InformationRequest,
    form: Form,
    template: str,
    context: dict[str, Any],
    *,
    do: Callable[[], Any],
    done: str = "",
    then: Callable[[], str] | None = None,
) -> HttpResponse:
    """Shows a form of a request, or does what it is for once it was sent whole, and leads on to `then` (the request)."""
    if form.is_valid():

        def act() -> str:
            do()
            if done:
                messages.success(request, done)
            return then() if then else url_of(asked)

        try:
            return submit(request, token=form.token, act=act)
        except NotAllowed:
            raise Http404 from None
        except ActRefused as refused:
            form.refuse(refused.message, refused.field if refused.field in form.fields else None)
    return show_request(request, asked, template, {"form": form, **context})


@rule(OWN_REQUEST)
def asked_of_us(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """What the organisation is asked, by when, what is still to be done, and who works on it."""
    asked = the_request(request, request_id)
    returned = returns.being_written(asked)
    step = information.owed_step(asked)
    if step is not None:
        step.case = asked.case
    standing = list(representation.standing_for(asked.case, asked.organisation))
    sent = returns.last_sent(asked)
    context = {
        "step": step,
        "basis": basis(step) if step else None,
        "parts": _parts(asked, returned),
        "ready": asked.is_with_organisation and not returns.missing(returned),
        "sent": sent,
        "more_time": list(asked.more_time.all()),
        "standing": standing,
        "is_named": any(row.user_id == the_user(request).pk and row.delegated_by_id is None for row in standing),
    }
    return show_request(request, asked, "requests/request.html", context)


def _parts(asked: InformationRequest, returned: InformationReturn | None) -> list[dict[str, Any]]:
    missing = returns.missing(returned)
    return [
        {"code": code, "title": form.title, "url": url_of(asked, "part", code), "done": code not in missing}
        for code, form in PARTS.items()
    ]


@rule(OWN_REQUEST)
def more_time(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Asks the Board's office for more time."""
    if request.method == "POST" and (followed := follow_spent(request)):
        return followed
    asked = the_request(request, request_id)
    step = information.owed_step(asked)
    form = MoreTimeForm(request=request)
    return form_page(
        request,
        asked,
        form,
        "requests/more_time.html",
        {"step": step},
        do=lambda: representing.ask_more_time(
            case=asked.case, by=the_user(request), on=clock.today(), request=asked, **form.cleaned_data
        ),
        done="The Board’s office has been asked. The date stands until it has answered.",
    )


@rule(NAMED)
def colleagues(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Lets a colleague work on the organisation's requests, or hands them over."""
    if request.method == "POST" and (followed := follow_spent(request)):
        return followed
    asked = the_request(request, request_id)
    others = representation.colleagues(asked.case, asked.organisation, but=the_user(request))
    form = ColleagueForm(request=request, people=others)

    def do() -> None:
        act = representing.hand_over if form.cleaned_data["what"] == "hand_over" else representing.delegate
        act(case=asked.case, by=the_user(request), on=clock.today(), request=asked, to=form.cleaned_data["user"])

    def then() -> str:
        return reverse("work:home") if form.cleaned_data["what"] == "hand_over" else url_of(asked)

    context = {"others": others.exists()}
    return form_page(
        request,
        asked,
        form,
        "requests/colleagues.html",
        context,
        do=do,
        done="Your colleague has been told.",
        then=then,
    )


@rule(NAMED)
def end_delegation(request: HttpRequest, request_id: UUID, user_id: UUID) -> HttpResponse:
    """Asks, then ends a colleague's work on the organisation's requests."""
    if request.method == "POST" and (followed := follow_spent(request)):
        return followed
    asked = the_request(request, request_id)
    rows = representation.standing_for(asked.case, asked.organisation).filter(delegated_by__isnull=False)
    row = rows.filter(user=user_id).first()
    if row is None:
        raise Http404
    form = ConfirmForm(request=request)
    return form_page(
        request,
        asked,
        form,
        "requests/end_delegation.html",
        {"row": row},
        do=lambda: representing.end_delegation(
            case=asked.case, by=the_user(request), on=clock.today(), request=asked, of=row.user
        ),
        done="Your colleague no longer works on it.",
    )


@rule(OWN_REQUEST)
def file(request: HttpRequest, request_id: UUID, file_id: UUID) -> HttpResponse:
    """A file of the organisation's own as a download, entered in the trail before it leaves."""
    asked = the_request(request, request_id)
    mine = [returns.being_written(asked), returns.last_sent(asked)]
    for returned in (one for one in mine if one is not None):
        found = returned.files.filter(pk=file_id, removed_at__isnull=True).select_related("stored__data_key").first()
        if found is not None:
            ending = mimetypes.guess_extension(found.stored.media_type.partition(";")[0]) or ""
            response = attachment_response(
                found.stored, f"request-{asked.case.reference}-{found.pk.hex[:8]}{ending}", outside=True
            )
            facts = {"request": asked.pk, "sha256": found.stored.sha256}
            with transaction.atomic(durable=True):
                record("information.file_read", by=the_user(request), subject=asked.case, facts=facts)
            return response
    raise Http404


def to_request(asked: InformationRequest) -> HttpResponseRedirect:
    """Back to the request, where a page has nothing to offer any more."""
    return HttpResponseRedirect(url_of(asked))
