"""Who answers for an organisation in a case, and what is theirs to see: that alone, nothing else of the case.

What an organisation is asked for is kept here. An app above adds what else an organisation answers for, when it starts:
rows with a `case` and an `organisation`, such as its actions.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import CharField, Exists, F, Model, OuterRef, Q, QuerySet, Value

from wscb.cases.access import Office
from wscb.cases.models import Case, InformationRequest, Recusal, Representative
from wscb.people.models import Organisation, Role, User

OWED = ("information", "written_information")
"""The steps by which an organisation owes what it was asked for: brief information, and anything longer."""

Thing = TypeVar("Thing", bound=Model)
Newcomer = Callable[[Case, Organisation, User, User, datetime], None]


@dataclass(frozen=True)
class Represented:
    """A kind of thing that an organisation answers for. `related` is how a case calls its rows.

    `tell_newcomer(case, organisation, to, by, at)` tells somebody who has come to represent the organisation what is open of it.
    """

    model: type[Model]
    related: str
    tell_newcomer: Newcomer | None = None


REQUESTS = Represented(InformationRequest, "information_requests")
_kinds: dict[str, Represented] = {REQUESTS.related: REQUESTS}
_personal: dict[str, Callable[[User], QuerySet[Any]]] = {}


def register_represented(kind: Represented) -> None:
    """Adds a kind of thing that organisations answer for; called when an app starts."""
    _kinds[kind.related] = kind


def register_personal(related: str, rows_of: Callable[[User], QuerySet[Any]]) -> None:
    """Adds what is a person's own outside the cases that they see, whatever their organisation, such as an invitation."""
    _personal[related] = rows_of


def represented_kinds() -> tuple[Represented, ...]:
    """Every kind of thing that organisations answer for, the requests first."""
    return tuple(_kinds.values())


def represented_requests(user: User) -> QuerySet[InformationRequest]:
    """The requests that the person may see and answer now."""
    return represented(InformationRequest, user)


def represented(model: type[Thing], user: User) -> QuerySet[Thing]:
    """The rows of a kind that the person may see and act on now: of an organisation they belong to and represent in the case.

    An interest recorded in the case, leaving the organisation, and the end of the delegation or of the office each end it.
    """
    rows: QuerySet[Thing] = model._default_manager.all()
    if not user.is_active:
        return rows.none()
    standing = Representative.objects.filter(
        case=OuterRef("case"),
        organisation=OuterRef("organisation"),
        user=user,
        user__organisation=F("organisation"),
        ended_on__isnull=True,
    )
    recused = Recusal.objects.filter(case=OuterRef("case"), user=user)
    return rows.filter(Exists(standing), ~Exists(recused))


def own_ids(user: User) -> dict[str, set[UUID]]:
    """What the person may see and act on now that is their organisation's or their own, by kind, in one query for all kinds."""
    rows = {kind.related: represented(kind.model, user) for kind in represented_kinds()}
    rows |= {related: rows_of(user) for related, rows_of in _personal.items()}
    found: dict[str, set[UUID]] = {related: set() for related in rows}
    first, *others = (
        of_kind.order_by().annotate(of_kind=Value(related, output_field=CharField())).values_list("of_kind", "pk")
        for related, of_kind in rows.items()
    )
    for related, pk in first.union(*others, all=True):
        found[related].add(pk)
    return found


def office_about(user: User, case: Case, about: UUID | None) -> dict[str, Office]:
    """The office of a representative for the thing of this case that an act is about; nothing for anybody else."""
    if about is None:
        return {}
    mine = (represented(kind.model, user).filter(case=case, pk=about).exists() for kind in represented_kinds())
    return {Role.REPRESENTATIVE: Office(Role.REPRESENTATIVE)} if any(mine) else {}


def representing(thing: UUID) -> QuerySet[User]:
    """The people who may answer the request, or act on another thing of their organisation's, now; by name."""
    of_it = [
        Q(
            Exists(
                kind.model._default_manager.filter(
                    pk=thing, case=OuterRef("case"), organisation=OuterRef("organisation")
                )
            )
        )
        for kind in represented_kinds()
    ]
    recused = Recusal.objects.filter(case=OuterRef("case"), user=OuterRef("user"))
    standing = Representative.objects.filter(
        reduce(or_, of_it), ~Exists(recused), ended_on__isnull=True, user__organisation=F("organisation")
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
