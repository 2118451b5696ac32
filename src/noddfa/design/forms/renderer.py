"""How Django draws our forms: through the project's own templates."""

from __future__ import annotations

from django.forms.renderers import TemplatesSetting


class NoddfaRenderer(TemplatesSetting):
    """Draws every form of the platform, others' forms included, with GOV.UK's markup."""

    form_template_name = "design/forms/form.html"
    formset_template_name = "design/forms/formset.html"
    field_template_name = "design/forms/field.html"
