"""Fields that the acts of a case need beyond those of every page."""

from __future__ import annotations

import re
from datetime import time
from typing import Any

from django import forms

from wscb.documents.uploads import ALLOWED_EXTENSIONS, CheckedUpload, UploadRefused, check_upload
from wscb.web.forms import FileField, LineField

NOON = 12
MORNING = 7  # a meeting at 2:30 is in the afternoon, or a slip

_TIME = re.compile(r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))?\s*(?P<half>[ap])?\.?(?:m\.?)?", re.IGNORECASE)


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
        return _time_of(text) if text else None

    def prepare_value(self, value: Any) -> Any:
        """A time as it is typed; what was typed as it was."""
        return value.strftime("%H:%M") if isinstance(value, time) else value


def _time_of(text: str) -> time:
    found = _TIME.fullmatch(text.strip())
    if found is None:
        raise forms.ValidationError("Enter a time, like 10:30am or 14:30")
    hour, half = int(found["hour"]), (found["half"] or "").lower()
    if half and not 1 <= hour <= NOON:
        raise forms.ValidationError("Enter a time, like 10:30am or 14:30")
    if not half and hour < MORNING and len(found["hour"]) == 1:
        raise forms.ValidationError(f"Say whether {text} is in the morning or the afternoon, like {text}pm")
    if half:
        hour = hour % NOON + (NOON if half == "p" else 0)
    try:
        return time(hour, int(found["minute"] or 0))
    except ValueError:
        raise forms.ValidationError("Enter a time, like 10:30am or 14:30") from None
