"""Prints each clause of the framework with what carries it, and keeps the committed page of it up to date."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from wscb.cases import clauses


class Command(BaseCommand):
    help = "Prints each clause with the process rows and tests that carry it. --write and --check keep docs/clauses.md."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """What to do with the committed page."""
        what = parser.add_mutually_exclusive_group()
        what.add_argument("--write", action="store_true", help="write docs/clauses.md")
        what.add_argument("--check", action="store_true", help="fail where docs/clauses.md is stale")

    def handle(self, *args: Any, **options: Any) -> None:
        """Raises CommandError for a stale page and for a test that is marked with an unknown clause."""
        tests, page = settings.BASE_DIR / "tests", settings.BASE_DIR / "docs" / "clauses.md"
        if unknown := clauses.unknown_marks(tests):
            raise CommandError("These tests are marked with clauses that do not exist: " + "; ".join(unknown))
        text = clauses.as_markdown(tests)
        if options["write"]:
            page.write_text(text, encoding="utf-8")
            self.stdout.write(f"{page.relative_to(settings.BASE_DIR)} written.")
        elif options["check"]:
            if not page.exists() or page.read_text(encoding="utf-8") != text:
                raise CommandError("docs/clauses.md is stale. Run: manage.py clauses --write")
            self.stdout.write("docs/clauses.md is up to date.")
        else:
            self.stdout.write(text, ending="")
