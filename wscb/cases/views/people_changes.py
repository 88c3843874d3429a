"""Who came, moved and left in a period, and who was given or lost which role: a page to print, and a file."""

from __future__ import annotations

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from wscb import clock, dates
from wscb.cases.figures_files import CSV, FigureTable, as_csv
from wscb.cases.views.figures import PeriodFilter
from wscb.cases.views.rules import the_user
from wscb.people.changes import changes
from wscb.people.rules import ADMINISTRATOR, MANAGER
from wscb.people.views.sections import sections
from wscb.trail.record import record
from wscb.web.rules import rule

HEADINGS = ("Day", "Person", "What", "Detail", "By whom")


@rule(ADMINISTRATOR | MANAGER)
def people_changes(request: HttpRequest) -> HttpResponse:
    """The changes of a period; with `export` as a file, which the trail holds."""
    chosen = PeriodFilter(request.GET, on=clock.today())
    since, until = chosen.bounds
    rows = changes(since=since, until=until)
    if request.GET.get("export") == "csv":
        with transaction.atomic():
            record("people.changes_exported", by=the_user(request), facts={"since": since, "until": until})
        cells = tuple((dates.long_date(one.on), one.person.name, one.what, one.detail, one.by) for one in rows)
        name = f"people-{since:%Y-%m-%d}-to-{until:%Y-%m-%d}.csv"
        return HttpResponse(
            as_csv([FigureTable("Changes", HEADINGS, cells)]),
            content_type=CSV,
            headers={"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"},
        )
    context = {
        "filter": chosen,
        "since": since,
        "until": until,
        "rows": rows,
        "sections": sections(request, "people_changes"),
    }
    return render(request, "people/changes.html", context)
