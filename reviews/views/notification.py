"""Beginning a notification, and the list of what has to be answered."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from reviews.forms.notification import StartForm
from reviews.notifying import Notifying
from reviews.views.notification_draft import (
    KIND,
    OWN_NOTIFICATION,
    Notification,
    page_url,
    the_notification,
)
from wscb import clock
from wscb.cases import drafts
from wscb.cases.views.rules import the_user
from wscb.people.models import Area, Role
from wscb.people.rules import MANAGER
from wscb.people.standing import standing
from wscb.web.rules import rule
from wscb.web.tokens import submit

THE_NOTIFICATION = (
    (
        "The notification",
        (
            ("kind", "What it is about"),
            ("received", "How and when it was received"),
            ("referrer", "Who told the Board"),
        ),
    ),
    (
        "The children and the incident",
        (("children", "The children"), ("incident", "What happened, when and where"), ("account", "The account")),
    ),
)
BEFORE_IT_IS_LOGGED = (
    (
        "Where they live, and who is involved",
        (("residence", "Where the children live"), ("organisations", "Organisations involved")),
    ),
    (
        "Before it is logged",
        (
            ("running", "Whether the case is already running"),
            ("duplicates", "Whether it is logged already"),
            ("check", "Check your answers and log"),
        ),
    ),
)
STATES = {
    "done": ("Completed", ""),
    "unfinished": ("Not finished", "light-blue"),
    "not_started": ("Not started", "blue"),
    "optional": ("Optional", "grey"),
    "ready": ("Ready", "blue"),
    "waiting": ("Cannot start yet", "cannot"),
}


@rule(MANAGER)
def new(request: HttpRequest) -> HttpResponse:
    """Says what will be asked, and begins a draft."""
    user = the_user(request)
    managed = standing(user, clock.today()).areas_for(Role.BUSINESS_MANAGER)
    form = StartForm(request=request, areas=list(Area.objects.filter(pk__in=managed)))
    if form.is_valid():

        def begin() -> str:
            now = clock.now()
            draft = drafts.start(kind=KIND, user=user, case=None, at=now)
            drafts.save(draft=draft, answers=form.answers(), seen=None, at=now)
            return page_url(draft, "received")

        return submit(request, token=form.token, act=begin)
    own = drafts.drafts_of(user).filter(kind=KIND)
    return render(request, "reviews/notification/new.html", {"form": form, "drafts": own})


@rule(OWN_NOTIFICATION)
def tasks(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """What has been answered and what has still to be."""
    notification = the_notification(request, draft_id)
    context = {
        "draft": notification.draft,
        "notifying": notification.notifying,
        "sections": _sections(notification),
        "missing": notification.missing,
    }
    return render(request, "reviews/notification/tasks.html", context)


def _sections(notification: Notification) -> list[dict[str, object]]:
    found: list[dict[str, object]] = []
    for title, pages in sections_of(notification.notifying):
        rows: list[dict[str, str]] = []
        for page, text in pages:
            words, colour = STATES[notification.state(page)]
            url = "" if colour == "cannot" else page_url(notification.draft, page)
            rows.append({"page": page, "text": text, "url": url, "words": words, "colour": colour})
        found.append({"title": title, "rows": rows})
    return found


def sections_of(notifying: Notifying) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """The pages of a notification with their words, section by section."""
    return (*THE_NOTIFICATION, (notifying.measured_as, notifying.measured), *BEFORE_IT_IS_LOGGED)
