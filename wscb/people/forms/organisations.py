"""Forms of organisations: what is said of one, and the filter over their list."""

from __future__ import annotations

from typing import Any

from django import forms

from wscb.people.actions.organisations import OrganisationFacts
from wscb.people.forms.accounts import fill
from wscb.people.forms.choices import area_choices
from wscb.people.models import Area, Organisation, OrganisationKind
from wscb.web.forms import CheckboxesField, Form, LineField, SelectField, YesNoField


class OrganisationForm(Form):
    """An organisation's name, kind, areas, and whether it is a member of the Board."""

    name = LineField(label="Name", autocomplete="off")
    kind = SelectField(label="Kind", choices=OrganisationKind.choices)
    areas = CheckboxesField(
        label="Areas it works in",
        choices=[],
        optional=True,
        hint="Select all that apply. Leave empty for a national body.",
    )
    on_board = YesNoField(
        label="Is it a member of the Board?",
        enter="Select yes if it is a member of the Board",
        hint="Whoever chairs a Serious Case Review cannot be from a member of the Board.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["areas"]
        field.choices = area_choices()

    def facts(self) -> OrganisationFacts:
        """The answers, as the actions take them."""
        cleaned = self.cleaned_data
        return OrganisationFacts(
            name=cleaned["name"],
            kind=OrganisationKind(cleaned["kind"]),
            areas=tuple(Area.objects.filter(pk__in=cleaned["areas"])),
            on_board=cleaned["on_board"] == "yes",
            active=cleaned.get("active", "yes") == "yes",
        )


class ChangeOrganisationForm(OrganisationForm):
    """The same, and whether the organisation is still there."""

    active = YesNoField(
        label="Is it active?",
        enter="Select yes if it is active",
        hint="An inactive organisation stays on record and is not offered any more.",
    )


def answers_of(organisation: Organisation) -> dict[str, Any]:
    """What stands, as the form's first answers."""
    return {
        "name": organisation.name,
        "kind": organisation.kind,
        "areas": [str(area.pk) for area in organisation.areas.all()],
        "on_board": "yes" if organisation.on_board else "no",
        "active": "yes" if organisation.active else "no",
    }


class OrganisationFilter(forms.Form):
    """The filter over organisations; sent by address, so it carries no token."""

    use_required_attribute = False

    kind = SelectField(label="Kind", choices=OrganisationKind.choices, optional=True, empty="Any kind")
    area = SelectField(label="Area", choices=[], optional=True, empty="Any area")
    board = SelectField(
        label="Board", choices=[("yes", "Member"), ("no", "Not a member")], optional=True, empty="Member or not"
    )
    state = SelectField(
        label="State", choices=[("active", "Active"), ("inactive", "Inactive")], optional=True, empty="Any state"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        fill(self, "area", area_choices())
        for field in self.fields.values():
            field.label = str(field.label).removesuffix(" (optional)")
