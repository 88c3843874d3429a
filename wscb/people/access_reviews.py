"""When roles are to be reviewed again, and what there is to review."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from wscb import clock, dates
from wscb.people.duties import duty
from wscb.people.models import AccessReview, Area, RoleTerm, User
from wscb.people.standing import not_over

CONFIRMED, CHANGED, ENDED = "confirmed", "changed", "ended"
OUTCOMES = {CONFIRMED: "Confirmed", CHANGED: "Changed, and confirmed as it is now", ENDED: "Ended"}


@dataclass(frozen=True)
class Reviewed:
    """A person with their roles, as codes and in words; `outcome` is what signing says of them now."""

    user: User
    roles: tuple[str, ...]
    words: tuple[str, ...]
    outcome: str


def last_review(area: Area) -> AccessReview | None:
    """The last signed review of the area."""
    return AccessReview.objects.filter(area=area).order_by("-signed_on", "-at").first()


def due_on(area: Area) -> date:
    """By when the roles of the area are to be reviewed: so many months after the last review, or after the area was set up.

    It is the Board's own target, in `data/duties.toml`.
    """
    last = last_review(area)
    if last is not None:
        start = last.signed_on
    else:
        first = area.history.order_by("history_date").first()
        start = first.history_date.astimezone(dates.LONDON).date() if first else clock.today()
    return dates.add_months(start, duty("access_review")["months"])


def to_review(area: Area, *, on: date) -> list[Reviewed]:
    """Everybody with a role in the area, or over accounts, today or later; then those who had one at the last review. By name."""
    terms = RoleTerm.objects.filter(not_over(on), Q(area=area) | Q(area=None), user__is_active=True)
    now: dict[UUID, list[RoleTerm]] = {}
    for term in terms.select_related("user", "panel").order_by("user__name", "role", "starts_on"):
        now.setdefault(term.user_id, []).append(term)
    last = last_review(area)
    before = {} if last is None else {UUID(line["person"]): line["roles"] for line in last.lines if line["roles"]}
    found = []
    for key, held in now.items():
        roles = tuple(_code(term) for term in held)
        outcome = CHANGED if last is not None and list(roles) != before.get(key) else CONFIRMED
        found.append(Reviewed(held[0].user, roles, tuple(_words(term) for term in held), outcome))
    gone = User.objects.filter(pk__in=before.keys() - now.keys()).order_by("name")
    return [*found, *(Reviewed(user, (), (), ENDED) for user in gone)]


def _code(term: RoleTerm) -> str:
    return f"{term.role}:{term.panel_id or ''}"


def _words(term: RoleTerm) -> str:
    where = f", {term.panel.name}" if term.panel else ""
    until = f", until {dates.long_date(term.ends_on)}" if term.ends_on else ""
    return f"{term.get_role_display()}{where}{until}"
