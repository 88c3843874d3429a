"""Forms for accounts and roles."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest

from wscb import clock
from wscb.people.forms.choices import (
    AREA_ROLE_CHOICES,
    ROLE_CHOICES,
    area_choices,
    every_organisation,
    organisation_choices,
    panel_choices,
)
from wscb.people.models import PANEL_ROLES, Area, Organisation, Panel, Role
from wscb.people.models.roles import AREALESS_ROLES
from wscb.people.rules import signed_in
from wscb.people.standing import standing
from wscb.web.forms import DateField, EmailField, Form, LineField, RadiosField, SelectField


class RoleFields(Form):
    """The questions of a role: which, where, on which panel, from when to when."""

    role = RadiosField(label="Role", choices=ROLE_CHOICES)
    area = SelectField(
        label="Area", choices=[], optional=True, hint="Needed for every role but the system administrator’s."
    )
    panel = SelectField(label="Panel", choices=[], optional=True, hint="Needed for a panel chair and a panel member.")
    starts_on = DateField(label="First day", hint="For example, 27 3 2026.")
    ends_on = DateField(label="Last day", optional=True, hint="Leave empty if no end has been agreed.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        areas = given_areas(self.request)
        fill(self, "area", area_choices(only=areas))
        fill(self, "panel", panel_choices(only=areas))
        if areas is not None:
            self.fields["role"].choices = AREA_ROLE_CHOICES  # type: ignore[attr-defined]
            self.fields["area"].help_text = ""
        self.fields["starts_on"].initial = clock.today()

    def clean(self) -> dict[str, Any]:
        """Demand the area and panel that the role needs."""
        cleaned = super().clean()
        role = cleaned.get("role")
        if role in PANEL_ROLES and not cleaned.get("panel") and "panel" not in self.errors:
            self.add_error("panel", "Select the panel for this role")
        if role and role not in PANEL_ROLES and cleaned.get("panel"):
            self.add_error("panel", "This role does not belong to a panel: leave it empty")
        if role and role not in AREALESS_ROLES and not cleaned.get("area") and role not in PANEL_ROLES:
            self.add_error("area", "Select the area for this role")
        starts_on, ends_on = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", "Last day must be the same as or after the first day")
        return cleaned

    def term(self) -> dict[str, Any]:
        """The facts of the term, as `give_role` takes them; a panel's area is the term's."""
        cleaned = self.cleaned_data
        panel = Panel.objects.select_related("area").get(pk=cleaned["panel"]) if cleaned["panel"] else None
        chosen = Area.objects.get(pk=cleaned["area"]) if cleaned["area"] else None
        return {
            "role": Role(cleaned["role"]),
            "area": chosen or (panel.area if panel else None),
            "panel": panel,
            "starts_on": cleaned["starts_on"],
            "ends_on": cleaned["ends_on"],
        }


def given_areas(request: HttpRequest) -> frozenset[UUID] | None:
    """The areas whose roles the person gives; None for a system administrator, who gives every role."""
    mine = standing(signed_in(request), clock.today())
    return None if mine.is_system_administrator else mine.areas_for(Role.BUSINESS_MANAGER)


class DetailsForm(Form):
    """A person's name."""

    name = LineField(label="Full name", autocomplete="off")


class OrganisationFields(Form):
    """The organisation that a person belongs to."""

    organisation = SelectField(label="Organisation", choices=[], optional=True, empty="None")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fill(self, "organisation", organisation_choices(and_also=self.initial.get("organisation")))

    def chosen_organisation(self) -> Organisation | None:
        """The organisation that was chosen, if any."""
        chosen = self.cleaned_data["organisation"]
        return Organisation.objects.get(pk=chosen) if chosen else None


class MoveForm(OrganisationFields):
    """Where a person belongs from today on."""


class AddPersonForm(DetailsForm, OrganisationFields, RoleFields):
    """Everything about a new person on one page."""

    email = EmailField(hint="They sign in with it. A link to set a password is sent there.")

    field_order = ["name", "email", "organisation", "role", "area", "panel", "starts_on", "ends_on"]


class GiveRoleForm(RoleFields):
    """One more role for a person."""


class ConfirmForm(Form):
    """A page with a button and nothing to fill in."""


class PeopleSearch(Form):
    """Any part of a person's name. It is posted: no name stands in an address."""

    name = LineField(label="Name", hint="Any part of the person’s name.", autocomplete="off", width="20")


class PeopleFilter(forms.Form):
    """The filter over the list of people; sent by address, so it carries no token."""

    use_required_attribute = False

    role = SelectField(label="Role", choices=ROLE_CHOICES, optional=True, empty="Any role")
    organisation = SelectField(label="Organisation", choices=[], optional=True, empty="Any organisation")
    access = SelectField(
        label="Access", choices=[("active", "Has access"), ("ended", "Access ended")], optional=True, empty="Any"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        fill(self, "organisation", every_organisation())
        for field in self.fields.values():
            field.label = str(field.label).removesuffix(" (optional)")


def fill(form: forms.Form, name: str, choices: list[tuple[str, str]]) -> None:
    """Put choices into a list field behind its empty one."""
    field = form.fields[name]
    if isinstance(field, SelectField):
        empty = [choice for choice in field.widget.choices if choice[0] == ""]
        field.choices = [*empty, *choices]
