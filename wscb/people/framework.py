"""Who accepts the framework for a partner, and what is outstanding (GEN-16)."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from wscb.people.models import Area, FrameworkPartner, FrameworkVersion, Organisation, Role, User
from wscb.people.standing import standing


def partners_in(area: Area) -> list[Organisation]:
    """The members of the Board that work in the area, or of which no area is said; by name."""
    members = Organisation.objects.filter(on_board=True, active=True).prefetch_related("areas")
    return [one for one in members if area in one.areas.all() or not one.areas.all()]


def versions_for(user: User, *, on: date) -> QuerySet[FrameworkVersion]:
    """The versions of the areas that the person manages."""
    return FrameworkVersion.objects.filter(area__in=standing(user, on).areas_for(Role.BUSINESS_MANAGER))


def outstanding() -> QuerySet[FrameworkPartner]:
    """The partners that have still to accept a version that no newer one of its area has replaced."""
    newer = FrameworkVersion.objects.filter(area=OuterRef("version__area")).filter(
        Q(dated__gt=OuterRef("version__dated"))
        | Q(dated=OuterRef("version__dated"), shared_on__gt=OuterRef("version__shared_on"))
        | Q(
            dated=OuterRef("version__dated"),
            shared_on=OuterRef("version__shared_on"),
            pk__gt=OuterRef("version"),
        )
    )
    rows = FrameworkPartner.objects.filter(~Exists(newer), acceptance__isnull=True, organisation__active=True)
    return rows.select_related("version__area", "organisation", "contact")


def own_partners(user: User) -> QuerySet[FrameworkPartner]:
    """What the person may accept for their organisation: while they belong to it."""
    rows = FrameworkPartner.objects.filter(contact=user, contact__organisation=F("organisation"))
    return rows.select_related("version__area", "organisation", "acceptance__by")


def contact_of(partner: FrameworkPartner) -> User | None:
    """Who accepts for the partner now; None where nobody was named, or who was has left it."""
    contact = partner.contact
    if contact is None or not contact.is_active or contact.organisation_id != partner.organisation_id:
        return None
    return contact
