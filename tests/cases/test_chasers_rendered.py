"""What a chaser says: rendered when it is sent, from what is owed then, to somebody who may still know of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

import pytest
from django.core.mail import EmailMultiAlternatives
from django.test import Client

from tests import board as b
from tests.cases.moments import frozen, london
from tests.cases.test_access import recuse
from tests.cases.test_chasing import morning, referred, step_of
from wscb import clock
from wscb.cases import chasing
from wscb.cases.models import Case
from wscb.messages.models import Message, Status
from wscb.messages.sending import send_due
from wscb.people.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.clause("CARD-03")]
DAY = date(2026, 3, 9)
LATE = date(2026, 3, 24)


@pytest.fixture
def board() -> b.Board:
    return b.new_board()


@pytest.fixture
def case(board: b.Board) -> Case:
    """Referred on 2 March: three of the Board's targets fall due on 9 March, the three weeks end on 23 March."""
    return referred(board)


def chased(day: date) -> None:
    """The morning's sweep; other mail than chasers is out of the way."""
    Message.objects.exclude(kind="chase").update(status=Status.SUPERSEDED)
    chasing.sweep(now=morning(day))


def sent(mailoutbox: Iterable[EmailMultiAlternatives], day: date, to: User) -> list[EmailMultiAlternatives]:
    with frozen(day, 8, 2):
        send_due(now=clock.now)
    return [mail for mail in mailoutbox if mail.to == [to.email]]


def outcomes(to: User) -> list[str]:
    return list(Message.objects.filter(kind="chase", recipient=to).values_list("status", flat=True))


@pytest.mark.clause("SCR-06", "SCR-07")
def test_chaser_says_what_is_owed_by_when_and_asks_for_reasons_when_late(
    board: b.Board, case: Case, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    chased(LATE)
    (mail,) = sent(mailoutbox, LATE, board.panel_chair)
    assert mail.subject == "1 overdue: your work on Tuesday 24 March 2026"
    assert (
        f"What you owe:\n\n* Case {case.reference}: Make the panel’s recommendation. "
        "Overdue by 1 day (Monday 23 March 2026). The framework asks for the reasons for the delay: give them on the case."
    ) in mail.body
    assert "What others owe" not in mail.body


def test_chaser_tells_the_manager_what_others_owe_apart(
    board: b.Board, case: Case, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    chased(DAY)
    chased(LATE)
    mail = sent(mailoutbox, LATE, board.manager)[-1]
    own, others = mail.body.split("What others owe, for you to know:")
    assert "Tell Ofsted of the incident" in own
    assert "Make the panel’s recommendation" in others


@pytest.mark.clause("SCR-15")
def test_chaser_names_nobody(board: b.Board, case: Case, mailoutbox: list[EmailMultiAlternatives]) -> None:
    chased(LATE)
    send_due(now=lambda: morning(LATE))
    secrets = [b.CHILD.given_name, b.CHILD.family_name, "Nowhere Lane", "Injuries", board.police.name, board.chair.name]
    assert len(mailoutbox) == 4
    for mail in mailoutbox:
        html = str(mail.alternatives[0][0])
        assert [word for word in secrets if word in mail.subject + mail.body + html] == []


def test_step_done_in_between_is_left_out(board: b.Board, case: Case, mailoutbox: list[EmailMultiAlternatives]) -> None:
    chased(DAY)
    with frozen(DAY, 8, 1):
        b.notify(board, case, "notify_incident_ofsted", on=DAY)
    (mail,) = sent(mailoutbox, DAY, board.manager)
    assert "Tell Ofsted" not in mail.body
    assert "Tell the National Panel of the incident. Due today (Monday 9 March 2026)." in mail.body
    assert mail.subject == "Your work: what falls due"


def test_chaser_whose_steps_are_all_done_is_not_sent(
    board: b.Board, case: Case, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    chased(DAY)
    with frozen(DAY, 8, 1):
        for act in ("notify_incident_ofsted", "notify_incident_national_panel"):
            b.notify(board, case, act, on=DAY)
        b.convene(board, case, on=DAY)
    assert sent(mailoutbox, DAY, board.manager) == []
    assert outcomes(board.manager) == ["superseded"]


def test_late_steps_that_were_done_in_between_are_not_counted(
    board: b.Board, case: Case, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    day = date(2026, 3, 11)
    chased(day)
    with frozen(day, 8, 1):
        b.notify(board, case, "notify_incident_ofsted", on=day)
    (mail,) = sent(mailoutbox, day, board.manager)
    assert mail.subject == "2 overdue: your work on Wednesday 11 March 2026"


def test_case_closed_in_between_is_left_out(
    board: b.Board, case: Case, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    from reviews.actions import decision

    elsewhere = referred(board, residence="elsewhere", other_board="Halton")
    chased(DAY)
    with frozen(DAY, 8, 1):
        decision.close(
            case=elsewhere, by=board.chair, on=DAY, closed_as="out_of_area", reasons="Theirs.", confirmed=b.SIGNED,
            seen=b.fresh(elsewhere).revision,
        )  # fmt: skip
    Message.objects.exclude(kind="chase").update(status=Status.SUPERSEDED)
    (mail,) = sent(mailoutbox, DAY, board.manager)
    assert (case.reference in mail.body, elsewhere.reference in mail.body) == (True, False)


@pytest.mark.clause("SCR-05")
def test_case_of_an_interest_recorded_in_between_is_left_out(
    board: b.Board, case: Case, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    other = referred(board)
    chased(date(2026, 3, 16))
    recuse(board, board.panel_chair, other)
    (mail,) = sent(mailoutbox, date(2026, 3, 16), board.panel_chair)
    assert (case.reference in mail.body, other.reference in mail.body) == (True, False)


def test_chaser_about_a_date_that_was_changed_is_not_sent(
    board: b.Board, case: Case, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    chased(date(2026, 3, 16))
    step = step_of(case)
    step.due_on, step.due_version = step.due_on + timedelta(days=30), 2
    step.save()
    assert sent(mailoutbox, date(2026, 3, 16), board.panel_chair) == []
    assert outcomes(board.panel_chair) == ["superseded"]


def test_chaser_that_waited_a_day_says_what_is_true_when_it_goes(
    board: b.Board, case: Case, mailoutbox: list[EmailMultiAlternatives]
) -> None:
    chased(date(2026, 3, 16))
    (mail,) = sent(mailoutbox, date(2026, 3, 17), board.panel_chair)
    assert "Due in 6 days (Monday 23 March 2026)" in mail.body


def test_case_page_shows_every_step_of_its_own_in_full_and_none_of_another_case(
    client: Client, board: b.Board, case: Case
) -> None:
    other = referred(board)
    with frozen(DAY):
        b.notify(board, other, "notify_incident_ofsted", on=DAY)
    chased(DAY)
    assert london(DAY, 8) == case.messages.get(message__kind="chase").message.created_at
    told = ["Convene the Criteria Panel", "Tell the National Panel of the incident", "Tell Ofsted of the incident"]
    client.force_login(board.manager)
    for one, steps in ((case, told), (other, told[:2])):
        response = client.get(f"/cases/{one.reference}/messages/")
        ((mail, shown),) = [(mail, shown) for mail, shown in response.context["mails"] if shown]
        assert (mail.about, sorted(shown)) == ("Reminder or chaser", sorted(steps))
        listed = "".join(f"<li>{step}</li>" for step in shown)
        assert "Reminder or chaser<ul" in response.content.decode()
        assert f">{listed}</ul>" in response.content.decode()


def test_chaser_about_many_steps_is_listed_whole(client: Client, board: b.Board) -> None:
    with frozen(date(2026, 3, 2)):
        case = b.log(board, received=date(2026, 3, 2))
    with frozen(date(2026, 4, 20), 12):
        chasing.sweep(now=london(date(2026, 4, 20), 12))
        client.force_login(board.manager)
        mails = client.get(f"/cases/{case.reference}/messages/").context["mails"]
    (steps,) = [steps for mail, steps in mails if steps and mail.message.recipient == board.manager]
    chased_steps = {step.code for step in case.steps.filter(chases__recipient=board.manager)}
    assert sorted(steps) == sorted(case.table.step(code).title for code in chased_steps)
    assert len("; ".join(steps)) > 80
