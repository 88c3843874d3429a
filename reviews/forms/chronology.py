"""Forms of the chronology: an entry, a reason, a comment, the filter over it, a search within it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms

from reviews.chronology.happening import LONGEST, TEXTS, Happening
from reviews.chronology.merged import Chosen
from reviews.models import ChildSeen, ChronologyEntry, Precision
from wscb.cases.forms.base import ActForm
from wscb.cases.forms.fields import TimeField
from wscb.people.models import Organisation
from wscb.web.forms import CheckboxesField, DateField, Form, LineField, RadiosField, SelectField, TextField


def organisations_for(case: Any) -> list[Organisation]:
    """The organisations that an entry may be of: those involved in the case first."""
    involved = set(case.involved_organisations.values_list("organisation", flat=True))
    known = Organisation.objects.filter(active=True).order_by("name")
    return sorted(known, key=lambda one: (one.pk not in involved, one.name))


class OrganisationChoice(ActForm):
    """A form that asks whose record it is."""

    organisation = SelectField(label="Organisation", choices=[], enter="Select the organisation", label_size="m")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organisations = {str(one.pk): one for one in organisations_for(self.case)}
        field: Any = self.fields["organisation"]
        field.choices = [("", "Choose one"), *((pk, one.name) for pk, one in self.organisations.items())]

    def chosen_organisation(self) -> Organisation:
        """The organisation that was chosen."""
        return self.organisations[self.cleaned_data["organisation"]]


class EntryForm(OrganisationChoice):
    """One entry of the chronology."""

    precision = RadiosField(
        label="How well is the date known?", choices=Precision.choices, enter="Select how well the date is known",
        label_size="m", initial=Precision.EXACT,
    )  # fmt: skip
    happened_on = DateField(
        label="Date", optional=True, label_size="m", hint="For an estimate, the likeliest day. For example, 27 3 2014."
    )
    happened_at = TimeField(label="Time", optional=True)
    when_words = LineField(
        label="What is known of the date", optional=True, max_length=LONGEST, hint="For example, “spring 2012”."
    )
    source = LineField(
        label="Source", optional=True, max_length=LONGEST, hint="The record that says so.", label_size="m"
    )
    event = TextField(label="What happened", enter="Enter what happened", max_length=LONGEST, label_size="m")
    child_seen = RadiosField(
        label="Was the child seen or heard?", choices=ChildSeen.choices, enter="Select whether the child was seen or heard",
        label_size="m", initial=ChildSeen.NOT_RECORDED,
    )  # fmt: skip
    child_words = TextField(label="What the child said or showed", optional=True, max_length=LONGEST, rows=3)
    response = TextField(label="Response", optional=True, max_length=LONGEST, rows=3, label_size="m")
    reasons = TextField(
        label="Underlying reasons", optional=True, max_length=LONGEST, rows=3, label_size="m",
        hint="Why people acted as they did.",
    )  # fmt: skip
    analysis = TextField(label="Analysis", optional=True, max_length=LONGEST, rows=3, label_size="m")

    def __init__(self, *args: Any, entry: ChronologyEntry | None = None, **kwargs: Any) -> None:
        if entry is not None:
            names = ("precision", "happened_on", "happened_at", "child_seen", *TEXTS)
            kwargs["initial"] = {"organisation": str(entry.organisation_id)} | {n: getattr(entry, n) for n in names}
        super().__init__(*args, **kwargs)

    def told(self) -> Happening:
        """What the entry says."""
        given = {name: self.cleaned_data[name] for name in ("precision", "happened_on", "happened_at", "child_seen")}
        texts = {name: self.cleaned_data[name] for name in TEXTS}
        return Happening(organisation=self.chosen_organisation(), **given, **texts)


class CorrectEntryForm(EntryForm):
    """An entry as it should read, and why."""

    because = TextField(
        label="Why it is corrected", enter="Enter why the entry is corrected", max_length=2000, rows=3, label_size="m"
    )


class ReasonForm(ActForm):
    """Why something leaves the chronology."""

    because = TextField(label="Reason", enter="Enter the reason", max_length=2000, rows=3, label_size="m")


class CommentForm(ActForm):
    """A comment for the analysis."""

    text = TextField(label="Your comment", enter="Enter your comment", max_length=LONGEST, label_size="m")


class WordsForm(Form):
    """Words to look for. They are posted: nothing of them stands in an address."""

    words = LineField(
        label="Search the text",
        hint="Entries must hold every word. That you searched is recorded; the words are kept encrypted.",
        enter="Enter what to search for",
        autocomplete="off",
    )


class ChronologyFilter(forms.Form):
    """The filter over the chronology, sent by address: organisations by their ids, days, order."""

    use_required_attribute = False

    organisation = CheckboxesField(
        label="Organisations", choices=[], optional=True, hint="All, unless you select some."
    )
    since = DateField(label="From", optional=True, hint="")
    until = DateField(label="To", optional=True, hint="")
    order = SelectField(
        label="Order",
        choices=[("-date", "Latest first"), ("organisation", "By organisation")],
        optional=True,
        empty="Earliest first",
    )

    def __init__(self, asked: Any, *, organisations: Iterable[tuple[UUID, str]]) -> None:
        super().__init__(asked)
        self.label_suffix = ""
        self.names = {str(pk): name for pk, name in organisations}
        field: Any = self.fields["organisation"]
        field.choices = list(self.names.items())
        for one in self.fields.values():
            one.label = str(one.label).removesuffix(" (optional)")

    def chosen(self, words: str = "") -> Chosen:
        """What is shown; an answer that is none is left out."""
        self.is_valid()
        given = self.cleaned_data
        return Chosen(
            organisations=tuple(UUID(pk) for pk in given.get("organisation") or ()),
            since=given.get("since"),
            until=given.get("until"),
            words=words,
            order=given.get("order") or "date",
        )
