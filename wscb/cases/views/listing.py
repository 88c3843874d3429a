"""The list of cases by filter, order and page, all in its address; searching it by what must not stand in one."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, QuerySet, Subquery, Value, When
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from wscb import clock, dates
from wscb.cases import access, pages
from wscb.cases.called import role_called
from wscb.cases.forms.listing import CaseFilter, SearchForm, state_choices
from wscb.cases.models import Case, Search, Step
from wscb.cases.search import WORDS, found, keep_search, search_of
from wscb.cases.views.rules import the_user
from wscb.cases.work import SOON
from wscb.people.models import User
from wscb.trail.record import record_each
from wscb.web.lists import page_of, sort_of
from wscb.web.rules import SIGNED_IN, rule
from wscb.web.tokens import follow_spent, submit

_SORTS = {
    "reference": "reference",
    "kind": "process",
    "received": "triggered_on",
    "state": "state_order",
    "due": "next_due",
}
_DEFAULT = "due"


@rule(SIGNED_IN)
def cases(request: HttpRequest) -> HttpResponse:
    """The cases that the person sees or is told of; those open, unless the filter says otherwise."""
    return _list(request, SearchForm(request=request))


@rule(SIGNED_IN)
def search(request: HttpRequest) -> HttpResponse:
    """Takes the words of a search, keeps them sealed, and leads to the list under the search's own id."""
    if request.method != "POST":
        return redirect("cases:list")
    if followed := follow_spent(request):
        return followed
    form = SearchForm(request=request)
    if not form.is_valid():
        return _list(request, form)

    def act() -> str:
        kept = keep_search(by=the_user(request), words=form.words(), at=clock.now())
        return f"{reverse('cases:list')}?search={kept.pk}"

    return submit(request, token=form.token, act=act)


def _list(request: HttpRequest, form: SearchForm) -> HttpResponse:
    user, today = the_user(request), clock.today()
    chosen = CaseFilter(request.GET)
    searched = _search(request, user)
    rows = found(user, searched.words, on=today) if searched else access.listed_cases(user, on=today)
    rows = _filtered(_annotated(rows, user, today), chosen.chosen, today, show_all=searched is not None)
    page = page_of(request, rows.select_related("panel").order_by(*_order(request)))
    context = {
        "page": page,
        "rows": [_row(case) for case in page],
        "filter": chosen,
        "tags": _tags(request, chosen),
        "searched": _words(searched),
        "search_form": form,
        "form": form if form.is_bound else None,
        "kept": [(name, request.GET[name]) for name in ("sort", "search") if request.GET.get(name)],
        "sort": _DEFAULT,
        "starts": pages.starts_for(request),
    }
    response = render(request, "cases/list.html", context)
    if searched is not None:
        with transaction.atomic(durable=True):
            record_each("case.found", by=user, subjects=page, facts={"search": searched.pk})
    return response


def _search(request: HttpRequest, user: User) -> Search | None:
    """The person's own search that the address names. Raises Http404 for another's, for one no longer kept, and for what is no id."""
    asked = request.GET.get("search")
    if not asked:
        return None
    try:
        kept = search_of(user, UUID(asked), at=clock.now())
    except ValueError:
        kept = None
    if kept is None:
        raise Http404
    return kept


def _words(searched: Search | None) -> list[tuple[str, str]]:
    if searched is None:
        return []
    words = dict(searched.words)
    if born := words.get("date_of_birth"):
        words["date_of_birth"] = dates.long_date(date.fromisoformat(born))
    return [(WORDS[name], words[name]) for name in WORDS if name in words]


def _annotated(rows: QuerySet[Case], user: User, today: date) -> QuerySet[Any]:
    """The cases with `sight`, `next_due` and `next_step`, and the order of their states in the tables."""
    first = Step.objects.filter(case=OuterRef("pk"), done_on__isnull=True).order_by("due_on", "code")
    order = [When(state=code, then=Value(place)) for place, (code, _title) in enumerate(state_choices())]
    return rows.annotate(
        sight=Exists(access.visible_cases(user, on=today).filter(pk=OuterRef("pk"))),
        next_due=Subquery(first.values("due_on")[:1]),
        next_step=Subquery(first.values("code")[:1]),
        state_order=models.Case(*order, default=Value(len(order)), output_field=models.IntegerField()),
    )


def _filtered(rows: QuerySet[Any], chosen: dict[str, str], today: date, *, show_all: bool) -> QuerySet[Any]:
    if state := chosen.get("state"):
        rows = rows.filter(state=state)
    if process := chosen.get("process"):
        rows = rows.filter(process=process)
    if reminders := chosen.get("reminders"):
        rows = rows.filter(chasing_muted=reminders == "off")
    if chosen.get("due") == "overdue":
        rows = rows.filter(next_due__lt=today)
    elif chosen.get("due") == "soon":
        rows = rows.filter(next_due__gte=today, next_due__lte=today + SOON)
    show = chosen.get("show", "all" if show_all else "open")
    return rows if show == "all" else rows.filter(closed_on__isnull=show == "open")


def _order(request: HttpRequest) -> list[Any]:
    """The order that the address asks for; cases that owe nothing come last whichever way dates run."""
    first, last = sort_of(request, _SORTS, default=_DEFAULT)
    name = first.removeprefix("-")
    column = F(name).desc(nulls_last=True) if first.startswith("-") else F(name).asc(nulls_last=True)
    return [column, "reference", last]


def _row(case: Any) -> dict[str, Any]:
    step = case.table.step(case.next_step) if case.next_step else None
    return {
        "case": case,
        "state": case.current_state,
        "step": step,
        "role": role_called(case.table, step.owed_by) if step else "",
    }


def _tags(request: HttpRequest, chosen: CaseFilter) -> list[dict[str, str]]:
    """Each filter that is set, in words, with the address of the list without it."""
    tags = []
    for name in chosen.chosen:
        query = request.GET.copy()
        query.pop(name)
        query.pop("page", None)
        tags.append({"text": f"{chosen.fields[name].label}: {chosen.words(name)}", "url": f"?{query.urlencode()}"})
    return tags
