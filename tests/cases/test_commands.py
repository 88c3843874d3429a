"""The commands for whoever runs the product: the table, its dates and chasers, what dates rest on, the clause page."""

from collections.abc import Iterator
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from reviews.process import CR, SCR
from tests import board as b
from tests.cases.moments import frozen, london
from wscb.cases.clauses import clauses
from wscb.cases.models import Case, ChaseEntry, Step
from wscb.cases.process import Process, drawing
from wscb.messages.models import Message
from wscb.trail.models import Entry

RECEIVED = date(2026, 3, 2)


def run(*arguments: str) -> str:
    out = StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


@pytest.fixture
def case(db: None) -> Iterator[Case]:
    """A case logged on Monday 2 March 2026, seen on the morning of the 4th, when it is to be referred."""
    with frozen(RECEIVED):
        logged = b.log(b.new_board(), received=RECEIVED)
    with frozen(date(2026, 3, 4)):
        yield logged


def step_of(case: Case, code: str) -> Step:
    return case.steps.get(code=code)


# --- process, due ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("table", [SCR, CR], ids=["scr", "cr"])
def test_process_prints_every_row_of_the_table(table: Process) -> None:
    printed = run("process", table.code)
    rows = {line.split()[0] for line in printed.splitlines() if line.startswith("  ")}
    assert rows == {row.code for row in (*table.states, *table.acts, *table.steps)}
    assert "one month" in printed


@pytest.mark.clause("CARD-02")
def test_process_draws_the_table() -> None:
    assert run("process", "scr", "--mermaid") == drawing.as_mermaid(SCR)


def test_process_says_which_tables_there_are() -> None:
    with pytest.raises(CommandError, match=r"There is no process 'xyz'\. There are: cr, scr\."):
        run("process", "xyz")


@pytest.mark.clause("SCR-06", "SCR-11", "SCR-21")
@pytest.mark.parametrize(
    ("step", "day", "due"),
    [
        ("panel_recommendation", "2014-01-31", "2014-02-21"),
        ("chair_decision", "2014-01-31", "2014-02-28"),
        ("chair_decision", "2016-01-31", "2016-02-29"),
        ("completion", "2013-08-31", "2014-02-28"),
        ("incident_ofsted", "2014-12-24", "2015-01-05"),
        ("chair_decision", "2001-01-31", "2001-02-28"),
    ],
)
def test_due_prints_the_date(step: str, day: str, due: str) -> None:
    assert run("due", step, day) == f"{due}\n"


def test_due_without_a_step_prints_every_period() -> None:
    lines = run("due").splitlines()[1:]
    assert {line.split()[0] for line in lines} == {step.code for step in SCR.steps}
    own = {line.split()[0] for line in lines if line.endswith("(the Board’s own target)")}
    assert {step.code for step in SCR.steps} - own == {"panel_recommendation", "chair_decision", "completion"}


def test_due_prints_the_dates_of_a_case_review() -> None:
    assert run("due", "chair_decision", "2014-01-31", "--process", "cr") == "2014-02-28\n"
    lines = run("due", "--process", "cr").splitlines()[1:]
    assert {line.split()[0] for line in lines} == {step.code for step in CR.steps}
    own = {line.split()[0] for line in lines if line.endswith("(the Board’s own target)")}
    assert {step.code for step in CR.steps} - own == {"chair_decision", "completion"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("refer", "2014-01-31"), "There is no step 'refer'"),
        (("chair_decision", "31/01/2014"), "is not a date"),
        (("chair_decision",), "Say the day"),
        (("chair_decision", "2014-01-31", "--process", "xyz"), "There is no process 'xyz'"),
    ],
)
def test_due_says_what_it_does_not_know(arguments: tuple[str, ...], said: str) -> None:
    with pytest.raises(CommandError, match=said):
        run("due", *arguments)


# --- chase, recompute_due --------------------------------------------------------------------------------


@pytest.mark.clause("CARD-03")
def test_chase_dry_run_says_what_would_go_and_sends_nothing(case: Case) -> None:
    before = Message.objects.count()
    printed = run("chase", "--dry-run")
    assert printed == (
        f"{case.reference}  refer_to_panel  due 2026-03-04  on_the_day  to chair@warrington.example\n"
        "1 to send; nothing was sent.\n"
    )
    assert (Message.objects.count(), ChaseEntry.objects.count()) == (before, 0)


def test_chase_dry_run_looks_ahead(case: Case) -> None:
    assert "incident_ofsted  due 2026-03-09  day_before" in run("chase", "--dry-run", "--on", "2026-03-08")


@pytest.mark.clause("CARD-03")
def test_chase_queues_what_has_come(case: Case) -> None:
    assert run("chase") == "1 message queued.\n"
    assert run("chase") == "0 messages queued.\n"


def test_chase_sends_nothing_before_its_time(case: Case) -> None:
    with pytest.raises(CommandError, match="still to come"):
        run("chase", "--on", "2026-03-05")
    with pytest.raises(CommandError, match="is not a date"):
        run("chase", "--on", "soon")
    assert ChaseEntry.objects.count() == 0


def test_recompute_due_finds_every_date_right(case: Case) -> None:
    assert run("recompute_due", "--check") == "Every due date is what the rules say.\n"


def test_recompute_due_check_fails_and_changes_nothing(case: Case) -> None:
    step = step_of(case, "chair_decision")
    step.due_on = date(2026, 5, 1)
    step.save()
    with pytest.raises(CommandError, match="1 due date differ"):
        run("recompute_due", "--check")
    assert step_of(case, "chair_decision").due_on == date(2026, 5, 1)


def test_recompute_due_repairs_and_has_the_new_date_chased_anew(case: Case) -> None:
    step = step_of(case, "refer_to_panel")
    step.due_on = date(2026, 5, 1)
    step.next_chase_at = None
    step.save()
    assert run("recompute_due").endswith("stored 2026-05-01  computed 2026-03-04\n1 repaired.\n")
    repaired = step_of(case, "refer_to_panel")
    assert (repaired.due_on, repaired.due_version) == (date(2026, 3, 4), 2)
    assert repaired.next_chase_at == london(date(2026, 3, 3), 8)
    assert Entry.objects.filter(kind="step.date_repaired", subject_id=case.pk).count() == 1


# --- explain ---------------------------------------------------------------------------------------------


@pytest.mark.clause("GEN-03")
def test_explain_says_what_each_date_rests_on(case: Case) -> None:
    typed = f"{case.reference[:5].lower()}-{case.reference[5:]}"
    printed = run("explain", typed)
    assert {line.split(":")[0] for line in printed.splitlines() if ": " in line and line[0] != " "} == {
        case.reference, "refer_to_panel", "panel_recommendation", "chair_decision", "incident_ofsted", "incident_national_panel",
    }  # fmt: skip
    assert (
        "  due Monday 23 March 2026: 3 weeks (21 days) from Monday 2 March 2026, that day not counted (SCR-06)\n"
        in printed
    )
    assert "  not counted: Saturday 7 March 2026 (Saturday)\n" in printed
    assert "  open, due today\n" in printed


def test_explain_names_nobody(case: Case) -> None:
    printed = run("explain", case.reference)
    names = [case.logged_by.name, b.CHILD.family_name, b.CHILD.given_name, "Nowhere"]
    assert [name for name in names if name in printed] == []


def test_explain_knows_no_other_reference(db: None) -> None:
    with pytest.raises(CommandError, match="no case with this reference"):
        run("explain", "0000000000")


# --- clauses ---------------------------------------------------------------------------------------------

MARKED = """
import pytest

pytestmark = pytest.mark.clause("GEN-01")

@pytest.mark.clause("SCR-06")
def test_one(): ...

class TestIt:
    @pytest.mark.clause("SCR-07")
    def test_two(self): ...
"""


@pytest.fixture
def project(tmp_path: Path, settings: Any) -> Path:
    """A folder with one file of tests and a place for the page."""
    settings.BASE_DIR = tmp_path
    (tmp_path / "tests").mkdir()
    (tmp_path / "docs").mkdir()
    (tmp_path / "tests" / "test_marked.py").write_text(MARKED)
    return tmp_path


def test_clauses_prints_every_clause_with_what_carries_it(project: Path) -> None:
    printed = run("clauses")
    assert [line.split()[1] for line in printed.splitlines() if line.startswith("## ")] == [c.id for c in clauses()]
    chapter = printed.split("## SCR-06 ")[1].split("## ")[0]
    assert "* table: `scr.recommend (act)`\n" in chapter
    assert "* test: `test_marked.py::test_one`\n" in chapter
    assert "* test: `test_marked.py::TestIt::test_two`\n" in printed.split("## SCR-07 ")[1].split("## ")[0]
    assert printed.split("## GEN-01 ")[1].split("## ")[0].count("* test: ") == 2


def test_clauses_keeps_the_page(project: Path) -> None:
    with pytest.raises(CommandError, match="stale"):
        run("clauses", "--check")
    run("clauses", "--write")
    assert run("clauses", "--check") == "docs/clauses.md is up to date.\n"
    (project / "tests" / "test_marked.py").write_text(MARKED.replace("test_one", "test_other"))
    with pytest.raises(CommandError, match="stale"):
        run("clauses", "--check")


def test_clauses_refuses_a_mark_without_clause(project: Path) -> None:
    (project / "tests" / "test_marked.py").write_text(MARKED.replace("SCR-06", "SCR-99"))
    with pytest.raises(CommandError, match=r"test_marked\.py::test_one: SCR-99"):
        run("clauses")
