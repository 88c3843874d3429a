"""Each fault that a process table can have, shown with a sound table broken in that one place."""

from dataclasses import replace

import pytest

from wscb.cases.process import Act, Process, Stage, State, StateGroup, StepRule
from wscb.cases.process.soundness import faults

CHASED = (Stage(code="on_the_day", days=0, to=("owed_by",)),)
ANSWER = StepRule(
    code="answer", title="Answer", owed_by="clerk", starts="act", clause="X-01", stages=CHASED, act="answer"
)
ASK = Act(code="log", title="Ask", by=("clerk",), from_=("start",), to="asked", opens=("answer",))
REPLY = Act(
    code="answer", title="Answer", by=("clerk",), from_=("asked",), to="answered", closes=("answer",), needs=("read",)
)
SOUND = Process(
    code="letter",
    title="Letter",
    short_title="L",
    initial="start",
    panel="post",
    states=(
        State(code="start", title="Not yet asked"),
        State(code="asked", title="Asked"),
        State(code="answered", title="Answered", group=StateGroup.CLOSED),
    ),
    acts=(ASK, REPLY),
    steps=(ANSWER,),
    facts={"read": "That it was read"},
    supplied_by={"read": "log"},
)


def broken(**changes: object) -> Process:
    return replace(SOUND, **changes)  # type: ignore[arg-type]


def found(process: Process, *, periods: tuple[str, ...] = ("answer",)) -> list[str]:
    return faults(process, roles=["clerk"], periods=periods)


def test_sound_table_has_no_fault() -> None:
    assert found(SOUND) == []


TWICE = replace(ANSWER, stages=CHASED * 2)
NEVER = replace(
    ANSWER,
    stages=(Stage(code="late", days=1, to=("owed_by",), repeat_days=7), Stage(code="later", days=30, to=("owed_by",))),
)


@pytest.mark.parametrize(
    ("process", "fault"),
    [
        (broken(states=(*SOUND.states, SOUND.states[1])), "letter: state asked stands 2 times"),
        (broken(acts=(*SOUND.acts, REPLY)), "letter: act answer stands 2 times"),
        (broken(supplied_by={}), "letter: fact read: no act supplies it"),
        (broken(acts=(ASK, replace(REPLY, occasion="post"))), "letter: act answer: unknown occasion post"),
        (broken(acts=(ASK, replace(REPLY, signed=True))), "letter: act answer is signed and does not say what"),
        (broken(steps=(ANSWER, ANSWER)), "letter: step answer stands 2 times"),
        (broken(steps=(TWICE,)), "letter: step answer: stage on_the_day stands 2 times"),
        (broken(steps=(NEVER,)), "letter: step answer: stage later is never reached"),
        (broken(acts=(ASK, replace(REPLY, by=("ghost",)))), "letter: act answer: unknown role ghost"),
        (broken(acts=(ASK, replace(REPLY, by=()))), "letter: act answer: nobody may do it, or from nowhere"),
        (broken(acts=(ASK, replace(REPLY, from_=("asked", "lost")))), "letter: act answer: unknown state lost"),
        (broken(acts=(ASK, replace(REPLY, to=("answered", "lost")))), "letter: act answer: unknown state lost"),
        (broken(acts=(ASK, replace(REPLY, opens=("lost",)))), "letter: act answer: unknown step lost"),
        (broken(acts=(ASK, replace(REPLY, may_open=("lost",)))), "letter: act answer: unknown step lost"),
        (broken(acts=(ASK, replace(REPLY, closes=("answer", "lost")))), "letter: act answer: unknown step lost"),
        (broken(acts=(ASK, replace(REPLY, needs=("lost",)))), "letter: act answer: unknown fact lost"),
        (broken(steps=(replace(ANSWER, owed_by="ghost"),)), "letter: step answer: unknown role ghost"),
        (broken(steps=(replace(ANSWER, act="lost"),)), "letter: step answer: unknown act lost"),
        (broken(steps=(replace(ANSWER, owed_in=("lost",)),)), "letter: step answer: unknown state lost"),
        (broken(steps=(replace(ANSWER, act="log"),)), "letter: step answer: log is to do it and does not close it"),
        (
            broken(states=(*SOUND.states, State(code="apart", title="Apart", group=StateGroup.CLOSED))),
            "letter: state apart cannot be reached",
        ),
        (
            broken(acts=(replace(ASK, to=("asked", "stuck")), REPLY), states=(*SOUND.states, State(code="stuck", title="Stuck"))),
            "letter: state stuck is open and nothing leads out of it",
        ),
        (broken(acts=(replace(ASK, opens=()), REPLY)), "letter: step answer: nothing opens it"),
        (broken(acts=(ASK, replace(REPLY, closes=()))), "letter: step answer: nothing closes it"),
    ],
    ids=lambda value: value.removeprefix("letter: ") if isinstance(value, str) else "",
)  # fmt: skip
def test_fault_is_named(process: Process, fault: str) -> None:
    assert fault in found(process)


def test_missing_initial_state_is_named() -> None:
    assert "letter: the initial state lost is not declared" in found(broken(initial="lost"))


def test_missing_period_is_named() -> None:
    assert found(SOUND, periods=()) == ["letter: step answer: the rule set has no period for it"]


def test_stage_without_interval_of_a_day_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one day"):
        Stage(code="late", days=1, to=("owed_by",), repeat_days=0)
