"""Who may chair or lead a review: nobody of an involved organisation, nobody with an interest (GEN-04, SCR-17, CR-04, CR-11)."""

from __future__ import annotations

from datetime import date

from wscb.cases.models import Case
from wscb.people.known import known_as
from wscb.people.models import Interest, Organisation, RoleTerm, User
from wscb.people.standing import in_force


def of_organisation(case: Case, organisation: Organisation | None, *, who: str) -> list[str]:
    """Why somebody of this organisation cannot be `who` ("the chair", "a lead reviewer"): one sentence for each reason.

    Nobody of an involved organisation can; and where the table does not let the Board's own members lead, nobody of a member.
    """
    if organisation is None:
        return []
    found = []
    if case.involved_organisations.filter(organisation=organisation).exists():
        found.append(f"{organisation.name} is involved in the case.")
    if organisation.on_board and not case.table.led_from_board:
        found.append(
            f"{organisation.name} is a member of the Board, and {who} of a {case.table.title} must be independent of it."
        )
    return found


def of_person(case: Case, person: User, *, who: str, on: date, discreet: bool = False) -> list[str]:
    """Why this person cannot be `who` on the day (local date): as `of_organisation`, and interests and offices of their own.

    `discreet` tells of a declared interest the fact alone, for whoever only names somebody.
    """
    found = of_organisation(case, person.organisation, who=who)
    interests = Interest.objects.filter(user=person, declared_on__lte=on).exclude(ends_on__lt=on)
    involved = case.involved_organisations.values("organisation")
    declared = [
        one.organisation.name for one in interests.filter(organisation__in=involved).select_related("organisation")
    ]
    if not discreet:
        found += [
            f"{person.name} has declared an interest in {name}, which is involved in the case." for name in declared
        ]
    if case.recusals.filter(user=person).exists() or (discreet and declared):
        found.append(f"{person.name} has an interest in the case.")
    if not case.table.led_from_board:
        terms = RoleTerm.objects.filter(in_force(on), user=person, area=case.area_id)
        held = sorted({term.get_role_display() for term in terms})
        if held:
            words = ", ".join(held)
            found.append(f"{person.name} holds an office of the Board ({words}), and {who} must be independent of it.")
    return found


def of_name(case: Case, name: str, *, who: str, on: date) -> list[str]:
    """As `of_person`, discreetly, for everybody whom the Board knows by this name; nothing for a name that it does not know."""
    found: list[str] = []
    for person in known_as(name):
        found += of_person(case, person, who=who, on=on, discreet=True)
    return list(dict.fromkeys(found))
