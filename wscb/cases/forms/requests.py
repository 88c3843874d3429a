"""Forms of an organisation's own pages: what it writes in answer to a request, part by part (SCR-20)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest

from wscb.cases.forms.fields import UploadField
from wscb.cases.models import InformationReturn
from wscb.people.models import User
from wscb.web.forms import ConfirmField, DateField, Form, LineField, RadiosField, SelectField, TextField


class PartForm(Form):
    """A part of a return; it comes with what was kept, and its revision is the version that was read."""

    title = ""
    says = ""

    def __init__(self, *args: Any, request: HttpRequest, returned: InformationReturn | None, **kwargs: Any) -> None:
        version = returned.version if returned else 0
        super().__init__(*args, request=request, revision=str(version), initial=self.kept(returned), **kwargs)

    def kept(self, returned: InformationReturn | None) -> dict[str, Any]:
        """The answers as they were kept."""
        return {name: getattr(returned, name) for name in self.base_fields if hasattr(returned, name)}

    def answers(self) -> dict[str, Any]:
        """The answers as `returns.save` takes them."""
        return dict(self.cleaned_data)


class AuthorForm(PartForm):
    """Who wrote it, and that they did not manage the case."""

    title = "Name the author"
    says = "Whoever writes it must not have managed the case, nor anybody who worked on it."

    author_name = LineField(label="Author’s full name", enter="Enter the author’s full name", label_size="m")
    author_role = LineField(label="Author’s role", optional=True, label_size="m")
    author_independent = ConfirmField(
        label="The author has no line management of the case",
        enter="Confirm that the author has no line management of the case",
    )


class AnswerForm(PartForm):
    """What is sent: words, files, or a nil return."""

    title = "What you send"
    says = "Write it here, upload it, or both. A nil return says that your organisation holds nothing."

    nil_return = RadiosField(
        label="Does your organisation hold information?",
        choices=[("yes", "Yes"), ("no", "No: this is a nil return")],
        enter="Select whether your organisation holds information",
        label_size="m",
    )
    answer = TextField(
        label="In words",
        optional=True,
        max_length=50_000,
        rows=8,
        hint="For a nil return, say where you looked.",
        label_size="m",
    )
    upload = UploadField(label="Add a file", optional=True)

    @property
    def files_lost(self) -> bool:
        """Whether a file was sent that has to be chosen again: a browser does not fill one in."""
        return self.is_bound and bool(self.files)

    def kept(self, returned: InformationReturn | None) -> dict[str, Any]:
        """The answers as they were kept."""
        if returned is None or returned.nil_return is None:
            return {"answer": returned.answer if returned else ""}
        return {"answer": returned.answer, "nil_return": "no" if returned.nil_return else "yes"}

    def clean(self) -> dict[str, Any]:
        """Demand where was looked for a nil return."""
        cleaned = super().clean()
        if cleaned.get("nil_return") == "no" and not cleaned.get("answer"):
            self.add_error("answer", "Enter where you looked")
        return cleaned

    def answers(self) -> dict[str, Any]:
        """The answers as `returns.save` takes them."""
        return {"nil_return": self.cleaned_data["nil_return"] == "no", "answer": self.cleaned_data["answer"]}


class FinishedForm(PartForm):
    """Whether the work is complete."""

    title = "Have you finished?"
    says = "Say so once nothing is to be added. You can still change your answers until you send them."

    finished = RadiosField(
        label="Is everything that was asked for there?",
        choices=[("yes", "Yes, it is complete"), ("no", "No, there is more to come")],
        enter="Select whether it is complete",
        label_size="m",
    )

    def kept(self, returned: InformationReturn | None) -> dict[str, Any]:
        """The answer as it was kept."""
        return {"finished": "yes"} if returned and returned.finished else {}

    def answers(self) -> dict[str, Any]:
        """The answer as `returns.save` takes it."""
        return {"finished": self.cleaned_data["finished"] == "yes"}


class OfficerForm(PartForm):
    """The senior officer who signs it off for the organisation."""

    title = "Senior officer’s sign-off"
    says = "A senior officer of your organisation has to read and agree what you send."

    officer_name = LineField(label="Senior officer’s full name", enter="Enter the officer’s full name", label_size="m")
    officer_role = LineField(label="Senior officer’s role", enter="Enter the officer’s role", label_size="m")
    officer_signed_on = DateField(
        label="Date of the sign-off", enter="Enter the date of the sign-off", past=True, label_size="m"
    )


PARTS: dict[str, type[PartForm]] = {
    "author": AuthorForm,
    "answer": AnswerForm,
    "finished": FinishedForm,
    "officer": OfficerForm,
}


class SendForm(PartForm):
    """A page with a button: what was read is sent."""

    def kept(self, returned: InformationReturn | None) -> dict[str, Any]:
        """Nothing is asked."""
        return {}


class ConfirmForm(Form):
    """A page with a button and nothing to fill in."""


class MoreTimeForm(Form):
    """More time that an organisation asks for."""

    until = DateField(label="Date you ask for", enter="Enter the date you ask for", future=True, label_size="m")
    because = TextField(label="Why you need it", enter="Enter why you need it", max_length=2000, label_size="m")


class ColleagueForm(Form):
    """A colleague who works on the organisation's requests, beside the representative or instead."""

    user = SelectField(label="Colleague", choices=[], enter="Select a colleague", label_size="m")
    what = RadiosField(
        label="What they are to do",
        choices=[("delegate", "Work on it with me"), ("hand_over", "Take over from me")],
        enter="Select what they are to do",
        item_hints={"hand_over": "You can no longer open the requests. The Board’s office is told."},
        label_size="m",
    )

    def __init__(self, *args: Any, people: Iterable[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._people = {str(one.pk): one for one in people}
        field: Any = self.fields["user"]
        field.choices = [("", "Choose one"), *((pk, one.name) for pk, one in self._people.items())]

    def clean_user(self) -> User:
        """The colleague. Raises ValidationError for somebody else, which the choices refuse already."""
        found = self._people.get(self.cleaned_data["user"])
        if found is None:
            raise ValidationError("Select a colleague")
        return found
