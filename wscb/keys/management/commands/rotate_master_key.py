"""``manage.py rotate_master_key``: wrap every data key with the first key of MASTER_KEYS."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from wscb.keys.actions import rotate_master_key
from wscb.keys.errors import KeysError
from wscb.keys.keyring import keyring
from wscb.trail.record import SYSTEM


class Command(BaseCommand):
    """Rotate, and say which keys may leave MASTER_KEYS."""

    help = "Wrap every data key with the current master key, the first in MASTER_KEYS. May be run again."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print how many were wrapped."""
        try:
            rotated = rotate_master_key(by=SYSTEM)
            ring = keyring()
        except KeysError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{rotated} data keys were wrapped with the master key “{ring.current_id}”.")
        if older := [name for name in ring.keys if name != ring.current_id]:
            self.stdout.write(f"Nothing needs these any longer; take them out of MASTER_KEYS: {', '.join(older)}.")
