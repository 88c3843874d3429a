"""What a story of the demo is: one invented case, told by the days before today on which each thing happened.

A story names how many days ago the notification came and how far the case has got; `telling` plays it through the same actions
that the pages call.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from reviews.actions.notification import Answers, Child

Reach = Literal[
    "notified", "referred", "convened", "met", "recommended", "referred_back", "decided", "closed", "reconsidered",
    "appointing", "under_review", "report_submitted", "completed",
]  # fmt: skip
"""How far a story goes: the states of a case, and where one state has several stages what was done last."""

NOTHING = Answers(limbs={}, reasons={})

Leads = Literal["proposed", "appointed", "declared"]


@dataclass(frozen=True, kw_only=True)
class Story:
    """One case. Days are counted back from today; `reach` is how far it got.

    `leads` is how far the appointments of a story have come that ends with them; `drafted`, `submitted` and `accepted` count the days
    from the notification to what became of the report. `then` is the story of the Case Review that follows, by its own count of days.
    """

    days_ago: int
    reach: Reach
    children: tuple[Child, ...] = ()
    incident: str = ""
    kind: str = "death"
    process: Literal["scr", "cr"] = "scr"
    answers: Answers = NOTHING
    by: str = "police"
    involved: tuple[str, ...] = ("police", "hospital")
    outcome: str = "hold"
    recommends: str = ""
    slow: int = 0
    closed_as: str = ""
    residence: str = "warrington"
    other_board: str = ""
    running: bool = False
    terms: bool = True
    told: bool = True
    ofsted: bool = True
    conflict: bool = False
    scrutinised: bool = False
    leads: Leads = "declared"
    newcomer: bool = False
    busy: bool = False
    learns: bool = False
    extended: bool = False
    drafted: int = 0
    submitted: int = 0
    accepted: int = 0
    then: Story | None = None
    notes: tuple[str, ...] = field(default=())


def answers(a: str, died: str, harmed: str, together: str, *circumstances: str, why: str) -> Answers:
    """A worksheet with the same short reason for each limb that is answered yes."""
    limbs = {"abuse_or_neglect": a, "died": died, "seriously_harmed": harmed, "working_together": together}
    return Answers(
        limbs=limbs,
        reasons={limb: why if answer == "yes" else "" for limb, answer in limbs.items()},
        circumstances=frozenset(circumstances),
    )


def learning(what: str) -> Answers:
    """What there is to be learned from an incident that is put to the Case Review Subgroup."""
    return Answers(limbs={}, reasons={}, learning=what)


def child(given: str, family: str, year: int, month: int, day: int, **more: object) -> Child:
    """A child with a name and a date of birth."""
    from datetime import date

    return Child(given_name=given, family_name=family, date_of_birth=date(year, month, day), **more)  # type: ignore[arg-type]
