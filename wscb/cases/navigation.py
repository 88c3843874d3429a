"""The pages of work and of cases in the navigation."""

from __future__ import annotations

from django.http import HttpRequest

from wscb import clock
from wscb.people.models import Role
from wscb.people.rules import BOARD
from wscb.people.standing import standing
from wscb.web.navigation import NavigationLink, add_link
from wscb.web.rules import SIGNED_IN, Rule


def _more_than_accounts(request: HttpRequest, **values: object) -> bool:
    mine = standing(request.user, clock.today())
    return bool(mine.acting) or mine.roles != {Role.SYSTEM_ADMINISTRATOR}


DEALS_WITH_CASES = Rule("deals_with_cases", _more_than_accounts)
"""Everybody but those who keep accounts and nothing else: no case is theirs to list."""


def add_links() -> None:
    """Adds Your work and the list of cases to the office's navigation."""
    add_link(NavigationLink("Your work", "work:home", SIGNED_IN, order=10))
    add_link(NavigationLink("Cases", "cases:list", DEALS_WITH_CASES, order=20))
    add_link(NavigationLink("Figures", "work:figures", BOARD, order=25))
