"""The pages on which the manager answers for an e-mail that could not be sent, of a case or of none."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from wscb import clock
from wscb.cases import reading
from wscb.cases.forms.failed_mail import AGAIN, FailedMailForm
from wscb.cases.letters import failed_mails
from wscb.cases.views.base import case_url, show
from wscb.cases.views.rules import CASE, the_case, the_offices, the_user
from wscb.messages.actions import NotFailed, settle, try_again
from wscb.messages.models import Message, Status
from wscb.people.models import Role
from wscb.people.rules import MANAGER
from wscb.web.rules import rule
from wscb.web.tokens import follow_spent, submit


@rule(CASE)
def failed_mail(request: HttpRequest, reference: str, message_id: UUID) -> HttpResponse:
    """Asks what is to become of a failed e-mail of the case; 404 to anybody but its manager, and once it is answered for."""
    case = the_case(request, reference)
    if request.method == "POST" and (followed := follow_spent(request)):
        return followed
    if Role.BUSINESS_MANAGER not in the_offices(request, case):
        raise Http404
    failed = reading.mails_of(case).filter(message__status=Status.FAILED, message__settled_at__isnull=True)
    mail = failed.filter(message=message_id).first()
    if mail is None:
        raise Http404
    form = FailedMailForm(request=request)
    if form.is_valid():
        return _answer(request, form, mail.message, then=case_url(case, "messages"))
    context = {"form": form, "mail": mail, "steps": reading.steps_told(mail, case), "page": "failed_mail"}
    return show(request, case, "cases/failed_mail.html", context)


@rule(MANAGER)
def failed_letter(request: HttpRequest, message_id: UUID) -> HttpResponse:
    """As `failed_mail`, of an e-mail that is listed with no case; 404 where the person does not answer for it."""
    if request.method == "POST" and (followed := follow_spent(request)):
        return followed
    mine = failed_mails(the_user(request), on=clock.today())
    letter = mine.filter(pk=message_id, cases__isnull=True).first()
    if letter is None:
        raise Http404
    form = FailedMailForm(request=request)
    if form.is_valid():
        return _answer(request, form, letter, then=reverse("work:home"))
    about: str = letter.about  # type: ignore[attr-defined]  # annotated by `failed_mails`
    context = {"form": form, "mail": {"about": about, "message": letter}}
    return render(request, "work/failed_letter.html", context)


def _answer(request: HttpRequest, form: FailedMailForm, message: Message, *, then: str) -> HttpResponse:
    """Sends the e-mail again, or records that its recipient was told, once; then leads to `then`."""

    def act() -> str:
        do, done = (
            (try_again, "The e-mail will be sent again within a minute.")
            if form.cleaned_data["answer"] == AGAIN
            else (settle, "It has been recorded that the person was told in another way.")
        )
        do(message=message, by=the_user(request), at=clock.now())
        messages.success(request, done)
        return then

    try:
        return submit(request, token=form.token, act=act)
    except NotFailed:
        raise Http404 from None
