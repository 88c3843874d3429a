"""App of back-up and restore."""

from django.apps import AppConfig


class BackupConfig(AppConfig):
    """Two commands, and what they write to the trail."""

    name = "wscb.backup"
    label = "backup"
    verbose_name = "Back-up"

    def ready(self) -> None:
        """Register the kinds of trail entry."""
        from wscb.trail.kinds import register_kinds

        register_kinds({"backup.made": "Made a back-up", "backup.restored": "Restored a back-up"})
