"""Publication decisions and the public site."""

from django.apps import AppConfig


class PublicationConfig(AppConfig):
    name = "publication"
    label = "publication"
    verbose_name = "Publication"
