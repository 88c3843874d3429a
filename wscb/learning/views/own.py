"""An organisation's own pages: its actions, seen by its representatives, and nothing else of the case (domain.md, section 4)."""

from __future__ import annotations

import mimetypes
from collections.abc import Callable
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
from wscb.documents.responses import attachment_response
from wscb.learning.actions import agreeing, undertakings
from wscb.learning.enums import ActionState
from wscb.learning.forms.agreeing import OwnAgreeForm, OwnDeclineForm
from wscb.learning.forms.undertakings import OwnCompleteForm
from wscb.learning.models import LearningAction
from wscb.learning.reading import ActionRow, action_rows, own_ended, row_of
from wscb.trail.record import record
from wscb.web.forms import Form
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
        kept[action_id] = (
            own.select_related("case__data_key", "organisation", "ended_by", "agreed_by").filter(pk=action_id).first()
        )
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
def agree(request: HttpRequest, action_id: UUID) -> HttpResponse:
    """Agrees to the action as it reads now, for the organisation."""
    return _answer(
        request,
        action_id,
        "learning/agree.html",
        lambda request, row: OwnAgreeForm(request=request, row=row),
        lambda action, **told: agreeing.agree_action(action=action, **told),
        offered=lambda action: action.may_be_agreed,
        done="The Board’s office can see that your organisation agrees.",
    )


@rule(OWN_ACTION)
def decline(request: HttpRequest, action_id: UUID) -> HttpResponse:
    """Answers that the organisation does not agree, why, and what it would do instead."""
    return _answer(
        request,
        action_id,
        "learning/decline.html",
        lambda request, row: OwnDeclineForm(request=request, row=row),
        lambda action, **told: agreeing.decline_action(action=action, **told),
        offered=lambda action: action.state == ActionState.PROPOSED,
        done="The Board’s office has been told that your organisation does not agree. It answers you.",
    )


@rule(OWN_ACTION)
def report_done(request: HttpRequest, action_id: UUID) -> HttpResponse:
    """Reports the action done: when, what was done, and a file as evidence if there is one."""
    return _answer(
        request,
        action_id,
        "learning/report_done.html",
        lambda request, row: OwnCompleteForm(request=request),
        lambda action, **told: undertakings.complete_action(action=action, **told),
        offered=lambda action: action.is_open,
        done="The Board’s office has been told that it was done. It looks at it, and closes the action or sends it back.",
    )


@rule(OWN_ACTION)
def evidence(request: HttpRequest, action_id: UUID, said_id: UUID) -> HttpResponse:
    """The file that came with what was reported, as a download, entered in the trail before it leaves; a struck one is not there."""
    action = the_action(request, action_id)
    found = action.record.filter(pk=said_id, document__isnull=False, document__struck__isnull=True)
    said = found.select_related("document__stored__data_key").first()
    if said is None or said.document is None:
        raise Http404
    stored = said.document.stored
    ending = mimetypes.guess_extension(stored.media_type.partition(";")[0]) or ""
    response = attachment_response(stored, f"action-{action.case.reference}-{said.pk.hex[:8]}{ending}")
    with transaction.atomic(durable=True):
        facts = {"action": action.pk, "sha256": stored.sha256}
        record("learning.evidence_read", by=the_user(request), subject=action.case, facts=facts)
    return response


def _answer(
    request: HttpRequest,
    action_id: UUID,
    template: str,
    make: Callable[[HttpRequest, ActionRow], Form],
    do: Callable[..., object],
    *,
    offered: Callable[[LearningAction], bool],
    done: str,
) -> HttpResponse:
    """A page on which the organisation says something of its action, once; where it is not `offered` it is not there."""
    if request.method == "POST" and (followed := follow_spent(request)):
        return followed
    action = the_action(request, action_id)
    if not offered(action):
        raise Http404
    form = make(request, row_of(action, on=clock.today()))
    if form.is_valid():

        def act() -> str:
            do(action, case=action.case, by=the_user(request), on=clock.today(), **form.cleaned_data)
            messages.success(request, done)
            return reverse("learning:own_action", args=[action.pk])

        try:
            return submit(request, token=form.token, act=act)
        except NotAllowed:
            raise Http404 from None
        except ActRefused as refused:
            form.refuse(refused.message, refused.field if refused.field in form.fields else None)
    return _show(request, action, template, {"form": form})


def _show(request: HttpRequest, action: LearningAction, template: str, context: dict[str, Any]) -> HttpResponse:
    """Renders a page of an action, then enters the sight of it in the trail: if that fails, nothing is shown."""
    row = row_of(action, on=clock.today())
    response = render(request, template, {"row": row, "action": action, **context})
    page = request.resolver_match.url_name if request.resolver_match else ""
    with transaction.atomic(durable=True):
        facts = {"action": action.pk, "page": page}
        record("learning.action_read", by=the_user(request), subject=action.case, facts=facts)
    return response
