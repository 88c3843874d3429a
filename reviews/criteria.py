"""The criteria for a Serious Case Review, computed and explained. The result informs; it never decides (SCR-02 to SCR-04)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

Answer = Literal["yes", "no", "not_known"]
LIMBS = ("abuse_or_neglect", "died", "seriously_harmed", "working_together")
GUIDANCE = "National guidance expects a review of such a death."


class Result(StrEnum):
    """What the worksheet says."""

    MET = "met"
    MUST_CONSIDER = "must_consider"
    NOT_MET = "not_met"
    LEARNING = "learning"


_SPECIAL = {
    "yes": "A child has died in a circumstance in which a review is always considered.",
    "not_known": "If the child has died, it was in a circumstance in which a review is always considered.",
}


@dataclass(frozen=True)
class Finding:
    """The result, the limbs that decided it, why in a sentence, and the note that goes with a special circumstance."""

    result: Result
    decided_by: tuple[str, ...]
    why: str
    note: str = ""

    @property
    def is_learning(self) -> bool:
        """Whether a learning opportunity is stated instead of the limbs, as for a Case Review."""
        return self.result is Result.LEARNING

    @property
    def both_limbs(self) -> bool:
        """Whether limbs (a) and (b) are both answered yes."""
        return self.result is Result.MET


def assess(answers: Mapping[str, Answer], circumstances: frozenset[str] = frozenset()) -> Finding:
    """What the answers to the four limbs and the special circumstances add up to (framework section 4.1).

    Raises KeyError when a limb has no answer. A limb that is not known yet counts for what it could still become.

    >>> assess({"abuse_or_neglect": "yes", "died": "yes", "seriously_harmed": "no", "working_together": "no"}).result
    <Result.MET: 'met'>
    """
    note = GUIDANCE if circumstances and answers["died"] != "no" else ""
    if _met(answers, "yes"):
        limbs = (
            ("abuse_or_neglect", "died")
            if answers["died"] == "yes"
            else ("abuse_or_neglect", "seriously_harmed", "working_together")
        )
        return Finding(Result.MET, limbs, _met_because(limbs), note)
    if note:
        return Finding(Result.MUST_CONSIDER, ("died",), _SPECIAL[answers["died"]], note)
    if _met(answers, "yes", "not_known"):
        open_limbs = tuple(limb for limb in LIMBS if answers[limb] == "not_known")
        return Finding(
            Result.MUST_CONSIDER,
            open_limbs,
            "An answer that is not known yet could mean that the criteria are met.",
            note,
        )
    return _not_met(answers)


def opportunity() -> Finding:
    """What the worksheet of a Case Review says: the criteria of a Serious Case Review are not what it is measured by (CR-01)."""
    return Finding(
        Result.LEARNING,
        (),
        "A Case Review can be held where the threshold of a Serious Case Review is not reached but there are significant "
        "opportunities for learning (CR-01).",
    )


def _met(answers: Mapping[str, Answer], *counts_as_yes: Answer) -> bool:
    yes = {limb: answers[limb] in counts_as_yes for limb in LIMBS}
    return yes["abuse_or_neglect"] and (yes["died"] or (yes["seriously_harmed"] and yes["working_together"]))


def _met_because(limbs: tuple[str, ...]) -> str:
    if "died" in limbs:
        return "Abuse or neglect is known or suspected (a), and the child has died (b)(i)."
    return (
        "Abuse or neglect is known or suspected (a), and the child has been seriously harmed with cause for concern "
        "about how organisations worked together (b)(ii)."
    )


def _not_met(answers: Mapping[str, Answer]) -> Finding:
    if answers["abuse_or_neglect"] == "no":
        return Finding(Result.NOT_MET, ("abuse_or_neglect",), "Abuse or neglect is neither known nor suspected (a).")
    limbs = tuple(limb for limb in ("died", "seriously_harmed", "working_together") if answers[limb] == "no")
    return Finding(Result.NOT_MET, limbs, "Neither part of limb (b) is answered yes.")
