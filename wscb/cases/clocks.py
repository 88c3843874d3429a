"""A step's date is put off: the new date is entered in its ledger, and the earlier ones stay in sight there."""

from __future__ import annotations

from datetime import date

from wscb import dates
from wscb.cases import engine
from wscb.cases.engine import Turn
from wscb.cases.errors import ActRefused
from wscb.cases.models import ClockEntry, Step
from wscb.cases.recording import save


def put_off(turn: Turn, step: Step, *, until: date, reason: str, field: str) -> ClockEntry:
    """Gives the open step a new date, in the turn of an act, and has it chased by that date from then on.

    `field` is where a refusal is shown. Raises ActRefused for a day that is not after the day the act counts for, and for an act
    that counts for a day before the last change: the ledger stands in the order of its days.
    """
    if until <= turn.on:
        raise ActRefused("The new date must be in the future.", field=field)
    last = step.ledger.order_by("-on").values_list("on", flat=True).first()
    if last is not None and turn.on < last:
        raise ActRefused(f"The date was last changed on {dates.long_date(last)}. This must be later.", field=field)
    entry = ClockEntry.objects.create(
        case=turn.case, step=step, kind="extended", on=turn.on, new_due_on=until, reason=reason, by=turn.by, at=turn.at
    )
    step.due_on = until
    step.due_version += 1
    save(step, by=turn.by)
    engine.schedule_chasers(turn.case, by=turn.by)
    return entry
