"""Case file audits, single-agency rotation, Section 11 and Section 175 returns."""

from django.apps import AppConfig


class AuditsConfig(AppConfig):
    name = "audits"
    label = "audits"
    verbose_name = "Audits"
