"""Access rules over roles; see `wscb.web.rules`."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from wscb import clock
from wscb.people.models import Role, User
from wscb.people.standing import standing
from wscb.web.rules import Rule


def role(*roles: Role) -> Rule:
    """Whoever holds one of the roles today; acting Chairs count as Board Chair where that is asked."""

    def holds_one(request: HttpRequest, **url_kwargs: Any) -> bool:
        mine = standing(request.user, clock.today())
        return any(one in mine.roles or any(acting.role == one for acting in mine.acting) for one in roles)

    return Rule(f"role({', '.join(sorted(one.value for one in roles))})", holds_one)


ADMINISTRATOR = role(Role.SYSTEM_ADMINISTRATOR)
MANAGER = role(Role.BUSINESS_MANAGER)
BOARD = role(Role.BUSINESS_MANAGER, Role.BOARD_CHAIR)
"""Whoever answers for all cases of an area: figures, open actions, and how fair reviews were found."""
NOBODY = Rule("nobody", lambda request, **url_kwargs: False)
"""For addresses that a package brings and the product does not offer."""


def signed_in(request: HttpRequest) -> User:
    """The person who asks, behind a rule that let nobody else through. Raises TypeError for someone not signed in."""
    if not isinstance(request.user, User):
        raise TypeError("Nobody is signed in: the view’s rule should have said so.")
    return request.user
