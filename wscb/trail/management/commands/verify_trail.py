"""``manage.py verify_trail``: is the trail as it was written?"""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from wscb.trail import append_only, chain, heads, signing


class Command(BaseCommand):
    """Walk the chain, look for written heads in it, check their signatures and the triggers; exit 1 with the first fault."""

    help = "Verify the trail: every link, every head written before and its signature, no old entry unsealed, triggers in place."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the folder of heads."""
        parser.add_argument(
            "--heads", type=Path, help="folder of written heads, such as a copy kept elsewhere (default: the machine's)"
        )
        parser.add_argument(
            "--public-key",
            help="check signatures by this key alone, as trail_public_key printed it (default: by every known one)",
        )

    def handle(self, *args: Any, heads: Path | None = None, public_key: str | None = None, **options: Any) -> None:
        """Print the head, or the first fault in plain words."""
        try:
            head, known, signed = _verify(heads, public_key)
        except (chain.ChainBroken, append_only.TriggersMissing, signing.SigningKeyUnreadable) as fault:
            raise CommandError(f"The trail is not sound. {fault}") from fault
        self.stdout.write(
            f"The trail is sound. {head.seq} entries are sealed; {known} written heads agree, {signed} of them signed."
        )
        self.stdout.write(f"Head: {head.seq} {head.hash}")


def _verify(folder: Path | None, public_key: str | None) -> tuple[chain.Head, int, int]:
    head = chain.verify()
    known = heads.written_heads(folder)
    keys = [signing.read_public_key(public_key)] if public_key else None
    signed = heads.verify_signatures(known, by=keys)
    heads.verify_against(known)
    append_only.assert_triggers_installed()
    return head, len(known), signed
