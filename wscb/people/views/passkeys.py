"""Passkeys and recovery codes: set up, used, removed. Passkeys need script; every other way to sign in does not."""

from __future__ import annotations

import json
import uuid
from typing import Any

from allauth.account.internal.flows.reauthentication import resume_request
from allauth.core.internal import ratelimit
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn import views as allauth_views
from allauth.mfa.webauthn.internal import auth, flows
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.crypto import constant_time_compare

from wscb.people.confirmed import confirmed_lately
from wscb.people.forms.accounts import ConfirmForm
from wscb.people.mfa import may_remove, passkeys_of
from wscb.people.rules import signed_in
from wscb.people.sign_in import AddPasskeyForm, ReauthenticatePasskeyForm
from wscb.web.rules import SIGNED_IN, rule

_LAST = "This is your only second factor. Set up another one before you remove it."


@rule(SIGNED_IN)
@confirmed_lately
def add_passkey(request: HttpRequest) -> HttpResponse:
    """Set up a passkey that signs its owner in by itself; the authenticator checks who holds it."""
    user = signed_in(request)
    form = AddPasskeyForm(request.POST if request.method == "POST" else None, user=user)
    if form.is_valid():
        cleaned = form.cleaned_data
        _, codes = flows.add_authenticator(request, name=cleaned["name"][:50], credential=cleaned["credential"])
        return redirect("mfa_view_recovery_codes" if codes else "mfa_index")
    options = auth.begin_registration(user, passwordless=True)
    return render(request, "mfa/webauthn/add_form.html", {"form": form, "options": json.dumps(_plain(options))})


@rule(SIGNED_IN)
@confirmed_lately
def remove_passkey(request: HttpRequest, passkey_id: uuid.UUID) -> HttpResponse:
    """Ask, then remove a passkey of one's own; not the last second factor where one is demanded."""
    found = next((one for one in passkeys_of(signed_in(request)) if one.identifier == passkey_id), None)
    if found is None:
        raise Http404
    form = ConfirmForm(request=request)
    if form.is_valid():
        if may_remove(found.authenticator):
            flows.remove_authenticator(request, found.authenticator)
            return redirect("mfa_index")
        form.refuse(_LAST)
    context = {"form": form, "passkey": found, "back": reverse("mfa_index")}
    return render(request, "mfa/webauthn/remove.html", context)


@rule(SIGNED_IN)
def passkey_options(request: HttpRequest) -> HttpResponse:
    """What the browser is to have answered by a passkey of the person’s, when they sign; asked by script alone."""
    user = signed_in(request)
    if not passkeys_of(user):
        raise Http404
    return JsonResponse(_plain(auth.begin_authentication(user)))


@rule(SIGNED_IN)
def confirm_by_passkey(request: HttpRequest) -> HttpResponse:
    """Confirm by passkey who one is, before a change to how one signs in or an export."""
    user = signed_in(request)
    if not passkeys_of(user):
        raise Http404
    if limited := ratelimit.consume_or_429(request, app="allauth.account", action="reauthenticate", user=user):
        return limited
    form = ReauthenticatePasskeyForm(data=request.POST if request.method == "POST" else None, user=user)
    if form.is_valid():
        flows.reauthenticate(request, form.cleaned_data["credential"])
        return resume_request(request) or redirect("account")
    options = json.dumps(_plain(auth.begin_authentication(user)))
    return render(
        request, "mfa/webauthn/reauthenticate.html", {"form": form, "options": options, "next": _next(request)}
    )


class LoginPasskeyView(allauth_views.LoginWebAuthnView):
    """Signing in by passkey alone; what the browser is to have answered is handed to script."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The options as JSON for script; the sign-in page for anybody else."""
        if request.headers.get("X-Requested-With") == "XMLHttpRequest":
            return JsonResponse(_plain(auth.begin_authentication(None)))
        return HttpResponseRedirect(reverse("account_login"))


login_by_passkey = LoginPasskeyView.as_view()


@rule(SIGNED_IN)
def save_recovery_codes(request: HttpRequest) -> HttpResponse:
    """The codes that were just shown as a file. The page sends them back, since they are shown once and not again."""
    codes = Authenticator.objects.filter(user=signed_in(request), type=Authenticator.Type.RECOVERY_CODES).first()
    unused = codes.wrap().get_unused_codes() if codes else []
    if request.method != "POST" or not unused:
        raise Http404
    if not constant_time_compare(" ".join(request.POST.getlist("code")), " ".join(unused)):
        raise Http404
    return HttpResponse(
        "".join(f"{code}\n" for code in unused),
        content_type="text/plain; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="recovery-codes.txt"'},
    )


def _next(request: HttpRequest) -> str:
    from allauth.account.utils import get_next_redirect_url

    return get_next_redirect_url(request) or ""


def _plain(options: Any) -> Any:
    """The options as the browser's JSON has them."""
    return options.get("publicKey", options)
