"""The links at the top of every office page. Each app adds its own when it starts."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from wscb.web.rules import Rule


@dataclass(frozen=True)
class NavigationLink:
    """A link for those whom its rule allows. `order` sorts; `section` is the address prefix it stands for."""

    text: str
    url_name: str
    rule: Rule
    order: int = 50


_links: dict[str, NavigationLink] = {}


def add_link(link: NavigationLink) -> None:
    """Add a link to the office pages' navigation; called when an app starts."""
    _links[link.url_name] = link


def links_for(request: HttpRequest) -> list[dict[str, object]]:
    """The links that this person may follow: text, url, and whether the page stands beneath it."""
    shown: list[dict[str, object]] = []
    for link in sorted(_links.values(), key=lambda link: link.order):
        if link.rule.allows(request):
            try:
                url = reverse(link.url_name)
            except NoReverseMatch:
                continue
            current = request.path == url or (url != "/" and request.path.startswith(url))
            shown.append({"text": link.text, "url": url, "current": current})
    return shown
