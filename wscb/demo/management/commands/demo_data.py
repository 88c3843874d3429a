"""Fills an empty demo with invented people and cases in every state; a second run keeps what is there."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from reviews.actions.decision import standing_decision
from wscb import clock
from wscb.cases.models import Case
from wscb.demo.cast import assemble
from wscb.demo.forms_to_come import Receipt, deliver_the_past, put_off
from wscb.demo.stories import STORIES
from wscb.demo.telling import Telling
from wscb.people.models import User


class Command(BaseCommand):
    help = "Fills an empty demo database with invented people and cases spread over every state. Keeps one that has people."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        """All or nothing, so that a demo that was interrupted starts over."""
        if User.objects.exists():
            return
        with _uncollected():
            self.fill()

    def fill(self) -> None:
        """Tells every story."""
        cast = assemble()
        today = clock.today()
        original: Case | None = None
        receipts: list[Receipt] = []
        for story in sorted(STORIES, key=lambda one: one.closed_as == "duplicate"):
            telling = Telling(cast, story, today)
            case = telling.tell(duplicate_of=original.reference if original else "")
            receipts += telling.receipts
            if original is None and standing_decision(case):
                original = case
        deliver_the_past()
        put_off(receipts)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Looks for no garbage meanwhile: with the whole product in memory that takes a sixth of the telling."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
