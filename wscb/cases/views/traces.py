"""Who has seen a case, for the manager and the Chair; what a person did and saw, for the manager and for themselves."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from wscb import clock
from wscb.cases import traces
from wscb.cases.forms.traces import TraceFilter
from wscb.cases.models import Case
from wscb.cases.pages import tabs_of
from wscb.cases.traces_file import as_csv
from wscb.cases.views.base import TITLES, saw, show
from wscb.cases.views.rules import OVERSEEN, the_case, the_user
from wscb.documents.separated import MEDIA_TYPE
from wscb.people.models import User
from wscb.people.rules import MANAGER
from wscb.trail.models import Entry
from wscb.trail.record import record
from wscb.web.components import Breadcrumb
from wscb.web.lists import page_of
from wscb.web.rules import SIGNED_IN, rule

MOST_PRINTED = 2000
PAGES = {**TITLES, "act": "A page on which something is done", "seen": "Who has seen it", "changes": "What was changed"}


@rule(OVERSEEN)
def case_seen(request: HttpRequest, reference: str) -> HttpResponse:
    """Who opened, downloaded, exported, searched and found the case, or was refused it: when, in which office, from where."""
    case = the_case(request, reference)
    every = traces.sights_of(case)
    chosen = TraceFilter(
        request.GET, on=clock.today(), groups=traces.SIGHTS, first=_first(every), people=traces.actors_of(every)
    )
    rows = traces.chosen(every, **chosen.narrows())
    words = _page_words(case)
    if request.GET.get("export") == "csv":
        file = _file(request, f"case-{case.reference}-seen", rows, words, of=case)
        saw(request, case, "case.read", page="seen")
        return file
    context = {**_context(request, rows, chosen, words), "tab_title": "Who has seen this case"}
    response = show(request, case, "traces/case.html", {**context, "page": "seen"})
    if context["printing"]:
        _exported(request, case, kind="print")
    return response


@rule(MANAGER)
def person_trail(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """What a person did, saw, sent and was refused, to the manager."""
    person = get_object_or_404(User, pk=user_id)
    crumbs = [Breadcrumb("People", reverse("people")), Breadcrumb(person.name, reverse("person", args=[person.pk]))]
    return _of_person(request, person, crumbs)


@rule(SIGNED_IN)
def own_trail(request: HttpRequest) -> HttpResponse:
    """The same, of oneself."""
    return _of_person(request, the_user(request), [Breadcrumb("Your account", reverse("account"))])


def _of_person(request: HttpRequest, person: User, crumbs: list[Breadcrumb]) -> HttpResponse:
    user, today = the_user(request), clock.today()
    every = traces.deeds_of(person)
    chosen = TraceFilter(request.GET, on=today, groups=traces.DEEDS, first=_first(every))
    rows = traces.chosen(every, **chosen.narrows())
    words = _page_words()
    if request.GET.get("export") == "csv":
        return _file(request, "person-trail", rows, words, of=person)
    context = _context(request, rows, chosen, words)
    hidden = traces.hidden_among(rows, reader=user, on=today)
    response = render(
        request,
        "traces/person.html",
        {
            **context,
            "person": person,
            "own": person == user,
            "crumbs": crumbs,
            "hidden": hidden,
        },
    )
    with transaction.atomic(durable=True):
        record("trail.person_read", by=user, subject=person)
    if context["printing"]:
        _exported(request, person, kind="print")
    return response


def _context(
    request: HttpRequest, rows: QuerySet[Entry], chosen: TraceFilter, words: Callable[[str], str]
) -> dict[str, object]:
    printing = request.GET.get("export") == "print"
    page = page_of(request, rows[:MOST_PRINTED], per_page=MOST_PRINTED) if printing else page_of(request, rows)
    return {
        "rows_page": page,
        "rows": traces.told(page, reader=the_user(request), on=clock.today(), page_words=words),
        "filter": chosen,
        "tags": chosen.tags(request.GET),
        "printing": printing,
        "most": MOST_PRINTED if printing and page.paginator.count >= MOST_PRINTED else 0,
        "query": _query(request),
        "today": clock.today(),
    }


def _query(request: HttpRequest) -> str:
    query = request.GET.copy()
    for gone in ("page", "export"):
        query.pop(gone, None)
    return query.urlencode()


def _first(entries: QuerySet[Entry]) -> dt.date | None:
    first = entries.order_by("id").values_list("at", flat=True).first()
    return timezone.localtime(first).date() if first else None


def _page_words(case: Case | None = None) -> Callable[[str], str]:
    added = {tab.url_name.split(":")[1]: tab.text for tab in tabs_of(case)} if case else {}
    return lambda page: PAGES.get(page) or added.get(page, "")


def _file(
    request: HttpRequest, name: str, rows: QuerySet[Entry], words: Callable[[str], str], *, of: Case | User
) -> HttpResponse:
    found = traces.told(rows, reader=the_user(request), on=clock.today(), page_words=words)
    content = as_csv(found)
    _exported(request, of, kind="csv", rows=len(found))
    return HttpResponse(
        content,
        content_type=MEDIA_TYPE,
        headers={
            "Content-Disposition": f'attachment; filename="{name}-{clock.today():%Y-%m-%d}.csv"',
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
        },
    )


def _exported(request: HttpRequest, of: Case | User, **facts: object) -> None:
    kind = "trail.case_exported" if isinstance(of, Case) else "trail.person_exported"
    with transaction.atomic(durable=True):
        record(kind, by=the_user(request), subject=of, facts=facts)
