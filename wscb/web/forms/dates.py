"""A date asked in three boxes, with errors that say which box is wrong."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from wscb import clock
from wscb.web.forms.fields import dress
from wscb.web.forms.wording import lower_first

PARTS = ("day", "month", "year")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_EARLIEST_YEAR = 1900


class DateBoxes(forms.MultiWidget):
    """Day, month and year, each in a box of its own: `name_day`, `name_month`, `name_year`."""

    template_name = "components/date_boxes.html"
    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        boxes: dict[str, forms.Widget | type[forms.Widget]] = {
            part: forms.TextInput(attrs={"inputmode": "numeric"}) for part in PARTS
        }
        super().__init__(boxes, attrs)

    def decompress(self, value: Any) -> list[Any]:
        """The three texts that a date is shown as."""
        if isinstance(value, date):
            return [value.day, value.month, value.year]
        return [None, None, None]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Django's own context, with each box named for its label."""
        context = super().get_context(name, value, attrs)
        for part, box in zip(PARTS, context["widget"]["subwidgets"], strict=True):
            box["part"] = part
            box["box_id"] = f"{context['widget']['attrs'].get('id', name)}_{part}"
            box["label"] = part.capitalize()
        return context


class DateField(forms.MultiValueField):
    """A calendar date as three boxes; a month may be typed as a word.

    `past=True` refuses days after today, `future=True` days before today (Europe/London).
    """

    widget = DateBoxes

    def __init__(
        self,
        *,
        label: str,
        hint: str = "For example, 27 3 2014.",
        optional: bool = False,
        enter: str = "",
        past: bool = False,
        future: bool = False,
        label_size: str = "",
        heading: bool = False,
        **kwargs: Any,
    ) -> None:
        self.plain_label = label
        self.past = past
        self.future = future
        texts = {"required": enter or f"Enter {lower_first(label)}"}
        kwargs["label"] = f"{label} (optional)" if optional else label
        fields = tuple(forms.CharField(required=False) for _ in PARTS)
        super().__init__(
            fields,
            required=not optional,
            require_all_fields=False,
            help_text=hint,
            error_messages=texts,
            **kwargs,
        )
        dress(self, label_size=label_size, heading=heading)

    def clean(self, value: Any) -> date | None:
        """The date; None where an optional one was left empty. Errors carry the code of the first wrong box."""
        texts = [str(part or "").strip() for part in (value or ["", "", ""])]
        if not any(texts):
            if self.required:
                raise forms.ValidationError(self.error_messages["required"], code="required")
            return None
        self._demand_all(texts)
        found = self._real(*texts)
        today = clock.today()
        if self.past and found > today:
            raise forms.ValidationError(f"{self.plain_label} must be today or in the past", code="all")
        if self.future and found < today:
            raise forms.ValidationError(f"{self.plain_label} must be today or in the future", code="all")
        return found

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether other parts were sent than were shown."""
        parts = [initial.day, initial.month, initial.year] if isinstance(initial, date) else [""] * len(PARTS)
        shown = [str(part) for part in parts]
        return shown != ["" if part is None else str(part) for part in (data or ["", "", ""])]

    def _demand_all(self, texts: list[str]) -> None:
        missing = [part for part, text in zip(PARTS, texts, strict=True) if not text]
        if missing:
            words = " and ".join(missing)
            raise forms.ValidationError(f"{self.plain_label} must include a {words}", code=missing[0])

    def _real(self, day: str, month: str, year: str) -> date:
        if year.isdecimal() and len(year) != len("2014"):
            raise forms.ValidationError(f"{self.plain_label}: year must include 4 numbers", code="year")
        try:
            found = date(int(year), _month_number(month), int(day))
        except (ValueError, OverflowError):
            raise forms.ValidationError(f"{self.plain_label} must be a real date", code="all") from None
        if found.year < _EARLIEST_YEAR:
            raise forms.ValidationError(f"{self.plain_label} must be a real date", code="year")
        return found


def _month_number(text: str) -> int:
    """3 for "3", "03", "mar" and "March". Raises ValueError."""
    if text.isdecimal():
        return int(text)
    short = text[:3].lower()
    return _MONTHS.index(short) + 1
