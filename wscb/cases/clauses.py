"""The framework's obligations, and where each is carried: by which rows of the process tables and by which tests."""

from __future__ import annotations

import ast
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from wscb.cases.process import registry

DATA = Path(__file__).parent / "data" / "clauses.toml"
CODE = re.compile(r"[A-Z0-9]+-\d+")


@dataclass(frozen=True)
class Clause:
    """An obligation: its id, the framework's heading, what it says, and what a user sees when it holds."""

    id: str
    section: str
    says: str
    works: str


@cache
def clauses() -> tuple[Clause, ...]:
    """Every clause, in the framework's own order."""
    with DATA.open("rb") as file:
        return tuple(Clause(**row) for row in tomllib.load(file)["clause"])


def table_rows() -> dict[str, list[str]]:
    """The rows of the process tables by clause: `scr.refer (act)`, `scr.chair_decision (step)`."""
    found: dict[str, list[str]] = defaultdict(list)
    for process in registry.processes():
        rows = [(act.code, act.clause, "act") for act in process.acts]
        rows += [(step.code, step.clause, "step") for step in process.steps]
        for code, named, kind in rows:
            for clause in CODE.findall(named):
                found[clause].append(f"{process.code}.{code} ({kind})")
    return found


def marked_tests(tests: Path) -> dict[str, list[str]]:
    """The tests under a folder by the clause that they are marked with: `cases/test_engine.py::test_name`.

    The files are read, not run. A mark on a module (`pytestmark`) or on a class counts for each of its tests.
    """
    found: dict[str, list[str]] = defaultdict(list)
    for path in sorted(tests.rglob("test_*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        name = path.relative_to(tests).as_posix()
        for test, marks in _tests(tree.body, _module_marks(tree)):
            for clause in dict.fromkeys(marks):
                found[clause].append(f"{name}::{test}")
    return found


def _tests(body: list[ast.stmt], inherited: list[str], prefix: str = "") -> Iterator[tuple[str, list[str]]]:
    for node in body:
        if isinstance(node, ast.ClassDef):
            own = [code for decorator in node.decorator_list for code in _codes(decorator)]
            yield from _tests(node.body, inherited + own, f"{prefix}{node.name}::")
        elif isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            own = [code for decorator in node.decorator_list for code in _codes(decorator)]
            yield prefix + node.name, inherited + own


def _module_marks(tree: ast.Module) -> list[str]:
    assigned = [
        node.value
        for node in tree.body
        if isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id == "pytestmark" for t in node.targets)
    ]
    return [code for value in assigned for code in _codes(value)]


def _codes(node: ast.AST) -> Iterator[str]:
    """The clause ids of `pytest.mark.clause(...)` anywhere in an expression."""
    for call in ast.walk(node):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr == "clause":
            yield from (str(arg.value) for arg in call.args if isinstance(arg, ast.Constant))


def as_markdown(tests: Path) -> str:
    """The page that is committed: each clause with the rows and tests that carry it."""
    rows, shown = table_rows(), marked_tests(tests)
    lines = [
        "# Clauses and what carries them",
        "",
        "Written by `manage.py clauses --write` from the clauses, the process tables and the tests' marks. Do not edit.",
    ]
    for clause in clauses():
        lines += [
            "",
            f"## {clause.id} (section {clause.section})",
            "",
            clause.says,
            "",
            f"Works when: {clause.works}",
            "",
        ]
        lines += [f"* table: `{row}`" for row in rows.get(clause.id, [])]
        lines += [f"* test: `{test}`" for test in shown.get(clause.id, [])]
        if not rows.get(clause.id) and not shown.get(clause.id):
            lines.append("* not carried yet")
    return "\n".join(lines) + "\n"


def unknown_marks(tests: Path) -> list[str]:
    """Marks that name no clause, each with its test."""
    known = {clause.id for clause in clauses()}
    return [f"{test}: {code}" for code, named in marked_tests(tests).items() if code not in known for test in named]
