"""Roles, and the terms for which people hold them."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from wscb.people.models.organisations import Area, Panel


class Role(models.TextChoices):
    """What a person does for the Board. One more is a line here, and in `PANEL_ROLES` if a panel gives it."""

    BUSINESS_MANAGER = "business_manager", "Business manager"
    BOARD_CHAIR = "board_chair", "Board Chair"
    PANEL_CHAIR = "panel_chair", "Panel chair"
    PANEL_MEMBER = "panel_member", "Panel member"
    SYSTEM_ADMINISTRATOR = "system_administrator", "System administrator"
    REVIEW_CHAIR = "review_chair", "Review chair"
    LEAD_REVIEWER = "lead_reviewer", "Lead reviewer"
    REPRESENTATIVE = "representative", "Organisation’s representative"


PANEL_ROLES = (Role.PANEL_CHAIR, Role.PANEL_MEMBER)
"""Roles that are held on one panel, which the term names."""

APPOINTED_ROLES = (Role.REVIEW_CHAIR, Role.LEAD_REVIEWER)
"""Roles that an appointment gives in one case."""

CASE_ROLES = (*APPOINTED_ROLES, Role.REPRESENTATIVE)
"""Roles that people have in one case alone; nobody holds a term of them."""

AREALESS_ROLES = (Role.SYSTEM_ADMINISTRATOR,)
"""Roles over accounts and settings alone: they have no area, because they reach no case."""


class RoleTerm(models.Model):
    """One person holding one role from a day to a day, both included; without an end, until it is withdrawn.

    `withdrawn_on` is the first day without it: a withdrawal counts at once, whatever the planned end.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="role_terms")
    role = models.CharField(max_length=40, choices=Role.choices)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, null=True, blank=True, related_name="role_terms")
    panel = models.ForeignKey(Panel, on_delete=models.PROTECT, null=True, blank=True, related_name="role_terms")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    history = HistoricalRecords()
    privacy = {
        "id": "plain",
        "user": "plain",
        "role": "plain",
        "area": "plain",
        "panel": "plain",
        "starts_on": "plain",
        "ends_on": "plain",
        "withdrawn_on": "plain",
        "given_by": "plain",
    }

    class Meta:
        ordering = ["starts_on", "role"]
        constraints = [
            models.CheckConstraint(
                condition=Q(role__in=PANEL_ROLES, panel__isnull=False)
                | (~Q(role__in=PANEL_ROLES) & Q(panel__isnull=True)),
                name="role_term_panel_exactly_for_panel_roles",
            ),
            models.CheckConstraint(
                condition=Q(role__in=AREALESS_ROLES) | Q(area__isnull=False), name="role_term_has_an_area"
            ),
            models.CheckConstraint(condition=~Q(role__in=CASE_ROLES), name="role_term_is_not_of_one_case"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="role_term_ends_after_start",
            ),
        ]
        indexes = [
            models.Index(fields=["role", "area", "panel"], name="role_term_holders"),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} from {self.starts_on:%Y-%m-%d}"
