"""Explains every date of a case: what each step rests on. No name stands in it."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from wscb import clock, dates
from wscb.cases import rules
from wscb.cases.models import Case, Step
from wscb.cases.references import as_typed
from wscb.web.forms.wording import lower_first


class Command(BaseCommand):
    help = "Explains each step of a case: its date, the rule and clause, the days skipped, every extension and pause."

    def add_arguments(self, parser: CommandParser) -> None:
        """The case's reference, typed any way."""
        parser.add_argument("reference", help="a case's reference")

    def handle(self, *args: Any, **options: Any) -> None:
        """Raises CommandError for a reference that no case has."""
        case = Case.objects.filter(reference=as_typed(options["reference"])).first()
        if case is None:
            raise CommandError("There is no case with this reference.")
        state = case.current_state.title
        self.stdout.write(f"{case.reference}: {case.table.title}, {state}, rules of {case.rule_set}")
        self.stdout.write(f"received {dates.long_date(case.triggered_on)}")
        for step in case.steps.prefetch_related("ledger", "lateness_reasons"):
            step.case = case
            self._step(step)

    def _step(self, step: Step) -> None:
        basis = rules.basis(step)
        self.stdout.write("")
        self.stdout.write(f"{step.code}: {step.rule.title}")
        self.stdout.write(f"  due {dates.long_date(step.due_on)}: {lower_first(basis.sentence)}")
        if basis.explanation.note:
            self.stdout.write(f"  {basis.explanation.note}")
        for day, why in basis.explanation.skipped:
            self.stdout.write(f"  not counted: {dates.long_date(day)} ({why})")
        for row in basis.ledger:
            until = f" to {dates.long_date(row.new_due_on)}" if row.new_due_on else ""
            self.stdout.write(f"  {row.get_kind_display().lower()} on {dates.long_date(row.on)}{until}")
        self.stdout.write(f"  {self._standing(step)}")

    def _standing(self, step: Step) -> str:
        late = ", late" if rules.is_late(step, clock.today()) else ""
        reasons = ", reasons recorded" if step.lateness_reasons.all() else ""
        if step.done_on:
            return f"{step.get_outcome_display().lower()} on {dates.long_date(step.done_on)}{late}{reasons}"
        return f"open, {dates.relative(step.due_on, clock.today()).lower()}{reasons}"
