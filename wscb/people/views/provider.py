"""Signing in with the Board's own provider of identities, and confirming there who one is."""

from __future__ import annotations

from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from allauth.account.utils import get_next_redirect_url
from allauth.core.internal import ratelimit
from django.conf import settings
from django.contrib.auth import logout
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.utils.http import urlencode

from wscb.people import confirmed, provider, reauthentication, sessions
from wscb.people.actions.provider import person_of_provider, provider_account_of
from wscb.people.models import User
from wscb.people.provider import Answer, ProviderFailed
from wscb.trail.record import ANONYMOUS, record
from wscb.web.rules import PUBLIC, SIGNED_IN, rule


@rule(PUBLIC)
def sign_in_with_provider(request: HttpRequest) -> HttpResponse:
    """Lead to the provider. There is no such address where the Board has none."""
    if not provider.is_offered():
        raise Http404
    return _lead(request, confirms=False)


@rule(SIGNED_IN)
def confirm_at_provider(request: HttpRequest) -> HttpResponse:
    """Say that the provider asks again who one is; a page of ours between, since no form may lead to another site."""
    _demand_account(request)
    onward = f"{reverse('provider_confirm')}?{urlencode({'next': get_next_redirect_url(request) or '/'})}"
    return render(request, "account/confirm_at_provider.html", {"onward": onward, "provider_name": settings.OIDC_NAME})


@rule(SIGNED_IN)
def provider_confirm(request: HttpRequest) -> HttpResponse:
    """Lead to the provider, which is told to ask anew."""
    _demand_account(request)
    return _lead(request, confirms=True)


@rule(PUBLIC)
def provider_callback(request: HttpRequest) -> HttpResponse:
    """Where the provider sends the browser back to. Whatever is not in order ends on one plain page."""
    if not provider.is_offered():
        raise Http404
    if limited := ratelimit.consume_or_429(request, app="allauth.account", action="provider", limit_get=True):
        return limited
    try:
        answer = provider.finish(request)
    except ProviderFailed as failed:
        return _refuse(request, str(failed))
    return _confirm(request, answer) if answer.confirms else _sign_in(request, answer)


def _sign_in(request: HttpRequest, answer: Answer) -> HttpResponse:
    who = answer.identity
    user = person_of_provider(issuer=who.issuer, subject=who.subject, email=who.email)
    if user is None:
        return _refuse(request, "not_invited")
    if request.user.is_authenticated:
        logout(request)
    confirmed.note_provider(request, user, at=who.authenticated_at, second_factor=who.second_factor)
    return perform_login(request, Login(user=user, redirect_url=answer.back))


def _confirm(request: HttpRequest, answer: Answer) -> HttpResponse:
    """The same account of the provider's as the signed-in person's, or nothing is confirmed."""
    user, who = request.user, answer.identity
    account = provider_account_of(user, who.issuer) if isinstance(user, User) else None
    if account is None or not isinstance(user, User) or not constant_time_compare(account.subject, who.subject):
        return _refuse(request, "another_person")
    with transaction.atomic():
        record("person.reauthenticated", by=user, subject=user, facts={"method": "provider"})
    confirmed.note_provider(request, user, at=who.authenticated_at, second_factor=who.second_factor, confirms=True)
    reauthentication.vouched(request, user)
    sessions.renew_key(request)
    return HttpResponseRedirect(answer.back)


def _lead(request: HttpRequest, *, confirms: bool) -> HttpResponse:
    try:
        where = provider.begin(request, back=get_next_redirect_url(request) or "/", confirms=confirms)
    except ProviderFailed as failed:
        return _refuse(request, str(failed))
    return HttpResponseRedirect(where)


def _demand_account(request: HttpRequest) -> None:
    if not (provider.is_offered() and isinstance(request.user, User)):
        raise Http404
    if provider_account_of(request.user, settings.OIDC_ISSUER) is None:
        raise Http404


def _refuse(request: HttpRequest, why: str) -> HttpResponse:
    """One page for every reason, which tells nobody whom the Board knows; the reason stands in the trail."""
    user = request.user
    with transaction.atomic():
        if isinstance(user, User):
            facts = {"method": "provider", "why": why}
            record("person.reauthentication_failed", by=user, subject=user, facts=facts)
        else:
            record("person.sign_in_failed", by=ANONYMOUS, facts={"step": "provider", "why": why})
    return render(request, "account/provider_refused.html", {"provider_name": settings.OIDC_NAME}, status=403)
