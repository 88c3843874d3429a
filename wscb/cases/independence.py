"""Who may chair or lead a review: nobody of an involved organisation, nobody with an interest (GEN-04, SCR-17, CR-04, CR-11)."""

from __future__ import annotations

from datetime import date

from wscb.cases.models import Case
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


def of_person(case: Case, person: User, *, who: str, on: date) -> list[str]:
    """Why this person cannot be `who` on the day (local date): as `of_organisation`, and interests and offices of their own."""
    found = of_organisation(case, person.organisation, who=who)
    interests = Interest.objects.filter(user=person, declared_on__lte=on).exclude(ends_on__lt=on)
    involved = case.involved_organisations.values("organisation")
    for interest in interests.filter(organisation__in=involved).select_related("organisation"):
        found.append(
            f"{person.name} has declared an interest in {interest.organisation.name}, which is involved in the case."
        )
    if case.recusals.filter(user=person).exists():
        found.append(f"{person.name} has an interest in the case.")
    if not case.table.led_from_board:
        terms = RoleTerm.objects.filter(in_force(on), user=person, area=case.area_id)
        held = sorted({term.get_role_display() for term in terms})
        if held:
            words = ", ".join(held)
            found.append(f"{person.name} holds an office of the Board ({words}), and {who} must be independent of it.")
    return found
