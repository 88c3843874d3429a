"""The Board's own provider of identities, by OpenID Connect: authorization code with PKCE, state and nonce.

What comes back is believed only as far as the provider's signature, the nonce and the moment of its sign-in go.
"""

from __future__ import annotations

import base64
import hashlib
import secrets
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

import jwt
import requests
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.urls import reverse
from django.utils.crypto import constant_time_compare

from wscb import clock

_SESSION = "people.provider"
_ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
_CACHED = 600
_TIMEOUT = (3, 5)
_LEEWAY = 60
_LONGEST = 600
_SECOND_FACTORS = {"mfa", "otp", "hwk", "swk", "fpt", "face", "sms"}


class ProviderFailed(Exception):
    """The provider could not be asked, or what it said is not to be believed; the message is a code for the trail."""


@dataclass(frozen=True)
class Identity:
    """Who the provider says sat there: verified address, moment of the sign-in (seconds) where it says so, second factor."""

    issuer: str
    subject: str
    email: str
    authenticated_at: int | None
    second_factor: bool


def is_offered() -> bool:
    """Whether people may sign in with the provider."""
    return bool(settings.OIDC_ISSUER)


def begin(request: HttpRequest, *, back: str, confirms: bool = False) -> str:
    """The provider's address to send a browser to. With `confirms` the person has to show there anew who they are.

    Raises `ProviderFailed` where the provider cannot be asked.
    """
    config = _configuration()
    verifier = secrets.token_urlsafe(48)
    asked = {
        "state": secrets.token_urlsafe(32),
        "nonce": secrets.token_urlsafe(32),
        "verifier": verifier,
        "back": back,
        "confirms": confirms,
        "at": clock.now().timestamp(),
    }
    request.session[_SESSION] = asked
    challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    parameters = {
        "response_type": "code",
        "client_id": settings.OIDC_CLIENT_ID,
        "redirect_uri": _callback(),
        "scope": "openid email",
        "state": asked["state"],
        "nonce": asked["nonce"],
        "code_challenge": challenge,
        "code_challenge_method": "S256",
    }
    if confirms:
        parameters |= {"prompt": "login", "max_age": "0"}
    where = str(config["authorization_endpoint"])
    return where + ("&" if urlsplit(where).query else "?") + urlencode(parameters)


@dataclass(frozen=True)
class Answer:
    """What came back: who it was, where they wanted to go, and whether they were to confirm who they are."""

    identity: Identity
    back: str
    confirms: bool


def finish(request: HttpRequest) -> Answer:
    """Read what the provider sent the browser back with; what was asked is used up. Raises `ProviderFailed`."""
    asked = request.session.pop(_SESSION, None)
    if not isinstance(asked, dict) or clock.now().timestamp() - asked["at"] > _LONGEST:
        raise ProviderFailed("not_asked")
    if not constant_time_compare(request.GET.get("state", ""), asked["state"]):
        raise ProviderFailed("state")
    if request.GET.get("iss", settings.OIDC_ISSUER) != settings.OIDC_ISSUER:
        raise ProviderFailed("issuer")
    if "error" in request.GET or not request.GET.get("code"):
        raise ProviderFailed("declined")
    tokens = _exchange(request.GET["code"], asked["verifier"])
    claims = _checked(str(tokens.get("id_token", "")), nonce=asked["nonce"])
    if asked["confirms"]:
        _demand_fresh(claims, since=asked["at"])
    return Answer(_identity(claims, str(tokens.get("access_token", ""))), str(asked["back"]), bool(asked["confirms"]))


def _demand_fresh(claims: dict[str, Any], *, since: float) -> None:
    """A provider that let an older sign-in stand has confirmed nothing."""
    at = claims.get("auth_time")
    if not isinstance(at, int) or at < since - _LEEWAY:
        raise ProviderFailed("not_fresh")


def _identity(claims: dict[str, Any], access_token: str) -> Identity:
    about = claims
    if "email" not in claims and access_token:
        about = _userinfo(access_token)
        if about.get("sub") != claims["sub"]:
            raise ProviderFailed("userinfo")
    verified = about.get(settings.OIDC_EMAIL_VERIFIED_CLAIM) in (True, "true", 1, "1")
    amr = claims.get("amr")
    at = claims.get("auth_time")
    return Identity(
        issuer=settings.OIDC_ISSUER,
        subject=str(claims["sub"]),
        email=str(about.get("email", "")).strip().lower() if verified else "",
        authenticated_at=at if isinstance(at, int) else None,
        second_factor=isinstance(amr, list) and not _SECOND_FACTORS.isdisjoint(map(str, amr)),
    )


def _checked(id_token: str, *, nonce: str) -> dict[str, Any]:
    """The claims of an ID token whose signature, issuer, audience, times and nonce are right."""
    try:
        key = _key_for(jwt.get_unverified_header(id_token))
        claims: dict[str, Any] = jwt.decode(
            id_token,
            key,
            algorithms=_ALGORITHMS,
            audience=settings.OIDC_CLIENT_ID,
            issuer=settings.OIDC_ISSUER,
            leeway=_LEEWAY,
            options={"require": ["iss", "aud", "exp", "iat", "sub", "nonce"]},
        )
    except jwt.PyJWTError as error:
        raise ProviderFailed("id_token") from error
    if not constant_time_compare(str(claims["nonce"]), nonce):
        raise ProviderFailed("nonce")
    if claims.get("azp", settings.OIDC_CLIENT_ID) != settings.OIDC_CLIENT_ID:
        raise ProviderFailed("audience")
    return claims


def _key_for(header: dict[str, Any]) -> jwt.PyJWK:
    """The provider's key that signed; asked for anew once where the cached ones do not have it."""
    if header.get("alg") not in _ALGORITHMS:
        raise ProviderFailed("algorithm")
    for anew in (False, True):
        for one in _document(str(_configuration()["jwks_uri"]), anew=anew).get("keys", []):
            if one.get("kid") == header.get("kid") and one.get("use", "sig") == "sig":
                return jwt.PyJWK(one, algorithm=str(header["alg"]))
    raise ProviderFailed("key")


def _exchange(code: str, verifier: str) -> dict[str, Any]:
    config = _configuration()
    form = {"grant_type": "authorization_code", "code": code, "redirect_uri": _callback(), "code_verifier": verifier}
    auth = None
    if "client_secret_basic" in config.get("token_endpoint_auth_methods_supported", ["client_secret_basic"]):
        auth = (settings.OIDC_CLIENT_ID, settings.OIDC_CLIENT_SECRET)
    else:
        form |= {"client_id": settings.OIDC_CLIENT_ID, "client_secret": settings.OIDC_CLIENT_SECRET}
    return _asked("POST", str(config["token_endpoint"]), data=form, auth=auth)


def _userinfo(access_token: str) -> dict[str, Any]:
    where = str(_configuration().get("userinfo_endpoint", ""))
    if not where:
        return {}
    return _asked("GET", where, headers={"Authorization": f"Bearer {access_token}"})


def _configuration() -> dict[str, Any]:
    config = _document(settings.OIDC_ISSUER.rstrip("/") + "/.well-known/openid-configuration")
    if config.get("issuer") != settings.OIDC_ISSUER:
        raise ProviderFailed("issuer")
    return config


def _document(where: str, *, anew: bool = False) -> dict[str, Any]:
    key = "people.provider." + hashlib.sha256(where.encode()).hexdigest()
    found: dict[str, Any] | None = None if anew else cache.get(key)
    if found is None:
        found = _asked("GET", where)
        cache.set(key, found, _CACHED)
    return found


def _asked(method: str, where: str, **how: Any) -> dict[str, Any]:
    """One request to the provider, over the scheme of its issuer alone; no redirect is followed."""
    if urlsplit(where).scheme != urlsplit(settings.OIDC_ISSUER).scheme:
        raise ProviderFailed("scheme")
    try:
        response = requests.request(method, where, timeout=_TIMEOUT, allow_redirects=False, **how)
        if response.status_code != requests.codes.ok:
            raise ProviderFailed("provider_answer")
        found = response.json()
    except requests.RequestException as error:
        raise ProviderFailed("provider_silent") from error
    if not isinstance(found, dict):
        raise ProviderFailed("provider_answer")
    return found


def _callback() -> str:
    return settings.OFFICE_URL + reverse("provider_callback")
