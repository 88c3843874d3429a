"""The questions about a child. Everything may be unknown, as long as somebody says so."""

from __future__ import annotations

from django import forms

from reviews.forms.notification_base import NOT_KNOWN, WHEN, Facts, QuestionForm
from wscb.web.forms import DateField, LineField, RadiosField, TextField

NAMES = [("known", "Yes"), (NOT_KNOWN, "No, not known yet"), ("unborn", "The child is not born yet")]
NHS_DIGITS = 10


class ChildForm(QuestionForm):
    """Who the child is."""

    named = RadiosField(
        label="Is the child’s name known?",
        choices=NAMES,
        enter="Select whether the child’s name is known",
        label_size="s",
    )
    given_name = LineField(
        label="First names",
        enter="Enter the child’s name, or say that it is not known",
        max_length=120,
        autocomplete="off",
        label_size="s",
    )
    family_name = LineField(label="Last name", max_length=120, autocomplete="off", label_size="s")
    aliases = TextField(
        label="Also known as",
        optional=True,
        rows=2,
        max_length=1000,
        hint="Other names the child is or was known by, one on each line.",
        label_size="s",
    )
    birth = RadiosField(
        label="Is the date of birth known?",
        choices=WHEN,
        enter="Select whether the date of birth is known",
        hint="Not needed for a child who is not born yet.",
        label_size="s",
    )
    date_of_birth = DateField(
        label="Date of birth",
        hint="Leave empty if it is not known.",
        enter="Enter the date of birth, or say that it is not known",
        past=True,
        label_size="s",
    )
    died_on = DateField(
        label="Date of death",
        hint="Leave empty if the child is alive, or if the date is not known.",
        optional=True,
        past=True,
        label_size="s",
    )

    conditional = ("birth", "given_name", "family_name", "date_of_birth")

    def clean(self) -> Facts:
        """Demand what is said to be known, and that death does not come before birth."""
        cleaned = super().clean()
        self._clean_name(cleaned)
        self._clean_birth(cleaned)
        born, died = cleaned.get("date_of_birth"), cleaned.get("died_on")
        if born and died and died < born:
            self.add_error("died_on", "Date of death must be the same as or after the date of birth")
        return cleaned

    def clean_aliases(self) -> list[str]:
        """The other names, without empty lines and repetitions."""
        lines = [line.strip() for line in self.cleaned_data["aliases"].splitlines()]
        if any(len(line) > self.fields["family_name"].max_length * 2 for line in lines):  # type: ignore[attr-defined]
            raise forms.ValidationError("Each other name must be 240 characters or fewer")
        return list(dict.fromkeys(line for line in lines if line))

    @classmethod
    def shown(cls, facts: Facts) -> Facts:
        """Facts as the form shows them: one other name a line."""
        return super().shown(facts) | {"aliases": "\n".join(facts.get("aliases", []))}

    def _clean_name(self, cleaned: Facts) -> None:
        named = cleaned.get("named")
        has_name = bool(cleaned.get("given_name") or cleaned.get("family_name"))
        if named == "known" and not has_name:
            self.demand("given_name")
        if named == NOT_KNOWN and has_name:
            self.add_error("named", "You entered a name: say that it is known, or remove it")

    def _clean_birth(self, cleaned: Facts) -> None:
        birth = cleaned.get("birth")
        if birth in {"known", "estimated"}:
            self.demand("date_of_birth")
        elif cleaned.get("date_of_birth"):
            self.add_error("birth", "You entered a date of birth: say whether it is known or an estimate")
        elif cleaned.get("named") not in {None, "unborn"}:
            self.demand("birth")
        if cleaned.get("named") == "unborn" and cleaned.get("date_of_birth"):
            self.add_error("named", "You entered a date of birth, and that the child is not born yet")


class ChildDetailsForm(QuestionForm):
    """More about the child, as far as it is known."""

    address = TextField(
        label="Home address",
        optional=True,
        rows=3,
        max_length=500,
        hint="Where the child normally lived before the incident.",
        label_size="s",
    )
    gender = LineField(label="Gender", optional=True, width="20", label_size="s")
    ethnicity = LineField(label="Ethnicity", optional=True, label_size="s")
    disability = LineField(label="Disability", optional=True, label_size="s")
    nhs_number = LineField(
        label="NHS number",
        optional=True,
        max_length=20,
        width="20",
        autocomplete="off",
        hint="10 digits, like 485 777 3456.",
        label_size="s",
    )

    def clean_nhs_number(self) -> str:
        """The ten digits, if the last is the check digit that belongs to the others."""
        number = "".join(self.cleaned_data["nhs_number"].replace("-", " ").split())
        if number and not is_nhs_number(number):
            raise forms.ValidationError("NHS number must be 10 digits that belong together: check each of them")
        return number


def is_nhs_number(number: str) -> bool:
    """Whether the ten digits end with their check digit: 11 less the weighted sum modulo 11, 11 read as 0, 10 never given.

    >>> is_nhs_number("9434765919"), is_nhs_number("9434765918")
    (True, False)
    """
    if len(number) != NHS_DIGITS or not (number.isascii() and number.isdecimal()):
        return False
    weighted = sum(int(digit) * weight for digit, weight in zip(number, range(10, 1, -1), strict=False))
    return (11 - weighted % 11) % 11 == int(number[-1])
