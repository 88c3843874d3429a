"""Pages on which entries of a chronology are added, corrected, commented on, struck out, and imports withdrawn."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from reviews.actions import chronology as actions
from reviews.actions import chronology_imports
from reviews.chronology import merged
from reviews.forms.chronology import CommentForm, CorrectEntryForm, EntryForm, ReasonForm
from reviews.models import ChronologyEntry, ChronologyImport
from reviews.views.chronology import chronology_url, entry_of
from wscb import clock
from wscb.cases.forms.base import ActForm
from wscb.cases.models import Case
from wscb.cases.process.table import Act
from wscb.cases.views.base import act_page
from wscb.cases.views.rules import the_user


def add_entry(request: HttpRequest, case: Case, act: Act, page: str) -> HttpResponse:
    """Adds one entry."""
    form = EntryForm(request=request, case=case)
    return act_page(
        request,
        case,
        act,
        form,
        do=lambda: actions.add_entry(case=case, by=the_user(request), on=clock.today(), told=form.told()),
        done="The entry has been added to the chronology.",
        then=lambda: chronology_url(case),
        submit_text="Add entry",
    )


def correct_entry(request: HttpRequest, case: Case, act: Act, page: str) -> HttpResponse:
    """Corrects the entry whose id is the page."""

    def form_for(entry: ChronologyEntry) -> ActForm:
        return CorrectEntryForm(request=request, case=case, entry=entry)

    def do(entry: ChronologyEntry, form: Any) -> None:
        because = form.cleaned_data["because"]
        actions.correct_entry(
            case=case, by=the_user(request), on=clock.today(), entry=entry, told=form.told(), because=because,
            seen=case.revision,
        )  # fmt: skip

    return _about_entry(request, case, act, page, form_for=form_for, do=do, done="The entry has been corrected.")


def strike_entry(request: HttpRequest, case: Case, act: Act, page: str) -> HttpResponse:
    """Strikes out the entry whose id is the page."""

    def do(entry: ChronologyEntry, form: Any) -> None:
        because = form.cleaned_data["because"]
        actions.strike_entry(case=case, by=the_user(request), on=clock.today(), entry=entry, because=because)

    return _about_entry(
        request, case, act, page, form_for=lambda entry: ReasonForm(request=request, case=case), do=do,
        done="The entry has been struck out.", back=chronology_url(case),
    )  # fmt: skip


def comment_on_entry(request: HttpRequest, case: Case, act: Act, page: str) -> HttpResponse:
    """Comments on the entry whose id is the page."""

    def do(entry: ChronologyEntry, form: Any) -> None:
        text = form.cleaned_data["text"]
        actions.comment_on_entry(case=case, by=the_user(request), on=clock.today(), entry=entry, text=text)

    return _about_entry(
        request, case, act, page, form_for=lambda entry: CommentForm(request=request, case=case), do=do,
        done="Your comment has been added.",
    )  # fmt: skip


def _about_entry(
    request: HttpRequest,
    case: Case,
    act: Act,
    page: str,
    *,
    form_for: Callable[[ChronologyEntry], ActForm],
    do: Callable[[ChronologyEntry, Any], None],
    done: str,
    back: str = "",
) -> HttpResponse:
    """An act about one entry; without one, the chronology, where it is chosen."""
    if not page:
        return redirect(chronology_url(case))
    entry = entry_of(case, page)
    if not entry.stands:
        raise Http404
    form = form_for(entry)
    return act_page(
        request,
        case,
        act,
        form,
        do=lambda: do(entry, form),
        done=done,
        template="reviews/chronology/about_entry.html",
        context={"shown": merged.Shown(entry, None, [])},
        then=lambda: back or chronology_url(case, "chronology_entry", entry.pk),
    )


def withdraw_import(request: HttpRequest, case: Case, act: Act, page: str) -> HttpResponse:
    """Withdraws the import whose id is the page; without one, the list of imports, where it is chosen."""
    if not page:
        return redirect(chronology_url(case, "chronology_kept"))
    imported = _import_of(case, page)
    form = ReasonForm(request=request, case=case)

    def do() -> None:
        because = form.cleaned_data["because"]
        chronology_imports.withdraw_import(
            case=case, by=the_user(request), on=clock.today(), imported=imported, because=because
        )

    return act_page(
        request,
        case,
        act,
        form,
        do=do,
        done="The import has been withdrawn.",
        template="reviews/chronology/withdraw.html",
        context={"imported": imported},
        then=lambda: chronology_url(case, "chronology_kept"),
        submit_text="Withdraw import",
    )


def _import_of(case: Case, import_id: str) -> ChronologyImport:
    try:
        found = case.chronology_imports.filter(pk=UUID(import_id), withdrawn_on__isnull=True)
    except ValueError:
        raise Http404 from None
    imported = found.select_related("organisation", "imported_by").first()
    if imported is None:
        raise Http404
    return imported
