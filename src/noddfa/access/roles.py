"""The parts people play. A person may hold several, one for each membership of a body."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a membership lets someone do; rules.py gives each its permissions."""

    PRACTITIONER = "practitioner", _("Practitioner")
    DUTY_OFFICER = "duty_officer", _("Duty officer")
    CASE_LEAD = "case_lead", _("Case lead")
    MANAGER = "manager", _("Manager")
    SUPPORT_WORKER = "support_worker", _("Support worker")
    AGENCY_ADMINISTRATOR = "agency_administrator", _("Agency administrator")
    COORDINATOR = "coordinator", _("National co-ordinator")
    ANALYST = "analyst", _("Analyst")
    AUDITOR = "auditor", _("Auditor")
    LEARNER = "learner", _("Learner")
