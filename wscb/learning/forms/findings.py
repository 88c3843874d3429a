"""Forms of findings: raised, corrected, withdrawn (GEN-02, GEN-13)."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef

from wscb.cases.forms.base import ActForm
from wscb.cases.models import InvolvedOrganisation
from wscb.cases.process import StateGroup
from wscb.learning.actions.findings import Said, as_said
from wscb.learning.enums import FindingKind, FindingStage
from wscb.learning.models import Finding
from wscb.learning.words import THEME
from wscb.people.models import Organisation
from wscb.web.forms import CheckboxesField, RadiosField, SelectField, TextField

_OTHERS = "organisations_else"


class FindingForm(ActForm):
    """What was found. Before the decision it is early learning, and nothing is asked about that."""

    kind = RadiosField(
        label="Is it good practice or an improvement that is needed?",
        choices=FindingKind.choices,
        enter="Select whether it is good practice or an improvement that is needed",
        label_size="m",
    )
    stage = RadiosField(
        label="Is it early learning?",
        choices=FindingStage.choices,
        enter="Select whether it is early learning or a finding of the review",
        label_size="m",
        item_hints={
            FindingStage.EARLY: "To act on now, before the work is complete.",
            FindingStage.FINAL: "What the review as a whole has found.",
        },
    )
    theme = RadiosField(label="Theme", choices=[], enter="Select the theme", label_size="m")
    statement = TextField(
        label="Finding",
        enter="Enter the finding",
        hint="In plain English, without the names of family members.",
        label_size="m",
    )
    evidence = TextField(label="Evidence", enter="Enter the evidence", hint="What it rests on.", label_size="m")
    organisations = CheckboxesField(label="Organisations it concerns", choices=[], optional=True, label_size="m")
    organisations_else = SelectField(
        label="Another organisation it concerns", choices=[], optional=True, empty="No other organisation"
    )

    def __init__(self, *args: Any, finding: Finding | None = None, **kwargs: Any) -> None:
        if finding is not None:
            said = as_said(finding)
            kwargs["initial"] = {**said, "organisations": list(said["organisations"])}
        super().__init__(*args, **kwargs)
        self._fill_themes()
        self._fill_organisations(finding)
        if self.case.current_state.group is StateGroup.OPEN:
            del self.fields["stage"]

    def _fill_themes(self) -> None:
        field: Any = self.fields["theme"]
        field.choices = THEME.choices
        field.item_hints = {word.code: word.hint for word in THEME}

    def _fill_organisations(self, finding: Finding | None) -> None:
        """The involved organisations, and those that the finding names, to tick; any other from a list."""
        involved = InvolvedOrganisation.objects.filter(case=self.case, organisation=OuterRef("pk"))
        known = Organisation.objects.annotate(here=Exists(involved)).order_by("name")
        named = {one.pk for one in finding.organisations.all()} if finding else set()
        self._organisations = {str(one.pk): one for one in known}
        near = [one for one in known if one.here or one.pk in named]
        field: Any = self.fields["organisations"]
        field.choices = [(str(one.pk), one.name) for one in near]
        field.label = "Organisations it concerns"
        other: Any = self.fields[_OTHERS]
        other.choices = [
            ("", "No other organisation"),
            *((str(one.pk), one.name) for one in known if one.active and one not in near),
        ]

    def clean(self) -> dict[str, Any]:
        """Demand one organisation at least, ticked or from the list."""
        cleaned = super().clean()
        if not (self.errors or cleaned.get("organisations") or cleaned.get(_OTHERS)):
            self.add_error("organisations", "Select the organisations it concerns")
        return cleaned

    def said(self) -> Said:
        """The finding as the actions take it."""
        given = self.cleaned_data
        chosen = [*given["organisations"], *filter(None, [given[_OTHERS]])]
        return Said(
            kind=given["kind"],
            stage=given.get("stage", FindingStage.EARLY),
            theme=given["theme"],
            statement=given["statement"],
            evidence=given["evidence"],
            organisations=[self._organisations[pk] for pk in dict.fromkeys(chosen)],
        )


class CorrectFindingForm(FindingForm):
    """A finding as it should read, and why."""

    because = TextField(
        label="Why it is corrected", enter="Enter why it is corrected", max_length=2000, rows=3, label_size="m"
    )


class WithdrawForm(ActForm):
    """Why a finding is withdrawn."""

    because = TextField(
        label="Why it is withdrawn", enter="Enter why it is withdrawn", max_length=2000, rows=3, label_size="m"
    )
