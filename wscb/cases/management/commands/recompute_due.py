"""Computes every due date afresh from start, rule set and ledger, and compares it with the one that is stored."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from wscb.cases import engine, rules
from wscb.cases.models import Step
from wscb.trail.record import SYSTEM, record


class Command(BaseCommand):
    help = "Compares stored due dates with computed ones. --check only reports, and fails where one differs."

    def add_arguments(self, parser: CommandParser) -> None:
        """Whether to repair."""
        parser.add_argument("--check", action="store_true", help="change nothing; exit 1 where a date differs")

    def handle(self, *args: Any, **options: Any) -> None:
        """Raises CommandError when --check finds a difference."""
        wrong = 0
        steps = Step.objects.select_related("case").prefetch_related("ledger").order_by("case__reference", "due_on")
        for step in steps.iterator(chunk_size=500):
            computed = rules.recomputed(step)
            if computed == step.due_on:
                continue
            wrong += 1
            self.stdout.write(f"{step.case.reference}  {step.code}  stored {step.due_on}  computed {computed}")
            if not options["check"]:
                self._repair(step)
        if wrong and options["check"]:
            raise CommandError(f"{wrong} due date{'' if wrong == 1 else 's'} differ from what the rules say.")
        self.stdout.write(f"{wrong} repaired." if wrong else "Every due date is what the rules say.")

    @transaction.atomic
    def _repair(self, step: Step) -> None:
        current = Step.objects.select_for_update().select_related("case").get(pk=step.pk)
        current.due_on = rules.recomputed(current)
        current.due_version += 1
        current.next_chase_at = engine.next_moment(current)
        current.save()
        record(
            "step.date_repaired", by=SYSTEM, subject=current.case, facts={"step": current.code, "due": current.due_on}
        )
