"""Template tags of every page; built in, so templates need no `{% load %}`."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

from django import forms, template
from django.conf import settings
from django.forms.boundfield import BoundField
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.safestring import SafeString, mark_safe

from wscb import clock, dates
from wscb.web.forms.dates import PARTS, DateBoxes
from wscb.web.forms.wording import lower_first
from wscb.web.hosts import PUBLIC_URLCONF

register = template.Library()
register.filter("lower_first", lower_first)

_SOON = 7  # days


@register.filter
def long_date(value: date | datetime | None) -> str:
    """`Friday 12 June 2026`; a moment is read in Europe/London; nothing for None."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = timezone.localtime(value).date()
    return dates.long_date(value)


@register.filter
def short_date(value: date | datetime | None) -> str:
    """`12 June 2026`; a moment is read in Europe/London; nothing for None."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = timezone.localtime(value).date()
    return formats.date_format(value, "j F Y")


@register.filter
def moment(value: datetime | None) -> str:
    """`12 June 2026 at 3:05pm` in Europe/London; nothing for None."""
    if value is None:
        return ""
    local = timezone.localtime(value)
    return f"{formats.date_format(local, 'j F Y')} at {local:%-I:%M}{local:%p}".replace("AM", "am").replace("PM", "pm")


@register.simple_tag
def public_url(name: str) -> str:
    """The whole address of a page of the public site."""
    return f"{settings.PUBLIC_URL}{reverse(name, urlconf=PUBLIC_URLCONF)}"


@register.inclusion_tag("components/due.html")
def due_line(due: date | None, basis: str = "", done_on: date | None = None, on: date | None = None) -> dict[str, Any]:
    """The due line of a step: `Due in 5 days (Friday 12 June 2026)`, its basis beneath.

    `on` is the day it is read (today, Europe/London). A step that was done says when, and whether that was late.
    """
    on = on or clock.today()
    late = due is not None and dates.is_overdue(due, done_on or on)
    return {
        "due": due,
        "basis": basis,
        "done_on": done_on,
        "late": late,
        "soon": due is not None and not late and (due - on).days <= _SOON,
        "relative": dates.relative(due, on) if due is not None else "",
    }


@register.filter
def control_kind(field: BoundField) -> str:
    """Which layout a field takes."""
    widget = field.field.widget
    kinds: list[tuple[type[forms.Widget], str]] = [
        (DateBoxes, "date"),
        (forms.CheckboxSelectMultiple, "checkboxes"),
        (forms.RadioSelect, "radios"),
        (forms.CheckboxInput, "checkbox"),
        (forms.Select, "select"),
        (forms.Textarea, "textarea"),
        (forms.FileInput, "file"),
        (forms.PasswordInput, "password"),
    ]
    return next((kind for cls, kind in kinds if isinstance(widget, cls)), "text")


@register.filter
def is_counted(field: BoundField) -> bool:
    """Whether a field counts its characters: long texts with a limit."""
    return control_kind(field) == "textarea" and bool(getattr(field.field, "max_length", None))


_CLASSES = {
    "text": "govuk-input",
    "password": "govuk-input govuk-password-input__input govuk-js-password-input-input",
    "textarea": "govuk-textarea",
    "select": "govuk-select",
    "file": "govuk-file-upload",
}


@register.simple_tag
def control(field: BoundField) -> SafeString:
    """A field's input, with GOV.UK classes and descriptions, whichever widget renders it."""
    kind = control_kind(field)
    base = _CLASSES[kind]
    classes = [base]
    if field.errors:
        classes.append(f"{base.split()[0]}--error")
    width = getattr(field.field, "width", "")
    if width and kind in {"text", "password"}:
        classes.append(f"govuk-input--width-{width}" if width.isdigit() else f"govuk-!-width-{width}")
    attrs: dict[str, Any] = {"class": " ".join(classes)}
    if is_counted(field):
        attrs["class"] += " govuk-js-character-count"
        attrs["aria-describedby"] = " ".join(filter(None, [field.aria_describedby, f"{field.id_for_label}-info"]))
    return mark_safe(field.as_widget(attrs=attrs))


@register.filter
def passkey_options(options: dict[str, Any]) -> str:
    """What a browser is to have answered by a passkey, as JSON for an attribute."""
    return json.dumps(options.get("publicKey", options))


@register.filter
def label_classes(field: BoundField, element: str) -> str:
    """The classes of a field's label or legend: `govuk-label govuk-label--m`."""
    size = getattr(field.field, "label_size", "")
    return f"govuk-{element} govuk-{element}--{size}" if size else f"govuk-{element}"


@register.filter
def item_hint(field: BoundField, value: object) -> str:
    """The hint beneath one choice of radios or checkboxes."""
    hints: dict[str, str] = getattr(field.field, "item_hints", {})
    return hints.get(str(value), "")


@register.simple_tag
def date_control(field: BoundField) -> SafeString:
    """A date's three boxes, the wrong one marked, or all where the date as a whole is wrong."""
    return mark_safe(field.as_widget(attrs={"wrong": _wrong_part(field) or "all"} if field.errors else {}))


@register.filter
def error_target(field: BoundField) -> str:
    """The id that a link in the error summary leads to."""
    kind = control_kind(field)
    if kind == "date":
        return f"{field.auto_id}_{_wrong_part(field) or PARTS[0]}"
    if kind in {"radios", "checkboxes"}:
        return f"{field.auto_id}_0"
    return field.auto_id


@register.inclusion_tag("components/error_summary.html")
def error_summary(*shown: forms.BaseForm | forms.BaseFormSet[Any]) -> dict[str, Any]:
    """All errors of the page's forms and formsets, in their order, each linked to its field."""
    errors: list[dict[str, str]] = []
    for one in shown:
        parts = [one] if isinstance(one, forms.BaseForm) else list(one or [])
        if isinstance(one, forms.BaseFormSet):
            errors += [{"text": str(text), "href": ""} for text in one.non_form_errors()]
        for form in parts:
            errors += _errors_of(form)
    return {"errors": errors}


@register.filter
def has_errors(shown: Any) -> bool:
    """Whether a form or formset, if there is one, was sent with errors; for the title's `Error: `."""
    if isinstance(shown, forms.BaseFormSet):
        return shown.is_bound and not shown.is_valid()
    return bool(getattr(shown, "errors", None))


@register.inclusion_tag("components/sort_header.html", takes_context=True)
def sort_header(context: template.Context, text: str, column: str, numeric: bool = False) -> dict[str, Any]:
    """A column's heading that sorts the list by its address; a second click turns the order."""
    request = context["request"]
    asked = str(request.GET.get("sort") or context.get("sort", ""))
    direction = {column: "ascending", f"-{column}": "descending"}.get(asked, "")
    query = request.GET.copy()
    query.pop("page", None)
    query["sort"] = f"-{column}" if direction == "ascending" else column
    return {"text": text, "direction": direction, "url": f"?{query.urlencode()}", "numeric": numeric}


@register.inclusion_tag("components/pagination.html", takes_context=True)
def pagination(context: template.Context, page: Any, label: str = "Pages") -> dict[str, Any]:
    """Links to a list's other pages that keep the address's other parameters."""
    query = context["request"].GET.copy()

    def url(number: int) -> str:
        query["page"] = str(number)
        return f"?{query.urlencode()}"

    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {
        "page": page,
        "label": label,
        "links": [{"number": n, "url": url(n) if isinstance(n, int) else ""} for n in numbers],
        "previous": url(page.previous_page_number()) if page.has_previous() else "",
        "next": url(page.next_page_number()) if page.has_next() else "",
    }


def _wrong_part(field: BoundField) -> str:
    """Which box of a date is wrong: "day", "month", "year"; "" when the whole is."""
    found = field.form.errors.as_data().get(field.name, [])
    return next((error.code for error in found if error.code in PARTS), "")


def _errors_of(form: forms.BaseForm) -> list[dict[str, str]]:
    found = [{"text": str(text), "href": ""} for text in form.non_field_errors()]
    for field in form:
        found += [{"text": str(text), "href": f"#{error_target(field)}"} for text in field.errors]
    return found
