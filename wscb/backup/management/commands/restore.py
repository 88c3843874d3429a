"""``manage.py restore FILE --key KEYFILE``: a back-up into an empty system."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from wscb.backup.actions import Taken, restore
from wscb.backup.errors import BackupError
from wscb.trail import append_only, chain, heads


class Command(BaseCommand):
    """Restore, verify, and say what was put back."""

    help = "Put a back-up into an empty database and an empty store, and compare it row for row and file for file."
    requires_system_checks: list[str] = []  # there is no database yet that could be checked
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the back-up and the key."""
        parser.add_argument("file", help="the back-up; - for standard input")
        parser.add_argument("--key", type=Path, required=True, help="a file with the secret half of the age key")

    def handle(self, *args: Any, file: str, key: Path, **options: Any) -> None:
        """Print what was put back, and whether the trail is sound."""
        try:
            restored = _restore(file, key.read_text())
            head = chain.verify()
            known = heads.written_heads()
            heads.verify_against(known)
            append_only.assert_triggers_installed()
        except OSError as problem:
            raise CommandError(f"{problem.filename} cannot be read: {problem.strerror}.") from problem
        except BackupError as error:
            raise CommandError(str(error)) from error
        except (chain.ChainBroken, append_only.TriggersMissing) as fault:
            raise CommandError(f"Restored, but the trail is not sound. {fault}") from fault
        self.stdout.write(f"Restored {restored.rows} rows and {restored.files} files; each is what was taken.")
        self.stdout.write(f"The trail is sound up to entry {head.seq}; {len(known)} written heads agree.")


def _restore(file: str, identity: str) -> Taken:
    if file == "-":
        return restore(file=sys.stdin.buffer, identity=identity)
    with Path(file).open("rb") as stream:
        return restore(file=stream, identity=identity)
