"""An organisation's own pages: its actions, seen by its representatives, and nothing else of the case (domain.md, section 4)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from wscb import clock
from wscb.cases import representation
from wscb.cases.errors import ActRefused, NotAllowed
from wscb.cases.views.rules import the_user
from wscb.learning.actions import undertakings
from wscb.learning.forms.undertakings import OwnCompleteForm
from wscb.learning.models import LearningAction
from wscb.learning.reading import action_rows, own_ended, row_of
from wscb.trail.record import record
from wscb.web.lists import page_of
from wscb.web.rules import SIGNED_IN, Rule, rule
from wscb.web.tokens import follow_spent, submit

ACTIONS = "learning_actions"
"""The name by which `representation.own_ids` tells of actions."""


def the_action(request: HttpRequest, action_id: UUID) -> LearningAction:
    """The action of the address if the person may act on it now, read once. Raises Http404."""
    kept: dict[UUID, LearningAction | None] = request.__dict__.setdefault("_own_actions", {})
    if action_id not in kept:
        own = representation.represented(LearningAction, the_user(request))
        kept[action_id] = own.select_related("case__data_key", "organisation", "ended_by").filter(pk=action_id).first()
    found = kept[action_id]
    if found is None:
        raise Http404
    return found


def _is_own(request: HttpRequest, action_id: UUID, **values: object) -> bool:
    try:
        the_action(request, action_id)
    except Http404:
        return False
    return True


OWN_ACTION = Rule("own_action", _is_own)


@rule(SIGNED_IN)
def ended(request: HttpRequest) -> HttpResponse:
    """The ended actions of the person's organisation, page by page; the last one to end stands first."""
    mine = representation.own_ids(the_user(request)).get(ACTIONS, ())
    page = page_of(request, own_ended(mine))
    return render(request, "learning/own_ended.html", {"page": page, "rows": action_rows(page, on=clock.today())})


@rule(OWN_ACTION)
def own_action(request: HttpRequest, action_id: UUID) -> HttpResponse:
    """What the organisation is to do, by when, and how it stands; who works on it."""
    action = the_action(request, action_id)
    standing = list(representation.standing_for(action.case, action.organisation))
    return _show(request, action, "learning/own_action.html", {"standing": standing})


@rule(OWN_ACTION)
def report_done(request: HttpRequest, action_id: UUID) -> HttpResponse:
    """Reports the action done: when, and what was done."""
    if request.method == "POST" and (followed := follow_spent(request)):
        return followed
    action = the_action(request, action_id)
    if not action.is_open:
        raise Http404
    form = OwnCompleteForm(request=request)
    if form.is_valid():

        def act() -> str:
            undertakings.complete_action(
                case=action.case, by=the_user(request), on=clock.today(), action=action, **form.cleaned_data
            )
            messages.success(request, "The Board’s office has been told that it was done.")
            return reverse("learning:own_action", args=[action.pk])

        try:
            return submit(request, token=form.token, act=act)
        except NotAllowed:
            raise Http404 from None
        except ActRefused as refused:
            form.refuse(refused.message, refused.field if refused.field in form.fields else None)
    return _show(request, action, "learning/report_done.html", {"form": form})


def _show(request: HttpRequest, action: LearningAction, template: str, context: dict[str, Any]) -> HttpResponse:
    """Renders a page of an action, then enters the sight of it in the trail: if that fails, nothing is shown."""
    row = row_of(action, on=clock.today())
    response = render(request, template, {"row": row, "action": action, **context})
    page = request.resolver_match.url_name if request.resolver_match else ""
    with transaction.atomic(durable=True):
        facts = {"action": action.pk, "page": page}
        record("learning.action_read", by=the_user(request), subject=action.case, facts=facts)
    return response
