"""A case whose panel has answered, and the Chair who decides it: for tests of the decision."""

from datetime import date

from reviews.actions.decision import Reasons
from reviews.actions.notification import Answers
from tests import board as b
from wscb.cases.models import Case
from wscb.messages.models import Message
from wscb.people.actions import record_acting_appointment
from wscb.people.models import User

RECEIVED = date(2014, 1, 31)
ANSWERED = date(2014, 2, 14)
LAST_DAY = date(2014, 2, 28)
WHY = Reasons(reasons="I have read everything.")
FULL = Reasons(
    reasons="I have read everything.",
    departure="The injuries were explained.",
    advice="Counsel, 20 February: no review is required.",
)
PANEL_PERSUADED = Reasons(reasons="I have read everything.", departure="The injuries were explained.")


def recommended(board: b.Board, *, answers: Answers = b.DEATH, outcome: str = "hold", consulted: bool = True) -> Case:
    """A case whose panel has answered in time."""
    case = b.log(board, received=RECEIVED, answers=answers)
    b.refer(board, case, on=date(2014, 2, 3))
    b.convene(board, case, on=date(2014, 2, 4))
    b.attend(board, case, on=date(2014, 2, 12))
    b.recommend(board, case, on=ANSWERED, outcome=outcome)
    if consulted:
        b.consult(board, case, on=date(2014, 2, 17))
    return b.fresh(case)


def in_circumstance(code: str, died: str = "yes") -> Answers:
    """A worksheet on which no limb (a) stands, and one special circumstance does."""
    limbs = {"abuse_or_neglect": "no", "died": died, "seriously_harmed": "no", "working_together": "no"}
    return Answers(limbs=limbs, reasons={}, circumstances=frozenset({code}))


def told(kind: str) -> set[str]:
    """The addresses that a kind of news is owed to."""
    return set(Message.objects.filter(kind=f"case.{kind}").values_list("recipient__email", flat=True))


def acting_chair(board: b.Board, *, starts: date, ends: date, case: Case | None = None) -> User:
    """Somebody whom the Board has act as Chair, for all cases or for one."""
    user = b.person(f"acting{starts:%d%m}@elsewhere.example", "Noor Field")
    record_acting_appointment(
        user=user, area=board.area, starts_on=starts, ends_on=ends, reason="Absence", by=board.manager, on=starts,
        scope_case=case.pk if case else None,
    )  # fmt: skip
    return user
