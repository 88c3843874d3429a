"""The criteria for a Serious Case Review as questions: each limb its own answer with reasons, and nine circumstances (SCR-02 to SCR-04)."""

from __future__ import annotations

from typing import Any

from django import forms

from reviews import criteria
from reviews.actions.notification import Answers
from reviews.forms.conditional import ConditionalForm
from reviews.forms.drafted import VERSION, DraftedForm
from reviews.forms.notification_base import Facts, QuestionForm, choice_hints
from reviews.process.kinds import KINDS
from reviews.vocabularies import ANSWER, CIRCUMSTANCE, LIMB
from wscb.cases.drafts import DraftChanged
from wscb.cases.forms.base import SignedActForm
from wscb.cases.models import Case
from wscb.web.forms import CheckboxesField, DateField, RadiosField, TextField

_LIMBS = {word.code: word for word in LIMB}


def _answer(limb: str) -> RadiosField:
    word = _LIMBS[limb]
    return RadiosField(
        label=word.label,
        hint=word.hint,
        choices=ANSWER.choices,
        enter=f"Select an answer: {word.label}",
        label_size="m",
    )


def _reasons(limb: str) -> TextField:
    part = _LIMBS[limb].label.split()[0]
    return TextField(
        label=f"Reasons for your answer on {part} {_SHORT[limb]}",
        enter=f"Enter reasons for your answer on {_SHORT[limb]}",
        rows=3,
    )


_SHORT = {
    "abuse_or_neglect": "abuse or neglect",
    "died": "death",
    "seriously_harmed": "serious harm",
    "working_together": "how organisations worked together",
}


class CriteriaFields(ConditionalForm):
    """The four limbs. What is not known yet needs no reasons; a yes or a no does."""

    conditional = tuple(f"{limb}_reasons" for limb in criteria.LIMBS)

    abuse_or_neglect = _answer("abuse_or_neglect")
    abuse_or_neglect_reasons = _reasons("abuse_or_neglect")
    died = _answer("died")
    died_reasons = _reasons("died")
    seriously_harmed = _answer("seriously_harmed")
    seriously_harmed_reasons = _reasons("seriously_harmed")
    working_together = _answer("working_together")
    working_together_reasons = _reasons("working_together")

    def clean(self) -> Facts:
        """Demand reasons for every yes and no."""
        cleaned = super().clean()
        for limb in criteria.LIMBS:
            if cleaned.get(limb) in {"yes", "no"}:
                self.demand(f"{limb}_reasons")
        return cleaned


def _circumstances(label: str, hint: str) -> CheckboxesField:
    return CheckboxesField(
        label=label,
        hint=hint,
        choices=CIRCUMSTANCE.choices,
        item_hints=choice_hints(CIRCUMSTANCE),
        optional=True,
        label_size="m",
    )


class CircumstancesFields(ConditionalForm):
    """The nine circumstances in which a review of a death is always considered."""

    circumstances = _circumstances(
        "Did a child die in any of these circumstances?",
        "Select all that apply. Select none if no child has died, or none of them applies.",
    )


class CriteriaForm(CriteriaFields, QuestionForm):
    """The page of the four limbs."""


class CircumstancesForm(CircumstancesFields, QuestionForm):
    """The page of the nine circumstances."""


class WorksheetForm(DraftedForm, CriteriaFields, CircumstancesFields):
    """Every answer on the criteria, with why it is changed; kept in a draft until it is signed."""

    conditional = CriteriaFields.conditional

    because = TextField(
        label="Why the answers change", enter="Enter why the answers change", max_length=5000, label_size="m"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields([*CriteriaFields.base_fields, "circumstances", "because"])


class SignWorksheetForm(SignedActForm):
    """Signs changed answers: those of the version of the draft that the page showed, and no others."""

    asks_when = True

    def __init__(self, *args: Any, draft_version: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.version = draft_version

    @property
    def hidden(self) -> dict[str, str]:
        """The hidden values of every form, and the version of the draft."""
        return super().hidden | {VERSION: str(self.version)}

    def clean(self) -> Facts:
        """Refuse to sign what another window changed."""
        cleaned = super().clean()
        if self.data.get(VERSION) != str(self.version):
            self.add_error(None, DraftChanged().message)
        return cleaned


class DeathForm(SignedActForm):
    """Which child has died, when, and in what circumstances (SCR-01)."""

    asks_when = True

    child = RadiosField(label="Which child has died?", choices=[], enter="Select which child has died", label_size="m")
    died_on = DateField(label="Date of death", past=True, label_size="m")
    circumstances = _circumstances(
        "Did the child die in any of these circumstances?", "Select all that apply, or none of them."
    )
    reasons = TextField(
        label="How the death became known, and what is known of it",
        hint="Kept as the reasons for answering “(b)(i) The child has died” with yes.",
        enter="Enter how the death became known, and what is known of it",
        max_length=5000,
        label_size="m",
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, case=case, **kwargs)
        if not KINDS[case.process].by_criteria:
            del self.fields["circumstances"]
            self.fields["reasons"].help_text = "It stands on the case’s timeline."
        self.children = {str(child.pk): child for child in case.subjects.filter(died_on__isnull=True)}
        offer(self, "child", [(key, child.full_name) for key, child in self.children.items()])


def offer(form: forms.Form, name: str, choices: list[tuple[str, str]]) -> None:
    """Puts choices that are read from the database into radios."""
    field = form.fields[name]
    if isinstance(field, RadiosField):
        field.choices = choices


def answers_from(facts: Facts) -> Answers:
    """What the answers on the pages say: the criteria, or what there is to be learned."""
    if learning := facts.get("learning"):
        return Answers(limbs={}, reasons={}, learning=learning)
    return Answers(
        limbs={limb: facts[limb] for limb in criteria.LIMBS},
        reasons={limb: facts.get(f"{limb}_reasons", "") for limb in criteria.LIMBS},
        circumstances=frozenset(facts.get("circumstances", [])),
    )


def worksheet_facts(answers: Answers) -> Facts:
    """The answers as the pages ask them."""
    facts: Facts = {"circumstances": sorted(answers.circumstances)}
    for limb in criteria.LIMBS:
        facts[limb] = answers.limbs[limb]
        facts[f"{limb}_reasons"] = answers.reasons.get(limb, "")
    return facts
