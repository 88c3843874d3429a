"""The system administrator's pages: people added, changed, ended, restored, invited; roles given and ended."""

from __future__ import annotations

from uuid import UUID

import structlog
from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from wscb import clock
from wscb.people import actions, sessions
from wscb.people.actions.provider import provider_account_of, release_provider_account
from wscb.people.errors import Refused
from wscb.people.forms.accounts import AddPersonForm, ConfirmForm, DetailsForm, GiveRoleForm
from wscb.people.invitation import invite
from wscb.people.models import RoleTerm, User
from wscb.people.rules import ADMINISTRATOR, signed_in
from wscb.web.rules import rule
from wscb.web.tokens import follow_spent, submit

log = structlog.get_logger(__name__)


@rule(ADMINISTRATOR)
def add_person(request: HttpRequest) -> HttpResponse:
    """Add a person with a role, and send them a link to set a password."""
    form = AddPersonForm(request=request)
    if form.is_valid():
        try:
            return submit(request, token=form.token, act=lambda: _add(request, form))
        except Refused as refused:
            form.refuse(str(refused))
    return render(request, "people/add.html", {"form": form, "back": reverse("people")})


@rule(ADMINISTRATOR)
def change_person(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """Correct a person's name or organisation."""
    if request.method == "POST" and (followed := follow_spent(request)):
        return followed
    person = get_object_or_404(User, pk=user_id)
    revision = f"{person.name}/{person.organisation_id}"
    initial = {"name": person.name, "organisation": person.organisation_id}
    form = DetailsForm(request=request, revision=revision, initial=initial)
    if form.is_valid():
        organisation = form.chosen_organisation()
        name = form.cleaned_data["name"]

        def act() -> str:
            actions.change_details(
                user=person, name=name, organisation=organisation, by=signed_in(request), on=clock.today()
            )
            messages.success(request, "The details have been changed.")
            return _page(person)

        return submit(request, token=form.token, act=act)
    return render(request, "people/change.html", {"form": form, "person": person, "back": _page(person)})


@rule(ADMINISTRATOR)
def give_role(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """Give a person one more role."""
    person = get_object_or_404(User, pk=user_id)
    form = GiveRoleForm(request=request)
    if form.is_valid():

        def act() -> str:
            actions.give_role(user=person, by=signed_in(request), on=clock.today(), **form.term())
            messages.success(request, "The role has been given.")
            return _page(person)

        try:
            return submit(request, token=form.token, act=act)
        except Refused as refused:
            form.refuse(str(refused))
    return render(request, "people/give_role.html", {"form": form, "person": person, "back": _page(person)})


@rule(ADMINISTRATOR)
def end_role(request: HttpRequest, user_id: UUID, term_id: UUID) -> HttpResponse:
    """Ask, then end a role at once."""
    term = get_object_or_404(RoleTerm.objects.select_related("user"), pk=term_id, user=user_id)

    def act() -> str:
        actions.end_role(term=term, by=signed_in(request), on=clock.today())
        messages.success(request, "The role has been ended.")
        return _page(term.user)

    form = ConfirmForm(request=request)
    if form.is_valid():
        try:
            return submit(request, token=form.token, act=act)
        except Refused as refused:
            form.refuse(str(refused))
    context = {"form": form, "person": term.user, "term": term, "back": _page(term.user)}
    return render(request, "people/end_role.html", context)


@rule(ADMINISTRATOR)
def end_access(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """Ask, then take a person's access away at once."""
    person = get_object_or_404(User, pk=user_id)

    def act() -> str:
        actions.end_access(user=person, by=signed_in(request), on=clock.today())
        messages.success(request, "The person’s access has ended.")
        return _page(person)

    form = ConfirmForm(request=request)
    if form.is_valid():
        try:
            return submit(request, token=form.token, act=act)
        except Refused as refused:
            form.refuse(str(refused))
    return render(request, "people/end_access.html", {"form": form, "person": person, "back": _page(person)})


@rule(ADMINISTRATOR)
def restore_access(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """Ask, then let a person sign in again, without the roles they had."""
    person = get_object_or_404(User, pk=user_id)

    def act() -> str:
        actions.restore_access(user=person, by=signed_in(request), on=clock.today())
        messages.success(request, "The person can sign in again. They have no role yet.")
        return _page(person)

    form = ConfirmForm(request=request)
    if form.is_valid():
        try:
            return submit(request, token=form.token, act=act)
        except Refused as refused:
            form.refuse(str(refused))
    return render(request, "people/restore_access.html", {"form": form, "person": person, "back": _page(person)})


@rule(ADMINISTRATOR)
def invite_again(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """Ask, then send a person a new link to set a password."""
    person = get_object_or_404(User, pk=user_id, is_active=True)
    form = ConfirmForm(request=request)
    if form.is_valid():
        _invite(request, person)
        return redirect(_page(person))
    return render(request, "people/invite.html", {"form": form, "person": person, "back": _page(person)})


@rule(ADMINISTRATOR)
def end_persons_sessions(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """Ask, then end every session of a person, who may sign in again."""
    person = get_object_or_404(User, pk=user_id)
    form = ConfirmForm(request=request)
    if form.is_valid():
        sessions.end_all(person, by=signed_in(request))
        messages.success(request, "The person’s sessions have been ended.")
        return redirect(_page(person))
    context = {"form": form, "person": person, "back": _page(person)}
    return render(request, "people/end_persons_sessions.html", context)


@rule(ADMINISTRATOR)
def release_provider(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """Ask, then release the account with the provider, so that the person's next sign-in binds another."""
    person = get_object_or_404(User, pk=user_id)
    account = provider_account_of(person, settings.OIDC_ISSUER)
    if account is None:
        raise Http404
    form = ConfirmForm(request=request)
    if form.is_valid():
        release_provider_account(account=account, by=signed_in(request), on=clock.today())
        messages.success(request, "The account has been released.")
        return redirect(_page(person))
    context = {"form": form, "person": person, "back": _page(person), "provider_name": settings.OIDC_NAME}
    return render(request, "people/release_provider.html", context)


def _add(request: HttpRequest, form: AddPersonForm) -> str:
    today = clock.today()
    person = actions.create_user(
        email=form.cleaned_data["email"],
        name=form.cleaned_data["name"],
        organisation=form.chosen_organisation(),
        by=signed_in(request),
        on=today,
    )
    actions.give_role(user=person, by=signed_in(request), on=today, **form.term())
    transaction.on_commit(lambda: _invite(request, person))
    return _page(person)


def _invite(request: HttpRequest, person: User) -> None:
    """Send the link; a mail server that does not answer loses nobody's work, and the page says so."""
    try:
        invite(person, by=signed_in(request))
    except OSError:
        log.warning("invitation_not_sent", user=str(person.pk))
        messages.warning(request, "The link could not be sent. Send it again later from this page.")
    else:
        messages.success(request, "A link to set a password has been sent.")


def _page(person: User) -> str:
    return reverse("person", kwargs={"user_id": person.pk})
