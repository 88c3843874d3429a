"""``manage.py write_trail_head``: note the head of the chain, to be kept where this machine cannot change it."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from wscb import clock
from wscb.trail import heads


class Command(BaseCommand):
    """Write the head of the chain to a file and print it."""

    help = "Seal what is unsealed, then sign the head of the trail's chain, write it to a file, have it sent, and print it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the folder to write to."""
        parser.add_argument("--to", type=Path, help="folder to write to (default: trail-heads in DATA_DIR)")

    def handle(self, *args: Any, to: Path | None = None, **options: Any) -> None:
        """Write and print."""
        written = heads.write_days_head(clock.now(), clock.today(), to)
        self.stdout.write(f"{written.head.seq} {written.head.hash}")
        self.stdout.write(str(written.path))
