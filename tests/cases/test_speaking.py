"""A form speaks as its case's process does: markup that is meant stays markup, and nothing else becomes it."""

from __future__ import annotations

import pytest
from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString

from reviews.process import CR, SCR
from wscb.cases.forms.base import speak
from wscb.cases.process import Process


class PanelForm(forms.Form):
    marked = forms.CharField(
        label=format_html("<b>{}</b> of the panel", "<Where>"), help_text="The panel & <b>more</b>"
    )


@pytest.mark.parametrize(("table", "called"), [(SCR, "panel"), (CR, "Subgroup")])
def test_a_label_that_is_markup_stays_so_and_no_other_becomes_it(table: Process, called: str) -> None:
    form = PanelForm()
    speak(form, table)
    field = form.fields["marked"]
    assert isinstance(field.label, SafeString)
    assert field.label == f"<b>&lt;Where&gt;</b> of the {called}"
    assert not isinstance(field.help_text, SafeString)
    assert field.help_text == f"The {called} & <b>more</b>"
