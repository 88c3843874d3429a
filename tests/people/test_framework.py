"""The framework shared with partners, and accepted by each (GEN-16)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from tests import board as b
from tests.addresses.sessions import signed_in
from tests.cases.moments import after, frozen
from tests.people.browsing import hidden_of, rows_of, text
from wscb import clock
from wscb.cases import duties
from wscb.cases.models import DutyReminder
from wscb.messages.kinds import renderer_for
from wscb.messages.models import Message
from wscb.people import actions
from wscb.people.errors import Refused
from wscb.people.models import FrameworkPartner, FrameworkVersion, User

pytestmark = [pytest.mark.django_db, pytest.mark.clause("GEN-16")]
DAY, DUE = date(2026, 3, 2), date(2026, 4, 13)


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with frozen(DAY):
        yield


@pytest.fixture
def board() -> b.Board:
    return b.new_board()


@pytest.fixture
def version(board: b.Board) -> FrameworkVersion:
    return actions.share_framework(
        area=board.area, title="Version 3", dated=date(2026, 2, 1), due_on=DUE, by=board.manager, on=DAY
    )


@pytest.fixture
def officer(board: b.Board, version: FrameworkVersion) -> User:
    """Somebody of the police who was named to accept it."""
    person = b.representative(board)
    actions.name_contact(partner=of(board, version), contact=person, by=board.manager, on=DAY)
    return person


def of(board: b.Board, version: FrameworkVersion) -> FrameworkPartner:
    return version.partners.get(organisation=board.police)


def swept(day: date, hour: int = 9) -> dict[str, str]:
    """What the sweep of the day sends: the text by the recipient's name."""
    with frozen(day, hour):
        sent = duties.sweep(now=clock.now())
        mails = {one.recipient.name: renderer_for(one.kind)(one) for one in sent}
    return {name: mail.text for name, mail in mails.items() if mail is not None}


def test_every_member_of_the_board_is_asked_and_nobody_else(board: b.Board, version: FrameworkVersion) -> None:
    assert {one.organisation for one in version.partners.all()} == {board.council, board.police, board.health}


def test_contact_accepts_on_a_page_of_their_own_and_the_manager_reads_when_and_who(
    board: b.Board, version: FrameworkVersion, officer: User
) -> None:
    partner, client = of(board, version), signed_in(officer)
    address = f"/framework/partner/{partner.pk}/accept/"
    assert address in text(client.get("/"))

    client.post(address, hidden_of(client, address) | {"accepted": "on"})

    acceptance = FrameworkPartner.objects.get(pk=partner.pk).acceptance
    assert (acceptance.given, acceptance.by, acceptance.accepted_on) == (True, officer, DAY)
    assert address not in text(client.get("/"))
    assert "accepted Version 3" in text(client.get(address))
    page = text(signed_in(board.manager).get(f"/framework/{version.pk}/"))
    assert f"by {officer.name}" in page
    assert "2 of 3 partners have still to accept it" in page
    rows = rows_of(signed_in(board.manager), f"/framework/{version.pk}/")
    assert rows == [board.council.name, board.health.name, board.police.name] or rows[-1] == board.police.name


def test_manager_records_an_acceptance_given_otherwise(board: b.Board, version: FrameworkVersion) -> None:
    partner, day = of(board, version), date(2026, 2, 20)
    acceptance = actions.accept_framework(partner=partner, accepted_on=day, by=board.manager, on=DAY)
    assert (acceptance.given, acceptance.accepted_on) == (False, day)
    with pytest.raises(Refused, match="already"):
        actions.accept_framework(partner=partner, accepted_on=day, by=board.manager, on=DAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        type(acceptance).objects.filter(pk=acceptance.pk).update(accepted_on=DAY)


@pytest.mark.parametrize("day", [date(2026, 1, 31), date(2026, 3, 3)])
def test_acceptance_before_the_version_or_in_the_future_is_refused(
    board: b.Board, version: FrameworkVersion, day: date
) -> None:
    with pytest.raises(Refused, match="today or earlier"):
        actions.accept_framework(partner=of(board, version), accepted_on=day, by=board.manager, on=DAY)


def test_nobody_else_accepts(board: b.Board, version: FrameworkVersion, officer: User) -> None:
    partner = of(board, version)
    elsewhere = b.new_board("elsewhere", "Elsewhere").manager
    for person in (board.chair, elsewhere, b.representative(board, "Second")):
        with pytest.raises(Refused, match="Only the business manager"):
            actions.accept_framework(partner=partner, accepted_on=DAY, by=person, on=DAY)
    actions.move_person(user=officer, organisation=board.health, by=board.manager, on=DAY)
    assert signed_in(officer).get(f"/framework/partner/{partner.pk}/accept/").status_code == 404
    with pytest.raises(Refused, match="does not belong"):
        actions.name_contact(partner=partner, contact=officer, by=board.manager, on=DAY)


def test_those_outstanding_are_chased_at_their_stages_and_once_each(
    board: b.Board, version: FrameworkVersion, officer: User
) -> None:
    assert set(swept(DAY)) == {officer.name, board.manager.name}
    assert swept(DAY) == swept(after(DUE, -8)) == {}
    reminded = swept(after(DUE, -7))
    assert "Accept the framework, Version 3: Warrington Constabulary" in reminded[officer.name]
    assert "Constabulary" not in reminded[board.manager.name]
    assert "Constabulary" in swept(DUE)[board.manager.name]
    assert set(swept(after(DUE, 14))) == set(swept(after(DUE, 28))) == {officer.name, board.manager.name}
    assert DutyReminder.objects.filter(recipient=officer).count() == 5


def test_who_has_accepted_is_chased_no_more(board: b.Board, version: FrameworkVersion, officer: User) -> None:
    with frozen(DUE):
        (waiting,) = [one for one in duties.sweep(now=clock.now()) if one.recipient == officer]
        actions.accept_framework(partner=of(board, version), accepted_on=DUE, by=officer, on=DUE)
        assert renderer_for(waiting.kind)(waiting) is None
    assert officer.name not in swept(after(DUE, 14))


def test_a_newer_version_takes_the_place_of_the_older_and_asks_the_same_people(
    board: b.Board, version: FrameworkVersion, officer: User
) -> None:
    newer = actions.share_framework(area=board.area, title="Version 4", dated=DAY, due_on=DUE, by=board.manager, on=DAY)
    assert of(board, newer).contact == officer
    assert "Version 3" not in swept(after(DUE, -7))[officer.name]
    assert Message.objects.filter(recipient=officer, kind="duty").count() == 1
