"""The anonymous survey, answered without signing in, and what its answers come to (GEN-18)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from reviews.actions import surveys
from reviews.forms.survey import SurveyForm
from reviews.survey import Fairness, fairness, survey, year_of
from wscb import clock
from wscb.cases.views.figures import Bar, bars_of
from wscb.cases.views.rules import the_user
from wscb.documents.separated import MEDIA_TYPE, write_rows
from wscb.people.models import Role
from wscb.people.rules import BOARD
from wscb.people.standing import standing
from wscb.trail.record import record
from wscb.web.rules import PUBLIC, rule

BETWEEN = ("running", "late")
"""The colours of the answers between the best, which is that of what is in time, and the worst, that of what is overdue."""


@rule(PUBLIC)
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """The questions; sent whole, they are counted and the link has done its work. Nothing is written of who sent them."""
    try:
        link = surveys.link_of(token, on=clock.today())
        form = SurveyForm(request=request, edition=survey().editions[link.survey])
        if form.is_valid():
            surveys.answer(token=token, answers=form.answers(), on=clock.today())
            return HttpResponseRedirect(reverse("reviews:survey_thanks"))
    except surveys.LinkUsed:
        return render(request, "reviews/survey/used.html", status=410)
    return render(request, "reviews/survey/survey.html", {"form": form, "last_day": link.last_day})


@rule(PUBLIC)
def thanks(request: HttpRequest) -> HttpResponse:
    """Says that the answers were counted."""
    return render(request, "reviews/survey/thanks.html")


@rule(BOARD)
def results(request: HttpRequest) -> HttpResponse:
    """How fair people found the reviews of one's area, over time; with `export=csv` as a file, which the trail holds."""
    user, today = the_user(request), clock.today()
    held = standing(user, today)
    areas = {
        *held.areas_for(Role.BUSINESS_MANAGER), *held.areas_for(Role.BOARD_CHAIR), *held.acting_areas_for(Role.BOARD_CHAIR)
    }  # fmt: skip
    found = fairness(areas, on=today)
    if request.GET.get("export") == "csv":
        record("survey.exported", by=user, subject=user)
        return _file(found)
    shown = [
        {"one": one, "answers": one.edition.answers, "bars": _bars(one), "name": f"fairness-{number}"}
        for number, one in enumerate(found, start=1)
    ]
    context = {
        "shown": shown,
        "several": len({one.area for one in found}) > 1,
        "fewest": survey().fewest,
        "this_year_ends": year_of(today) + 1,
    }
    return render(request, "reviews/survey/results.html", context)


def _bars(one: Fairness) -> list[Bar]:
    colours = ("in-time", *BETWEEN[: len(one.edition.answers.words) - 2], "overdue")
    return bars_of([(words, tuple(zip(colours, counts, strict=True))) for words, counts in one.rows], one.people)


def _file(found: list[Fairness]) -> HttpResponse:
    rows: list[list[str]] = []
    for one in found:
        rows.append([f"{one.area}, {one.words}", *(word.label for word in one.edition.answers)])
        rows += [[question, *map(str, counts)] for question, counts in one.rows]
        rows.append([])
    return HttpResponse(
        write_rows(rows),
        content_type=MEDIA_TYPE,
        headers={"Content-Disposition": 'attachment; filename="fairness-of-reviews.csv"'},
    )
