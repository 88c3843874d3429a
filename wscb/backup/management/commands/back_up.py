"""``manage.py back_up FILE``: everything into one encrypted file."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from wscb.backup.actions import Taken, back_up
from wscb.backup.errors import BackupError


class Command(BaseCommand):
    """Back up, and say what was taken."""

    help = "Write the database, the files and the heads of the trail to one file, encrypted for BACKUP_RECIPIENTS."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take where it goes."""
        parser.add_argument(
            "file", help="where to write it; - for standard output. A file that exists is not written over."
        )

    def handle(self, *args: Any, file: str, **options: Any) -> None:
        """Print what was taken; exit 1 when a file of the records was missing."""
        try:
            taken = back_up(to=sys.stdout.buffer, recipients=_recipients()) if file == "-" else _to(Path(file))
        except BackupError as error:
            raise CommandError(str(error)) from error
        self.stderr.write(f"Backed up {taken.rows} rows and {taken.files} files.")
        if taken.lost:
            raise CommandError(
                f"{len(taken.lost)} files stand in the records and are missing: {', '.join(taken.lost)}."
            )


def _to(path: Path) -> Taken:
    """Write beside the file first, so that a back-up that breaks off is never taken for a whole one."""
    if path.exists():
        raise BackupError(f"{path} exists. Give the back-up another name.")
    unfinished = path.with_name(path.name + ".part")
    try:
        with unfinished.open("xb") as stream:
            unfinished.chmod(0o600)
            taken = back_up(to=stream, recipients=_recipients())
    except FileExistsError:
        raise BackupError(f"{unfinished} exists: another back-up is being written, or one broke off.") from None
    except OSError as problem:
        raise BackupError(f"{path} cannot be written: {problem.strerror}.") from problem
    except BackupError:
        unfinished.unlink(missing_ok=True)
        raise
    unfinished.rename(path)
    return taken


def _recipients() -> list[str]:
    return list(settings.BACKUP_RECIPIENTS)
