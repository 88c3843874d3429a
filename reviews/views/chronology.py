"""The merged chronology of a review: filtered, searched, one entry, for print, as a picture (GEN-12)."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from reviews.chronology import merged, picture
from reviews.chronology.merged import Chosen
from reviews.forms.chronology import ChronologyFilter, WordsForm
from reviews.models import ChronologyEntry
from reviews.process.words import REVIEWED
from wscb import clock
from wscb.cases.models import Case
from wscb.cases.search import keep_search, search_of
from wscb.cases.views.base import show
from wscb.cases.views.rules import CASE, the_acts, the_case, the_offices, the_user
from wscb.people.models import Role
from wscb.web.lists import page_of
from wscb.web.rules import rule
from wscb.web.tokens import follow_spent, submit

SEARCHED = "text"


@dataclass
class Asked:
    """What of a case's chronology an address asks for."""

    case: Case
    filter: ChronologyFilter
    chosen: Chosen
    query: str

    def context(self) -> dict[str, Any]:
        """What every page of the chronology shows of it."""
        return {"filter": self.filter, "chosen": self.chosen, "query": self.query, "tab_title": "Review"}


def chronology_url(case: Case, name: str = "chronology", *more: object) -> str:
    """The address of a page of the case's chronology."""
    return reverse(f"reviews:{name}", args=[case.reference, *more])


def reviewed_case(request: HttpRequest, reference: str) -> Case:
    """The case, once a review of it is to be held. Raises Http404 before."""
    case = the_case(request, reference)
    if case.state not in REVIEWED:
        raise Http404
    return case


def asked_for(request: HttpRequest, case: Case) -> Asked:
    """What the address asks for. Raises Http404 for a search of another person's."""
    known = merged.standing(case).order_by("organisation__name").values_list("organisation", "organisation__name")
    chosen_filter = ChronologyFilter(request.GET, organisations=known.distinct())
    query = request.GET.copy()
    query.pop("page", None)
    chosen = chosen_filter.chosen(_words(request))
    return Asked(case, chosen_filter, chosen, query.urlencode())


def _words(request: HttpRequest) -> str:
    asked = request.GET.get("search")
    if not asked:
        return ""
    try:
        kept = search_of(the_user(request), UUID(asked), at=clock.now())
    except ValueError:
        kept = None
    if kept is None:
        raise Http404
    return str((kept.words or {}).get(SEARCHED, ""))


@rule(CASE)
def chronology(request: HttpRequest, reference: str) -> HttpResponse:
    """The entries of all organisations in one order, by filter, search and page."""
    return _list(request, reviewed_case(request, reference), WordsForm(request=request))


@rule(CASE)
def search(request: HttpRequest, reference: str) -> HttpResponse:
    """Takes words to look for, keeps them sealed, and leads to the chronology under the search's own id."""
    case = reviewed_case(request, reference)
    if request.method != "POST":
        return redirect(chronology_url(case))
    if followed := follow_spent(request):
        return followed
    form = WordsForm(request=request)
    if not form.is_valid():
        return _list(request, case, form)

    def act() -> str:
        kept = keep_search(by=the_user(request), words={SEARCHED: form.cleaned_data["words"]}, at=clock.now())
        query = request.GET.copy()
        query.pop("page", None)
        query["search"] = str(kept.pk)
        return f"{chronology_url(case)}?{query.urlencode()}"

    return submit(request, token=form.token, act=act)


def _list(request: HttpRequest, case: Case, form: WordsForm) -> HttpResponse:
    asked = asked_for(request, case)
    pattern = merged.pattern_of(case, asked.chosen)
    page = page_of(request, merged.shown(case, asked.chosen).prefetch_related("comments__by"))
    without_search = request.GET.copy()
    without_search.pop("search", None)
    context = {
        **asked.context(),
        "page": page,
        "rows": list(merged.with_pattern(page, pattern)),
        "pattern": pattern,
        "kept": [(name, request.GET[name]) for name in ("search",) if request.GET.get(name)],
        "without_search": without_search.urlencode(),
        "search_form": form,
        "codes": codes_of(request, case),
    }
    return show(request, case, "reviews/chronology/list.html", context, tab="review")


def codes_of(request: HttpRequest, case: Case) -> set[str]:
    """The acts that the person has on the case now."""
    return {act.code for act in the_acts(request, case)}


@rule(CASE)
def printed(request: HttpRequest, reference: str) -> HttpResponse:
    """Every entry that was chosen on one page, to print."""
    case = reviewed_case(request, reference)
    asked = asked_for(request, case)
    pattern = merged.pattern_of(case, asked.chosen)
    entries = merged.shown(case, asked.chosen).prefetch_related("comments__by")
    context = {**asked.context(), "rows": list(merged.with_pattern(entries, pattern)), "tab_title": ""}
    return show(request, case, "reviews/chronology/print.html", {**context, "page": "chronology_print"})


@rule(CASE)
def timeline_picture(request: HttpRequest, reference: str) -> HttpResponse:
    """The chronology as a picture, with the same figures as a table beneath."""
    case = reviewed_case(request, reference)
    asked = asked_for(request, case)
    drawn = picture.drawn(merged.shown(case, asked.chosen), merged.pattern_of(case, asked.chosen))
    return show(request, case, "reviews/chronology/picture.html", {**asked.context(), "drawn": drawn}, tab="review")


@rule(CASE)
def entry(request: HttpRequest, reference: str, entry_id: UUID) -> HttpResponse:
    """One entry with its comments and corrections. What no longer stands may concern another child: the manager alone."""
    case = reviewed_case(request, reference)
    found = entry_of(case, entry_id)
    if not found.stands and Role.BUSINESS_MANAGER not in the_offices(request, case):
        raise Http404
    versions = list(
        found.history.select_related("history_user", "organisation").order_by("-history_date", "-history_id")
    )
    context = {
        "entry": found,
        "earlier": list(pairwise(versions)),
        "codes": codes_of(request, case) if found.stands else set(),
        "tab_title": "Review",
    }
    return show(request, case, "reviews/chronology/entry.html", context, tab="review")


def entry_of(case: Case, entry_id: UUID | str) -> ChronologyEntry:
    """The entry of the case with this id. Raises Http404."""
    rows = case.chronology_entries.select_related("organisation", "imported_in", "added_by", "struck_by")
    try:
        found = rows.prefetch_related("comments__by").filter(pk=UUID(str(entry_id))).first()
    except ValueError:
        found = None
    if found is None:
        raise Http404
    return found


@rule(CASE)
def kept(request: HttpRequest, reference: str) -> HttpResponse:
    """What was imported, and what was struck out or withdrawn, each with its reason."""
    case = reviewed_case(request, reference)
    context = {
        "imports": list(case.chronology_imports.select_related("organisation", "imported_by", "withdrawn_by")),
        "struck": list(
            case.chronology_entries.filter(struck_on__isnull=False)
            .select_related("organisation", "struck_by")
            .order_by("-struck_on", "pk")
        ),
        "codes": codes_of(request, case),
        "opens_struck": Role.BUSINESS_MANAGER in the_offices(request, case),
        "tab_title": "Review",
    }
    return show(request, case, "reviews/chronology/kept.html", context, tab="review")
