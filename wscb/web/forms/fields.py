"""Form fields with the choices that GOV.UK pages make: widths, hints, legends, character counts.

Each takes `label`, and may take `hint`, `label_size` ("s", "m", "l", "xl") and `heading=True` where the label is the
page's only heading. `optional=True` adds "(optional)" to the label, as every field not needed says so.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from wscb.web.forms.wording import lower_first

Choices = Iterable[tuple[str, str]]


def dress(
    field: Any,
    *,
    label_size: str = "",
    heading: bool = False,
    width: str = "",
    inline: bool = False,
    item_hints: dict[str, str] | None = None,
) -> None:
    """Set on a field what its template shows beyond Django's own attributes."""
    field.label_size = label_size
    field.heading = heading
    field.width = width
    field.inline = inline
    field.item_hints = item_hints or {}


def _common(kwargs: dict[str, Any], label: str, hint: str, optional: bool) -> dict[str, Any]:
    kwargs["label"] = f"{label} (optional)" if optional else label
    kwargs["help_text"] = hint
    kwargs["required"] = not optional
    return kwargs


def _error(kwargs: dict[str, Any], enter: str) -> None:
    """The text where nothing was entered, when the label makes no good sentence."""
    if enter:
        kwargs.setdefault("error_messages", {})["required"] = enter


class LineField(forms.CharField):
    """One line of text. `width` is a GOV.UK width in characters ("20") or of the page ("two-thirds")."""

    def __init__(
        self,
        *,
        label: str,
        hint: str = "",
        optional: bool = False,
        enter: str = "",
        max_length: int = 200,
        width: str = "",
        autocomplete: str = "",
        label_size: str = "",
        heading: bool = False,
        **kwargs: Any,
    ) -> None:
        _error(kwargs, enter)
        attrs = {"autocomplete": autocomplete} if autocomplete else {}
        kwargs.setdefault("widget", forms.TextInput(attrs=attrs))
        super().__init__(max_length=max_length, **_common(kwargs, label, hint, optional))
        dress(self, label_size=label_size, heading=heading, width=width)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """No `maxlength`: a text that is too long is told so, never cut while it is pasted."""
        attrs = super().widget_attrs(widget)
        attrs.pop("maxlength", None)
        return attrs


class TextField(forms.CharField):
    """Text of several lines with a count of characters; a line break counts as one whatever the browser sends."""

    def __init__(
        self,
        *,
        label: str,
        hint: str = "",
        optional: bool = False,
        enter: str = "",
        max_length: int = 10_000,
        rows: int = 5,
        label_size: str = "",
        heading: bool = False,
        **kwargs: Any,
    ) -> None:
        _error(kwargs, enter)
        kwargs["widget"] = forms.Textarea(attrs={"rows": rows})
        super().__init__(max_length=max_length, **_common(kwargs, label, hint, optional))
        dress(self, label_size=label_size, heading=heading)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """No `maxlength`: see `LineField`."""
        attrs = super().widget_attrs(widget)
        attrs.pop("maxlength", None)
        return attrs

    def to_python(self, value: Any) -> str:
        """The text with plain line breaks and without blanks at its ends."""
        text: str = super().to_python(value) or ""
        return text.replace("\r\n", "\n").replace("\r", "\n")


class EmailField(forms.EmailField):
    """An e-mail address, given back in lower case."""

    def __init__(self, *, label: str = "Email address", hint: str = "", optional: bool = False, **kwargs: Any) -> None:
        attrs = {"autocomplete": kwargs.pop("autocomplete", "off"), "spellcheck": "false"}
        kwargs["widget"] = forms.EmailInput(attrs=attrs)
        super().__init__(**_common(kwargs, label, hint, optional))
        dress(self)

    def clean(self, value: Any) -> str:
        """The address in lower case, as accounts keep it."""
        return str(super().clean(value)).lower()


class NumberField(forms.IntegerField):
    """A whole number, typed as text: number inputs change under the mouse wheel."""

    def __init__(
        self, *, label: str, hint: str = "", optional: bool = False, enter: str = "", width: str = "4", **kwargs: Any
    ) -> None:
        _error(kwargs, enter)
        kwargs["widget"] = forms.TextInput(attrs={"inputmode": "numeric"})
        super().__init__(**_common(kwargs, label, hint, optional))
        dress(self, width=width)


class PasswordField(forms.CharField):
    """A password; never filled in again and never kept."""

    def __init__(
        self, *, label: str = "Your password", hint: str = "", autocomplete: str = "current-password", **kwargs: Any
    ) -> None:
        _error(kwargs, kwargs.pop("enter", f"Enter {lower_first(label)}"))
        kwargs["widget"] = forms.PasswordInput(attrs={"autocomplete": autocomplete, "spellcheck": "false"})
        super().__init__(strip=False, **_common(kwargs, label, hint, optional=False))
        dress(self, width="20")


class _ShownWidget(forms.TextInput):
    """Drawn by its field's own template."""


class PasskeyField(forms.CharField):
    """The answer of a passkey, filled in by script; without script it is not shown."""

    def __init__(self, *, label: str) -> None:
        super().__init__(label=label, required=False, widget=_ShownWidget)
        self.template_name = "components/field_passkey.html"
        dress(self)


class NoticeField(forms.CharField):
    """Words among the questions that ask nothing."""

    def __init__(self, text: str) -> None:
        super().__init__(label=text, required=False, widget=_ShownWidget)
        self.template_name = "components/field_notice.html"
        dress(self)


class RadiosField(forms.ChoiceField):
    """One of a few choices, all in sight. `item_hints` explains choices by their value; `settled` says that there is but one."""

    settled = False

    def __init__(
        self,
        *,
        label: str,
        choices: Choices,
        hint: str = "",
        optional: bool = False,
        enter: str = "",
        label_size: str = "",
        heading: bool = False,
        inline: bool = False,
        item_hints: dict[str, str] | None = None,
        **kwargs: Any,
    ) -> None:
        _error(kwargs, enter)
        kwargs["widget"] = forms.RadioSelect()
        super().__init__(choices=list(choices), **_common(kwargs, label, hint, optional))
        dress(self, label_size=label_size, heading=heading, inline=inline, item_hints=item_hints)


class YesNoField(RadiosField):
    """Yes or no (and "not known" where `unknown`): gives "yes", "no", "unknown" back."""

    def __init__(self, *, label: str, unknown: bool = False, **kwargs: Any) -> None:
        choices = [("yes", "Yes"), ("no", "No")] + ([("unknown", "Not known")] if unknown else [])
        kwargs.setdefault("inline", not unknown)
        super().__init__(label=label, choices=choices, **kwargs)


class CheckboxesField(forms.MultipleChoiceField):
    """Any of several choices."""

    def __init__(
        self,
        *,
        label: str,
        choices: Choices,
        hint: str = "Select all that apply.",
        optional: bool = False,
        enter: str = "",
        label_size: str = "",
        heading: bool = False,
        item_hints: dict[str, str] | None = None,
        **kwargs: Any,
    ) -> None:
        _error(kwargs, enter)
        kwargs["widget"] = forms.CheckboxSelectMultiple()
        super().__init__(choices=list(choices), **_common(kwargs, label, hint, optional))
        dress(self, label_size=label_size, heading=heading, item_hints=item_hints)


class SelectField(forms.ChoiceField):
    """One of many choices, in a list that begins with an empty one."""

    def __init__(
        self,
        *,
        label: str,
        choices: Choices,
        hint: str = "",
        optional: bool = False,
        enter: str = "",
        label_size: str = "",
        heading: bool = False,
        empty: str = "Choose one",
        **kwargs: Any,
    ) -> None:
        _error(kwargs, enter)
        kwargs["widget"] = forms.Select()
        super().__init__(choices=[("", empty), *choices], **_common(kwargs, label, hint, optional))
        dress(self, label_size=label_size, heading=heading)


class ConfirmField(forms.BooleanField):
    """A single box to tick, such as "I have read the papers". `enter` is the error where it is not ticked."""

    def __init__(self, *, label: str, hint: str = "", optional: bool = False, enter: str = "", **kwargs: Any) -> None:
        _error(kwargs, enter or f"Confirm that {lower_first(label)}")
        kwargs |= {"label": label, "help_text": hint, "required": not optional}
        super().__init__(**kwargs)
        dress(self)


class FileField(forms.FileField):
    """A file to upload; its content is checked by `wscb.documents.check_upload`."""

    def __init__(self, *, label: str, hint: str = "", optional: bool = False, enter: str = "", **kwargs: Any) -> None:
        _error(kwargs, enter or f"Select {lower_first(label)}")
        empty = kwargs.setdefault("error_messages", {})
        empty.setdefault("empty", "The selected file is empty")
        super().__init__(**_common(kwargs, label, hint, optional))
        dress(self)
