"""The actions of all cases on one page, by organisation, and as a file (SCR-23, CR-14)."""

from __future__ import annotations

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from wscb import clock
from wscb.cases.views.rules import the_user
from wscb.documents.separated import MEDIA_TYPE
from wscb.learning import open_actions
from wscb.learning.forms.filters import ActionFilter
from wscb.learning.reading import ActionRow
from wscb.learning.words import THEME
from wscb.people.models import User
from wscb.people.rules import BOARD
from wscb.trail.record import record, record_each
from wscb.web.lists import page_of
from wscb.web.rules import rule

_DEFAULT = "due"


@rule(BOARD)
def actions(request: HttpRequest) -> HttpResponse:
    """The actions of the cases that the person sees, those that are not closed unless asked otherwise, by filter, order and page."""
    user, today = the_user(request), clock.today()
    every = open_actions.every_action(user, on=today)
    organisations = open_actions.by_organisation(every, on=today)
    chosen = ActionFilter(
        request.GET,
        organisations=sorted(((one.organisation, one.name) for one in organisations), key=lambda pair: pair[1]),
    )
    wanted = open_actions.chosen(every, chosen.chosen, on=today).order_by(*open_actions.order_of(_sort(request)))
    if request.GET.get("export") == "csv":
        return _file(user, open_actions.listed(wanted, on=today))
    page = page_of(request, wanted)
    rows = open_actions.listed(page, on=today)
    context = {
        "page": page,
        "rows": [(row, THEME.label(row.action.finding.theme)) for row in rows],
        "organisations": organisations,
        "late": sum(one.late for one in organisations),
        "reported": sum(one.reported for one in organisations),
        "open": sum(one.open for one in organisations),
        "filter": chosen,
        "tags": chosen.tags(request.GET),
        "kept": [("sort", request.GET["sort"])] if request.GET.get("sort") else [],
        "sort": _DEFAULT,
        "query": _without_page(request),
    }
    response = render(request, "learning/actions.html", context)
    _seen(user, rows)
    return response


def _sort(request: HttpRequest) -> str:
    asked = request.GET.get("sort", _DEFAULT)
    return asked if asked.removeprefix("-") in open_actions.SORTS else _DEFAULT


def _without_page(request: HttpRequest) -> str:
    query = request.GET.copy()
    query.pop("page", None)
    return query.urlencode()


def _seen(user: User, rows: list[ActionRow]) -> None:
    """Enters the sight of each case on the list in the trail; what cannot be entered is not shown."""
    cases = {row.action.case_id: row.action.case for row in rows}
    with transaction.atomic(durable=True):
        record_each("learning.actions_listed", by=user, subjects=cases.values())


def _file(user: User, rows: list[ActionRow]) -> HttpResponse:
    content = open_actions.as_csv(rows)
    _seen(user, rows)
    with transaction.atomic(durable=True):
        record("learning.exported", by=user, subject=user, facts={"rows": len(rows)})
    return HttpResponse(
        content,
        content_type=MEDIA_TYPE,
        headers={
            "Content-Disposition": f'attachment; filename="actions-{clock.today():%Y-%m-%d}.csv"',
            "X-Content-Type-Options": "nosniff",
        },
    )
