"""The page of somebody invited by e-mail: what they are asked and what they said, and nothing else of the case (GEN-05, GEN-06)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from reviews.actions import contributing, own_contribution
from reviews.models import Contribution, Contributor
from tests import board as b
from tests.addresses.sessions import signed_in
from tests.cases.browsing import errors_of, filled
from tests.cases.moments import frozen, london
from tests.cases.pages.support import TABS, asked, url
from tests.reviews import reporting as r
from tests.reviews.contributing import hearing as h
from wscb.cases.errors import ActRefused, NotAllowed
from wscb.cases.models import CaseEvent, CaseMessage, Draft
from wscb.messages.kinds import Mail, renderer_for
from wscb.messages.models import Message
from wscb.people.actions import end_access
from wscb.people.models import User
from wscb.trail.models import Entry

pytestmark = pytest.mark.django_db
EMAIL = "marigold@home.example"


@pytest.fixture(autouse=True)
def today() -> Any:
    with frozen(h.DAY, hour=12):
        yield


@pytest.fixture
def board() -> b.Board:
    return b.new_board()


@pytest.fixture
def mother(board: b.Board) -> Contributor:
    """Invited by e-mail to a page of her own."""
    return h.invite(board, h.family_member(board, b.under_way(board, received=h.RECEIVED)), email=EMAIL)


def account_of(person: Contributor) -> User:
    assert person.account is not None
    return person.account


def own(person: Contributor, page: str = "invitation") -> str:
    return reverse(f"reviews:{page}", args=[person.pk])


def mail_to(person: Contributor) -> Mail | None:
    message = Message.objects.filter(recipient=account_of(person)).latest("created_at")
    return renderer_for(message.kind)(message)


def write(client: Client, person: Contributor, **answers: str) -> Any:
    shown = client.get(own(person, "invitation_write"))
    return client.post(own(person, "invitation_write"), filled(shown, **{"of_help": "", "views": "", **answers}))


@pytest.mark.clause("GEN-06")
def test_the_invitation_says_the_reference_and_where_to_set_a_password(mother: Contributor) -> None:
    mail = mail_to(mother)
    assert mail is not None
    assert mail.subject == f"You are invited to contribute: {mother.case.reference}"
    for text in (mail.text, mail.html):
        assert "/account/password/reset/key/" in text
        assert not any(canary in text for canary in (*h.CANARIES, b.CHILD.family_name, b.CHILD.given_name))


@pytest.mark.clause("GEN-05")
def test_an_account_made_for_an_invitation_names_nobody(mother: Contributor) -> None:
    assert (account_of(mother).name, account_of(mother).organisation) == ("Invited contributor", None)


@pytest.mark.clause("GEN-05")
def test_who_has_an_account_is_led_to_the_page(board: b.Board, mother: Contributor) -> None:
    known = b.person("nurse@police.example", h.NURSE, board.police)
    nurse = h.invite(board, h.professional(board, mother.case), email="Nurse@police.example")
    mail = mail_to(nurse)
    assert nurse.account == known
    assert mail is not None
    assert own(nurse) in mail.text


@pytest.mark.clause("GEN-05")
def test_the_invitation_is_not_among_the_messages_of_the_case(mother: Contributor) -> None:
    assert not CaseMessage.objects.filter(message__recipient=account_of(mother)).exists()


def test_an_invitation_that_was_withdrawn_is_not_sent(board: b.Board, mother: Contributor) -> None:
    contributing.withdraw_contributor(
        case=mother.case, by=board.manager, on=h.DAY, person=mother, because="Another child’s mother."
    )
    assert mail_to(mother) is None
    assert signed_in(account_of(mother)).get(own(mother)).status_code == 404


@pytest.mark.parametrize("email", ["first", "ended"])
def test_an_address_is_one_persons_and_of_an_account_that_stands(
    board: b.Board, mother: Contributor, email: str
) -> None:
    address = EMAIL
    if email == "ended":
        address = "gone@home.example"
        end_access(user=b.person(address, "Lee Gone"), by=board.administrator, on=h.DAY)
    with pytest.raises(ActRefused) as refused:
        h.invite(board, h.professional(board, mother.case), email=address)
    assert refused.value.field == "email"


@pytest.mark.clause("GEN-06")
def test_what_is_written_is_kept_then_read_through_and_sent(board: b.Board, mother: Contributor) -> None:
    client = signed_in(account_of(mother))
    assert "You are invited to contribute" in client.get("/").content.decode()
    assert "What helped, and what did not?" in client.get(own(mother)).content.decode()
    assert errors_of(write(client, mother)) == {"of_help": ["Enter what you would like to tell us"]}

    kept = write(client, mother, of_help="Nobody", then="later")
    assert kept["Location"] == own(mother)
    assert "Not sent yet" in client.get("/").content.decode()
    assert client.get(own(mother, "invitation_write")).context["form"].initial["of_help"] == "Nobody"
    assert not Contribution.objects.exists()

    led = write(client, mother, of_help=h.WORDS, views=h.VIEWS)
    assert led["Location"] == own(mother, "invitation_check")
    shown = client.get(led["Location"])
    assert h.WORDS in shown.content.decode()
    sent = client.post(led["Location"], filled(shown))
    again = client.post(led["Location"], filled(shown))
    assert (sent["Location"], again["Location"]) == (own(mother), own(mother))

    said = Contribution.objects.get()
    assert (said.of_help, said.views, said.how, said.by) == (h.WORDS, h.VIEWS, "own_page", account_of(mother))
    assert h.WORDS in client.get(own(mother)).content.decode()
    assert not Draft.objects.exists()


@pytest.mark.clause("GEN-05")
def test_sending_names_nobody_on_the_timeline_and_tells_the_review_team(board: b.Board, mother: Contributor) -> None:
    events = CaseEvent.objects.count()
    client = signed_in(account_of(mother))
    shown = client.get(write(client, mother, of_help=h.WORDS)["Location"])
    client.post(own(mother, "invitation_check"), filled(shown))
    assert CaseEvent.objects.count() == events
    told = Message.objects.filter(kind="case.contribution_sent")
    team = {board.manager, *(row.user for row in mother.case.appointments.all())}
    assert {message.recipient for message in told} == team
    assert all(h.WORDS not in mail.text for message in told if (mail := renderer_for(message.kind)(message)))
    entry = Entry.objects.get(kind="contribution.sent")
    assert (entry.actor_id, entry.subject_id) == (account_of(mother).pk, mother.case_id)


@pytest.mark.clause("GEN-05", "GEN-06")
def test_who_is_invited_sees_nothing_else_of_the_case(board: b.Board, mother: Contributor) -> None:
    nurse = h.invite(board, h.professional(board, mother.case), email="nurse@police.example")
    client = signed_in(account_of(mother))
    addresses = [url(mother.case, tab) for tab in TABS]
    addresses += [reverse(f"reviews:{page}", args=[mother.case.reference]) for page in ("review", "contributors")]
    addresses += [own(nurse, page) for page in ("invitation", "invitation_write", "invitation_check")]
    assert {client.get(address).status_code for address in addresses} == {404}
    page = client.get(own(mother)).content.decode()
    assert not any(name in page for name in (h.NURSE, b.CHILD.family_name, b.CHILD.given_name))


@pytest.mark.clause("GEN-05")
def test_nobody_else_opens_the_page_not_even_the_review_team(board: b.Board, mother: Contributor) -> None:
    for person in (board.manager, board.chair, board.administrator, board.outsider):
        assert signed_in(person).get(own(mother)).status_code == 404
    with pytest.raises(NotAllowed):
        own_contribution.keep(person=mother, by=board.manager, answers={}, seen=0, at=london(h.DAY))


@pytest.mark.clause("GEN-06")
def test_what_a_second_window_kept_is_not_written_over(mother: Contributor) -> None:
    client = signed_in(account_of(mother))
    shown = client.get(own(mother, "invitation_write"))
    write(client, mother, of_help="From the second window.", then="later")
    late = client.post(own(mother, "invitation_write"), filled(shown, of_help="From the first.", views=""))
    assert late.status_code == 200
    assert "From the first." in late.content.decode()
    assert Draft.objects.get().answers["of_help"] == "From the second window."


@pytest.mark.clause("GEN-06")
def test_once_the_report_is_accepted_the_page_can_be_read_and_no_more(board: b.Board, mother: Contributor) -> None:
    case = mother.case
    client = signed_in(account_of(mother))
    client.post(own(mother, "invitation_check"), filled(client.get(write(client, mother, of_help=h.WORDS)["Location"])))
    h.outcome(board, mother, "contributed")
    write(client, mother, of_help="More.", then="later")
    r.write(board, case, on=h.DAY)
    r.submit(board, case, on=h.DAY)
    assert "Carry on writing" in client.get(own(mother)).content.decode()
    r.check(board, case, on=h.DAY)
    r.accept(board, b.fresh(case), on=h.DAY)
    shown = client.get(own(mother)).content.decode()
    assert "This is over" in shown
    assert h.WORDS in shown
    assert client.get(own(mother, "invitation_write"))["Location"] == own(mother)
    with pytest.raises(ActRefused):
        own_contribution.send(person=mother, by=account_of(mother), on=h.DAY, seen=1, at=london(h.DAY))


@pytest.mark.clause("GEN-06")
def test_sending_after_no_reply_asks_for_the_outcome_again(board: b.Board, mother: Contributor) -> None:
    h.outcome(board, mother, "no_reply")
    steps = mother.case.steps.filter(code="invitation_outcome", done_on__isnull=True)
    assert not steps.exists()
    by = account_of(mother)
    kept = own_contribution.keep(person=mother, by=by, answers={"of_help": h.WORDS}, seen=0, at=london(h.DAY))
    own_contribution.send(person=mother, by=by, on=h.DAY, seen=kept.version, at=london(h.DAY))
    assert steps.get().next_chase_at is not None
    assert mother.case.contributors.get().outcome == ""


def test_an_address_that_was_wrong_closes_the_page_it_opened(board: b.Board, mother: Contributor) -> None:
    wrong = account_of(mother)
    own_contribution.keep(person=mother, by=wrong, answers={"of_help": "Not mine."}, seen=0, at=london(h.DAY))
    h.invite(board, mother, on=h.DAY, email="right@home.example")
    assert signed_in(wrong).get(own(mother)).status_code == 404
    assert not Draft.objects.exists()


def test_an_account_that_ended_has_no_page(board: b.Board, mother: Contributor) -> None:
    end_access(user=account_of(mother), by=board.administrator, on=h.DAY)
    assert mail_to(mother) is None


def test_your_work_asks_no_more_for_more_invitations(board: b.Board, mother: Contributor) -> None:
    client = signed_in(account_of(mother))
    _, one = asked(client, "/")
    other = b.under_way(board, received=h.RECEIVED + timedelta(days=1))
    h.invite(board, h.family_member(board, other), email=EMAIL)
    _, two = asked(client, "/")
    assert len(two) == len(one)


@pytest.mark.clause("GEN-05")
def test_a_page_shows_what_was_sent_from_it_by_its_own_account_and_no_notes_of_the_team(
    board: b.Board, mother: Contributor
) -> None:
    client = signed_in(account_of(mother))
    write(client, mother, of_help="Mine alone.")
    client.post(own(mother, "invitation_check"), filled(client.get(own(mother, "invitation_check"))))
    h.said(board, mother)
    page = client.get(own(mother)).content.decode()
    assert ("Mine alone." in page, h.WORDS in page) == (True, False)

    # Somebody else has the address that is given now, or was given before by mistake.
    h.invite(board, mother, email="another@home.example")
    mother.refresh_from_db()
    page = signed_in(account_of(mother)).get(own(mother)).content.decode()
    assert ("Mine alone." in page, h.WORDS in page) == (False, False)
    assert "You are invited" in signed_in(account_of(mother)).get("/").content.decode()
    assert client.get(own(mother)).status_code == 404
