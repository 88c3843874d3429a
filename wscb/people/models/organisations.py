"""Areas, the organisations that work in them, and the Board's standing panels."""

from __future__ import annotations

import uuid

from django.db import models
from simple_history.models import HistoricalRecords


class Area(models.Model):
    """A local authority's area. Every case has one, and every term of office but the administrator's."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=100, unique=True)

    history = HistoricalRecords()
    privacy = {"id": "plain", "code": "plain", "name": "plain"}

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class OrganisationKind(models.TextChoices):
    """What an organisation is to the Board; a vocabulary that a later release may lengthen."""

    LOCAL_AUTHORITY = "local_authority", "Local authority"
    POLICE = "police", "Police"
    NHS_COMMISSIONER = "nhs_commissioner", "NHS commissioner"
    NHS_PROVIDER = "nhs_provider", "NHS trust or provider"
    GENERAL_PRACTICE = "general_practice", "General practice"
    PROBATION = "probation", "Probation"
    YOUTH_JUSTICE = "youth_justice", "Youth justice"
    FAMILY_COURT_SERVICE = "family_court_service", "Family court advisory service"
    SECURE_ESTABLISHMENT = "secure_establishment", "Secure establishment"
    SCHOOL = "school", "School"
    COLLEGE = "college", "College"
    HOUSING = "housing", "Housing"
    VOLUNTARY = "voluntary", "Voluntary or community organisation"
    SAFEGUARDING_BOARD = "safeguarding_board", "Safeguarding board"
    INSPECTORATE = "inspectorate", "Inspectorate or national body"
    OTHER = "other", "Other"


class Organisation(models.Model):
    """An organisation that people belong to, or that was involved with a child."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=40, choices=OrganisationKind.choices)
    areas = models.ManyToManyField(Area, related_name="organisations", blank=True)
    on_board = models.BooleanField("member of the Board", default=False)
    active = models.BooleanField(default=True)

    history = HistoricalRecords(m2m_fields=[areas])
    privacy = {
        "id": "plain",
        "name": "plain",
        "kind": "plain",
        "areas": "plain",
        "on_board": "plain",
        "active": "plain",
    }

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Panel(models.Model):
    """A standing body of the Board, such as the Case Review Subgroup, that people hold a term on."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.SlugField(max_length=40)
    name = models.CharField(max_length=100)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="panels")

    history = HistoricalRecords()
    privacy = {"id": "plain", "code": "plain", "name": "plain", "area": "plain"}

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["area", "code"], name="panel_code_once_per_area")]

    def __str__(self) -> str:
        return self.name
