"""When a step is late, who is asked for it, and how its date explains itself."""

from datetime import date

import pytest

from tests import board as b
from tests.cases.moments import frozen, london
from wscb.cases import rules
from wscb.cases.errors import ActRefused
from wscb.cases.models import Case, ClockEntry, Step
from wscb.cases.vocabulary import NoRuleSet, rule_set_called, rule_set_on

pytestmark = pytest.mark.django_db
RECEIVED = date(2026, 3, 2)


@pytest.fixture
def case() -> Case:
    with frozen(RECEIVED):
        return b.log(b.new_board(), received=RECEIVED)


def step_of(case: Case, code: str) -> Step:
    return case.steps.get(code=code)


@pytest.mark.clause("SCR-06", "SCR-07")
@pytest.mark.parametrize(("day", "late"), [(date(2026, 3, 22), False), (date(2026, 3, 23), False), (date(2026, 3, 24), True)])  # fmt: skip
def test_three_weeks_are_over_after_their_last_day(case: Case, day: date, late: bool) -> None:
    assert rules.is_late(step_of(case, "panel_recommendation"), day) is late


@pytest.mark.clause("SCR-11", "SCR-12")
@pytest.mark.parametrize(
    ("received", "last_day"),
    [
        (date(2026, 1, 31), date(2026, 2, 28)),
        (date(2024, 1, 31), date(2024, 2, 29)),
        (date(2026, 3, 31), date(2026, 4, 30)),
        (date(2025, 12, 15), date(2026, 1, 15)),
    ],
)
def test_month_ends_on_the_same_day_or_the_months_last(received: date, last_day: date) -> None:
    with frozen(received):
        case = b.log(b.new_board(), received=received)
    assert step_of(case, "chair_decision").due_on == last_day


def test_step_done_late_stays_late_and_done_in_time_in_time(case: Case) -> None:
    step = step_of(case, "incident_ofsted")
    step.done_on = date(2026, 3, 9)
    assert not rules.is_late(step, date(2027, 1, 1))
    step.done_on = date(2026, 3, 10)
    assert rules.is_late(step, date(2026, 3, 10))


@pytest.mark.clause("GEN-03")
def test_date_says_whose_rule_it_rests_on(case: Case) -> None:
    assert rules.basis(step_of(case, "chair_decision")).sentence == (
        "One month from Monday 2 March 2026, that day not counted (SCR-11)"
    )
    assert rules.basis(step_of(case, "incident_ofsted")).sentence == (
        "The Board’s own target: 5 working days from Monday 2 March 2026, that day not counted (SCR-08)"
    )


def test_date_follows_its_ledger(case: Case) -> None:
    step = step_of(case, "chair_decision")
    by = case.logged_by
    for kind, day, new_due in (
        ("extended", date(2026, 3, 20), date(2026, 4, 20)),
        ("paused", date(2026, 4, 1), None),
        ("resumed", date(2026, 4, 11), None),
    ):
        ClockEntry.objects.create(
            case=case, step=step, kind=kind, on=day, new_due_on=new_due, reason="Snow.", by=by, at=london(day)
        )
    assert rules.recomputed(step) == date(2026, 4, 30)
    assert [row.kind for row in rules.basis(step).ledger] == ["extended", "paused", "resumed"]


def test_case_stays_with_the_rules_of_its_trigger(case: Case) -> None:
    assert rules.rules_of(case) == rule_set_called("scr", "2013") == rule_set_on("scr", RECEIVED)
    with pytest.raises(KeyError):
        rule_set_called("scr", "1999")


def test_rules_begin_on_their_first_day() -> None:
    assert rule_set_on("scr", date(2013, 4, 15)).code == "2013"
    with pytest.raises(NoRuleSet, match="begins on 15 April 2013"):
        rule_set_on("scr", date(2013, 4, 14))
    with pytest.raises(ActRefused, match="begins on 15 April 2013") as refused:
        b.log(b.new_board(), received=date(2013, 4, 14), on=date(2013, 5, 1))
    assert refused.value.field == "received_on"
