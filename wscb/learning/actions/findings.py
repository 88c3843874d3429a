"""Raising, correcting and withdrawing a finding: early learning at any time, and the findings of the work as a whole (GEN-02, GEN-13)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from wscb.cases import engine
from wscb.cases.engine import Turn
from wscb.cases.errors import ActRefused
from wscb.cases.models import Case
from wscb.cases.process import StateGroup
from wscb.cases.recording import save
from wscb.learning.actions.record import enter
from wscb.learning.actions.undertakings import end
from wscb.learning.enums import WITH_ORGANISATION, ActionState, FindingKind, FindingStage, RecordKind
from wscb.learning.models import Finding, FindingCorrection
from wscb.learning.words import THEME
from wscb.people.models import Organisation, User

FINDING_WITHDRAWN = "What it followed from was withdrawn."
"""What is said of an action whose finding was withdrawn; the organisation reads it, and not the reason of the withdrawal."""


@dataclass(frozen=True, kw_only=True)
class Said:
    """What a finding says: how it is classed, its theme, what it rests on, and the organisations it concerns."""

    kind: str
    stage: str
    theme: str
    statement: str
    evidence: str
    organisations: Sequence[Organisation]


@transaction.atomic
def raise_finding(*, case: Case, by: User, on: date, said: Said) -> Finding:
    """Puts a finding on the record of the case (GEN-02, GEN-13).

    Raises ActRefused for a finding that is not classed, has no known theme, no evidence or concerns nobody, and before the
    decision for anything but early learning.
    """
    turn = engine.begin(case=case, act="raise_finding", by=by, on=on)
    _check(turn, said)
    finding = Finding(case=turn.case, source=turn.case.process, raised_by=by, raised_on=on, raised_at=turn.at)
    _write(finding, said, by=by)
    engine.move(turn, about=finding.pk, detail=finding.get_kind_display())
    return finding


def _check(turn: Turn, said: Said) -> None:
    if said.kind not in FindingKind.values:
        raise ActRefused("Select whether it is good practice or an improvement that is needed.", field="kind")
    if said.stage not in FindingStage.values:
        raise ActRefused("Select whether it is early learning or a finding of the review.", field="stage")
    if said.stage == FindingStage.FINAL and turn.case.current_state.group is StateGroup.OPEN:
        raise ActRefused("Before the decision, raise early learning only.", field="stage")
    if said.theme not in THEME.codes:
        raise ActRefused("Select the theme.", field="theme")
    for name, text in (("statement", said.statement), ("evidence", said.evidence)):
        if not text.strip():
            raise ActRefused(f"Enter the {name}.", field=name)
    if not said.organisations:
        raise ActRefused("Select the organisations it concerns.", field="organisations")


def _write(finding: Finding, said: Said, *, by: User) -> None:
    for name in ("kind", "stage", "theme", "statement", "evidence"):
        setattr(finding, name, getattr(said, name))
    save(finding, by=by)
    finding.organisations.set(said.organisations)


def standing(turn: Turn, finding: Finding) -> Finding:
    """The finding as it stands, locked. Raises ActRefused for one of another case, or that was withdrawn."""
    found = Finding.objects.select_for_update().filter(pk=finding.pk, case=turn.case).first()
    if found is None:
        raise ActRefused("This finding belongs to another case.")
    if not found.stands:
        raise ActRefused("This finding has been withdrawn.")
    found.case = turn.case
    return found


@transaction.atomic
def correct_finding(
    *, case: Case, by: User, on: date, finding: Finding, said: Said, because: str, seen: int | None = None
) -> FindingCorrection:
    """Lets a finding read as it should, and keeps what it said before with the reason.

    Raises ActRefused as `raise_finding` does, for a withdrawn finding, without a reason, and where nothing is changed.
    """
    turn = engine.begin(case=case, act="correct_finding", by=by, on=on, seen=seen)
    found = standing(turn, finding)
    _check(turn, said)
    if not because.strip():
        raise ActRefused("Enter why it is corrected.", field="because")
    before = as_said(found)
    if before == _as_json(said):
        raise ActRefused("Nothing has been changed.")
    correction = FindingCorrection.objects.create(
        case=turn.case,
        finding=found,
        number=found.corrections.count() + 1,
        before=before,
        because=because,
        by=by,
        on=on,
        at=turn.at,
    )
    _write(found, said, by=by)
    engine.move(turn, about=found.pk, detail=found.get_kind_display())
    return correction


def as_said(finding: Finding) -> dict[str, Any]:
    """What a finding says, as its corrections keep it."""
    return _as_json(
        Said(
            kind=finding.kind,
            stage=finding.stage,
            theme=finding.theme,
            statement=finding.statement,
            evidence=finding.evidence,
            organisations=list(finding.organisations.all()),
        )
    )


def _as_json(said: Said) -> dict[str, Any]:
    texts = {name: str(getattr(said, name)) for name in ("kind", "stage", "theme", "statement", "evidence")}
    named = sorted({str(one.pk): one.name for one in said.organisations}.items(), key=lambda pair: pair[1])
    return {**texts, "organisations": dict(named)}


@transaction.atomic
def withdraw_finding(
    *, case: Case, by: User, on: date, finding: Finding, because: str, seen: int | None = None
) -> Finding:
    """Withdraws a finding with the reason; it stays on record, and its open actions are no longer needed.

    Raises ActRefused for one that was withdrawn already, and without a reason.
    """
    turn = engine.begin(case=case, act="withdraw_finding", by=by, on=on, seen=seen)
    found = standing(turn, finding)
    if not because.strip():
        raise ActRefused("Enter why it is withdrawn.", field="because")
    found.withdrawn_on, found.withdrawn_at, found.withdrawn_by = on, turn.at, by
    found.withdrawn_because = because
    save(found, by=by)
    open_actions = list(found.actions.select_for_update(of=("self",)).filter(state__in=WITH_ORGANISATION))
    for action in open_actions:
        end(turn, action, state=ActionState.DROPPED, account=FINDING_WITHDRAWN)
        enter(turn, action, RecordKind.DROPPED, text=FINDING_WITHDRAWN)
    engine.move(turn, closes_about=[action.pk for action in open_actions], detail=found.get_kind_display())
    return found
