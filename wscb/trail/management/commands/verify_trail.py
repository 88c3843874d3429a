"""``manage.py verify_trail``: is the trail as it was written?"""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from wscb.trail import append_only, chain, heads


class Command(BaseCommand):
    """Walk the chain, look for written heads in it, and check the triggers; exit 1 with the first fault."""

    help = "Verify the trail: every link, every head written before, no old entry unsealed, triggers in place."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the folder of heads."""
        parser.add_argument(
            "--heads", type=Path, help="folder of written heads, such as a copy kept elsewhere (default: the machine's)"
        )

    def handle(self, *args: Any, heads: Path | None = None, **options: Any) -> None:
        """Print the head, or the first fault in plain words."""
        try:
            head, known = _verify(heads)
        except (chain.ChainBroken, append_only.TriggersMissing) as fault:
            raise CommandError(f"The trail is not sound. {fault}") from fault
        self.stdout.write(f"The trail is sound. {head.seq} entries are sealed; {known} written heads agree.")
        self.stdout.write(f"Head: {head.seq} {head.hash}")


def _verify(folder: Path | None) -> tuple[chain.Head, int]:
    head = chain.verify()
    known = heads.written_heads(folder)
    heads.verify_against(known)
    append_only.assert_triggers_installed()
    return head, len(known)
