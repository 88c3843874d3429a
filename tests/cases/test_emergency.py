"""Emergency access: one case, read only, for a few hours, told at once (domain, section 4)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.test import Client, RequestFactory

from tests import board as b
from tests.addresses.sessions import signed_in
from tests.cases.moments import frozen
from tests.people.browsing import hidden_of, text
from wscb import clock
from wscb.cases import access, emergency
from wscb.cases.actions import emergency as actions
from wscb.cases.actions import involvement
from wscb.cases.errors import ActRefused, NotAllowed
from wscb.cases.models import Case, EmergencyAccess
from wscb.cases.views import rules
from wscb.messages.kinds import renderer_for
from wscb.messages.models import Message
from wscb.people import actions as people
from wscb.people.models import User
from wscb.trail.models import Entry

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 12)
REASON = "The duty manager cannot be reached and a child may be at risk."


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with frozen(DAY, 10):
        yield


@pytest.fixture
def board() -> b.Board:
    return b.new_board()


@pytest.fixture
def case(board: b.Board) -> Case:
    return b.log(board, received=DAY)


def opened(board: b.Board, case: Case, *, hours: int = 4, by: User | None = None) -> EmergencyAccess:
    return actions.open_case(
        reference=case.reference, reason=REASON, hours=hours, by=by or board.administrator, at=clock.now(), confirmed=b.SIGNED
    )  # fmt: skip


def status(client: Client, case: Case, page: str = "") -> int:
    return client.get(f"/cases/{case.reference}/{page}").status_code


@pytest.mark.parametrize(("hour", "minute", "answer"), [(10, 0, 200), (13, 59, 200), (14, 0, 404), (15, 0, 404)])
def test_case_opens_for_its_hours_and_not_a_minute_more(
    board: b.Board, case: Case, hour: int, minute: int, answer: int
) -> None:
    opened(board, case)
    with frozen(DAY, hour, minute):
        assert status(signed_in(board.administrator), case) == answer


def test_it_opens_that_case_alone_and_only_to_be_read(board: b.Board, case: Case) -> None:
    other = b.log(board, received=DAY)
    opened(board, case)
    client = signed_in(board.administrator)

    assert [status(client, case, page) for page in ("tasks/", "people/", "documents/", "decisions/")] == [200] * 4
    assert status(client, other) == 404
    assert status(client, case, "do/record_interest/-/") == status(client, case, "do/close/") == 404
    assert list(access.visible_cases(board.administrator, on=DAY)) == []
    assert list(access.listed_cases(board.administrator, on=DAY)) == []
    with pytest.raises(NotAllowed):
        involvement.record_interest(
            case=case, by=board.administrator, on=DAY, user=board.administrator, interest="A friend."
        )


def test_it_gives_no_office_to_who_would_have_one_once_the_case_is_referred(board: b.Board, case: Case) -> None:
    b.term(board.administrator, b.Role.PANEL_CHAIR, board.area, board.panel)
    opened(board, case)
    request = RequestFactory().get("/")
    request.user = board.administrator

    assert rules.the_case(request, case.reference) == case
    assert rules.the_offices(request, case) == {}


def test_manager_and_chair_are_told_at_once_by_reference_alone(board: b.Board, case: Case) -> None:
    opened(board, case)

    told = Message.objects.filter(kind="case.emergency_opened")
    assert {message.recipient for message in told} == {board.manager, board.chair}
    mail = renderer_for("case.emergency_opened")(told[0])
    assert mail is not None
    assert f"Opened in an emergency: case {case.reference}" == mail.subject
    assert not any(word in mail.text + mail.html for word in ("Winterbourne", "Sam Keys", "manager cannot"))
    page = text(signed_in(board.manager).get(f"/cases/{case.reference}/"))
    assert "Sam Keys reads this case in an emergency" in page
    assert "Sam Keys reads" not in text(signed_in(board.administrator).get(f"/cases/{case.reference}/"))


@pytest.mark.parametrize("who", ["manager", "chair", "administrator"])
def test_it_can_be_ended_at_once_by_either_and_by_whoever_took_it(board: b.Board, case: Case, who: str) -> None:
    row = opened(board, case)
    browser = signed_in(board.administrator)
    assert status(browser, case) == 200

    with frozen(DAY, 11):
        client = signed_in(getattr(board, who))
        address = f"/emergency/{row.pk}/end/"
        assert client.post(address, hidden_of(client, address))["Location"] == f"/emergency/{row.pk}/"
        assert status(signed_in(board.administrator), case) == 404
        assert EmergencyAccess.objects.get().ended_by == getattr(board, who)
        with pytest.raises(ActRefused, match="ended already"):
            actions.end(access=row, by=board.manager, at=clock.now())


def test_nobody_else_ends_or_reads_of_it(board: b.Board, case: Case) -> None:
    row = opened(board, case)
    elsewhere = b.new_board("elsewhere", "Elsewhere")
    for person in (board.panel_chair, elsewhere.manager, elsewhere.administrator, elsewhere.chair):
        assert signed_in(person).get(f"/emergency/{row.pk}/").status_code == 404
        with pytest.raises(NotAllowed):
            actions.end(access=row, by=person, at=clock.now())


def test_everything_seen_is_in_the_trail_and_on_the_page_of_the_access(board: b.Board, case: Case) -> None:
    row = opened(board, case)
    client = signed_in(board.administrator)
    client.get(f"/cases/{case.reference}/")
    client.get(f"/cases/{case.reference}/people/")

    entries = Entry.objects.filter(kind="case.read", acting_for="emergency access")
    assert [entry.facts["page"] for entry in entries.order_by("at", "pk")] == ["case", "people"]
    assert emergency.seen(row).count() == 2
    page = text(signed_in(board.chair).get(f"/emergency/{row.pk}/"))
    assert (REASON in page, page.count("Opened the case")) == (True, 2)


def sent(board: b.Board, reference: str, *, hours: str = "4", password: str = b.PASSWORD) -> tuple[int, str]:
    client = signed_in(board.administrator)
    answers = {"reference": reference, "reason": REASON, "hours": hours, "password": password}
    response = client.post("/emergency/open/", hidden_of(client, "/emergency/open/") | answers)
    return response.status_code, text(response)


def test_reference_is_taken_as_it_is_read_out_and_the_password_is_asked(board: b.Board, case: Case) -> None:
    said = f"{case.reference[:5].lower()} {case.reference[5:]}"
    assert "The password is not correct" in sent(board, said, password="something else entirely")[1]
    assert not EmergencyAccess.objects.exists()
    assert sent(board, said)[0] == 302
    assert EmergencyAccess.objects.get().ends_at == clock.now() + timedelta(hours=4)


def test_unknown_reference_answers_as_one_that_may_not_be_opened(board: b.Board, case: Case) -> None:
    involvement.record_interest(
        case=case, by=board.manager, on=DAY, user=board.administrator, interest="Lives next door."
    )
    tied, unknown = sent(board, case.reference), sent(board, "0000000000")

    assert tied[0] == unknown[0] == 200
    assert all("No case can be opened by this reference" in page for _status, page in (tied, unknown))
    assert Entry.objects.filter(kind="emergency.not_opened", actor_id=board.administrator.pk).count() == 2
    assert not EmergencyAccess.objects.exists()


def test_interest_lost_office_and_ended_account_each_end_it(board: b.Board, case: Case) -> None:
    second = b.new_board("elsewhere", "Elsewhere").administrator
    third = b.person("third@warrington.example", "Third Keys")
    b.term(third, b.Role.SYSTEM_ADMINISTRATOR, None)
    for person in (board.administrator, second, third):
        opened(board, case, by=person)
    browsers = [signed_in(person) for person in (board.administrator, second, third)]
    assert [status(browser, case) for browser in browsers] == [200, 200, 200]

    involvement.record_interest(case=case, by=board.manager, on=DAY, user=board.administrator, interest="A friend.")
    people.end_role(term=second.role_terms.get(), by=third, on=DAY)
    people.end_access(user=third, by=board.administrator, on=DAY)

    assert [status(browser, case) for browser in browsers] == [404, 404, 302]


def test_only_a_system_administrator_and_for_a_day_at_most(board: b.Board, case: Case) -> None:
    with pytest.raises(NotAllowed):
        opened(board, case, by=board.panel_chair)
    for hours in (0, 25):
        with pytest.raises(ActRefused, match="24 hours at most"):
            opened(board, case, hours=hours)
    opened(board, case, hours=24)
    with pytest.raises(ActRefused, match="open already"):
        opened(board, case)


def test_the_reason_is_sealed(board: b.Board, case: Case) -> None:
    opened(board, case)
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT reason FROM cases_emergencyaccess")
        (stored,) = cursor.fetchone()
    assert REASON.encode() not in bytes(stored)
