"""Pages on which findings are raised, corrected and withdrawn, and actions are given, reported done and dropped."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse

from wscb import clock
from wscb.cases.models import Case
from wscb.cases.process.table import Act
from wscb.cases.views.acting import ActPage
from wscb.cases.views.base import act_page
from wscb.cases.views.rules import the_user
from wscb.learning.actions import findings, undertakings
from wscb.learning.enums import WITH_ORGANISATION
from wscb.learning.forms.findings import CorrectFindingForm, FindingForm, WithdrawForm
from wscb.learning.forms.undertakings import AddActionForm, CompleteForm, DropForm, MoveForm
from wscb.learning.models import Finding
from wscb.learning.views import agreeing
from wscb.learning.views.case import finding_url, learning_url
from wscb.learning.views.chosen import about, action_of, choose_action, choose_finding, finding_of, given
from wscb.learning.words import THEME


def raise_finding(request: HttpRequest, case: Case, act: Act, page: str) -> HttpResponse:
    """Puts early learning, or a finding, on the record; its page then offers an action."""
    form = FindingForm(request=request, case=case)
    raised: list[Finding] = []
    return act_page(
        request,
        case,
        act,
        form,
        do=lambda: raised.append(
            findings.raise_finding(case=case, by=the_user(request), on=clock.today(), said=form.said())
        ),
        done="It is on record. Give an organisation an action on it where one is needed.",
        then=lambda: finding_url(raised[0]),
        submit_text="Put it on record",
    )


def correct_finding(request: HttpRequest, case: Case, act: Act, page: str) -> HttpResponse:
    """Corrects the finding whose id is the page."""
    found = finding_of(case, page)
    if found is None:
        return choose_finding(request, case, act)
    form = CorrectFindingForm(request=request, case=case, finding=found)
    return act_page(
        request,
        case,
        act,
        form,
        do=lambda: findings.correct_finding(
            case=case,
            by=the_user(request),
            on=clock.today(),
            finding=found,
            said=form.said(),
            because=form.cleaned_data["because"],
            seen=case.revision,
        ),
        done="The finding has been corrected.",
        then=lambda: finding_url(found),
        submit_text="Correct the finding",
    )


def withdraw_finding(request: HttpRequest, case: Case, act: Act, page: str) -> HttpResponse:
    """Withdraws the finding whose id is the page, and says which actions end with it."""
    found = finding_of(case, page)
    if found is None:
        return choose_finding(request, case, act)
    form = WithdrawForm(request=request, case=case)
    ending = found.actions.filter(state__in=WITH_ORGANISATION).select_related("organisation")
    return act_page(
        request,
        case,
        act,
        form,
        do=lambda: findings.withdraw_finding(
            case=case,
            by=the_user(request),
            on=clock.today(),
            finding=found,
            because=form.cleaned_data["because"],
            seen=case.revision,
        ),
        done="The finding has been withdrawn.",
        template="learning/about_finding.html",
        context={"finding": found, "theme": THEME.label(found.theme), "ending": list(ending)},
        then=lambda: learning_url(case),
        submit_text="Withdraw the finding",
    )


def add_action(request: HttpRequest, case: Case, act: Act, page: str) -> HttpResponse:
    """Gives an organisation an action on the finding whose id is the page."""
    found = finding_of(case, page)
    if found is None:
        return choose_finding(request, case, act)
    form = AddActionForm(request=request, case=case, finding=found)
    return act_page(
        request,
        case,
        act,
        form,
        do=lambda: undertakings.add_action(
            case=case, by=the_user(request), on=clock.today(), finding=found, **form.answers()
        ),
        done="The action has been given and proposed. Its organisation’s representative is told, and asked whether it is agreed.",
        template="learning/about_finding.html",
        context={"finding": found, "theme": THEME.label(found.theme)},
        then=lambda: finding_url(found),
        submit_text="Give the action",
    )


def move_action(request: HttpRequest, case: Case, act: Act, page: str) -> HttpResponse:
    """Gives the action whose id is the page another date."""
    action = action_of(case, page)
    if action is None:
        return choose_action(request, case, act)
    form = MoveForm(request=request, case=case)
    return act_page(
        request,
        case,
        act,
        form,
        do=lambda: undertakings.move_action(
            case=case,
            by=the_user(request),
            on=clock.today(),
            action=action,
            seen=case.revision,
            **given(form, "until", "because"),
        ),
        done="The date has been changed. Its organisation’s representative is told.",
        template="learning/about_action.html",
        context=about(action),
        then=lambda: finding_url(action.finding),
        submit_text="Change the date",
    )


def complete_action(request: HttpRequest, case: Case, act: Act, page: str) -> HttpResponse:
    """Records for an organisation that the action whose id is the page was done."""
    action = action_of(case, page)
    if action is None:
        return choose_action(request, case, act)
    form = CompleteForm(request=request, case=case)
    return act_page(
        request,
        case,
        act,
        form,
        do=lambda: undertakings.complete_action(
            case=case,
            by=the_user(request),
            on=clock.today(),
            action=action,
            **given(form, "done_on", "account", "upload"),
        ),
        done="The action has been recorded as reported done. It counts as done once it is closed.",
        template="learning/about_action.html",
        context=about(action),
        then=lambda: finding_url(action.finding),
        submit_text="Record it as reported done",
    )


def drop_action(request: HttpRequest, case: Case, act: Act, page: str) -> HttpResponse:
    """Records that the action whose id is the page is no longer needed."""
    action = action_of(case, page)
    if action is None:
        return choose_action(request, case, act)
    form = DropForm(request=request, case=case)
    return act_page(
        request,
        case,
        act,
        form,
        do=lambda: undertakings.drop_action(
            case=case, by=the_user(request), on=clock.today(), action=action, **given(form, "because")
        ),
        done="The action has been recorded as no longer needed.",
        template="learning/about_action.html",
        context=about(action),
        then=lambda: finding_url(action.finding),
        submit_text="Record it as no longer needed",
    )


PAGES: Mapping[str, ActPage] = {
    "raise_finding": raise_finding,
    "correct_finding": correct_finding,
    "withdraw_finding": withdraw_finding,
    "add_learning_action": add_action,
    "move_learning_action": move_action,
    "complete_learning_action": complete_action,
    "drop_learning_action": drop_action,
    **agreeing.PAGES,
}
