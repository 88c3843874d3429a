"""The page of a review that is being held: its parts, and how each stands."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from reviews.process.words import REVIEWED
from reviews.working_pages import working_pages
from wscb.cases.views.base import show
from wscb.cases.views.rules import CASE, the_case
from wscb.web.rules import rule


@rule(CASE)
def review(request: HttpRequest, reference: str) -> HttpResponse:
    """Every part of the review with how it stands; before a review is to be held there is no such page."""
    case = the_case(request, reference)
    if case.state not in REVIEWED:
        raise Http404
    pages = [page for page in working_pages() if page.shown(request, case)]
    rows = [(page.title, reverse(page.url_name, args=[case.reference]), page.stands(case)) for page in pages]
    return show(request, case, "reviews/working.html", {"rows": rows, "tab_title": "Review"}, tab="review")
