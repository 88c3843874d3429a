"""What every case page does: shows the case's head and navigation, leaves its trace in the trail, carries out one act.

def refer(request, case, act, page):
    form = ReferForm(request=request, revision=str(case.revision))
    return act_page(request, case, act, form, do=lambda: panel.refer(case=case, by=..., on=..., seen=case.revision),
                    done="The case has been referred to the Criteria Panel.")
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from wscb import clock
from wscb.cases import emergency
from wscb.cases.blocking import blocks_on_act
from wscb.cases.errors import ActRefused, CaseChanged, NotAllowed
from wscb.cases.forms.base import ask_despite, speak
from wscb.cases.models import Case, EmergencyAccess
from wscb.cases.pages import tabs_of
from wscb.cases.process.table import Act
from wscb.cases.views.rules import oversees, sight_of, the_acts, the_emergency, the_offices, the_user
from wscb.trail.record import record
from wscb.web.components import SubNavigationLink
from wscb.web.forms import Form
from wscb.web.tokens import submit

FIRST_TABS = (("cases:case", "Summary"), ("cases:tasks", "Tasks"))
LAST_TABS = (
    ("cases:people", "People"),
    ("cases:documents", "Documents"),
    ("cases:decisions", "Decisions"),
    ("cases:messages", "Messages"),
    ("cases:timeline", "Timeline"),
    ("cases:framework", "Framework"),
)


TITLES = {name.split(":")[1]: text for name, text in (*FIRST_TABS, *LAST_TABS)}


def show(request: HttpRequest, case: Case, template: str, context: dict[str, Any], *, tab: str = "") -> HttpResponse:
    """Renders a page of a case, then enters the sight of it in the trail: if that fails, nothing is shown."""
    whole = {
        "case": case,
        "state": case.current_state,
        "acts": SimpleLazyObject(lambda: the_acts(request, case)),
        "tabs": _tabs(case, tab),
        "today": clock.today(),
        "emergency": the_emergency(request, case),
        "emergencies": _emergencies(request, case),
        **context,
    }
    response = render(request, template, whole)
    saw(request, case, "case.read", page=tab or context.get("page", "act"))
    return response


def _emergencies(request: HttpRequest, case: Case) -> list[EmergencyAccess]:
    """Who reads the case in an emergency now, for those who answer for it."""
    if not getattr(case, "is_read_in_emergency", False) or not oversees(request, case):
        return []
    return list(emergency.current(now=clock.now()).filter(case=case).select_related("user"))


def saw(request: HttpRequest, case: Case, kind: str, /, **facts: Any) -> None:
    """Enters a sight of the case in the trail, with the offices in which the person has it: before anything of it leaves."""
    held = the_offices(request, case)
    acting = next((office.acting_for for office in held.values() if office.acting_for), "")
    facts = {**facts, "as": sorted(map(str, held))}
    with transaction.atomic(durable=True):
        record(kind, by=the_user(request), subject=case, facts=facts, acting_for=acting or sight_of(request, case))


def _tabs(case: Case, tab: str) -> list[SubNavigationLink]:
    added = [(one.url_name, one.text) for one in tabs_of(case)]
    return [
        SubNavigationLink(text, reverse(name, args=[case.reference]), name.split(":")[1] == tab)
        for name, text in (*FIRST_TABS, *added, *LAST_TABS)
    ]


def case_url(case: Case, page: str = "case") -> str:
    """The address of one of the case's pages."""
    return reverse(f"cases:{page}", args=[case.reference])


def act_url(case: Case, act: str, page: str = "") -> str:
    """The address of the page on which an act is done; `page` for one of its further pages."""
    if page:
        return reverse("cases:act_page", args=[case.reference, act, page])
    return reverse("cases:act", args=[case.reference, act])


def act_page(
    request: HttpRequest,
    case: Case,
    act: Act,
    form: Form,
    *,
    do: Callable[[], Any],
    done: str,
    template: str = "cases/act.html",
    context: dict[str, Any] | None = None,
    then: Callable[[], str] | None = None,
    submit_text: str = "",
) -> HttpResponse:
    """Shows the form of an act, or does the act once when it was sent and all is right.

    `do` calls one action; `done` is said afterwards on the page that `then` names (the case's summary), empty where that page
    says it itself. An act that something beside the case blocks is asked about (`blocking`). Whatever the action refuses is shown at
    its field, with what was typed kept; a change by somebody else is shown with what they did.
    """
    changes: CaseChanged | None = None
    speak(form, case.table)
    blocks = blocks_on_act(case, act.code)
    ask_despite(form, blocks)
    if form.is_valid():
        try:
            return submit(request, token=form.token, act=lambda: _carry_out(request, case, do, done, then))
        except NotAllowed:
            raise Http404 from None
        except CaseChanged as changed:
            changes = changed
            form.refuse(changed.message)
        except ActRefused as refused:
            form.refuse(refused.message, refused.field if refused.field in form.fields else None)
    shown = {
        "form": form,
        "act": act,
        "events": changes.events if changes else _events_since(form, case),
        "submit_text": submit_text or act.title,
        "blocks": blocks,
        "page": "act",
        **(context or {}),
    }
    return show(request, case, template, shown)


def _carry_out(
    request: HttpRequest, case: Case, do: Callable[[], Any], done: str, then: Callable[[], str] | None
) -> str:
    do()
    if done:
        messages.success(request, done)
    return then() if then else case_url(case)


def _events_since(form: Form, case: Case) -> list[Any]:
    """What others did since the page was shown, when that is why the form was not accepted."""
    sent = form.data.get("revision", "") if form.is_bound and form.is_conflict else ""
    if not sent.isdecimal():
        return []
    return list(case.events.filter(revision__gt=int(sent)).select_related("by"))
