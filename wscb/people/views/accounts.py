"""Accounts: people added, changed, moved, ended, restored, invited; roles given and ended.

A system administrator keeps them all, a business manager those whose roles are all of their own area.
"""

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
from wscb.people.actions.permission import may_give, may_keep
from wscb.people.actions.provider import provider_account_of, release_provider_account
from wscb.people.consequences import Change, foreseen
from wscb.people.errors import Refused
from wscb.people.forms.accounts import AddPersonForm, ConfirmForm, DetailsForm, GiveRoleForm, MoveForm
from wscb.people.invitation import invite
from wscb.people.models import Role, RoleTerm, User
from wscb.people.rules import ADMINISTRATOR, MANAGER, signed_in
from wscb.web.rules import rule
from wscb.web.tokens import follow_spent, submit

log = structlog.get_logger(__name__)


@rule(ADMINISTRATOR | MANAGER)
def add_person(request: HttpRequest) -> HttpResponse:
    """Add a person with a role, and send them a link to set a password."""
    form = AddPersonForm(request=request)
    if form.is_valid():
        try:
            return submit(request, token=form.token, act=lambda: _add(request, form))
        except Refused as refused:
            form.refuse(str(refused))
    return render(request, "people/add.html", {"form": form, "back": reverse("people")})


@rule(ADMINISTRATOR | MANAGER)
def change_person(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """Correct a person's name."""
    if request.method == "POST" and (followed := follow_spent(request)):
        return followed
    person = _kept(request, user_id)
    form = DetailsForm(request=request, revision=person.name, initial={"name": person.name})
    if form.is_valid():
        name = form.cleaned_data["name"]

        def act() -> str:
            actions.change_details(user=person, name=name, by=signed_in(request), on=clock.today())
            messages.success(request, "The details have been changed.")
            return _page(person)

        return submit(request, token=form.token, act=act)
    return render(request, "people/change.html", {"form": form, "person": person, "back": _page(person)})


@rule(ADMINISTRATOR | MANAGER)
def move_person(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """Choose where a person belongs from today on; read what follows; confirm it."""
    if request.method == "POST" and (followed := follow_spent(request)):
        return followed
    person = _kept(request, user_id)
    me, today = signed_in(request), clock.today()
    form = MoveForm(request=request, revision=str(person.organisation_id))
    if form.is_valid():
        to = form.chosen_organisation()

        def act() -> str:
            actions.move_person(user=person, organisation=to, by=me, on=today)
            messages.success(request, "The person has been moved.")
            return _page(person)

        try:
            return submit(request, token=form.token, act=act)
        except Refused as refused:
            form.refuse(str(refused), "organisation")
    follows = foreseen(person, Change.MOVED, asker=me, on=today)
    context = {"form": form, "person": person, "follows": follows, "back": _page(person)}
    return render(request, "people/move.html", context)


@rule(ADMINISTRATOR | MANAGER)
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


@rule(ADMINISTRATOR | MANAGER)
def end_role(request: HttpRequest, user_id: UUID, term_id: UUID) -> HttpResponse:
    """Ask, then end a role at once."""
    term = get_object_or_404(RoleTerm.objects.select_related("user", "area"), pk=term_id, user=user_id)
    if not may_give(signed_in(request), Role(term.role), term.area, clock.today()):
        raise Http404

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


@rule(ADMINISTRATOR | MANAGER)
def end_access(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """Ask, then take a person's access away at once."""
    person = _kept(request, user_id)

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
    follows = foreseen(person, Change.LEFT, asker=signed_in(request), on=clock.today())
    context = {"form": form, "person": person, "follows": follows, "back": _page(person)}
    return render(request, "people/end_access.html", context)


@rule(ADMINISTRATOR | MANAGER)
def restore_access(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """Ask, then let a person sign in again, without the roles they had."""
    person = _kept(request, user_id)

    def act() -> str:
        actions.restore_access(user=person, by=signed_in(request), on=clock.today())
        messages.success(request, "The person can sign in again once they have set a password. They have no role yet.")
        transaction.on_commit(lambda: _invite(request, person))
        return _page(person)

    form = ConfirmForm(request=request)
    if form.is_valid():
        try:
            return submit(request, token=form.token, act=act)
        except Refused as refused:
            form.refuse(str(refused))
    return render(request, "people/restore_access.html", {"form": form, "person": person, "back": _page(person)})


@rule(ADMINISTRATOR | MANAGER)
def invite_again(request: HttpRequest, user_id: UUID) -> HttpResponse:
    """Ask, then send a person a new link to set a password."""
    person = _kept(request, user_id)
    if not person.is_active:
        raise Http404
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


def _kept(request: HttpRequest, user_id: UUID) -> User:
    """The person, for whoever keeps their account. Raises Http404 for anybody else."""
    person = get_object_or_404(User, pk=user_id)
    if not may_keep(signed_in(request), person, clock.today()):
        raise Http404
    return person


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
