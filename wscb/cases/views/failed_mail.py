"""The page on which the manager answers for an e-mail that could not be sent."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse

from wscb import clock
from wscb.cases import reading
from wscb.cases.forms.failed_mail import AGAIN, FailedMailForm
from wscb.cases.views.base import case_url, show
from wscb.cases.views.rules import CASE, the_case, the_offices, the_user
from wscb.messages.actions import NotFailed, settle, try_again
from wscb.messages.models import Status
from wscb.people.models import Role
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
        answer = form.cleaned_data["answer"]

        def act() -> str:
            do, done = (
                (try_again, "The e-mail will be sent again within a minute.")
                if answer == AGAIN
                else (settle, "It has been recorded that the person was told in another way.")
            )
            do(message=mail.message, by=the_user(request), at=clock.now())
            messages.success(request, done)
            return case_url(case, "messages")

        try:
            return submit(request, token=form.token, act=act)
        except NotFailed:
            raise Http404 from None
    context = {"form": form, "mail": mail, "steps": reading.steps_told(mail, case), "page": "failed_mail"}
    return show(request, case, "cases/failed_mail.html", context)
