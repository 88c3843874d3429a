"""The tables, and what binds to their codes: one action per act, one function per fact and per occasion.

Apps above register at import; `wscb.cases.checks` demands at start-up that table and bindings match one to one.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from wscb.cases.process.table import Act, Missing, Process

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from wscb.cases.models import Case
    from wscb.cases.occasions import Asker

Function = TypeVar("Function", bound=Callable[..., Any])

_processes: dict[str, Process] = {}
_actions: dict[tuple[str, str], Callable[..., Any]] = {}
_facts: dict[tuple[str, str], Callable[[Case], bool]] = {}
_occasions: dict[tuple[str, str], Callable[[Case, Asker], QuerySet[Any]]] = {}


def register(process: Process) -> Process:
    """Adds a table. Raises ValueError if another table has its code."""
    if _processes.setdefault(process.code, process) is not process:
        raise ValueError(f"two processes are called {process.code}")
    return process


def process(code: str) -> Process:
    """The table with this code. Raises KeyError for an unknown one."""
    return _processes[code]


def processes() -> tuple[Process, ...]:
    """All tables, in the order of registration."""
    return tuple(_processes.values())


def act(*codes: str) -> Callable[[Function], Function]:
    """Binds an action to its rows of the tables: `@act("scr.refer")`."""

    def bind(function: Function) -> Function:
        for code in codes:
            table, row = code.split(".")
            if (table, row) in _actions:
                raise ValueError(f"two actions are bound to {code}")
            _actions[table, row] = function
        return function

    return bind


def fact(*codes: str) -> Callable[[Function], Function]:
    """Binds a question about a case to the fact's code: `@fact("scr.attendance_recorded")`. It answers True or False."""

    def bind(function: Function) -> Function:
        for code in codes:
            table, name = code.split(".")
            if (table, name) in _facts:
                raise ValueError(f"two functions answer the fact {code}")
            _facts[table, name] = function
        return function

    return bind


def occasion(*codes: str) -> Callable[[Function], Function]:
    """Binds what an act is about to the occasion's code: `@occasion("scr.redaction")`. It takes a case and who asks, and gives rows."""

    def bind(function: Function) -> Function:
        for code in codes:
            table, name = code.split(".")
            if (table, name) in _occasions:
                raise ValueError(f"two functions look for the occasion {code}")
            _occasions[table, name] = function
        return function

    return bind


def share(own: Process, other: Process) -> None:
    """Lets a table do its acts, and answer its facts, by what is bound to the same code of another; what is its own stays."""
    for act in own.acts:
        if not act.planned and (other.code, act.code) in _actions:
            _actions.setdefault((own.code, act.code), _actions[other.code, act.code])
    for code in own.facts:
        if (other.code, code) in _facts:
            _facts.setdefault((own.code, code), _facts[other.code, code])
    for code in own.occasions:
        if (other.code, code) in _occasions:
            _occasions.setdefault((own.code, code), _occasions[other.code, code])


def missing_facts(case: Case, row: Act) -> list[Missing]:
    """The facts that the act needs and the case does not have, in the table's order."""
    table = process(case.process)
    return [
        Missing(table.facts[code], table.supplied_by[code]) for code in row.needs if not _facts[table.code, code](case)
    ]


def waiting(case: Case, code: str, asker: Asker) -> QuerySet[Any]:
    """The rows that an occasion of the case's table is about, as somebody asks for them."""
    return _occasions[case.process, code](case, asker)


def binding_faults(table: Process) -> list[str]:
    """Acts, facts and occasions of the table without a function, and functions bound to codes that the table does not have."""
    acts = {act.code for act in table.acts if not act.planned}
    bound = {row for code, row in _actions if code == table.code}
    answered = {name for code, name in _facts if code == table.code}
    found = {name for code, name in _occasions if code == table.code}
    return [
        *(f"{table.code}: no action is bound to {code}" for code in sorted(acts - bound)),
        *(f"{table.code}: an action is bound to {code}, which is not in the table" for code in sorted(bound - acts)),
        *(f"{table.code}: nothing answers the fact {code}" for code in sorted(set(table.facts) - answered)),
        *(f"{table.code}: the fact {code} is not in the table" for code in sorted(answered - set(table.facts))),
        *(f"{table.code}: nothing looks for the occasion {code}" for code in sorted(set(table.occasions) - found)),
        *(f"{table.code}: the occasion {code} is not in the table" for code in sorted(found - set(table.occasions))),
    ]
