"""What every act's form has: the revision that was read, and the day it happened on a case entered while running."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe

from wscb import clock
from wscb.cases.blocking import Block
from wscb.cases.models import Case
from wscb.cases.process import Process
from wscb.people.reauthentication import SigningForm
from wscb.web.forms import CheckboxesField, DateField, Form, TextField


def speak(form: forms.Form, table: Process) -> None:
    """Has the form's own labels, hints and demands call the panel as the process calls it; before anything is checked.

    Questions that a form makes of what somebody entered, such as one for each member, stay as they are.
    """
    for field in (form.fields[name] for name in form.base_fields if name in form.fields):
        field.label = _spoken(table, field.label)
        field.help_text = _spoken(table, field.help_text)
        field.error_messages = {code: _spoken(table, text) for code, text in field.error_messages.items()}


def _spoken(table: Process, text: Any) -> str:
    """The text in the process's words; one that is marked as markup stays so, and no other becomes it."""
    said = table.in_its_words(str(text or ""))
    return mark_safe(said) if isinstance(text, SafeString) else said


def ask_which(form: forms.Form, name: str, things: Mapping[str, tuple[str, str]], chosen: str = "") -> None:
    """Has a question ask which of several things the form is about: by their ids, each with how it reads and a hint.

    `chosen` is the one that its page was opened for. Where there is only one, it is said and not asked.
    """
    field: Any = form.fields[name]
    field.choices = [(pk, label) for pk, (label, _) in things.items()]
    field.item_hints = {pk: hint for pk, (_, hint) in things.items() if hint}
    field.settled = len(things) == 1
    form.initial[name] = next(iter(things)) if field.settled else chosen


def ask_despite(form: forms.Form, blocks: Sequence[Block]) -> None:
    """Asks, on a form whose act something beside the case blocks, for a confirmation and the reason; before anything is checked."""
    if not blocks:
        return
    what = blocks[0].title.lower()
    form.fields[_CONFIRMED] = CheckboxesField(
        label="Before you go on",
        choices=[("yes", f"This is done although a block on {what} stands")],
        hint="A block stops no clock. It says that somebody else’s proceedings could suffer.",
        enter="Confirm that this is done although it is blocked",
        label_size="m",
    )
    form.fields["despite"] = TextField(
        label="Why it is done despite the block",
        hint="It goes on the case’s record. Name no child, and nobody who contributes.",
        enter="Enter why it is done despite the block",
        max_length=2000,
        rows=3,
    )
    if "password" in form.fields:
        form.order_fields([*(name for name in form.fields if name != "password"), "password"])


_CONFIRMED = "despite_confirmed"


class ActForm(Form):
    """A form that does an act on a case.

    `asks_when` says that the act moves the case on; on a case that was entered while running, and whose dates are still to
    be checked, it then asks when that happened. On every other case it happens today.
    """

    asks_when: ClassVar[bool] = False

    def __init__(self, *args: Any, request: HttpRequest, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, request=request, revision=str(case.revision), **kwargs)
        self.case = case
        if self.asks_when and case.chasing_muted:
            self.fields["on"] = DateField(
                label="When did this happen?",
                hint="This case was entered while it was running. For example, 27 3 2014.",
                enter="Enter the date on which this happened",
                past=True,
            )
            self.order_fields(["on"])

    @property
    def counts_on(self) -> date:
        """The local date the act counts for."""
        given: date | None = self.cleaned_data.get("on")
        return given or clock.today()

    @property
    def despite(self) -> str:
        """Why the act is done although it is blocked; empty where nothing blocks it."""
        return str(self.cleaned_data.get("despite", ""))

    @property
    def files_lost(self) -> bool:
        """Whether a file was sent that has to be chosen again: a browser does not fill one in."""
        return self.is_bound and bool(self.files)


class SignedActForm(ActForm, SigningForm):
    """A form that signs an act on a case; the password is asked last."""
