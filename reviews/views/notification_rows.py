"""The pages of what there may be several of: the children, and the organisations involved."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from reviews.forms.notification import InvolvementForm
from reviews.forms.notification_base import Facts, QuestionForm
from reviews.forms.notification_child import ChildDetailsForm, ChildForm
from reviews.views.notification_draft import (
    OWN_NOTIFICATION,
    Notification,
    after,
    before,
    page_url,
    replaced,
    save,
    the_notification,
)
from reviews.views.notification_pages import ask
from reviews.views.notification_summary import child_cards, organisation_cards
from wscb.cases.drafts import DraftChanged
from wscb.web.forms import Form
from wscb.web.rules import rule
from wscb.web.tokens import follow_spent, submit

ROW_PAGE = "reviews/notification/question.html"


@rule(OWN_NOTIFICATION)
def children(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """The children entered so far; to the first one's questions while there is none."""
    notification = the_notification(request, draft_id)
    if not notification.rows("children"):
        return redirect(page_url(notification.draft, "children", 1, back=_back(request)))
    return _list(request, notification, "children", child_cards(notification, _back(request)))


@rule(OWN_NOTIFICATION)
def organisations(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """The organisations entered so far. There need be none."""
    notification = the_notification(request, draft_id)
    return _list(request, notification, "organisations", organisation_cards(notification, _back(request)))


@rule(OWN_NOTIFICATION)
def child(request: HttpRequest, draft_id: UUID, number: int) -> HttpResponse:
    """Who a child is; the number after the last adds one."""
    notification = the_notification(request, draft_id)
    draft, row = notification.draft, _row(notification, "children", number)

    def keep(kept: Facts) -> None:
        details = {name: value for name, value in row.items() if name == "details"}
        save(notification, "children", replaced(notification.rows("children"), number, {**details, **kept}))

    return ask(
        request,
        notification,
        ChildForm,
        kept=lambda: _row(notification, "children", number),
        keep=keep,
        then=lambda: page_url(draft, "children", number, "details", back=_back(request)),
        template=ROW_PAGE,
        context={
            "heading": f"Child {number}: who it is",
            "back": page_url(draft, "children", back=_back(request))
            if row
            else before(request, notification, "children"),
        },
    )


@rule(OWN_NOTIFICATION)
def child_details(request: HttpRequest, draft_id: UUID, number: int) -> HttpResponse:
    """More about a child who was entered."""
    notification = the_notification(request, draft_id)
    draft, row = notification.draft, _row(notification, "children", number, new=False)

    def keep(kept: Facts) -> None:
        save(notification, "children", replaced(notification.rows("children"), number, {**row, "details": kept}))

    return ask(
        request,
        notification,
        ChildDetailsForm,
        kept=lambda: _row(notification, "children", number).get("details", {}),
        keep=keep,
        then=lambda: page_url(draft, "children", back=_back(request)),
        template=ROW_PAGE,
        context={
            "heading": f"Child {number}: more about the child",
            "lead": "Leave empty what is not known.",
            "back": page_url(draft, "children", number, back=_back(request)),
        },
    )


@rule(OWN_NOTIFICATION)
def organisation(request: HttpRequest, draft_id: UUID, number: int) -> HttpResponse:
    """An organisation involved; the number after the last adds one. Each can be entered once."""
    notification = the_notification(request, draft_id)
    _row(notification, "organisations", number)
    rows = notification.rows("organisations")
    others = {one["facts"]["organisation"] for one in [*rows[: number - 1], *rows[number:]] if one.get("facts")}

    def refuse(form: QuestionForm) -> None:
        if form.cleaned_data.get("organisation") in others:
            form.refuse("This organisation is entered already", "organisation")

    back = page_url(notification.draft, "organisations", back=_back(request))
    return ask(
        request,
        notification,
        InvolvementForm,
        kept=lambda: _row(notification, "organisations", number),
        keep=lambda kept: save(notification, "organisations", replaced(rows, number, kept)),
        then=lambda: back,
        template=ROW_PAGE,
        context={"heading": "An organisation involved", "back": back},
        refuse=refuse,
    )


@rule(OWN_NOTIFICATION)
def remove(request: HttpRequest, draft_id: UUID, page: str, number: int) -> HttpResponse:
    """Asks, then takes a child or an organisation out of the draft."""
    if followed := follow_spent(request):
        return followed
    notification = the_notification(request, draft_id)
    _row(notification, page, number, new=False)
    form = Form(request=request, revision=str(notification.draft.version))
    then = page_url(notification.draft, page, back=_back(request))

    def act() -> str:
        rows = notification.rows(page)
        save(notification, page, [*rows[: number - 1], *rows[number:]])
        return then

    if form.is_valid():
        try:
            return submit(request, token=form.token, act=act)
        except DraftChanged as changed:
            form.refuse(changed.message)
    cards = child_cards if page == "children" else organisation_cards
    context = {
        "form": form,
        "draft": notification.draft,
        "notifying": notification.notifying,
        "card": cards(notification)[number - 1],
        "back": then,
    }
    return render(request, "reviews/notification/remove.html", context)


def _list(request: HttpRequest, notification: Notification, page: str, cards: list[Any]) -> HttpResponse:
    draft = notification.draft
    context = {
        "draft": draft,
        "notifying": notification.notifying,
        "page": page,
        "cards": cards,
        "unfinished": notification.state(page) == "unfinished",
        "add": page_url(draft, page, len(cards) + 1, back=_back(request)),
        "then": after(request, notification, page),
        "back": before(request, notification, page),
    }
    return render(request, f"reviews/notification/{page}.html", context)


def _row(notification: Notification, page: str, number: int, *, new: bool = True) -> dict[str, Any]:
    """The row of the number; an empty one for the next number, where `new`. Raises Http404 beyond that."""
    rows = notification.rows(page)
    if not 1 <= number <= len(rows) + int(new):
        raise Http404
    return rows[number - 1] if number <= len(rows) else {}


def _back(request: HttpRequest) -> str:
    return "check" if request.GET.get("back") == "check" else ""
