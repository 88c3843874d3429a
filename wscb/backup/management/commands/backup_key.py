"""``manage.py backup_key FILE``: a new key for back-ups."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

import pyrage
from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    """Make a key as `age-keygen` does."""

    help = "Write a new age key to a file, and print its public half for BACKUP_RECIPIENTS."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take where it goes."""
        parser.add_argument(
            "file", type=Path, help="where to write the secret half; a file that exists is not written over"
        )

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        """Print the public half."""
        identity = pyrage.x25519.Identity.generate()
        try:
            with file.open("x") as secret:
                file.chmod(0o600)
                secret.write(f"# public key: {identity.to_public()}\n{identity}\n")
        except OSError as problem:
            raise CommandError(f"{file} cannot be written: {problem.strerror}.") from problem
        self.stdout.write(f"{identity.to_public()}")
        self.stderr.write(f"{file} opens every back-up made for it. Keep it, and a copy, away from this machine.")
