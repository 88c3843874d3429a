"""The framework shared with partners, and accepted by each (GEN-16)."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from wscb import clock
from wscb.people.actions.permission import demand_business_manager
from wscb.people.actions.recording import save
from wscb.people.errors import Refused
from wscb.people.framework import contact_of, partners_in
from wscb.people.models import Area, FrameworkAcceptance, FrameworkPartner, FrameworkVersion, Role, User
from wscb.people.standing import standing
from wscb.trail.record import record


@transaction.atomic
def share_framework(*, area: Area, title: str, dated: date, due_on: date, by: User, on: date) -> FrameworkVersion:
    """Share a version with every partner of the area from the day on; each is asked to accept it by the day `due_on`.

    Who accepted the version before is named again. Raises `Refused` when `by` is not the area's manager, for a date that cannot be,
    and for a title that is taken.
    """
    demand_business_manager(by, area, on)
    if due_on < on:
        raise Refused("The day by which partners accept it must be today or later.")
    if FrameworkVersion.objects.filter(area=area, title=title).exists():
        raise Refused("There is already a version with this title.")
    before = {
        row.organisation_id: contact_of(row)
        for row in FrameworkPartner.objects.filter(version__area=area)
        .select_related("contact")
        .order_by("version__dated", "version__shared_on")
    }
    version = FrameworkVersion(area=area, title=title, dated=dated, shared_on=on, due_on=due_on, added_by=by)
    save(version, by=by)
    for organisation in partners_in(area):
        save(FrameworkPartner(version=version, organisation=organisation, contact=before.get(organisation.pk)), by=by)
    record("framework.shared", by=by, subject=version, facts={"due": due_on})
    return version


@transaction.atomic
def name_contact(*, partner: FrameworkPartner, contact: User, by: User, on: date) -> FrameworkPartner:
    """Name who accepts for a partner. Raises `Refused` for somebody of another organisation, and once it was accepted."""
    row, contact = _locked(partner), User.objects.get(pk=contact.pk)
    demand_business_manager(by, row.version.area, on)
    if hasattr(row, "acceptance"):
        raise Refused("This partner has accepted it already.")
    if contact.organisation_id != row.organisation_id or not contact.is_active:
        raise Refused("This person does not belong to the organisation.")
    row.contact = contact
    save(row, by=by)
    record("framework.contact_named", by=by, subject=row, facts={"contact": contact.pk})
    return row


@transaction.atomic
def accept_framework(*, partner: FrameworkPartner, accepted_on: date, by: User, on: date) -> FrameworkAcceptance:
    """Record a partner's acceptance: its contact gives it on the day, the area's manager records the day on which it was given.

    Raises `Refused` to anybody else, for a second one, and for a day in the future or before it was shared.
    """
    row = _locked(partner)
    given = contact_of(row) == by
    if not given and row.version.area_id not in standing(by, on).areas_for(Role.BUSINESS_MANAGER):
        raise Refused("Only the business manager or whoever was named for the organisation can do this.")
    if hasattr(row, "acceptance"):
        raise Refused("This partner has accepted it already.")
    day = on if given else accepted_on
    if not row.version.dated <= day <= on:
        raise Refused("The day must be today or earlier, and not before the date of the version.")
    acceptance = FrameworkAcceptance.objects.create(partner=row, accepted_on=day, given=given, by=by, at=clock.now())
    record("framework.accepted", by=by, subject=row, facts={"on": day, "given": given})
    return acceptance


def _locked(partner: FrameworkPartner) -> FrameworkPartner:
    rows = FrameworkPartner.objects.select_for_update(of=("self",)).select_related("version__area", "contact")
    return rows.get(pk=partner.pk)
