"""Opening a case in an emergency, and ending that before its time. Both are told at once and stand in the trail."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from wscb import dates
from wscb.cases import emergency, news
from wscb.cases.engine import Confirmation
from wscb.cases.errors import ActRefused, NotAllowed
from wscb.cases.models import Case, EmergencyAccess
from wscb.cases.recording import save
from wscb.people.models import User
from wscb.people.standing import standing
from wscb.trail.record import record

UNKNOWN = "No case can be opened by this reference. Check it with whoever gave it to you."
"""The same words for a reference that is none, and for a case that the person may not open."""


@transaction.atomic
def open_case(
    *, reference: str, reason: str, hours: int, by: User, at: datetime, confirmed: Confirmation
) -> EmergencyAccess:
    """Lets a system administrator read one case for so many hours from the moment `at` (UTC); manager and Chair are told.

    Raises NotAllowed to anybody else, and ActRefused for a reference that opens nothing, more hours than the Board allows, no
    reason, and while an earlier access still counts.
    """
    on = at.astimezone(dates.LONDON).date()
    if not standing(by, on).is_system_administrator:
        raise NotAllowed("open_case")
    if not reason.strip():
        raise ActRefused("Enter why you have to read the case now.", field="reason")
    if not 1 <= hours <= emergency.hours().most:
        raise ActRefused(f"A case is opened for {emergency.hours().most} hours at most.", field="hours")
    found = emergency.possible_case(by, reference, on=on)
    if found is None:
        raise ActRefused(UNKNOWN, field="reference")
    case = Case.objects.select_for_update().get(pk=found.pk)
    if emergency.current(now=at).filter(case=case, user=by).exists():
        raise ActRefused("You have this case open already.", field="reference")
    row = EmergencyAccess(
        case=case,
        user=by,
        reason=reason.strip(),
        confirmed_by=confirmed.method,
        opened_at=at,
        ends_at=at + timedelta(hours=hours),
    )
    save(row, by=by)
    record("emergency.opened", by=by, subject=case, facts={"access": row.pk, "hours": hours}, at=at)
    news.tell("emergency_opened", case=case, to=emergency.told(case, on=on), by=by, at=at)
    return row


@transaction.atomic
def end(*, access: EmergencyAccess, by: User, at: datetime) -> EmergencyAccess:
    """Ends an access at once: whoever took it may, and the manager and the Chair of the case, who are told.

    Raises NotAllowed to anybody else, ActRefused for one that has ended.
    """
    on = at.astimezone(dates.LONDON).date()
    row = EmergencyAccess.objects.select_for_update(of=("self",)).select_related("case", "user").get(pk=access.pk)
    if row.user != by and not emergency.may_end(by, row.case, on=on):
        raise NotAllowed("end")
    if row.ended_at is not None or row.ends_at <= at:
        raise ActRefused("This access has ended already.")
    row.ended_at, row.ended_by = at, by
    save(row, by=by)
    record("emergency.ended", by=by, subject=row.case, facts={"access": row.pk, "of": row.user_id}, at=at)
    to = [person for person in emergency.told(row.case, on=on) if person != by]
    news.tell("emergency_ended", case=row.case, to=to, by=by, at=at)
    return row
