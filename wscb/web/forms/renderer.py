"""Renders every form of the product, those of packages too, with the templates in `templates/components/`."""

from __future__ import annotations

from django.forms.renderers import TemplatesSetting


class GovukRenderer(TemplatesSetting):
    """Django's renderer over the project's templates, with GOV.UK form and field layouts."""

    form_template_name = "components/form.html"
    field_template_name = "components/field.html"
