"""Pages of the demo alone."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from wscb.demo import mailbox
from wscb.web.rules import PUBLIC, rule

SHOWN = 200  # mails on the page, newest first


@rule(PUBLIC)  # whoever follows a link to choose a password is not signed in yet
def mail_list(request: HttpRequest) -> HttpResponse:
    """The mail that a board would have sent."""
    return render(request, "demo/mail_list.html", {"title": "Demo mail", "letters": mailbox.letters(SHOWN)})


@rule(PUBLIC)
def mail(request: HttpRequest, name: str) -> HttpResponse:
    """One mail's text, its links usable; 404 for a name that no mail has."""
    found = mailbox.letter(name)
    if found is None:
        raise Http404
    return render(request, "demo/mail.html", {"title": found.subject, "letter": found})
