"""The pages of questions about a notification: each shows, checks and keeps its own answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from reviews.forms.case_review import LearningForm
from reviews.forms.notification import (
    AccountForm,
    IncidentForm,
    KindForm,
    ReceivedForm,
    ReferrerForm,
    ResidenceForm,
    RunningForm,
)
from reviews.forms.notification_base import Facts, QuestionForm
from reviews.forms.worksheet import CircumstancesForm, CriteriaForm
from reviews.views.notification_draft import (
    OWN_NOTIFICATION,
    Notification,
    after,
    before,
    page_url,
    save,
    the_notification,
)
from wscb.cases.drafts import DraftChanged
from wscb.web.rules import rule

LATER = "later"
"""The name of the button that saves what is there and leads to the task list."""


@dataclass(frozen=True)
class Question:
    """A page: its heading and form, and the template where the page says more than its questions."""

    heading: str
    form: type[QuestionForm]
    template: str = "reviews/notification/question.html"


QUESTIONS = {
    "kind": Question("What it is about", KindForm, "reviews/notification/kind.html"),
    "received": Question("How and when it was received", ReceivedForm),
    "referrer": Question("Who told the Board", ReferrerForm),
    "incident": Question("What happened, when and where", IncidentForm),
    "account": Question("The account", AccountForm),
    "criteria": Question("The criteria for a review", CriteriaForm, "reviews/notification/criteria.html"),
    "circumstances": Question("Special circumstances", CircumstancesForm, "reviews/notification/circumstances.html"),
    "learning": Question("What there is to be learned", LearningForm, "reviews/notification/learning.html"),
    "residence": Question("Where the children live", ResidenceForm),
    "running": Question("A case that is already running", RunningForm, "reviews/notification/running.html"),
}


@rule(OWN_NOTIFICATION)
def question(request: HttpRequest, draft_id: UUID, page: str) -> HttpResponse:
    """A page of questions. Continue keeps complete answers and goes on; "Save and finish later" keeps what is there."""
    notification = the_notification(request, draft_id)
    asked = QUESTIONS.get(page)
    if asked is None or page not in notification.order:
        raise Http404
    return ask(
        request,
        notification,
        asked.form,
        kept=lambda: notification.kept(page),
        keep=lambda kept: save(notification, page, kept),
        then=lambda: after(request, notification, page),
        template=asked.template,
        context={"heading": asked.heading, "back": before(request, notification, page)},
    )


def ask(
    request: HttpRequest,
    notification: Notification,
    form_class: type[QuestionForm],
    *,
    kept: Callable[[], Facts],
    keep: Callable[[Facts], None],
    then: Callable[[], str],
    template: str,
    context: dict[str, Any],
    refuse: Callable[[QuestionForm], None] = lambda form: None,
) -> HttpResponse:
    """Shows the form, or keeps its answers and goes where `then` says. `kept` reads what the page keeps, `keep` replaces it.

    A page sent twice changes nothing the second time, because it says what is kept already. A spent token would not do: it
    would drop what was changed after going back in the browser.
    """
    later = request.method == "POST" and LATER in request.POST
    draft = notification.draft
    form = form_class(
        request=request,
        area=notification.area,
        kind=notification.kind,
        revision=str(draft.version),
        initial=form_class.filled(kept()),
    )
    if form.is_bound:
        form.full_clean()
        refuse(form)
        answers = form.keeps(unfinished=later)
        if answers is not None and _kept_or_keep(form, notification, answers, kept, keep):
            return redirect(page_url(draft) if later else then())
    whole = {"form": form, "draft": notification.draft, "notifying": notification.notifying, "later": LATER, **context}
    return render(request, template, whole)


def _kept_or_keep(
    form: QuestionForm,
    notification: Notification,
    answers: Facts,
    kept: Callable[[], Facts],
    keep: Callable[[Facts], None],
) -> bool:
    """Whether the answers are kept now. If another window saved others, the form says so and shows them."""
    if answers.items() <= kept().items():
        return True
    if form.non_field_errors():
        return False
    try:
        keep(answers)
    except DraftChanged:
        notification.read_again()
        form.changed_meanwhile(version=notification.draft.version, kept=kept())
        return answers.items() <= kept().items()
    return True
