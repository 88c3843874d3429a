"""Pages on which findings are raised, corrected and withdrawn, and actions are given, done and dropped."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from wscb import clock, dates
from wscb.cases.models import Case
from wscb.cases.process.table import Act
from wscb.cases.views.acting import ActPage
from wscb.cases.views.base import act_page
from wscb.cases.views.choosing import by_id, choose, chosen
from wscb.cases.views.rules import the_user
from wscb.learning.actions import findings, undertakings
from wscb.learning.enums import ActionState
from wscb.learning.forms.findings import CorrectFindingForm, FindingForm, WithdrawForm
from wscb.learning.forms.undertakings import AddActionForm, CompleteForm, DropForm, MoveForm
from wscb.learning.models import Finding, LearningAction
from wscb.learning.reading import due_dates, row_of
from wscb.learning.views.case import finding_url, learning_url
from wscb.learning.words import THEME

LONGEST = 90


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
    found = _finding(case, page)
    if found is None:
        return _choose_finding(request, case, act)
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
    found = _finding(case, page)
    if found is None:
        return _choose_finding(request, case, act)
    form = WithdrawForm(request=request, case=case)
    ending = found.actions.filter(state=ActionState.OPEN).select_related("organisation")
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
    found = _finding(case, page)
    if found is None:
        return _choose_finding(request, case, act)
    form = AddActionForm(request=request, case=case, finding=found)
    return act_page(
        request,
        case,
        act,
        form,
        do=lambda: undertakings.add_action(
            case=case, by=the_user(request), on=clock.today(), finding=found, **form.answers()
        ),
        done="The action has been given. Its organisation’s representative is told.",
        template="learning/about_finding.html",
        context={"finding": found, "theme": THEME.label(found.theme)},
        then=lambda: finding_url(found),
        submit_text="Give the action",
    )


def move_action(request: HttpRequest, case: Case, act: Act, page: str) -> HttpResponse:
    """Gives the action whose id is the page another date."""
    action = _action(case, page)
    if action is None:
        return _choose_action(request, case, act)
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
            **_given(form, "until", "because"),
        ),
        done="The date has been changed. Its organisation’s representative is told.",
        template="learning/about_action.html",
        context=_about(action),
        then=lambda: finding_url(action.finding),
        submit_text="Change the date",
    )


def complete_action(request: HttpRequest, case: Case, act: Act, page: str) -> HttpResponse:
    """Records for an organisation that the action whose id is the page was done."""
    action = _action(case, page)
    if action is None:
        return _choose_action(request, case, act)
    form = CompleteForm(request=request, case=case)
    return act_page(
        request,
        case,
        act,
        form,
        do=lambda: undertakings.complete_action(
            case=case, by=the_user(request), on=clock.today(), action=action, **_given(form, "done_on", "account")
        ),
        done="The action has been recorded as done.",
        template="learning/about_action.html",
        context=_about(action),
        then=lambda: finding_url(action.finding),
        submit_text="Record it as done",
    )


def drop_action(request: HttpRequest, case: Case, act: Act, page: str) -> HttpResponse:
    """Records that the action whose id is the page is no longer needed."""
    action = _action(case, page)
    if action is None:
        return _choose_action(request, case, act)
    form = DropForm(request=request, case=case)
    return act_page(
        request,
        case,
        act,
        form,
        do=lambda: undertakings.drop_action(
            case=case, by=the_user(request), on=clock.today(), action=action, **_given(form, "because")
        ),
        done="The action has been recorded as no longer needed.",
        template="learning/about_action.html",
        context=_about(action),
        then=lambda: finding_url(action.finding),
        submit_text="Record it as no longer needed",
    )


def _given(form: Any, *names: str) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in names}


def _about(action: LearningAction) -> dict[str, Any]:
    return {"action": action, "row": row_of(action, on=clock.today())}


def _finding(case: Case, page: str) -> Finding | None:
    """The finding of the case that the page names, or the only one; None for a page that leaves it open which.

    Raises Http404 for one that is not there.
    """
    standing = by_id(case.findings.filter(withdrawn_on__isnull=True).prefetch_related("organisations"))
    found = chosen(standing, page)
    if found is None:
        _refuse_unknown(page)
        return None
    found.case = case
    return found


def _action(case: Case, page: str) -> LearningAction | None:
    """As `_finding`, for an action that is open."""
    open_ones = case.learning_actions.filter(state=ActionState.OPEN).select_related("organisation", "finding")
    found = chosen(by_id(open_ones), page)
    if found is None:
        _refuse_unknown(page)
        return None
    found.case = found.finding.case = case
    return found


def _refuse_unknown(page: str) -> None:
    if page:
        raise Http404


def _choose_finding(request: HttpRequest, case: Case, act: Act) -> HttpResponse:
    standing = case.findings.filter(withdrawn_on__isnull=True)
    return choose(
        request, case, act, [(str(one.pk), f"{one.get_kind_display()}: {_short(one.statement)}") for one in standing]
    )


def _choose_action(request: HttpRequest, case: Case, act: Act) -> HttpResponse:
    open_ones = list(case.learning_actions.filter(state=ActionState.OPEN).select_related("organisation"))
    due = due_dates(open_ones)
    called = [
        (str(one.pk), f"{one.organisation.name}, due {dates.long_date(due[one.pk].due_on)}: {_short(one.what)}")
        for one in open_ones
    ]
    return choose(request, case, act, called)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else f"{line[:LONGEST].rstrip()}…"


PAGES: Mapping[str, ActPage] = {
    "raise_finding": raise_finding,
    "correct_finding": correct_finding,
    "withdraw_finding": withdraw_finding,
    "add_learning_action": add_action,
    "move_learning_action": move_action,
    "complete_learning_action": complete_action,
    "drop_learning_action": drop_action,
}
