"""Forms for what is added to a case: documents, notes, notices."""

from __future__ import annotations

from typing import Any

from wscb.cases.enums import OF_THE_RECORD, NoteKind, PaperKind
from wscb.cases.forms.base import ActForm
from wscb.cases.forms.fields import UploadField
from wscb.cases.models import CaseDocument
from wscb.cases.occasions import documents_to_strike
from wscb.people.models import User
from wscb.web.forms import ConfirmField, DateField, LineField, RadiosField, SelectField, TextField


class DocumentForm(ActForm):
    """A document to add."""

    kind = RadiosField(
        label="What it is",
        choices=[],
        enter="Select what it is",
        label_size="m",
    )
    title = LineField(label="Title", optional=True, hint="Without one, the file’s own name is shown.", label_size="m")
    upload = UploadField(label="File", enter="Select a file")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["kind"]
        said = self.case.table.in_its_words
        field.choices = [(kind.value, said(kind.label)) for kind in PaperKind if kind not in OF_THE_RECORD]


class StrikeForm(ActForm):
    """A document that should not be on the case, and why."""

    document = SelectField(label="Document", choices=[], enter="Select the document", label_size="m")
    because = TextField(
        label="Why it is struck out", enter="Enter why it is struck out", max_length=2000, label_size="m"
    )
    understood = ConfirmField(
        label="It leaves the list of documents and stays on record as struck out",
        enter="Confirm that the document leaves the list and stays on record",
    )

    def __init__(self, *args: Any, chosen: str = "", **kwargs: Any) -> None:
        super().__init__(*args, initial={"document": chosen}, **kwargs)
        self.documents = {str(one.pk): one for one in documents_to_strike(self.case)}
        field: Any = self.fields["document"]
        field.choices = [("", "Choose one"), *((pk, one.title) for pk, one in self.documents.items())]

    def chosen_document(self) -> CaseDocument:
        """The document that was chosen."""
        return self.documents[self.cleaned_data["document"]]


class NoteForm(ActForm):
    """A call, a letter, a conversation."""

    kind = RadiosField(label="What it was", choices=NoteKind.choices, enter="Select what it was", label_size="m")
    happened_on = DateField(label="Date", enter="Enter the date", past=True, label_size="m")
    with_whom = LineField(label="With whom", optional=True, label_size="m")
    text = TextField(label="What was said", enter="Enter what was said", label_size="m")

    def answers(self) -> dict[str, Any]:
        """The facts as `add_note` takes them."""
        return {name: self.cleaned_data[name] for name in ("kind", "happened_on", "with_whom", "text")}


class NoticeForm(ActForm):
    """That a body was told: when, by whom, under which reference, with the copy (SCR-08, SCR-14)."""

    sent_on = DateField(label="Date sent", enter="Enter the date it was sent", past=True, label_size="m")
    sent_by_name = LineField(label="Sent by", enter="Enter the name of who sent it", hint="Full name.", label_size="m")
    told = LineField(
        label="Sent to", optional=True, hint="The person or office, if it was addressed to one.", label_size="m"
    )
    their_reference = LineField(
        label="Their reference", optional=True, hint="If they gave one.", label_size="m", width="20"
    )
    copy = UploadField(label="Copy of what was sent", enter="Select the copy of what was sent")

    def __init__(self, *args: Any, sender: User, **kwargs: Any) -> None:
        super().__init__(*args, initial={"sent_by_name": sender.name}, **kwargs)

    def answers(self) -> dict[str, Any]:
        """The facts as `notify` takes them."""
        names = ("sent_on", "sent_by_name", "told", "their_reference", "copy")
        return {name: self.cleaned_data[name] for name in names}
