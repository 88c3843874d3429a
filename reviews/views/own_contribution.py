"""The page of somebody who was invited to contribute: what they are asked, what they sent; nothing else of the case (GEN-05, GEN-06)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from reviews import contributors
from reviews.actions import own_contribution
from reviews.actions.contributing import DRAFT
from reviews.forms.own_contribution import OwnWordsForm, SendForm
from reviews.models import Contribution, Contributor
from wscb import clock
from wscb.cases.errors import ActRefused, NotAllowed
from wscb.cases.models import Draft
from wscb.cases.views.rules import the_user
from wscb.people.models import User
from wscb.trail.record import record
from wscb.web.forms import Form
from wscb.web.rules import Rule, rule
from wscb.web.tokens import follow_spent, submit

__all__ = ["DRAFT", "check", "draft_url", "invitation", "own_list", "write"]


def the_invitation(request: HttpRequest, contributor_id: UUID) -> Contributor:
    """The person’s own invitation of the address, read once. Raises Http404."""
    kept: dict[UUID, Contributor | None] = request.__dict__.setdefault("_invitations", {})
    if contributor_id not in kept:
        own = contributors.invited(the_user(request)).select_related("case__data_key")
        kept[contributor_id] = own.filter(pk=contributor_id).first()
    found = kept[contributor_id]
    if found is None:
        raise Http404
    return found


def _is_own(request: HttpRequest, contributor_id: UUID, **values: object) -> bool:
    try:
        the_invitation(request, contributor_id)
    except Http404:
        return False
    return True


OWN_INVITATION = Rule("own_invitation", _is_own)


def url_of(person: Contributor, page: str = "invitation") -> str:
    """The address of one of the pages of an invitation."""
    return reverse(f"reviews:{page}", args=[person.pk])


def draft_url(draft: Draft) -> str:
    """Where a draft of an own page is carried on; Your work where its invitation no longer stands."""
    row = contributors.invited(draft.user).filter(case=draft.case_id).first()
    return url_of(row, "invitation_write") if row else reverse("work:home")


@dataclass(frozen=True)
class OwnRow:
    """An invitation as it is listed on Your work."""

    person: Contributor
    words: str
    colour: str


def own_list(user: User) -> list[OwnRow]:
    """The person’s invitations, those that wait first. Three queries at most, however many there are."""
    people = list(contributors.invited(user).select_related("case"))
    if not people:
        return []
    sent = set(Contribution.objects.filter(contributor__in=people, by=user).values_list("contributor", flat=True))
    begun = set(Draft.objects.filter(user=user, kind=DRAFT).values_list("case", flat=True))
    rows = [_own_row(one, is_begun=one.case_id in begun, has_sent=one.pk in sent) for one in people]
    return sorted(rows, key=lambda row: (row.colour == "grey", row.person.invited_on))


def _own_row(person: Contributor, *, is_begun: bool, has_sent: bool) -> OwnRow:
    if not own_contribution.is_open(person):
        return OwnRow(person, "Over", "grey")
    if is_begun:
        return OwnRow(person, "Not sent yet", "orange")
    return OwnRow(person, "Sent", "green") if has_sent else OwnRow(person, "You are invited", "blue")


def _show(request: HttpRequest, person: Contributor, template: str, context: dict[str, Any]) -> HttpResponse:
    """Renders a page of an invitation, then enters that it was seen in the trail: if that fails, nothing is shown."""
    response = render(request, template, {"person": person, "back": url_of(person), **context})
    page = request.resolver_match.url_name if request.resolver_match else ""
    with transaction.atomic(durable=True):
        record(
            "contribution.read",
            by=the_user(request),
            subject=person.case,
            facts={"contributor": person.pk, "page": page},
        )
    return response


@rule(OWN_INVITATION)
def invitation(request: HttpRequest, contributor_id: UUID) -> HttpResponse:
    """What they are asked, what becomes of it, and what they have sent from here."""
    person = the_invitation(request, contributor_id)
    said = own_contribution.sent(person)
    for one in said:
        one.case = person.case
    draft = own_contribution.being_written(person)
    context = {"said": said, "draft": draft, "is_open": own_contribution.is_open(person)}
    return _show(request, person, "contributing/invitation.html", context)


@rule(OWN_INVITATION)
def write(request: HttpRequest, contributor_id: UUID) -> HttpResponse:
    """What they want to say, kept at every send of the page."""
    if request.method == "POST" and (followed := follow_spent(request)):
        return followed
    person = the_invitation(request, contributor_id)
    if not own_contribution.is_open(person):
        return HttpResponseRedirect(url_of(person))
    form = OwnWordsForm(request=request, person=person, draft=own_contribution.being_written(person))

    def do() -> str:
        own_contribution.keep(
            person=person, by=the_user(request), answers=form.answers(), seen=int(form.revision), at=clock.now()
        )
        if form.is_for_later:
            messages.success(request, "It has been kept. Nobody else can read it before you send it.")
            return url_of(person)
        return url_of(person, "invitation_check")

    return _form_page(request, person, form, template="contributing/write.html", do=do)


@rule(OWN_INVITATION)
def check(request: HttpRequest, contributor_id: UUID) -> HttpResponse:
    """What they wrote, to be read through, then sent."""
    if request.method == "POST" and (followed := follow_spent(request)):
        return followed
    person = the_invitation(request, contributor_id)
    draft = own_contribution.being_written(person)
    if draft is None or not own_contribution.is_open(person):
        return HttpResponseRedirect(url_of(person))
    form = SendForm(request=request, draft=draft)

    def do() -> str:
        own_contribution.send(
            person=person, by=the_user(request), on=clock.today(), seen=int(form.revision), at=clock.now()
        )
        messages.success(request, "It has been sent. Thank you.")
        return url_of(person)

    return _form_page(request, person, form, template="contributing/check.html", do=do, answers=draft.answers or {})


def _form_page(
    request: HttpRequest,
    person: Contributor,
    form: Form,
    *,
    template: str,
    do: Callable[[], str],
    **context: Any,
) -> HttpResponse:
    if form.is_valid():
        try:
            return submit(request, token=form.token, act=do)
        except NotAllowed:
            raise Http404 from None
        except ActRefused as refused:
            form.refuse(refused.message, refused.field if refused.field in form.fields else None)
    return _show(request, person, template, {"form": form, **context})
