"""The shapes of a process table. Every code is a plain string, so that a table can be read aloud."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Literal

PANEL = "panel"
_THE_PANEL = re.compile(r"(?<!National )(?<!Criteria )\b([Pp])anel\b")

ClockStart = Literal["trigger", "act"]
Recipient = Literal["owed_by", "manager", "chair"]


class StateGroup(StrEnum):
    """What a state means for lists: still to be decided, decided and under way, or over."""

    OPEN = "open"
    DECIDED = "decided"
    CLOSED = "closed"


@dataclass(frozen=True, kw_only=True)
class State:
    """A place in the process. `planned` states are declared and drawn before their work exists."""

    code: str
    title: str
    group: StateGroup = StateGroup.OPEN
    says: str = ""
    planned: bool = False


@dataclass(frozen=True, kw_only=True)
class Stage:
    """One reminder or chaser of a step.

    `days` counts from the due date: negative before it, 0 on the day, positive after it. `repeat_days` sends the stage again
    at that interval for as long as the step is open.
    """

    code: str
    days: int
    to: tuple[Recipient, ...]
    repeat_days: int | None = None

    def __post_init__(self) -> None:
        if self.repeat_days is not None and self.repeat_days < 1:
            raise ValueError(f"stage {self.code}: an interval is at least one day")


@dataclass(frozen=True, kw_only=True)
class StepRule:
    """Something owed: what, by which role, from when, under which clause, and who is told when it is not done.

    The period is in the rule set, under the step's code. `starts` says where the clock starts: at the event that opened the
    case (`trigger`) or on the day of the act that opened the step (`act`). `owed_in` names the states in which the person
    owes it (empty: in every state); in the others the date stands on the case and nobody is asked for it. `late_reasons`
    says that the act which does it late must give reasons. `dated` says that each has a day set for it when it is opened, and the
    period counts only where none was. `page` is the page of the act that is for this step, where the act does several.
    """

    code: str
    title: str
    owed_by: str
    starts: ClockStart
    clause: str
    stages: tuple[Stage, ...]
    act: str
    owed_in: tuple[str, ...] = ()
    late_reasons: bool = False
    many: bool = False
    dated: bool = False
    page: str = ""


@dataclass(frozen=True, kw_only=True)
class Act:
    """A row of the table: who may do what from which states, what must be there, and what it changes.

    `to` is the state afterwards; None leaves the state as it is, and a tuple lists the states that the outcome chooses among.
    `needs` names facts, `opens` and `closes` name steps; `may_open` names steps that the action opens itself when its
    answers call for them. `occasion` names what there has to be for the act to have anything to do, such as a redaction to lift:
    without it the act is not offered. `signs` is what is called signed afterwards: "Decision", "Extension".
    `planned` names the later work that will bring the action; a planned act has no button.
    `part` is what of the work it belongs to, as lists of acts head it; none for what goes along with a case from first to last.
    """

    code: str
    title: str
    by: tuple[str, ...]
    from_: tuple[str, ...]
    to: str | tuple[str, ...] | None = None
    clause: str = ""
    needs: tuple[str, ...] = ()
    occasion: str = ""
    opens: tuple[str, ...] = ()
    may_open: tuple[str, ...] = ()
    closes: tuple[str, ...] = ()
    signed: bool = False
    signs: str = ""
    planned: str = ""
    hint: str = ""
    part: str = ""

    @property
    def targets(self) -> tuple[str, ...]:
        """The states this act can lead to; empty when it leaves the state as it is."""
        if self.to is None:
            return ()
        return (self.to,) if isinstance(self.to, str) else self.to


@dataclass(frozen=True)
class Missing:
    """Something that has to be recorded first: what, by which act, and the page of that act where it is about one of several.

    Without an act it comes by itself.
    """

    title: str
    act: str = ""
    page: str = ""


@dataclass(frozen=True, kw_only=True)
class Process:
    """A whole table. Look-ups raise KeyError for a code that is not in it.

    `facts` are what acts need, in a few words, and `supplied_by` the act that supplies each; `occasions` what some acts are about,
    each with the sentence that says there is none. `panel` is the code of the panel that recommends, `panel_spoken` how it is called
    within a sentence. `led_from_board` says that somebody of a Board organisation that is not involved may chair or lead the work
    (CR-04, CR-11).
    """

    code: str
    title: str
    short_title: str
    initial: str
    panel: str
    states: tuple[State, ...]
    acts: tuple[Act, ...]
    steps: tuple[StepRule, ...]
    facts: dict[str, str] = field(default_factory=dict)
    supplied_by: dict[str, str] = field(default_factory=dict)
    occasions: dict[str, str] = field(default_factory=dict)
    led_from_board: bool = False
    panel_spoken: str = PANEL

    def in_its_words(self, text: str) -> str:
        """What the spine says of a panel, as this process calls it: "Paper for the panel" may be "Paper for the Subgroup".

        For the spine's own words alone, never for what somebody wrote: the National Panel stays what it is, a "Panel" in a name does not.
        """
        if self.panel_spoken == PANEL:
            return text
        spoken = self.panel_spoken
        return _THE_PANEL.sub(lambda found: spoken if found[1] == "p" else spoken[0].upper() + spoken[1:], text)

    @cached_property
    def _states(self) -> dict[str, State]:
        return {state.code: state for state in self.states}

    @cached_property
    def _acts(self) -> dict[str, Act]:
        return {act.code: act for act in self.acts}

    @cached_property
    def _steps(self) -> dict[str, StepRule]:
        return {step.code: step for step in self.steps}

    def state(self, code: str) -> State:
        """The state with this code."""
        return self._states[code]

    def act(self, code: str) -> Act:
        """The act with this code."""
        return self._acts[code]

    def step(self, code: str) -> StepRule:
        """The step with this code."""
        return self._steps[code]

    def states_in(self, *groups: StateGroup) -> tuple[str, ...]:
        """The codes of the states of these groups, in the table's order."""
        return tuple(state.code for state in self.states if state.group in groups)

    def acts_from(self, state: str) -> tuple[Act, ...]:
        """The acts the table allows in this state, in its order; planned ones are left out."""
        return tuple(act for act in self.acts if state in act.from_ and not act.planned)
