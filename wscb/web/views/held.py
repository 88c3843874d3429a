"""Giving a held submission back to whoever sent it."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from wscb import clock
from wscb.web.held import kept_since
from wscb.web.models import HeldSubmission
from wscb.web.rules import SIGNED_IN, rule


@rule(SIGNED_IN)
def held_submission(request: HttpRequest, held_id: UUID) -> HttpResponse:
    """Show that the answers were kept, with a button that sends them again; 404 to anyone else.

    Sending again is safe: the form's own token lets its act happen once.
    """
    alive = HeldSubmission.objects.filter(created_at__gte=kept_since(clock.now()))
    held = get_object_or_404(alive, pk=held_id)
    if held.user_id != request.user.pk:
        raise Http404
    if held.taken_at is None:
        held.taken_at = clock.now()
        held.save(update_fields=["taken_at"])
    answers = [(name, value) for name, values in held.data.items() for value in values]
    return render(request, "components/pages/held_submission.html", {"held": held, "answers": answers})
