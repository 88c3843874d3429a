"""Start-up of the keys: kinds of trail entry, checks, and the life of the cache of opened keys."""

from django.apps import AppConfig
from django.core.checks import Tags, register
from django.core.signals import request_finished, request_started


class KeysConfig(AppConfig):
    """Keys."""

    name = "wscb.keys"
    label = "keys"
    verbose_name = "Keys"

    def ready(self) -> None:
        """Register kinds, what signing keys are derived from, and the check; forget opened keys around every request and task."""
        from celery.signals import task_postrun, task_prerun

        from wscb.keys import cache, checks
        from wscb.keys.keyring import master_secrets
        from wscb.trail import signing
        from wscb.trail.kinds import register_kinds

        signing.derive_from(master_secrets)

        register_kinds(
            {
                "keys.rotated": "Wrapped the data keys with a new master key",
                "keys.destroyed": "Destroyed a data key",
            }
        )
        register(checks.master_keys_are_readable, Tags.security)
        for signal in (request_started, request_finished, task_prerun, task_postrun):
            signal.connect(cache.forget_keys, dispatch_uid="keys.forget")
