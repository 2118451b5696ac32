"""Forms of a body's administrator."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from noddfa.access.members.commands import roles_for
from noddfa.access.models import Organisation
from noddfa.access.roles import Role
from noddfa.design import forms

ROLE_HINTS = {
    Role.PRACTITIONER: _("Records concerns and makes reports: a teacher, a nurse, a police officer."),
    Role.DUTY_OFFICER: _("Receives reports at the duty desk and decides on them."),
    Role.CASE_LEAD: _("Leads cases and calls meetings."),
    Role.MANAGER: _("Sees every case of this body, varies limits, reviews emergency access."),
    Role.SUPPORT_WORKER: _("Supports a child or an adult, and records what they need."),
    Role.AGENCY_ADMINISTRATOR: _("Invites people and ends their roles. Sees no cases."),
    Role.COORDINATOR: _("Sees figures and audits of all bodies. Sees no cases."),
    Role.ANALYST: _("Estimates and publishes figures. Sees no cases."),
    Role.AUDITOR: _("Audits a body against the standards, and reads who looked at what."),
    Role.LEARNER: _("Takes the course."),
}


class InviteForm(forms.NoddfaForm):
    """Whom to invite, and as what."""

    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("Their own address at work. The letter goes there."),
        max_length=254,
    )
    name = forms.TextField(
        label=_("Name"), help_text=_("As colleagues know them. An account that is there already keeps its name."),
        max_length=120,
    )  # fmt: skip
    language = forms.ChooseField(
        label=_("In which language do we write to them?"),
        choices=[("cy", "Cymraeg"), ("en", "English")],
        inline=True,
    )
    role = forms.ChooseField(label=_("Role"), choices=())

    def __init__(self, *args: Any, body: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = roles_for(body)
        field = self.fields["role"]
        assert isinstance(field, forms.ChooseField)
        field.choices = [(role.value, role.label) for role in offered]
        field.hints = {role.value: ROLE_HINTS[role] for role in offered}


class EndForm(forms.NoddfaForm):
    """When a role ends."""

    when = forms.ChooseField(
        label=_("When does this role end?"),
        choices=[("at_once", _("At once")), ("later", _("After a last day"))],
        reveals={"later": "last_day"},
    )
    last_day = forms.DateField(label=_("Last day"), not_past=True)


class SearchForm(forms.NoddfaForm):
    """Words of a name or an address."""

    words = forms.TextField(label=_("Name or e-mail address"), required=False, max_length=100, width=20)
