"""The links between the lists of people, organisations and panels, for those whom each is open to."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse

from wscb.people.rules import ADMINISTRATOR, BOARD, MANAGER
from wscb.web.components import SubNavigationLink

_LISTS = (
    ("people", "People", ADMINISTRATOR | MANAGER),
    ("organisations", "Organisations", MANAGER),
    ("panels", "Panels", ADMINISTRATOR | MANAGER),
    ("people_changes", "Who came and left", ADMINISTRATOR | MANAGER),
    ("access_reviews", "Review of roles", MANAGER),
    ("framework_versions", "Framework", MANAGER),
    ("emergency:list", "Emergency access", ADMINISTRATOR | BOARD),
)


def sections(request: HttpRequest, current: str) -> list[SubNavigationLink]:
    """The lists that this person may open; `current` is the name of the address that is shown."""
    return [
        SubNavigationLink(text, reverse(name), name == current) for name, text, rule in _LISTS if rule.allows(request)
    ]
