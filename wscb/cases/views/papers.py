"""Pages of documents and notes."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from wscb import clock
from wscb.cases.actions import papers
from wscb.cases.forms.papers import DocumentForm, NoteForm, StrikeForm
from wscb.cases.models import Case
from wscb.cases.process.table import Act
from wscb.cases.views.base import act_page, case_url
from wscb.cases.views.rules import the_user


def add_document(request: HttpRequest, case: Case, act: Act, page: str) -> HttpResponse:
    """Adds a document."""
    form = DocumentForm(request=request, case=case)
    return act_page(
        request,
        case,
        act,
        form,
        do=lambda: papers.add_document(
            case=case,
            by=the_user(request),
            on=clock.today(),
            kind=form.cleaned_data["kind"],
            title=form.cleaned_data["title"],
            upload=form.cleaned_data["upload"],
        ),
        done="The document has been added.",
        template="cases/acts/document.html",
        then=lambda: case_url(case, "documents"),
        submit_text="Add document",
    )


def strike_document(request: HttpRequest, case: Case, act: Act, page: str) -> HttpResponse:
    """Strikes out a document; `page` may be the id of the one that was chosen on the documents page."""
    form = StrikeForm(request=request, case=case, chosen=page)
    return act_page(
        request,
        case,
        act,
        form,
        do=lambda: papers.strike_document(
            case=case,
            by=the_user(request),
            on=clock.today(),
            document=form.chosen_document(),
            because=form.cleaned_data["because"],
        ),
        done="The document has been struck out.",
        template="cases/acts/strike.html",
        then=lambda: case_url(case, "documents"),
        submit_text="Strike out",
    )


def add_note(request: HttpRequest, case: Case, act: Act, page: str) -> HttpResponse:
    """Adds a note."""
    form = NoteForm(request=request, case=case)
    return act_page(
        request,
        case,
        act,
        form,
        do=lambda: papers.add_note(case=case, by=the_user(request), on=clock.today(), **form.answers()),
        done="The note has been added.",
        then=lambda: case_url(case, "messages"),
        submit_text="Add note",
    )
