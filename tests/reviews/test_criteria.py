"""What the answers to the criteria come to: every combination there is (SCR-02 to SCR-04)."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest

from reviews import criteria
from reviews.criteria import GUIDANCE, LIMBS, Result, assess
from reviews.vocabularies import ANSWER, CIRCUMSTANCE, LIMB, WORKSHEET_RESULT

ANSWERS = ("yes", "no", "not_known")
EVERY = [dict(zip(LIMBS, answers, strict=True)) for answers in product(ANSWERS, repeat=len(LIMBS))]
NINE = sorted(CIRCUMSTANCE.codes)
SUICIDE = frozenset({"suicide"})
CUSTODY = frozenset(NINE) - SUICIDE


def told(**answers: str) -> Any:
    """Answers to the limbs; those not named are no."""
    return dict.fromkeys(LIMBS, "no") | answers


def could_become(answers: dict[str, str]) -> set[bool]:
    """Whether the criteria are met, in each of the ways in which what is not known can still turn out."""
    known = [("yes", "no") if answers[limb] == "not_known" else (answers[limb],) for limb in LIMBS]
    return {
        a == "yes" and (b1 == "yes" or (harm == "yes" and concern == "yes")) for a, b1, harm, concern in product(*known)
    }


def test_the_vocabularies_hold_the_framework_s_four_limbs_nine_circumstances_and_three_results() -> None:
    assert tuple(word.code for word in LIMB) == LIMBS
    assert tuple(word.code for word in ANSWER) == ANSWERS
    assert len(NINE) == 9
    assert {word.code for word in WORKSHEET_RESULT} == set(Result)


@pytest.mark.clause("SCR-02")
@pytest.mark.parametrize("answers", EVERY, ids=lambda answers: "-".join(answers.values()))
def test_without_a_circumstance_the_result_is_what_the_answers_can_still_mean(answers: Any) -> None:
    expected = {
        frozenset({True}): Result.MET,
        frozenset({False}): Result.NOT_MET,
        frozenset({True, False}): Result.MUST_CONSIDER,
    }
    finding = assess(answers)
    assert finding.result == expected[frozenset(could_become(answers))]
    assert finding.note == ""
    assert finding.why


@pytest.mark.clause("SCR-02")
@pytest.mark.parametrize("answers", EVERY, ids=lambda answers: "-".join(answers.values()))
def test_the_limbs_named_are_those_that_decided(answers: Any) -> None:
    finding = assess(answers)
    wanted = {Result.MET: "yes", Result.NOT_MET: "no", Result.MUST_CONSIDER: "not_known"}[finding.result]
    assert finding.decided_by
    assert {answers[limb] for limb in finding.decided_by} == {wanted}
    others = {limb: answer for limb, answer in answers.items() if limb not in finding.decided_by}
    if finding.result is Result.MET:
        for changed in product(ANSWERS, repeat=len(others)):
            assert assess(answers | dict(zip(others, changed, strict=True))).result is Result.MET


@pytest.mark.clause("SCR-03")
@pytest.mark.parametrize("circumstance", sorted(CUSTODY))
def test_a_death_in_one_of_the_eight_circumstances_is_at_least_considered(circumstance: str) -> None:
    for answers in EVERY:
        finding = assess(answers, frozenset({circumstance}))
        if answers["died"] == "yes":
            assert finding.result in {Result.MET, Result.MUST_CONSIDER}
            assert finding.note == GUIDANCE


@pytest.mark.clause("SCR-04")
def test_a_death_by_suspected_suicide_is_at_least_considered() -> None:
    finding = assess(told(died="yes"), SUICIDE)
    assert (finding.result, finding.decided_by, finding.note) == (Result.MUST_CONSIDER, ("died",), GUIDANCE)
    assert assess(told(died="yes")).result is Result.NOT_MET


@pytest.mark.clause("SCR-03", "SCR-04")
@pytest.mark.parametrize(
    "circumstances", [frozenset({code}) for code in NINE] + [frozenset(NINE)], ids=lambda codes: "+".join(sorted(codes))
)
def test_a_circumstance_never_lowers_the_result_and_counts_for_deaths_alone(circumstances: frozenset[str]) -> None:
    order = [Result.NOT_MET, Result.MUST_CONSIDER, Result.MET]
    for answers in EVERY:
        without, with_it = assess(answers), assess(answers, circumstances)
        assert order.index(with_it.result) >= order.index(without.result)
        if answers["died"] == "no":
            assert (with_it.result, with_it.note) == (without.result, "")
        if without.result is Result.MET:
            assert with_it.decided_by == without.decided_by


@pytest.mark.clause("SCR-03", "SCR-04")
@pytest.mark.parametrize("circumstance", NINE)
def test_a_death_not_known_yet_counts_for_what_it_may_become(circumstance: str) -> None:
    for answers in EVERY:
        if answers["died"] == "not_known":
            finding = assess(answers, frozenset({circumstance}))
            assert finding.result != Result.NOT_MET
            assert finding.note == GUIDANCE


@pytest.mark.clause("SCR-02")
def test_recovery_does_not_change_the_answer_and_serious_harm_alone_is_not_enough() -> None:
    assert assess(told(abuse_or_neglect="yes", seriously_harmed="yes")).result is Result.NOT_MET
    met = assess(told(abuse_or_neglect="yes", seriously_harmed="yes", working_together="yes"))
    assert (met.result, met.decided_by) == (Result.MET, ("abuse_or_neglect", "seriously_harmed", "working_together"))
    assert "Recovery does not change this" in next(word.hint for word in LIMB if word.code == "seriously_harmed")


@pytest.mark.clause("SCR-02")
def test_without_abuse_or_neglect_the_criteria_are_not_met_whatever_happened() -> None:
    finding = assess(told(died="yes", seriously_harmed="yes", working_together="yes"))
    assert (finding.result, finding.decided_by) == (Result.NOT_MET, ("abuse_or_neglect",))


@pytest.mark.parametrize("limb", LIMBS)
def test_a_limb_without_an_answer_is_an_error(limb: str) -> None:
    answers = told(abuse_or_neglect="yes", seriously_harmed="yes")
    del answers[limb]
    with pytest.raises(KeyError, match=limb):
        assess(answers)


def test_both_limbs_is_what_the_chair_may_not_pass_over() -> None:
    assert criteria.assess(told(abuse_or_neglect="yes", died="yes")).both_limbs
    assert not criteria.assess(told(died="yes"), SUICIDE).both_limbs
