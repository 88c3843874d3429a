"""``manage.py trail_public_key``: what the signatures of the trail's heads are checked with, to be kept elsewhere."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from wscb.trail import signing


class Command(BaseCommand):
    """Print the public key."""

    help = "Print the public key (Ed25519, base64) with which the heads of the trail are signed."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the key alone, so that it can be piped."""
        try:
            self.stdout.write(signing.public_key())
        except signing.SigningKeyUnreadable as problem:
            raise CommandError(str(problem)) from problem
