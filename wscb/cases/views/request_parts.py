"""The parts of what an organisation sends: author, words and files, whether it is complete, sign-off; then check and send."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse

from wscb import clock
from wscb.cases import returns
from wscb.cases.actions import representing
from wscb.cases.forms.requests import PARTS, AnswerForm, ConfirmForm, PartForm, SendForm
from wscb.cases.models import InformationRequest
from wscb.cases.views.requests import OWN_REQUEST, form_page, the_request, to_request, url_of
from wscb.cases.views.rules import the_user
from wscb.web.rules import rule
from wscb.web.tokens import follow_spent


@rule(OWN_REQUEST)
def part(request: HttpRequest, request_id: UUID, part: str) -> HttpResponse:
    """One part of what is sent, kept when it is saved."""
    if request.method == "POST" and (followed := follow_spent(request)):
        return followed
    asked = the_request(request, request_id)
    kind = PARTS.get(part)
    if kind is None:
        raise Http404
    if not asked.is_with_organisation:
        return to_request(asked)
    returned = returns.being_written(asked)
    form = kind(request=request, returned=returned)
    files = returned.files.filter(removed_at__isnull=True).select_related("stored") if returned else ()
    context: dict[str, Any] = {"files": list(files) if part == "answer" else [], "part": part}
    adds_file = isinstance(form, AnswerForm) and bool(request.FILES)
    return form_page(
        request,
        asked,
        form,
        "requests/part.html",
        context,
        do=lambda: _keep(request, asked, form),
        then=lambda: url_of(asked, "part", part) if adds_file else url_of(asked),
    )


def _keep(request: HttpRequest, asked: InformationRequest, form: PartForm) -> None:
    by = the_user(request)
    returns.save(asked, by=by, seen=int(form.revision), answers=form.answers())
    upload = form.cleaned_data.get("upload")
    if upload is not None:
        returns.add_file(asked, by=by, upload=upload)
        messages.success(request, "The file has been added.")


@rule(OWN_REQUEST)
def remove_file(request: HttpRequest, request_id: UUID, file_id: UUID) -> HttpResponse:
    """Asks, then takes a file out of what is being written."""
    if request.method == "POST" and (followed := follow_spent(request)):
        return followed
    asked = the_request(request, request_id)
    returned = returns.being_written(asked)
    kept = returned.files.filter(pk=file_id, removed_at__isnull=True).select_related("stored") if returned else None
    found = kept.first() if kept is not None else None
    if found is None:
        raise Http404
    form = ConfirmForm(request=request)
    return form_page(
        request,
        asked,
        form,
        "requests/remove_file.html",
        {"file": found},
        do=lambda: returns.remove_file(asked, by=the_user(request), file=file_id),
        done="The file has been removed.",
        then=lambda: url_of(asked, "part", "answer"),
    )


@rule(OWN_REQUEST)
def send(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Every answer to be checked, then sent to the Board."""
    if request.method == "POST" and (followed := follow_spent(request)):
        return followed
    asked = the_request(request, request_id)
    returned = returns.being_written(asked)
    if returned is None or not asked.is_with_organisation or returns.missing(returned):
        return to_request(asked)
    form = SendForm(request=request, returned=returned)
    files = list(returned.files.filter(removed_at__isnull=True).select_related("stored"))
    return form_page(
        request,
        asked,
        form,
        "requests/send.html",
        {"returned": returned, "files": files},
        do=lambda: representing.submit_information(
            case=asked.case, by=the_user(request), on=clock.today(), request=asked, seen=int(form.revision)
        ),
        done="It has been sent to the Board. The Board’s office will read it.",
    )
