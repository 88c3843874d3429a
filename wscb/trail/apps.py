"""Start-up of the trail: its own kinds, and the triggers that keep append-only tables so."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class TrailConfig(AppConfig):
    """The trail."""

    name = "wscb.trail"
    label = "trail"
    verbose_name = "Trail"

    def ready(self) -> None:
        """Register the trail's kinds and install triggers after each migration."""
        from wscb.trail import append_only, kinds

        kinds.register_kinds({"refused": "Was refused a page"}, kinds.Group.REFUSED)
        kinds.register_kinds({"trail.head_written": "Wrote down and signed the head of the trail"})
        post_migrate.connect(append_only.install_after_migrate, dispatch_uid="trail.append_only")
