"""Rules of case pages. What is not visible answers as what does not exist."""

from __future__ import annotations

from django.http import Http404, HttpRequest

from wscb import clock
from wscb.cases import access, emergency
from wscb.cases.access import Office
from wscb.cases.models import Case, EmergencyAccess
from wscb.cases.occasions import Asker, with_occasion
from wscb.cases.process.table import Act
from wscb.people.models import Role, User
from wscb.web.rules import Rule


def the_user(request: HttpRequest) -> User:
    """The person signed in. Raises Http404 for anybody else, which a rule has refused already."""
    if not isinstance(request.user, User):
        raise Http404
    return request.user


def the_case(request: HttpRequest, reference: str) -> Case:
    """The case of the address if the person may see its contents today, read once per request. Raises Http404."""
    kept: dict[str, Case | None] = request.__dict__.setdefault("_cases", {})
    if reference not in kept:
        visible = emergency.marked(access.visible_cases(the_user(request), on=clock.today()), now=clock.now())
        seen = visible.filter(reference=reference).select_related("area", "panel", "data_key").first()
        kept[reference] = seen or _opened_in_emergency(request, reference)
    case = kept[reference]
    if case is None:
        raise Http404
    return case


def _opened_in_emergency(request: HttpRequest, reference: str) -> Case | None:
    found = emergency.opened_by(the_user(request), reference, now=clock.now())
    request.__dict__.setdefault("_emergencies", {})[reference] = found
    return found.case if found else None


def the_emergency(request: HttpRequest, case: Case) -> EmergencyAccess | None:
    """The emergency access by which the person reads this case; None for whoever sees it anyway."""
    kept: dict[str, EmergencyAccess | None] = request.__dict__.get("_emergencies", {})
    return kept.get(case.reference)


def sight_of(request: HttpRequest, case: Case) -> str:
    """In what office the person reads the case, as the trail takes it; empty for whoever sees it anyway."""
    return emergency.ACTING_FOR if the_emergency(request, case) else ""


def the_offices(request: HttpRequest, case: Case) -> dict[str, Office]:
    """In what roles the person acts on the case, read once per request; in none by an emergency access, which only reads."""
    if the_emergency(request, case):
        return {}
    kept: dict[str, dict[str, Office]] = request.__dict__.setdefault("_offices", {})
    if case.reference not in kept:
        kept[case.reference] = access.offices_in(the_user(request), case, on=clock.today())
    return kept[case.reference]


def oversees(request: HttpRequest, case: Case) -> bool:
    """Whether the person is the manager or the Board Chair of the case, or acts as Chair."""
    held = the_offices(request, case)
    return Role.BUSINESS_MANAGER in held or Role.BOARD_CHAIR in held


def the_asker(request: HttpRequest, case: Case) -> Asker:
    """Who asks what they can do on the case today."""
    return Asker(the_user(request), frozenset(the_offices(request, case)), clock.today())


def the_acts(request: HttpRequest, case: Case) -> list[Act]:
    """The acts that the person is offered on the case as it stands, in the table's order; read once per request."""
    kept: dict[tuple[str, int], list[Act]] = request.__dict__.setdefault("_acts", {})
    at = (case.reference, case.revision)
    if at not in kept:
        allowed = access.possible_acts(case, the_offices(request, case))
        kept[at] = with_occasion(case, allowed, the_asker(request, case))
    return kept[at]


def _sees(request: HttpRequest, reference: str, **values: object) -> bool:
    try:
        the_case(request, reference)
    except Http404:
        return False
    return True


def _may(request: HttpRequest, reference: str, act: str, **values: object) -> bool:
    if not _sees(request, reference):
        return False
    case = the_case(request, reference)
    row = next((row for row in case.table.acts if row.code == act and not row.planned), None)
    return row is not None and access.office_for(row, the_offices(request, case)) is not None


def _oversees(request: HttpRequest, reference: str, **values: object) -> bool:
    if not _sees(request, reference):
        return False
    return oversees(request, the_case(request, reference))


CASE = Rule("case", _sees)
OVERSEEN = Rule("case_overseen", _oversees)
"""The manager and the Board Chair of the case, or who acts as Chair."""
CASE_ACT = Rule("case_act", _may)
