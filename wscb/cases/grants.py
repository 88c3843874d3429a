"""Sight of one case for one person: django-guardian holds the ground, `Grant` the dates; both are needed."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from guardian.shortcuts import assign_perm, remove_perm

from wscb.cases.models import Case, CaseUserObjectPermission, Grant
from wscb.cases.recording import save
from wscb.people.models import User
from wscb.trail.record import SYSTEM, record


@transaction.atomic
def give(*, case: Case, to: User, ground: str, reason: str, by: User, on: date, until: date | None = None) -> Grant:
    """Lets somebody see one case on a ground of `SIGHT`, from the day on, until the day named if there is one."""
    assign_perm(f"cases.{ground}", to, case)
    grant = Grant(case=case, user=to, ground=ground, starts_on=on, ends_on=until, reason=reason, given_by=by)
    save(grant, by=by)
    record("grant.given", by=by, subject=case, facts={"to": to.pk, "ground": ground, "until": until})
    return grant


@transaction.atomic
def end(*, grant: Grant, by: User, on: date) -> None:
    """Ends a grant; sight is gone with the next request. One that ended before the day keeps its date, and others theirs."""
    if grant.ends_on is not None and grant.ends_on < on:
        return
    grant.ends_on = max(grant.starts_on, on)
    save(grant, by=by)
    others = Grant.objects.filter(case=grant.case, user=grant.user, ground=grant.ground).exclude(pk=grant.pk)
    if not others.filter(_lasting(on)).exists():
        remove_perm(f"cases.{grant.ground}", grant.user, grant.case)
    record("grant.ended", by=by, subject=grant.case, facts={"to": grant.user_id, "ground": grant.ground})


def sweep_expired(*, on: date) -> int:
    """Takes away the permissions whose grants have all ended before the day. Sight ended with the date already."""
    lasting = Grant.objects.filter(
        _lasting(on), case=OuterRef("content_object"), user=OuterRef("user"), ground=OuterRef("permission__codename")
    )
    expired = CaseUserObjectPermission.objects.filter(~Exists(lasting)).select_related("content_object", "permission")
    for held in expired:
        facts = {"to": held.user_id, "ground": held.permission.codename}
        held.delete()
        record("grant.swept", by=SYSTEM, subject=held.content_object, facts=facts)
    return len(expired)


def _lasting(on: date) -> Q:
    return Q(ends_on__isnull=True) | Q(ends_on__gte=on)
