"""What a person is to the Board on a given day, and who holds a role: read in one query each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast

from wscb import composed
from wscb.people.models import ActingAppointment, Area, Panel, Role, RoleTerm, User

AreaRef: TypeAlias = Area | UUID
PanelRef: TypeAlias = Panel | UUID


@dataclass(frozen=True)
class HeldRole:
    """A role held on the day; `panel` for those a panel gives, `area` for all but the administrator."""

    role: Role
    area: UUID | None
    panel: UUID | None


@dataclass(frozen=True)
class ActingRole:
    """A role acted in on the day, in an area; with `case`, for that one case alone."""

    role: Role
    area: UUID
    case: UUID | None


@dataclass(frozen=True)
class Standing:
    """A person's terms of office and acting appointments on one day."""

    on: date
    held: frozenset[HeldRole] = frozenset()
    acting: frozenset[ActingRole] = frozenset()

    @property
    def roles(self) -> frozenset[Role]:
        """Every role held on the day; acting ones are not among them."""
        return frozenset(held.role for held in self.held)

    def areas_for(self, role: Role) -> frozenset[UUID]:
        """The areas in which the role is held (not: acted in)."""
        return frozenset(held.area for held in self.held if held.role == role and held.area is not None)

    def panels_for(self, role: Role) -> frozenset[UUID]:
        """The panels on which the role is held."""
        return frozenset(held.panel for held in self.held if held.role == role and held.panel is not None)

    def acting_areas_for(self, role: Role) -> frozenset[UUID]:
        """The areas in which the person acts in the role for every case."""
        return frozenset(acting.area for acting in self.acting if acting.role == role and acting.case is None)

    def acting_cases_for(self, role: Role) -> frozenset[UUID]:
        """The single cases for which the person acts in the role."""
        return frozenset(acting.case for acting in self.acting if acting.role == role and acting.case is not None)

    def acts_as_chair(self, area: AreaRef, case_id: UUID | None = None) -> bool:
        """Whether the person acts as Board Chair in the area: for all cases, or for this one."""
        area_id = _id(area)
        return any(
            acting.role == Role.BOARD_CHAIR and acting.area == area_id and acting.case in (None, case_id)
            for acting in self.acting
        )

    def is_chair(self, area: AreaRef, case_id: UUID | None = None) -> bool:
        """Whether the person has the Board Chair's powers in the area: holds the office or acts in it."""
        return _id(area) in self.areas_for(Role.BOARD_CHAIR) or self.acts_as_chair(area, case_id)

    @property
    def is_system_administrator(self) -> bool:
        """Whether the person keeps accounts and settings."""
        return Role.SYSTEM_ADMINISTRATOR in self.roles

    @property
    def is_business_manager(self) -> bool:
        """Whether the person is business manager of any area."""
        return Role.BUSINESS_MANAGER in self.roles

    @property
    def words(self) -> tuple[str, ...]:
        """What the person is, in words for the page's head: `("Board Chair", "Acting Board Chair")`."""
        held = [role.label for role in Role if role in self.roles]
        acting = [f"Acting {role.label}" for role in Role if any(a.role == role for a in self.acting)]
        return tuple(held + acting)


def standing(user: User | AnonymousUser, on: date) -> Standing:
    """The person's standing on the day; nothing for someone not signed in or whose access was ended.

    One query, kept on this user object for the day; `forget_standing` drops it.
    """
    if not isinstance(user, User) or not user.is_active:
        return Standing(on=on)
    kept: dict[date, Standing] = user.__dict__.setdefault("_standing_by_day", {})
    if on not in kept:
        kept[on] = _read_standing(user, on)
    return kept[on]


def forget_standing(user: User) -> None:
    """Drop what `standing` kept on this object, after a change to the person's terms or appointments."""
    user.__dict__.pop("_standing_by_day", None)


def holders(role: Role, area: AreaRef, on: date, panel: PanelRef | None = None) -> QuerySet[User]:
    """The active people who hold the role in the area on the day, by name; with `panel`, on that panel."""
    terms = RoleTerm.objects.filter(in_force(on), user=OuterRef("pk"), role=role, area=_id(area))
    if panel is not None:
        terms = terms.filter(panel=_id(panel))
    return User.objects.filter(Exists(terms), is_active=True)


def chairs(area: AreaRef, on: date, case_id: UUID | None = None) -> QuerySet[User]:
    """The active people with the Chair's powers: the Chair, and who acts in the area or for the case."""
    term = RoleTerm.objects.filter(in_force(on), user=OuterRef("pk"), role=Role.BOARD_CHAIR, area=_id(area))
    acting = ActingAppointment.objects.filter(
        in_force(on),
        _scope(case_id),
        user=OuterRef("pk"),
        for_role=Role.BOARD_CHAIR,
        area=_id(area),
    )
    return User.objects.filter(Exists(term) | Exists(acting), is_active=True)


def _read_standing(user: User, on: date) -> Standing:
    rows = [
        (is_acting, Role(role), *(one and composed.as_uuid(one) for one in scope))
        for is_acting, role, *scope in composed.rows(_terms, user.pk, on)
    ]
    return Standing(
        on=on,
        held=frozenset(HeldRole(role, area, panel) for is_acting, role, area, panel, _case in rows if not is_acting),
        acting=frozenset(ActingRole(role, area, case) for is_acting, role, area, _panel, case in rows if is_acting),
    )


def _terms(user: UUID, on: date) -> QuerySet[Any]:
    """The person's terms of office, and below them their acting appointments, in the same columns."""
    no_id = Cast(Value(None), models.UUIDField())
    terms = (
        RoleTerm.objects.filter(in_force(on), user=user)
        .order_by()
        .annotate(is_acting=Value(False), case=no_id)
        .values_list("is_acting", "role", "area_id", "panel_id", "case")
    )
    acting = (
        ActingAppointment.objects.filter(in_force(on), user=user)
        .order_by()
        .annotate(is_acting=Value(True), no_panel=no_id)
        .values_list("is_acting", "for_role", "area_id", "no_panel", "scope_case")
    )
    return terms.union(acting, all=True)


def in_force(on: date) -> Q:
    """Terms and acting appointments that count on the day."""
    not_ended = Q(ends_on__isnull=True) | Q(ends_on__gte=on)
    not_withdrawn = Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=on)
    return Q(starts_on__lte=on) & not_ended & not_withdrawn


def _scope(case_id: UUID | None) -> Q:
    everywhere = Q(scope_case__isnull=True)
    return everywhere if case_id is None else everywhere | Q(scope_case=case_id)


def _id(ref: Area | Panel | UUID) -> UUID:
    return ref if isinstance(ref, UUID) else ref.pk
