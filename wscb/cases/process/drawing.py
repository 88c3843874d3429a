"""A process table for people: as text in columns, and as a Mermaid state diagram."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from wscb.cases.process.table import Process, StepRule
from wscb.dates import Period


def as_text(process: Process, periods: Mapping[str, Period]) -> str:
    """The table in three blocks: states, acts, steps. Planned rows say which later work brings them."""
    lines = [process.title, "", "STATES"]
    lines += _columns(
        (state.code, state.title, str(state.group), "planned" if state.planned else "") for state in process.states
    )
    lines += ["", "ACTS"]
    lines += _columns(
        (
            act.code,
            act.title,
            ", ".join(act.from_),
            "→ " + (" | ".join(act.targets) or "(same)"),
            "by " + ", ".join(act.by),
            act.clause,
            "signed" if act.signed else "",
            f"planned: {act.planned}" if act.planned else "",
        )
        for act in process.acts
    )
    lines += ["", "STEPS"]
    lines += _columns(
        (
            step.code,
            step.title,
            str(periods[step.code]),
            f"from {step.starts}",
            f"owed by {step.owed_by}",
            step.clause,
            _stages(step),
        )
        for step in process.steps
    )
    return "\n".join(lines) + "\n"


def as_mermaid(process: Process) -> str:
    """The table as a Mermaid `stateDiagram-v2`. Acts that leave the state as it is are not drawn."""
    lines = ["stateDiagram-v2"]
    lines += [
        f"    {state.code} : {state.title}{' (planned)' if state.planned else ''}"
        for state in process.states
        if state.code != process.initial
    ]
    for act in process.acts:
        for source in act.from_:
            drawn = "[*]" if source == process.initial else source
            lines += [f"    {drawn} --> {target} : {act.title}" for target in act.targets if target != source]
    return "\n".join(lines) + "\n"


def _stages(step: StepRule) -> str:
    return "chased " + "; ".join(
        f"{stage.days:+d} days to {', '.join(stage.to)}"
        + (f" then every {stage.repeat_days}" if stage.repeat_days else "")
        for stage in step.stages
    )


def _columns(rows: Iterable[tuple[str, ...]]) -> list[str]:
    table = list(rows)
    widths = [max(len(row[column]) for row in table) for column in range(len(table[0]))]
    return [
        "  " + "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in table
    ]
