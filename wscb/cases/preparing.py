"""What has to be done before a review can begin, and again when somebody who led it is gone: one rule for every act.

Nobody counts down here: what is owed follows from who is proposed and appointed and which terms of reference stand. An act
that changes any of that asks `change` what it opens and closes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from wscb.cases import engine
from wscb.cases.engine import Turn
from wscb.cases.models import Appointment, Case, Step
from wscb.cases.process import registry
from wscb.cases.process.table import Process
from wscb.people.models import Role
from wscb.trail.record import SYSTEM, record

PROPOSING = {Role.LEAD_REVIEWER: "propose_lead", Role.REVIEW_CHAIR: "propose_appointed_chair"}
APPOINTING = {Role.LEAD_REVIEWER: "appoint_lead", Role.REVIEW_CHAIR: "appoint_chair"}
DRAFT, AGREE, BEGIN = "draft_terms_of_reference", "agree_terms", "begin_review"


@dataclass(frozen=True)
class Change:
    """What an act opens and closes, as `engine.move` takes it."""

    also_open: tuple[str, ...]
    closes: tuple[str, ...]


def owed(case: Case, *, state: str, on: date) -> frozenset[str]:
    """The steps that are owed on the day (local date) in a state of the case's table, from the facts alone.

    For each role somebody is to be proposed, then appointed; terms of reference drafted, then agreed; and the review begun
    (SCR-17, SCR-33, GEN-03). Each is owed only in the states from which the table has the act that does it.
    """
    return frozenset(
        [
            *(_staff(case, on) if _possible(case, state, "appoint") else ()),
            *(_terms(case) if _possible(case, state, "agree_terms") else ()),
            *((BEGIN,) if _possible(case, state, "begin_review") else ()),
        ]
    )


def change(turn: Turn, *, to: str | None = None, keeping: frozenset[str] = frozenset()) -> Change:
    """What the act opens and closes, of all that its row names, once its rows are saved; `to` is the state it leads to.

    `keeping` are further steps that it leaves open, although its row would close them.
    """
    state = to or (turn.act.targets[0] if turn.act.targets else turn.case.state)
    wanted = owed(turn.case, state=state, on=turn.on)
    return Change(
        also_open=tuple(code for code in turn.act.may_open if code in wanted),
        closes=tuple(code for code in turn.act.closes if code not in wanted | keeping),
    )


MOST_AT_ONCE = 50
"""For how many appointments one run of the sweep asks again; the next run goes on with the rest."""


def ask_again(*, on: date, limit: int = MOST_AT_ONCE) -> int:
    """Opens what is owed since an appointment ran out on its planned end, before the day (local date); how many steps.

    No act ends such an appointment, so the sweep looks; it opens in the name of whoever set the end. Safe to run twice or late. One run
    looks at `limit` appointments at most: those after which nothing is owed, or it is asked for already, are not among them.
    """
    return sum(_ask_again(row, on) for row in unasked(on).select_related("case", "appointed_by")[:limit])


def unasked(on: date) -> QuerySet[Appointment]:
    """The appointments that ran out before the day and whose place nobody has, or is asked to fill; the first to run out first."""
    of_place = Appointment.objects.filter(case=OuterRef("case"), role=OuterRef("role"), withdrawn_on__isnull=True)
    still = of_place.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on))
    ran_out = Appointment.objects.filter(
        ~Exists(still.filter(appointed_on__isnull=False)),
        ends_on__lt=on,
        withdrawn_on__isnull=True,
        appointed_by__isnull=False,
        case__closed_on__isnull=True,
    )
    asked = {True: Q(), False: Q()}
    for is_proposed, steps in ((True, APPOINTING), (False, PROPOSING)):
        for role, code in steps.items():
            open_step = Step.objects.filter(case=OuterRef("case"), code=code, done_on__isnull=True)
            asked[is_proposed] |= Q(Exists(open_step), role=role)
    proposed = Exists(still.filter(appointed_on__isnull=True))
    rows = ran_out.filter(_appointing_states())
    return rows.filter((Q(proposed) & ~asked[True]) | (~Q(proposed) & ~asked[False])).order_by("ends_on", "pk")


def _appointing_states() -> Q:
    """The cases in whose state somebody can be appointed, by their tables."""
    states = (
        (table.code, [state.code for state in table.states if _appoints(table, state.code)])
        for table in registry.processes()
    )
    return reduce(or_, (Q(case__process=code, case__state__in=found) for code, found in states), Q(pk__in=[]))


def _appoints(table: Process, state: str) -> bool:
    return any(row.code == "appoint" for row in table.acts_from(state))


@transaction.atomic
def _ask_again(row: Appointment, on: date) -> int:
    if not _missing(row, row.case, on):
        return 0
    case = Case.objects.select_for_update().get(pk=row.case_id)
    missing = _missing(row, case, on)
    if row.appointed_by is None or not missing:
        return 0
    for code in missing:
        engine.open_step(case=case, code=code, on=on, by=row.appointed_by)
        record("step.asked_again", by=SYSTEM, subject=case, facts={"step": code, "role": row.role})
    engine.schedule_chasers(case, by=row.appointed_by)
    return len(missing)


def _missing(row: Appointment, case: Case, on: date) -> list[str]:
    """What is owed of the role of this appointment and not open: somebody to be proposed, or one who was to be appointed."""
    role = Role(row.role)
    wanted = owed(case, state=case.state, on=on) & {PROPOSING[role], APPOINTING[role]}
    asked = set(case.steps.filter(code__in=wanted, done_on__isnull=True).values_list("code", flat=True))
    return sorted(wanted - asked)


def _possible(case: Case, state: str, act: str) -> bool:
    return any(row.code == act for row in case.table.acts_from(state))


def _staff(case: Case, on: date) -> list[str]:
    rows = case.appointments.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), withdrawn_on__isnull=True)
    standing = [(Role(role), made is not None) for role, made in rows.values_list("role", "appointed_on")]
    found = []
    for role in PROPOSING:
        made = [is_made for one, is_made in standing if one == role]
        if not any(made):
            found.append((APPOINTING if made else PROPOSING)[role])
    return found


def _terms(case: Case) -> list[str]:
    last = case.terms_of_reference.order_by("-version").select_related("agreement").first()
    if last is None:
        return [DRAFT]
    return [] if hasattr(last, "agreement") else [AGREE]
