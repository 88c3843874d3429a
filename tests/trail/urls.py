"""Pages that answer as the tests of the trail's middlewares need."""

import structlog
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponse
from django.urls import path

from wscb.trail.record import SYSTEM, record


def fine(request):
    record("refused", by=SYSTEM)
    return HttpResponse(structlog.contextvars.get_contextvars().get("request_id", ""))


def hidden(request, reference):
    raise Http404


def forbidden(request):
    raise PermissionDenied


def hidden_after_writing(request):
    with transaction.atomic():
        record("refused", by=SYSTEM, facts={"lost": True})
        raise Http404


urlpatterns = [
    path("fine/", fine, name="fine"),
    path("hidden/<str:reference>/", hidden, name="hidden"),
    path("forbidden/", forbidden, name="forbidden"),
    path("hidden-after-writing/", hidden_after_writing, name="hidden_after_writing"),
]


def answer_403(request, exception):
    return HttpResponse("forbidden", status=403)


def answer_404(request, exception):
    return HttpResponse("not found", status=404)


handler403 = answer_403
handler404 = answer_404
