"""Child deaths and the Pan-Cheshire Child Death Overview Panel."""

from django.apps import AppConfig


class CdopConfig(AppConfig):
    name = "cdop"
    label = "cdop"
    verbose_name = "Child deaths"
