"""The web app."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Pages' common ground."""

    name = "wscb.web"
    label = "web"
    verbose_name = "Pages"

    def ready(self) -> None:
        """Register the trail's kinds and the sweep of what was held."""
        from wscb.trail.record import register_kinds

        register_kinds({"submission.held": "Sent answers without being signed in; they were kept"})
