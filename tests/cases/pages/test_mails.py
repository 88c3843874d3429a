"""The mails about cases: reference and link, what is owed by whom, and no word of a child or of what happened."""

from __future__ import annotations

from datetime import date

import pytest
from django.conf import settings

from tests import board as b
from tests.cases.moments import after, frozen, london
from wscb.cases import chasing
from wscb.cases.models import Case
from wscb.messages.kinds import Mail, renderer_for
from wscb.messages.models import Message

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 2)
CANARIES = (
    "Zephyrine",
    "Quillfeather",
    "Kestrelby",
    "Mothwing",
    "9434765919",
    "12 Canary Row",
    "whistleblower",
    "2013",
    "4 May",
)
CHILD = b.Child(
    given_name="Zephyrine", family_name="Quillfeather", date_of_birth=date(2013, 5, 4), address="12 Canary Row",
    nhs_number="943 476 5919", aliases=("Kestrelby",),
)  # fmt: skip


@pytest.fixture
def board() -> b.Board:
    return b.new_board()


def case_with_canaries(board: b.Board) -> Case:
    return b.log(
        board,
        received=DAY,
        children=[CHILD],
        incident="Mothwing.",
        incident_place="12 Canary Row",
        referrer="A whistleblower",
    )


def mails(**which: object) -> list[tuple[Message, Mail]]:
    found = [(message, renderer_for(message.kind)(message)) for message in Message.objects.filter(**which)]
    return [(message, mail) for message, mail in found if mail is not None]


def parts(mail: Mail) -> tuple[str, ...]:
    return (mail.subject, mail.text, mail.html, *(part.content.decode() for part in mail.attachments))


@pytest.mark.clause("CARD-04")
def test_no_mail_of_a_whole_case_says_anything_of_the_child(board: b.Board) -> None:
    case = case_with_canaries(board)
    with frozen(after(DAY, 1)):
        b.refer(board, case, on=after(DAY, 1))
        b.convene(board, case, on=after(DAY, 1))
    with frozen(after(DAY, 23), 12):
        chasing.sweep(now=london(after(DAY, 23), 12))
        kinds = set()
        for message, mail in mails():
            kinds.add(message.kind)
            for part in parts(mail):
                assert not [canary for canary in CANARIES if canary in part], message.kind
            assert case.reference in mail.text
            assert settings.OFFICE_URL in mail.text
            assert settings.OFFICE_URL in mail.html
    assert kinds >= {"case.logged", "case.referred", "panel_invitation", "chase"}


def test_news_leads_to_the_case(board: b.Board) -> None:
    case = case_with_canaries(board)
    ((_message, mail),) = mails(kind="case.logged")
    assert mail.subject == f"Notification logged: case {case.reference}"
    assert f"{settings.OFFICE_URL}/cases/{case.reference}/" in mail.text
    assert f'href="{settings.OFFICE_URL}/cases/{case.reference}/"' in mail.html


def test_news_of_a_case_not_yet_open_leads_to_your_work(board: b.Board) -> None:
    case = case_with_canaries(board)
    for _message, mail in mails(kind="case.coming"):
        assert f"{settings.OFFICE_URL}/\n" in mail.text
        assert f"/cases/{case.reference}/" not in mail.text + mail.html


def test_invitation_says_when_and_where_and_asks_for_interests(board: b.Board) -> None:
    case = case_with_canaries(board)
    with frozen(DAY):
        b.refer(board, case, on=DAY)
        b.convene(board, case, on=DAY)
        invitations = mails(kind="panel_invitation")
    assert len(invitations) == 4
    for message, mail in invitations:
        assert mail.subject == f"Panel meeting on Monday 9 March 2026: case {case.reference}"
        assert ("chair a panel meeting" in mail.text) is (message.recipient == board.panel_chair)
        assert "Monday 9 March 2026 at 10:00" in mail.text
        assert "Committee room 2" in mail.text
        assert "If you have an interest in the case" in mail.text


def chaser(board: b.Board, to: b.User, *, on: date) -> Mail:
    with frozen(on, 12):
        chasing.sweep(now=london(on, 12))
        ((_message, mail),) = mails(kind="chase", recipient=to)
    return mail


def test_chaser_lists_what_is_the_persons_own_first(board: b.Board) -> None:
    case = case_with_canaries(board)
    mail = chaser(board, board.manager, on=after(DAY, 9))
    own, others = mail.text.split("What others owe, for you to know:")
    assert own.startswith("What you owe:")
    assert f"* Case {case.reference}: Tell Ofsted of the incident. Overdue by 2 days (Monday 9 March 2026)." in own
    assert f"* Case {case.reference}: Refer the notification to the Criteria Panel. Overdue by 7 days" in others
    assert mail.html.index("What you owe") < mail.html.index("What others owe")
    assert "asks for the reasons" not in mail.text


@pytest.mark.clause("SCR-07", "SCR-12")
def test_chaser_of_a_late_recommendation_asks_for_the_reasons(board: b.Board) -> None:
    case = case_with_canaries(board)
    with frozen(DAY):
        b.refer(board, case, on=DAY)
    on_the_day = chaser(board, board.other_panel_chair, on=after(DAY, 21))
    assert "asks for the reasons" not in on_the_day.text
    Message.objects.filter(kind="chase").update(status="superseded")
    with frozen(after(DAY, 22), 12):
        chasing.sweep(now=london(after(DAY, 22), 12))
        late = [mail for _message, mail in mails(kind="chase", recipient=board.other_panel_chair, status="queued")]
    assert ["The framework asks for the reasons for the delay" in mail.text for mail in late] == [True]
    assert late[0].subject.startswith("1 overdue")
