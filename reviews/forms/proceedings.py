"""Forms about proceedings beside a review (SCR-22)."""

from __future__ import annotations

from typing import Any

from reviews.forms.notification_base import choice_hints
from reviews.models import Proceedings
from reviews.vocabularies import BLOCKS, PROCEEDINGS, PROCEEDINGS_STATUS
from wscb.cases.forms.base import ActForm
from wscb.web.forms import CheckboxesField, DateField, RadiosField, TextField


def status_field() -> RadiosField:
    """How proceedings stand."""
    return RadiosField(
        label="How do they stand?",
        choices=PROCEEDINGS_STATUS.choices,
        enter="Select how they stand",
        label_size="m",
        item_hints=choice_hints(PROCEEDINGS_STATUS),
    )


def next_field() -> DateField:
    """When they come up next."""
    return DateField(
        label="Next date",
        optional=True,
        hint="Of a hearing, a trial or a decision. You are asked on that day what came of them. For example, 27 3 2014.",
        label_size="m",
    )


def blocks_field() -> CheckboxesField:
    """What they block."""
    return CheckboxesField(
        label="What do they block?",
        choices=BLOCKS.choices,
        hint="Select all that apply. None of them stops the six months.",
        optional=True,
        label_size="m",
        item_hints=choice_hints(BLOCKS),
    )


class RecordForm(ActForm):
    """Proceedings that have become known."""

    kind = RadiosField(
        label="What proceedings are they?",
        choices=PROCEEDINGS.choices,
        enter="Select what proceedings they are",
        label_size="m",
        item_hints=choice_hints(PROCEEDINGS),
    )
    described = TextField(
        label="Which proceedings",
        hint="The court or body, its reference, who can be asked. Needed for other proceedings.",
        optional=True,
        rows=3,
        max_length=2000,
        label_size="m",
    )
    status = status_field()
    next_on = next_field()
    blocks = blocks_field()

    def clean(self) -> dict[str, Any]:
        """Demand which proceedings they are where the kind does not say."""
        cleaned = super().clean()
        if cleaned.get("kind") == "other" and not cleaned.get("described") and "described" not in self.errors:
            self.add_error("described", "Enter which proceedings they are")
        return cleaned

    def answers(self) -> dict[str, Any]:
        """The facts as `record_proceedings` takes them."""
        return {name: self.cleaned_data[name] for name in ("kind", "described", "status", "next_on", "blocks")}


class UpdateForm(ActForm):
    """What came of proceedings, and how they stand now; shown as they stood."""

    said = TextField(label="What came of them", enter="Enter what came of them", max_length=5000, label_size="m")
    status = status_field()
    next_on = next_field()
    blocks = blocks_field()

    def __init__(self, *args: Any, row: Proceedings, **kwargs: Any) -> None:
        super().__init__(*args, initial={"status": row.status, "blocks": list(row.blocks)}, **kwargs)

    def answers(self) -> dict[str, Any]:
        """The facts as `update_proceedings` takes them."""
        return {name: self.cleaned_data[name] for name in ("said", "status", "next_on", "blocks")}


class EndForm(ActForm):
    """How proceedings ended."""

    ended_on = DateField(
        label="When did they end?", enter="Enter the day on which they ended", past=True, label_size="m"
    )
    said = TextField(label="How they ended", enter="Enter how they ended", max_length=5000, label_size="m")

    def __init__(self, *args: Any, row: Proceedings, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)

    def answers(self) -> dict[str, Any]:
        """The facts as `end_proceedings` takes them."""
        return {"ended_on": self.cleaned_data["ended_on"], "said": self.cleaned_data["said"]}
