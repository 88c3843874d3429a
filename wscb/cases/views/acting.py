"""One address for every act of the tables: the page that does it is registered by the app that owns the process."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.http import Http404, HttpRequest, HttpResponse

from wscb.cases import drafts
from wscb.cases.models import Case
from wscb.cases.occasions import with_occasion
from wscb.cases.process.table import Act
from wscb.cases.views.base import show
from wscb.cases.views.rules import CASE_ACT, the_asker, the_case, the_user
from wscb.web.rules import rule
from wscb.web.tokens import follow_spent

ActPage = Callable[[HttpRequest, Case, Act, str], HttpResponse]

_pages: dict[tuple[str, str], ActPage] = {}


def register_act_pages(process: str, pages: Mapping[str, ActPage]) -> None:
    """Makes the pages of a process's acts known, by the code of the act."""
    for code, page in pages.items():
        _pages[process, code] = page


def pageless_acts(process: str, codes: list[str]) -> list[str]:
    """The acts that nobody registered a page for; start-up refuses any but `log`."""
    return [code for code in codes if (process, code) not in _pages]


@rule(CASE_ACT)
def act(request: HttpRequest, reference: str, act: str, page: str = "") -> HttpResponse:
    """The page of an act. A send whose first time was carried out leads to where that led.

    Out of the table, or with nothing to be done to, it says what is the matter instead.
    """
    if request.method == "POST" and (followed := follow_spent(request)):
        return followed
    case = the_case(request, reference)
    row, view = case.table.act(act), _pages.get((case.process, act))
    if view is None:
        raise Http404
    context = {"act": row, "typed": _typed(request, case, act), "page": "act"}
    if case.state not in row.from_:
        events = case.events.select_related("by").order_by("-revision")[:5]
        return _nothing_done(show(request, case, "cases/moved_on.html", {**context, "events": events}))
    if not with_occasion(case, [row], the_asker(request, case)):
        says = case.table.occasions[row.occasion]
        return _nothing_done(show(request, case, "cases/nothing_to_do.html", {**context, "says": says}))
    return view(request, case, row, page)


def _nothing_done(response: HttpResponse) -> HttpResponse:
    response.status_code = 409
    return response


def _typed(request: HttpRequest, case: Case, act: str) -> list[str]:
    """The texts that the person sent to a page whose time is over, or kept in a draft of it: to copy, so that none is lost."""
    kept = drafts.drafts_of(the_user(request)).filter(case=case, kind=act).first()
    found = {**(kept.answers or {} if kept else {}), **request.POST.dict()}
    return [
        value for name, value in found.items() if isinstance(value, str) and " " in value and "password" not in name
    ]
