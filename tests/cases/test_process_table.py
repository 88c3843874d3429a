"""The tables of reviews: sound, bound, and true to the framework where a fault would not show by itself."""

from collections.abc import Iterator

import pytest

from reviews.process import CR, SCR
from wscb.cases.checks import process_tables
from wscb.cases.process import Act, Process, StateGroup, drawing, registry
from wscb.cases.process.soundness import faults
from wscb.cases.vocabulary import rule_sets_of
from wscb.people.models import Role

BOTH = pytest.mark.parametrize("table", [SCR, CR], ids=["scr", "cr"])


@pytest.fixture
def bindings(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Bindings that a test may change; they are put back."""
    monkeypatch.setattr(registry, "_actions", dict(registry._actions))
    monkeypatch.setattr(registry, "_facts", dict(registry._facts))
    monkeypatch.setattr(registry, "_occasions", dict(registry._occasions))
    monkeypatch.setattr(registry, "_processes", dict(registry._processes))
    yield


@pytest.mark.clause("CARD-02")
def test_start_up_finds_no_fault() -> None:
    assert process_tables(None) == []


def test_start_up_names_an_act_without_action(bindings: None) -> None:
    del registry._actions["scr", "refer"]
    assert [fault.msg for fault in process_tables(None)] == ["scr: no action is bound to refer"]


def test_start_up_names_an_action_without_act(bindings: None) -> None:
    registry.act("scr.knight")(lambda: None)
    assert [fault.msg for fault in process_tables(None)] == [
        "scr: an action is bound to knight, which is not in the table"
    ]


def test_start_up_names_a_fact_without_answer(bindings: None) -> None:
    del registry._facts["scr", "attendance_recorded"]
    assert [fault.msg for fault in process_tables(None)] == ["scr: nothing answers the fact attendance_recorded"]


def test_start_up_names_an_answer_without_fact(bindings: None) -> None:
    registry.fact("scr.weather")(lambda case: True)
    assert [fault.msg for fault in process_tables(None)] == ["scr: the fact weather is not in the table"]


def test_start_up_names_an_occasion_that_nothing_looks_for(bindings: None) -> None:
    del registry._occasions["scr", "redaction"]
    registry.occasion("scr.weather")(lambda case, asker: case.notes.all())
    assert [fault.msg for fault in process_tables(None)] == [
        "scr: nothing looks for the occasion redaction",
        "scr: the occasion weather is not in the table",
    ]


def test_start_up_names_a_table_without_rules(bindings: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wscb.cases.vocabulary._rule_sets", {})
    assert [fault.msg for fault in process_tables(None)] == [
        "scr: there is no rule set for it",
        "cr: there is no rule set for it",
    ]


def test_a_second_action_for_an_act_is_refused(bindings: None) -> None:
    with pytest.raises(ValueError, match=r"two actions are bound to scr\.refer"):
        registry.act("scr.refer")(lambda: None)


def test_a_second_answer_to_a_fact_is_refused(bindings: None) -> None:
    with pytest.raises(ValueError, match="two functions answer"):
        registry.fact("scr.attendance_recorded")(lambda case: True)


def test_a_second_table_of_the_name_is_refused(bindings: None) -> None:
    from dataclasses import replace

    with pytest.raises(ValueError, match="two processes are called scr"):
        registry.register(replace(SCR, title="Another"))


@BOTH
def test_every_rule_set_has_a_period_for_every_step_and_no_other(table: Process) -> None:
    for rules in rule_sets_of(table.code):
        assert faults(table, roles=Role.values, periods=rules.periods) == []
        assert set(rules.periods) == {step.code for step in table.steps}


@pytest.mark.clause("CR-07", "CR-13")
def test_a_case_review_has_no_limit_but_the_month_and_the_six_months() -> None:
    (rules,) = rule_sets_of("cr")
    limits = {code: str(period) for code, period in rules.periods.items() if code not in rules.own_targets}
    assert limits == {"chair_decision": "one month", "completion": "six months"}


@pytest.mark.clause("CR-03", "CR-09")
def test_a_case_review_tells_ofsted_alone() -> None:
    assert [act.code for act in CR.acts if "national_panel" in act.code] == []
    assert CR.act("log").opens == ("refer_to_panel", "panel_recommendation", "chair_decision", "consider_ofsted")
    assert CR.act("recommend").needs == ("attendance_recorded", "ofsted_considered")
    assert CR.act("decide").opens == ("outcome_ofsted", "receive_form_4")


def test_a_case_review_shares_the_states_and_the_other_acts() -> None:
    assert [state.code for state in CR.states] == [state.code for state in SCR.states]
    of_scr, of_cr = ({act.code for act in table.acts} for table in (SCR, CR))
    assert of_cr - of_scr == {"consider_ofsted", "receive_form_3", "receive_form_4", "recommend_publication"}
    assert of_scr - of_cr >= {"put_to_subgroup", "receive_form_1", "receive_form_2", "notify_outcome_national_panel"}


@pytest.mark.clause("SCR-06", "SCR-11", "SCR-21")
def test_the_frameworks_own_limits_are_the_only_ones_not_marked_as_the_boards_targets() -> None:
    (rules,) = rule_sets_of("scr")
    limits = {code: str(period) for code, period in rules.periods.items() if code not in rules.own_targets}
    assert limits == {
        "panel_recommendation": "3 weeks (21 days)",
        "chair_decision": "one month",
        "completion": "six months",
    }


@pytest.mark.clause("SCR-11")
def test_only_the_chair_decides() -> None:
    for code in ("refer", "close", "refer_back", "decide", "reconsider", "record_consultation"):
        assert SCR.act(code).by == ("board_chair",)
    assert {act.code for act in SCR.acts if set(act.targets) & {"review", "not_review"}} == {"decide", "reconsider"}


@pytest.mark.clause("SCR-10")
def test_only_the_panel_chair_signs_the_recommendation() -> None:
    assert SCR.act("recommend").by == ("panel_chair",)
    assert {act.code for act in SCR.acts if "recommended" in act.targets} == {"recommend"}


@pytest.mark.clause("SCR-07", "SCR-12", "SCR-21")
def test_what_asks_for_reasons_when_it_is_late_is_every_limit_of_the_framework() -> None:
    late = {step.code for step in SCR.steps if step.late_reasons}
    assert late == {"panel_recommendation", "chair_decision", "completion"}


@BOTH
def test_what_decides_agrees_declares_or_closes_is_signed(table: Process) -> None:
    of_its_own = {"recommend_publication"} if table is CR else set()
    assert {act.code for act in table.acts if act.signed and not act.planned} == of_its_own | {
        "close", "recommend", "decide", "reconsider", "revise_worksheet", "record_death",
        "accept_report", "agree_terms", "declare_independence", "answer_extension",
    }  # fmt: skip


@BOTH
def test_whoever_owes_a_step_may_do_it(table: Process) -> None:
    unable = [
        step.code
        for step in table.steps
        if step.owed_by not in table.act(step.act).by and not table.act(step.act).planned
    ]
    assert unable == []


@BOTH
def test_every_state_in_which_a_step_is_owed_is_alive(table: Process) -> None:
    alive = set(table.states_in(StateGroup.OPEN, StateGroup.DECIDED))
    assert [step.code for step in table.steps if not set(step.owed_in) <= alive] == []


ABOUT_APPOINTMENTS = {"declare_lead", "declare_chair", "resolve_independence", "names_national_panel", "names_advice"}
SIX_MONTHS = {"milestone", "answer_extension", "proceedings_news", "interim_learning", "interim_update"}
BEFORE_THE_BEGINNING = {
    "propose_lead", "propose_appointed_chair", "appoint_lead", "appoint_chair", "agree_terms", "begin_review",
}  # fmt: skip
KEPT_FOR_A_REVIEW = {
    "draft_terms_of_reference", "propose_review_chair", "completion", *ABOUT_APPOINTMENTS, *BEFORE_THE_BEGINNING, *SIX_MONTHS,
}  # fmt: skip


def optional(table: Process, act: Act, state: str) -> set[str]:
    """What an act may open in a state; what prepares a review only where it can be done (`wscb.cases.preparing`)."""
    possible = {one.code for one in table.acts_from(state)}
    return {code for code in act.may_open if code not in BEFORE_THE_BEGINNING or table.step(code).act in possible}


def possibly_open(table: Process) -> dict[str, set[str]]:
    """For each state, the steps that some way through the acts that exist leaves open there."""
    found: dict[str, set[str]] = {table.initial: set()}
    while True:
        before = {state: set(steps) for state, steps in found.items()}
        for act in (act for act in table.acts if not act.planned):
            for source in set(act.from_) & set(before):
                for target in act.targets or (source,):
                    closed = set(act.closes) - (KEPT_FOR_A_REVIEW if target == "review" else set())
                    left = (before[source] - closed) | set(act.opens) | optional(table, act, target)
                    found.setdefault(target, set()).update(left)
        if found == before:
            return found


def reachable(table: Process, state: str) -> set[str]:
    """The states that can follow a state, itself among them."""
    reached = {state}
    while True:
        further = {to for act in table.acts if reached & set(act.from_) for to in act.targets} - reached
        if not further:
            return reached
        reached |= further


@BOTH
def test_no_step_can_be_stranded_where_its_act_is_never_possible_again(table: Process) -> None:
    stranded = [
        (state, code)
        for state, codes in possibly_open(table).items()
        for code in sorted(codes)
        if not reachable(table, state) & set(table.act(table.step(code).act).from_)
    ]
    assert stranded == []


@BOTH
def test_planned_acts_have_no_button(table: Process) -> None:
    offered = {act.code for state in table.states for act in table.acts_from(state.code)}
    assert offered == {act.code for act in table.acts if not act.planned}


@BOTH
def test_every_act_and_step_cites_its_clause(table: Process) -> None:
    from wscb.cases.clauses import CODE, clauses

    known = {clause.id for clause in clauses()}
    for row in (*table.acts, *table.steps):
        cited = set(CODE.findall(row.clause))
        assert cited, row.code
        assert cited <= known, row.code


@BOTH
@pytest.mark.clause("CARD-02")
def test_a_drawing_has_every_state_and_every_way_between_two(table: Process) -> None:
    drawn = drawing.as_mermaid(table)
    assert all(f"    {state.code} : {state.title}" in drawn for state in table.states if state.code != "start")
    ways = sum(target != source for act in table.acts for source in act.from_ for target in act.targets)
    assert drawn.count(" --> ") == ways
    assert f"    [*] --> notified : {table.act('log').title}" in drawn
