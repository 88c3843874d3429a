"""Fields that the acts of a case need beyond those of every page."""

from __future__ import annotations

from datetime import time
from typing import Any

from django import forms

from wscb.cases.times import NoTime, time_of
from wscb.documents.uploads import ALLOWED_EXTENSIONS, CheckedUpload, UploadRefused, check_upload
from wscb.web.forms import FileField, LineField


class UploadField(FileField):
    """A document to upload. Gives a `CheckedUpload`, or None where an optional one was left out."""

    def __init__(self, *, label: str, hint: str = "", **kwargs: Any) -> None:
        kinds = "PDF, Word, Excel, OpenDocument, picture or text"
        super().__init__(label=label, hint=f"{hint} {kinds}.".strip(), **kwargs)
        self.label_size = "m"
        self.widget.attrs["accept"] = ",".join(ALLOWED_EXTENSIONS)

    def clean(self, data: Any, initial: Any = None) -> CheckedUpload | None:
        """The upload, once its content is known to be what it says. Raises ValidationError in the words of the refusal."""
        file = super().clean(data, initial)
        if not file:
            return None
        try:
            return check_upload(file)
        except UploadRefused as refused:
            raise forms.ValidationError(str(refused), code="refused") from None


class TimeField(LineField):
    """A time of day as people write it: 10:30, 2pm, 2.30 pm, 14:30. Gives a `datetime.time`."""

    def __init__(self, *, label: str, hint: str = "For example, 10:30am or 14:30.", **kwargs: Any) -> None:
        super().__init__(label=label, hint=hint, width="5", **kwargs)

    def clean(self, value: Any) -> Any:
        """The time. Raises ValidationError for what is no time, or may be morning or afternoon."""
        text = value.strftime("%H:%M") if isinstance(value, time) else str(super().clean(value))
        try:
            return time_of(text) if text else None
        except NoTime as wrong:
            raise forms.ValidationError(str(wrong)) from None

    def prepare_value(self, value: Any) -> Any:
        """A time as it is typed; what was typed as it was."""
        return value.strftime("%H:%M") if isinstance(value, time) else value
