"""What the chronology of the demo tells: entries of four organisations, with a gap, and two at one moment."""

from __future__ import annotations

from datetime import time
from typing import NamedTuple

from reviews.models import ChildSeen, Precision

SEEN, HEARD, NEITHER = ChildSeen.SEEN, ChildSeen.SEEN_AND_HEARD, ChildSeen.NEITHER


class Event(NamedTuple):
    """Something that happened, so many days before the notification."""

    days_before: int
    what: str
    at: time | None = None
    response: str = ""
    reasons: str = ""
    child_seen: str = ChildSeen.NOT_RECORDED
    child_words: str = ""
    source: str = "Case record"
    precision: str = Precision.EXACT
    when_words: str = ""


IMPORTED = {
    "council": (
        Event(
            702,
            "A neighbour rang: a child was crying at night.",
            time(21, 40),
            "Passed to the duty team.",
            "No one was on call.",
            source="Contact record",
        ),
        Event(699, "Home visit. The mother said that he slept badly.", time(15), "No further action.", child_seen=SEEN),
        Event(
            611,
            "The school rang about bruises on his arm.",
            time(9, 15),
            "A strategy discussion was held.",
            child_seen=ChildSeen.NOT_APPLICABLE,
        ),
        Event(
            610,
            "Strategy discussion with the police and the hospital.",
            time(14, 30),
            "An assessment began.",
            "Each thought that another had seen him alone.",
            child_seen=ChildSeen.NOT_APPLICABLE,
            source="Minutes",
        ),
        Event(575, "The assessment ended.", None, "The case was closed.", "The target for assessments was 35 days."),
        Event(
            318, "A second call from a neighbour.", time(19, 5), "A letter was sent to the mother.", child_seen=NEITHER
        ),
        Event(
            204,
            "Visit by a family support worker.",
            time(16),
            "Three visits were agreed.",
            child_seen=HEARD,
            child_words="“I like it best at school.”",
        ),
        Event(197, "Second visit: nobody opened.", time(16), "A card was left.", child_seen=NEITHER),
        Event(
            190,
            "Third visit: nobody opened.",
            time(16),
            "Support ended.",
            "Support depends on consent.",
            child_seen=NEITHER,
        ),
        Event(3, "Found locked in a room; taken to hospital.", time(11, 20), "Police protection.", child_seen=HEARD),
    ),
    "police": (
        Event(
            655,
            "Called to an argument between adults.",
            time(23, 50),
            "Words of advice.",
            "No child was known to live there.",
            child_seen=NEITHER,
            source="Incident log",
        ),
        Event(
            610,
            "Strategy discussion with social care and the hospital.",
            time(14, 30),
            "No crime was recorded.",
            child_seen=ChildSeen.NOT_APPLICABLE,
            source="Minutes",
        ),
        Event(
            333,
            "Called to an argument between adults.",
            time(1, 10),
            "A referral was sent.",
            child_seen=SEEN,
            source="Incident log",
        ),
        Event(
            204,
            "A welfare check was asked for and not made.",
            time(18, 30),
            "None.",
            "Officers were sent elsewhere.",
            child_seen=NEITHER,
            source="Incident log",
        ),
        Event(
            3,
            "Forced entry with social care.",
            time(11, 20),
            "Two adults were arrested.",
            child_seen=HEARD,
            source="Incident log",
        ),
    ),
}

BY_HAND = (
    ("hospital", Event(613, "Emergency department: a bruised arm. The mother said that he fell.", time(18, 45), "X-ray; sent home.",
                       "The earlier visit was on another hospital’s system.", child_seen=SEEN)),
    ("community", Event(520, "He was not brought to the school nurse.", None, "A second appointment was sent.", "",
                        child_seen=NEITHER, precision=Precision.ESTIMATED, when_words="In the spring term")),
    ("community", Event(60, "He was weighed at school: much lighter than a year before.", time(10), "A letter to the doctor.",
                        "The nurse has eleven schools.", child_seen=HEARD, child_words="“I am not hungry at home.”")),
)  # fmt: skip
COMMENT = "The nurse heard what he said and wrote it down. The letter reached the practice, where nobody was asked to read it."
