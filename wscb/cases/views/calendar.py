"""A person's calendar: its page, and the feed itself."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from wscb import clock
from wscb.cases import work
from wscb.cases.actions.feeds import make_feed, owner_of, revoke_feed
from wscb.cases.due_calendar import due_calendar
from wscb.cases.models import CalendarFeed
from wscb.cases.views.rules import the_user
from wscb.web.forms import Form
from wscb.web.rules import PUBLIC, SIGNED_IN, rule
from wscb.web.tokens import submit

SHOWN_ONCE = "calendar_address"


class FeedForm(Form):
    """A page with buttons and nothing to fill in."""


@rule(SIGNED_IN)
def my_calendar(request: HttpRequest) -> HttpResponse:
    """Whether the person has a feed; makes one, or takes it back. A new address is shown once, on the page that follows."""
    user = the_user(request)
    form = FeedForm(request=request)
    if form.is_valid():
        return submit(request, token=form.token, act=lambda: _change(request))
    feed = CalendarFeed.objects.filter(user=user, revoked_at__isnull=True).first()
    context = {"form": form, "feed": feed, "address": request.session.pop(SHOWN_ONCE, "")}
    return render(request, "work/calendar.html", context)


def _change(request: HttpRequest) -> str:
    user, now = the_user(request), clock.now()
    if request.POST.get("do") == "revoke":
        revoke_feed(by=user, at=now)
        messages.success(request, "The address no longer works.")
    else:
        token = make_feed(by=user, at=now)
        request.session[SHOWN_ONCE] = settings.OFFICE_URL + reverse("work:feed", args=[token])
        messages.success(request, "Your calendar has a new address.")
    return reverse("work:calendar")


@rule(PUBLIC)
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """The due dates of whoever the address was given to; an address that was revoked answers as one that never was."""
    owner = owner_of(token)
    if owner is None:
        raise Http404
    owed = work.owed_by(owner, on=clock.today())
    return HttpResponse(due_calendar(owed, now=clock.now()), content_type="text/calendar; charset=utf-8")
