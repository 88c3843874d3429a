"""Prints a process table, or draws it."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from wscb import clock
from wscb.cases.process import drawing, registry
from wscb.cases.vocabulary import rule_set_on


class Command(BaseCommand):
    help = "Prints a process table: its states, acts and steps. --mermaid draws it as a state diagram."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """The process's code, and how to show it."""
        parser.add_argument("process", help="the code of a process, such as scr")
        parser.add_argument("--mermaid", action="store_true", help="draw it as a Mermaid state diagram")

    def handle(self, *args: Any, **options: Any) -> None:
        """Raises CommandError for an unknown code."""
        known = {process.code: process for process in registry.processes()}
        table = known.get(options["process"])
        if table is None:
            raise CommandError(f"There is no process {options['process']!r}. There are: {', '.join(sorted(known))}.")
        if options["mermaid"]:
            self.stdout.write(drawing.as_mermaid(table), ending="")
        else:
            periods = rule_set_on(table.code, clock.today()).periods
            self.stdout.write(drawing.as_text(table, periods), ending="")
