"""The pages of the review of roles: when it is due, what there is to confirm, and every one that was signed."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from wscb import clock
from wscb.people import actions
from wscb.people.access_reviews import ENDED, OUTCOMES, due_on, last_review, to_review
from wscb.people.duties import duty
from wscb.people.errors import Refused
from wscb.people.forms.duties import AccessReviewForm
from wscb.people.models import AccessReview, Area, Panel, Role, User
from wscb.people.rules import MANAGER, signed_in
from wscb.people.standing import standing
from wscb.people.views.sections import sections
from wscb.web.components import Breadcrumb
from wscb.web.lists import page_of
from wscb.web.rules import rule
from wscb.web.tokens import submit


@rule(MANAGER)
def access_reviews(request: HttpRequest) -> HttpResponse:
    """By when the roles of each of the manager's areas are to be reviewed, and the reviews that were signed."""
    today = clock.today()
    areas = Area.objects.filter(pk__in=_areas(request))
    signed = AccessReview.objects.filter(area__in=areas).select_related("area", "by").order_by("-at", "pk")
    context = {
        "areas": [{"area": one, "due_on": due_on(one), "last": last_review(one)} for one in areas],
        "today": today,
        "months": duty("access_review")["months"],
        "page": page_of(request, signed),
        "sections": sections(request, "access_reviews"),
    }
    return render(request, "access_review/list.html", context)


@rule(MANAGER)
def sign(request: HttpRequest, area_id: UUID) -> HttpResponse:
    """Everybody with a role in the area, to be confirmed one by one, and signed."""
    area = get_object_or_404(Area, pk__in=_areas(request), pk=area_id)
    rows = to_review(area, on=clock.today())
    form = AccessReviewForm(request=request, rows=rows)
    if form.is_valid():

        def act() -> str:
            review = actions.sign_access_review(
                area=area,
                confirmed_people={UUID(one) for one in form.cleaned_data["people"]},
                by=signed_in(request),
                on=clock.today(),
                confirmed=form.reauthentication,
            )
            messages.success(request, "The review of roles has been signed.")
            return reverse("access_review", args=[review.pk])

        try:
            return submit(request, token=form.token, act=act)
        except Refused as refused:
            form.refuse(str(refused), "people")
    context = {
        "form": form,
        "area": area,
        "rows": [row for row in rows if row.roles],
        "gone": [row.user for row in rows if row.outcome == ENDED],
        "due_on": due_on(area),
        "back": reverse("access_reviews"),
    }
    return render(request, "access_review/sign.html", context)


@rule(MANAGER)
def access_review(request: HttpRequest, review_id: UUID) -> HttpResponse:
    """One signed review: everybody, their roles as they were, and what was said of them."""
    rows = AccessReview.objects.filter(area__in=_areas(request)).select_related("area", "by")
    review = get_object_or_404(rows, pk=review_id)
    people = User.objects.in_bulk([UUID(line["person"]) for line in review.lines])
    panels = {str(panel.pk): panel.name for panel in Panel.objects.all()}
    shown = [
        {
            "person": people[UUID(line["person"])],
            "roles": [_words(code, panels) for code in line["roles"]],
            "outcome": OUTCOMES[line["outcome"]],
        }
        for line in review.lines
    ]
    crumbs = [Breadcrumb("People", "/people/"), Breadcrumb("Review of roles", "/access-review/")]
    return render(request, "access_review/review.html", {"review": review, "shown": shown, "crumbs": crumbs})


def _words(code: str, panels: dict[str, str]) -> str:
    role, _, panel = code.partition(":")
    return f"{Role(role).label}, {panels[panel]}" if panel else str(Role(role).label)


def _areas(request: HttpRequest) -> frozenset[UUID]:
    return standing(request.user, clock.today()).areas_for(Role.BUSINESS_MANAGER)
