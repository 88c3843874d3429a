"""Sends the reminders and chasers that have come, or says which they are."""

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from wscb import clock, dates
from wscb.cases import chasing


class Command(BaseCommand):
    help = "Queues the reminders and chasers that have come and were not sent. --dry-run only lists them."

    def add_arguments(self, parser: CommandParser) -> None:
        """Whether to send, and as of which day."""
        parser.add_argument("--dry-run", action="store_true", help="list them and send nothing")
        parser.add_argument("--on", metavar="YYYY-MM-DD", help="as of the chasing hour of this day (default: now)")

    def handle(self, *args: Any, **options: Any) -> None:
        """Raises CommandError for what is not a date, and for a day to come unless nothing is sent."""
        now = self._moment(options["on"])
        if options["dry_run"]:
            self._list(now)
            return
        if now > clock.now():
            raise CommandError("That day is still to come. Add --dry-run to see what would be sent.")
        messages = chasing.sweep(now=now)
        self.stdout.write(f"{len(messages)} message{'' if len(messages) == 1 else 's'} queued.")

    def _moment(self, day: str | None) -> datetime:
        if day is None:
            return clock.now()
        try:
            return dates.next_chasing_moment(date.fromisoformat(day), settings.CHASING_HOUR)
        except ValueError:
            raise CommandError(f"{day!r} is not a date. Write it as YYYY-MM-DD.") from None

    def _list(self, now: datetime) -> None:
        chases = chasing.planned(now=now)
        for chase in chases:
            people = ", ".join(sorted(person.email for person in chase.people))
            step = chase.step
            self.stdout.write(f"{step.case.reference}  {step.code}  due {step.due_on}  {chase.told.code}  to {people}")
        self.stdout.write(f"{len(chases)} to send; nothing was sent.")
