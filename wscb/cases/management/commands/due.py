"""Prints when a step falls due."""

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from wscb import clock, dates
from wscb.cases.process import registry
from wscb.cases.vocabulary import NoRuleSet, RuleSet, rule_set_on


class Command(BaseCommand):
    help = "Prints the ISO date on which a step falls due whose clock starts on a day; without arguments, every period."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """The step, the day its clock starts, and the process (by default the only one, or scr)."""
        parser.add_argument("step", nargs="?", help="a step's code, such as panel_recommendation")
        parser.add_argument("day", nargs="?", help="the local date on which its clock starts, YYYY-MM-DD")
        parser.add_argument("--process", default="scr", help="the code of the process (default: scr)")

    def handle(self, *args: Any, **options: Any) -> None:
        """Raises CommandError, in plain words, for anything that is not known or not a date."""
        if options["process"] not in {process.code for process in registry.processes()}:
            raise CommandError(f"There is no process {options['process']!r}.")
        if options["step"] is None:
            self._periods(rule_set_on(options["process"], clock.today()))
            return
        if options["day"] is None:
            raise CommandError("Say the day on which the clock starts, as YYYY-MM-DD.")
        try:
            day = date.fromisoformat(options["day"])
        except ValueError:
            raise CommandError(f"{options['day']!r} is not a date. Write it as YYYY-MM-DD.") from None
        try:
            rules = rule_set_on(options["process"], day)
        except NoRuleSet:
            # Before the first rules the present ones are read, so that worked examples of any year can be checked.
            rules = rule_set_on(options["process"], clock.today())
        period = rules.periods.get(options["step"])
        if period is None:
            raise CommandError(f"There is no step {options['step']!r}. There are: {', '.join(rules.periods)}.")
        self.stdout.write(dates.due_date(day, period).isoformat())

    def _periods(self, rules: RuleSet) -> None:
        width = max(map(len, rules.periods))
        self.stdout.write(rules.title)
        for code, period in rules.periods.items():
            own = "  (the Board’s own target)" if code in rules.own_targets else ""
            self.stdout.write(f"  {code.ljust(width)}  {period}{own}")
