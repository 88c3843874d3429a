"""Who answers for an organisation in a case, and which requests are theirs to see: those alone, nothing else of the case."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Exists, F, OuterRef, QuerySet

from wscb.cases.access import Office
from wscb.cases.models import Case, InformationRequest, Recusal, Representative
from wscb.people.models import Organisation, Role, User

OWED = ("information", "written_information")
"""The steps by which an organisation owes what it was asked for: brief information, and anything longer."""


def represented_requests(user: User) -> QuerySet[InformationRequest]:
    """The requests that the person may see and answer now: of an organisation they belong to and represent in the case.

    An interest recorded in the case, leaving the organisation, and the end of the delegation or of the office each end it.
    """
    if not user.is_active:
        return InformationRequest.objects.none()
    standing = Representative.objects.filter(
        case=OuterRef("case"),
        organisation=OuterRef("organisation"),
        user=user,
        user__organisation=F("organisation"),
        ended_on__isnull=True,
    )
    recused = Recusal.objects.filter(case=OuterRef("case"), user=user)
    return InformationRequest.objects.filter(Exists(standing), ~Exists(recused))


def office_about(user: User, case: Case, about: UUID | None) -> dict[str, Office]:
    """The office of a representative for the request of this case that an act is about; nothing for anybody else."""
    if about is None or not represented_requests(user).filter(case=case, pk=about).exists():
        return {}
    return {Role.REPRESENTATIVE: Office(Role.REPRESENTATIVE)}


def representing(request: UUID) -> QuerySet[User]:
    """The people who may answer the request now, by name."""
    asked = InformationRequest.objects.filter(pk=request, case=OuterRef("case"), organisation=OuterRef("organisation"))
    recused = Recusal.objects.filter(case=OuterRef("case"), user=OuterRef("user"))
    standing = Representative.objects.filter(
        Exists(asked), ~Exists(recused), ended_on__isnull=True, user__organisation=F("organisation")
    )
    return User.objects.filter(pk__in=standing.values("user"), is_active=True).order_by("name")


def standing_for(case: Case, organisation: Organisation) -> QuerySet[Representative]:
    """The named representative of the organisation in the case and their delegates, the named one first."""
    rows = case.representatives.filter(organisation=organisation, ended_on__isnull=True)
    return rows.select_related("user").order_by(F("delegated_by").asc(nulls_first=True), "user__name")


def named_for(case: Case, organisation: Organisation) -> Representative | None:
    """The named representative of the organisation in the case."""
    return standing_for(case, organisation).filter(delegated_by__isnull=True).first()


def may_represent(case: Case, organisation: Organisation) -> QuerySet[User]:
    """The people of the organisation with an account and without an interest in the case, by name."""
    recused = Recusal.objects.filter(case=case).values("user")
    return User.objects.filter(organisation=organisation, is_active=True).exclude(pk__in=recused).order_by("name")


def colleagues(case: Case, organisation: Organisation, *, but: User) -> QuerySet[User]:
    """As `may_represent`, without the one who asks."""
    return may_represent(case, organisation).exclude(pk=but.pk)
