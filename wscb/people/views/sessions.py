"""One's own sessions: where one is signed in, ended from here, and kept alive."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from wscb.people import sessions
from wscb.people.confirmed import confirmed_lately
from wscb.people.forms.accounts import ConfirmForm
from wscb.people.rules import signed_in
from wscb.web.rules import SIGNED_IN, rule


@rule(SIGNED_IN)
def own_sessions(request: HttpRequest) -> HttpResponse:
    """Where the person is signed in: device, since when, seen last, from where."""
    mine = sessions.open_sessions(signed_in(request))
    rows = [{"session": one, "is_this": sessions.is_this(one, request)} for one in mine]
    return render(request, "people/sessions.html", {"rows": rows, "has_others": len(rows) > 1})


@rule(SIGNED_IN)
@confirmed_lately
def end_session(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Ask, then end another of one's own sessions at once."""
    user = signed_in(request)
    row = get_object_or_404(sessions.open_sessions(user), pk=session_id)
    if sessions.is_this(row, request):
        raise Http404
    form = ConfirmForm(request=request)
    if form.is_valid():
        sessions.end(row, by=user)
        messages.success(request, "The session has been ended.")
        return redirect("own_sessions")
    return render(request, "people/end_session.html", {"form": form, "session": row, "back": reverse("own_sessions")})


@rule(SIGNED_IN)
@confirmed_lately
def end_other_sessions(request: HttpRequest) -> HttpResponse:
    """Ask, then end every session of one's own but this."""
    form = ConfirmForm(request=request)
    if form.is_valid():
        sessions.end_others(request, signed_in(request))
        messages.success(request, "Your other sessions have been ended.")
        return redirect("own_sessions")
    return render(request, "people/end_other_sessions.html", {"form": form, "back": reverse("own_sessions")})


@rule(SIGNED_IN)
@require_GET
def session_left(request: HttpRequest) -> HttpResponse:
    """How many seconds this session lasts without activity; asking is none. For script."""
    return JsonResponse({"left": sessions.seconds_left(request)})


@rule(SIGNED_IN)
@require_POST
def stay_signed_in(request: HttpRequest) -> HttpResponse:
    """The person is still there: the middleware has noted it. For script."""
    return JsonResponse({"left": sessions.seconds_left(request)})
