"""The office's pages of what is agreed with an organisation: agreed elsewhere, changed, closed, sent back (SCR-23, CR-14)."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse

from wscb import clock
from wscb.cases.models import Case
from wscb.cases.process.table import Act
from wscb.cases.views.acting import ActPage
from wscb.cases.views.base import act_page
from wscb.cases.views.rules import the_user
from wscb.learning.actions import agreeing, closing
from wscb.learning.enums import TO_AGREE, ActionState
from wscb.learning.forms.agreeing import AgreeForm, ChangeForm, CloseForm, ReturnForm
from wscb.learning.views.case import finding_url
from wscb.learning.views.chosen import about, action_of, choose_action, given

_DECLINED = (ActionState.DECLINED,)
_REPORTED = (ActionState.REPORTED,)


def agree_action(request: HttpRequest, case: Case, act: Act, page: str) -> HttpResponse:
    """Records that the organisation of the action whose id is the page agreed to it elsewhere."""
    action = action_of(case, page, TO_AGREE)
    if action is None:
        return choose_action(request, case, act, TO_AGREE)
    form = AgreeForm(request=request, case=case)
    return act_page(
        request,
        case,
        act,
        form,
        do=lambda: agreeing.agree_action(
            case=case,
            by=the_user(request),
            on=clock.today(),
            action=action,
            **given(form, "agreed_on", "said_by", "how"),
        ),
        done="The action has been recorded as agreed.",
        template="learning/about_action.html",
        context=about(action),
        then=lambda: finding_url(action.finding),
        submit_text="Record it as agreed",
    )


def change_action(request: HttpRequest, case: Case, act: Act, page: str) -> HttpResponse:
    """Changes the action whose id is the page, which its organisation did not agree to, and proposes it anew."""
    action = action_of(case, page, _DECLINED)
    if action is None:
        return choose_action(request, case, act, _DECLINED)
    context = about(action)
    form = ChangeForm(request=request, case=case, action=action, row=context["row"])
    return act_page(
        request,
        case,
        act,
        form,
        do=lambda: agreeing.change_action(
            case=case,
            by=the_user(request),
            on=clock.today(),
            action=action,
            seen=case.revision,
            **given(form, "what", "due_on", "because"),
        ),
        done="The action has been proposed anew. Its organisation’s representative is told.",
        template="learning/about_action.html",
        context=context,
        then=lambda: finding_url(action.finding),
        submit_text="Propose it anew",
    )


def close_action(request: HttpRequest, case: Case, act: Act, page: str) -> HttpResponse:
    """Closes the action whose id is the page, with what was reported in sight."""
    action = action_of(case, page, _REPORTED)
    if action is None:
        return choose_action(request, case, act, _REPORTED)
    form = CloseForm(request=request, case=case)
    return act_page(
        request,
        case,
        act,
        form,
        do=lambda: closing.close_action(
            case=case,
            by=the_user(request),
            on=clock.today(),
            action=action,
            seen=case.revision,
            **given(form, "note"),
        ),
        done="The action has been closed. Its organisation’s representative is told.",
        template="learning/about_reported.html",
        context={**about(action), "other": "return_learning_action"},
        then=lambda: finding_url(action.finding),
        submit_text="Close the action",
    )


def return_action(request: HttpRequest, case: Case, act: Act, page: str) -> HttpResponse:
    """Sends the action whose id is the page back to its organisation, with what was reported in sight."""
    action = action_of(case, page, _REPORTED)
    if action is None:
        return choose_action(request, case, act, _REPORTED)
    form = ReturnForm(request=request, case=case)
    return act_page(
        request,
        case,
        act,
        form,
        do=lambda: closing.return_action(
            case=case,
            by=the_user(request),
            on=clock.today(),
            action=action,
            seen=case.revision,
            **given(form, "missing", "due_on"),
        ),
        done="The action has been sent back. Its organisation’s representative is told.",
        template="learning/about_reported.html",
        context={**about(action), "other": "close_learning_action"},
        then=lambda: finding_url(action.finding),
        submit_text="Send it back",
    )


PAGES: Mapping[str, ActPage] = {
    "agree_learning_action": agree_action,
    "change_learning_action": change_action,
    "close_learning_action": close_action,
    "return_learning_action": return_action,
}
