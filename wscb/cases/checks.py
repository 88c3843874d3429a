"""Start-up demands that every process table is sound and bound one to one to actions and facts (design rule 2)."""

from typing import Any

from django.core.checks import CheckMessage, Error

from wscb.cases.process import registry
from wscb.cases.process.soundness import faults
from wscb.cases.vocabulary import rule_sets_of
from wscb.people.models import Role


def process_tables(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """One error for every fault of a table, of its bindings or of its rule set."""
    found = []
    for process in registry.processes():
        rule_sets = rule_sets_of(process.code)
        if not rule_sets:
            found.append(f"{process.code}: there is no rule set for it")
        for rules in rule_sets:
            found += faults(process, roles=Role.values, periods=rules.periods)
        found += registry.binding_faults(process)
    return [Error(fault, id="cases.E001") for fault in found]
