"""Who may reach an address. Every view declares its rule; the middleware refuses a view without one.

    @rule(SIGNED_IN & role(Role.BUSINESS_MANAGER))
    def people(request: HttpRequest) -> HttpResponse: ...

A rule is a predicate with a code, which the tests that walk every address print and compare.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

import structlog
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ImproperlyConfigured
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import resolve_url
from django.urls import ResolverMatch

log = structlog.get_logger(__name__)

View = TypeVar("View", bound=Callable[..., HttpResponseBase])
Predicate = Callable[..., bool]


@dataclass(frozen=True)
class Rule:
    """A named predicate over the request and the address's own values.

    `allows(request, **url_kwargs)` answers whether this person may reach this address. `public` rules need nobody
    signed in; for every other rule someone not signed in is asked to sign in first.
    """

    code: str
    predicate: Predicate
    public: bool = False

    def allows(self, request: HttpRequest, **url_kwargs: Any) -> bool:
        """Whether the request may go on to the view."""
        if not self.public and not request.user.is_authenticated:
            return False
        return self.predicate(request, **url_kwargs)

    def __and__(self, other: Rule) -> Rule:
        """Both rules; public only where both are."""
        return Rule(
            code=f"({self.code} and {other.code})",
            predicate=lambda request, **kw: self.allows(request, **kw) and other.allows(request, **kw),
            public=self.public and other.public,
        )

    def __or__(self, other: Rule) -> Rule:
        """Either rule; public where one is."""
        return Rule(
            code=f"({self.code} or {other.code})",
            predicate=lambda request, **kw: self.allows(request, **kw) or other.allows(request, **kw),
            public=self.public or other.public,
        )


PUBLIC = Rule("public", lambda request, **url_kwargs: True, public=True)
SIGNED_IN = Rule("signed_in", lambda request, **url_kwargs: True)

_RULES_OF_OTHERS: dict[str, Rule] = {}


def rule(which: Rule) -> Callable[[View], View]:
    """Declare a view's rule. Stands as the outermost decorator of the view function."""

    def declare(view: View) -> View:
        view.rule = which  # type: ignore[attr-defined]
        return view

    return declare


def declare_for_others(rules: dict[str, Rule]) -> None:
    """Give views that are not ours (a package's) their rules, by the name of their address."""
    _RULES_OF_OTHERS.update(rules)


def rule_of(view: Callable[..., Any], match: ResolverMatch | None) -> Rule | None:
    """The rule that a view declares, or that was declared for it; None where there is none."""
    declared: Rule | None = getattr(view, "rule", None)
    if declared is None and match is not None:
        declared = _RULES_OF_OTHERS.get(match.view_name)
    return declared


class RuleMiddleware:
    """Ask each view's rule before the view runs. Stands after authentication and the trail's refusals.

    Not allowed and not signed in: to sign-in, or the answers are held where a form was sent (`held.keep_for_later`).
    Not allowed and signed in: 404, exactly as for an address that does not exist.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        """Let the request through, send it to sign-in, or answer 404. Raises `ImproperlyConfigured` without a rule."""
        declared = rule_of(view, request.resolver_match)
        if declared is None:
            route = request.resolver_match.view_name if request.resolver_match else ""
            log.error("view_without_rule", route=route)
            raise ImproperlyConfigured(f"The view {route or view!r} declares no rule.")
        if declared.allows(request, **kwargs):
            return None
        if request.user.is_authenticated:
            raise Http404
        return _to_sign_in(request)


def _to_sign_in(request: HttpRequest) -> HttpResponseBase:
    if request.method in {"GET", "HEAD"}:
        return redirect_to_login(request.get_full_path(), resolve_url("account_login"))
    from wscb.web.held import keep_for_later

    return keep_for_later(request) or redirect_to_login("/", resolve_url("account_login"))
