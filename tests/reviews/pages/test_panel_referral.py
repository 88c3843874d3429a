"""The Chair refers a notification to the Criteria Panel, or closes it with reasons (SCR-01, SCR-05, SCR-15)."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.test import Client

from reviews.actions.decision import close
from reviews.actions.panel import refer
from tests import board as b
from tests.cases.browsing import act_address, boxes, done, errors_of, filled, opened
from wscb.cases import access
from wscb.cases.errors import ActRefused, CaseChanged, NotAllowed
from wscb.cases.models import Case, CaseMessage, Decision
from wscb.people.actions import record_acting_appointment
from wscb.trail.models import Entry

pytestmark = pytest.mark.django_db

RECEIVED = date(2026, 3, 2)
TODAY = date(2026, 3, 4)


@pytest.fixture(autouse=True)
def today() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(datetime(2026, 3, 4, 10, tzinfo=UTC), tick=False) as clock:
        yield clock


@pytest.fixture
def board() -> b.Board:
    return b.new_board()


@pytest.fixture
def case(board: b.Board) -> Case:
    return b.log(board, received=RECEIVED)


def elsewhere(board: b.Board) -> Case:
    """A notification of a child who lives in another area."""
    notice = b.Notice(
        received_on=RECEIVED, received_how="telephone", incident_kind="death", incident="A child was found.",
        residence="elsewhere", other_board="Halton Safeguarding Children Board",
    )  # fmt: skip
    return b.log(board, received=RECEIVED, notice=notice)


@pytest.mark.clause("SCR-05")
def test_chair_refers_with_one_button_and_the_panel_chair_sees_the_case(
    client: Client, board: b.Board, case: Case
) -> None:
    assert not access.visible_cases(board.panel_chair, on=TODAY).filter(pk=case.pk).exists()
    page = opened(client, board.chair, case, "refer").content.decode()
    for shown in ("Ash Winterbourne", "The criteria are met", "Wednesday 4 March 2026", "SCR-05", board.manager.name):
        assert shown in page
    assert done(client, board.chair, case, "refer").status_code == 302
    case = b.fresh(case)
    assert (case.state, case.referred_on) == ("referred", TODAY)
    assert access.visible_cases(board.panel_chair, on=TODAY).filter(pk=case.pk).exists()
    assert case.steps.get(code="convene_panel").due_on == date(2026, 3, 11)
    told = CaseMessage.objects.filter(case=case, message__kind="case.referred").values_list(
        "message__recipient", flat=True
    )
    assert set(told) == {board.manager.pk, board.panel_chair.pk, board.other_panel_chair.pk}


@pytest.mark.clause("SCR-05")
def test_only_the_chair_or_who_acts_as_chair_refers(client: Client, board: b.Board, case: Case) -> None:
    client.force_login(board.manager)
    assert client.get(act_address(case, "refer")).status_code == 404
    with pytest.raises(NotAllowed):
        refer(case=case, by=board.manager, on=TODAY)
    record_acting_appointment(
        user=board.outsider, area=board.area, starts_on=date(2026, 3, 5), ends_on=date(2026, 3, 9), reason="Leave.",
        by=board.manager, on=TODAY,
    )  # fmt: skip
    with time_machine.travel(datetime(2026, 3, 5, 10, tzinfo=UTC), tick=False):
        assert done(client, board.outsider, case, "refer").status_code == 302
    assert case.events.get(act="refer").acting_for == "acting Board Chair"


def test_referral_opened_before_a_change_tells_what_changed(client: Client, board: b.Board, case: Case) -> None:
    shown = opened(client, board.chair, case, "refer")
    b.notify(board, case, "notify_incident_ofsted", on=TODAY)
    response = client.post(act_address(case, "refer"), filled(shown))
    assert "changed" in errors_of(response)["__all__"][0]
    assert "Record the notice to Ofsted" in response.content.decode()
    assert b.fresh(case).state == "notified"
    assert client.post(act_address(case, "refer"), filled(response)).status_code == 302
    with pytest.raises(CaseChanged):
        refer(case=case, by=board.chair, on=TODAY, seen=case.revision)


def test_referral_of_a_case_already_referred_says_that_it_moved_on(client: Client, board: b.Board, case: Case) -> None:
    b.refer(board, case, on=TODAY)
    client.force_login(board.chair)
    response = client.get(act_address(case, "refer"))
    assert response.status_code == 409
    assert "This case has moved on" in response.content.decode()


def test_running_case_is_referred_on_the_day_that_is_given(
    client: Client, board: b.Board, today: time_machine.Traveller
) -> None:
    running = b.log(board, received=RECEIVED, on=RECEIVED, running=True)
    assert list(errors_of(done(client, board.chair, running, "refer"))) == ["on"]
    early = boxes("on", date(2026, 3, 1))
    assert list(errors_of(done(client, board.chair, running, "refer", **early))) == ["on"]
    assert done(client, board.chair, running, "refer", **boxes("on", date(2026, 3, 3))).status_code == 302
    assert b.fresh(running).referred_on == date(2026, 3, 3)


WITHDRAWN = {"closed_as": "withdrawn", "reasons": "The hospital took it back.", "password": b.PASSWORD}


@pytest.mark.clause("SCR-01", "SCR-15")
def test_chair_closes_with_reasons_and_signs(client: Client, board: b.Board, case: Case) -> None:
    assert done(client, board.chair, case, "close", **WITHDRAWN).status_code == 302
    case = b.fresh(case)
    assert (case.state, case.closed_as, case.closed_on) == ("closed", "withdrawn", TODAY)
    entry = Decision.objects.get(case=case)
    assert (entry.kind, entry.outcome, entry.reasons) == ("closure", "withdrawn", "The hospital took it back.")
    assert (entry.signed_by, entry.confirmed_by, entry.read_revision) == (board.chair, "password", 1)
    assert not case.steps.filter(done_on__isnull=True).exists()
    assert set(case.steps.values_list("outcome", flat=True)) == {"superseded"}


@pytest.mark.clause("SCR-15")
def test_closing_with_a_wrong_password_signs_nothing_and_keeps_what_was_typed(
    client: Client, board: b.Board, case: Case
) -> None:
    response = done(client, board.chair, case, "close", **{**WITHDRAWN, "password": "wrong"})
    assert list(errors_of(response)) == ["password"]
    page = response.content.decode()
    assert "The hospital took it back." in page
    assert 'value="wrong"' not in page
    assert not Decision.objects.exists()
    assert Entry.objects.filter(kind="person.reauthentication_failed", actor_id=board.chair.pk).count() == 1


def test_closing_says_who_is_told_and_tells_them(client: Client, board: b.Board, case: Case) -> None:
    referred = b.refer(board, b.log(board, received=RECEIVED), on=TODAY)
    everybody = {board.manager, board.panel_chair, board.other_panel_chair}
    for one, told in ((case, {board.manager}), (referred, everybody)):
        assert set(opened(client, board.chair, one, "close").context["told"]) == told
        done(client, board.chair, one, "close", **WITHDRAWN)
        sent = CaseMessage.objects.filter(case=one, message__kind="case.closed")
        assert {link.message.recipient for link in sent} == told


def test_closing_asks_for_what_is_missing(client: Client, board: b.Board, case: Case) -> None:
    assert set(errors_of(done(client, board.chair, case, "close"))) == {"closed_as", "reasons", "password"}


@pytest.mark.clause("SCR-01")
def test_duplicate_needs_the_reference_of_a_case_that_can_be_seen(client: Client, board: b.Board, case: Case) -> None:
    original = b.log(board, received=RECEIVED)
    duplicate = {**WITHDRAWN, "closed_as": "duplicate"}
    for wrong in ("", "0000000000", case.reference):
        response = done(client, board.chair, case, "close", **duplicate, duplicate_of=wrong)
        assert list(errors_of(response)) == ["duplicate_of"]
    stranger = b.log(b.new_board("halton", "Halton"), received=RECEIVED)
    response = done(client, board.chair, case, "close", **duplicate, duplicate_of=stranger.reference)
    assert list(errors_of(response)) == ["duplicate_of"]
    typed = f" {original.reference[:5].lower()}-{original.reference[5:].lower()} "
    assert done(client, board.chair, case, "close", **duplicate, duplicate_of=typed).status_code == 302
    assert Decision.objects.get(case=case).content["duplicate_of"] == original.reference


@pytest.mark.clause("SCR-01")
def test_out_of_area_needs_a_notification_that_says_so(client: Client, board: b.Board, case: Case) -> None:
    away = {**WITHDRAWN, "closed_as": "out_of_area"}
    response = done(client, board.chair, case, "close", **away)
    assert list(errors_of(response)) == ["closed_as"]
    other = elsewhere(board)
    assert done(client, board.chair, other, "close", **away).status_code == 302
    assert b.fresh(other).closed_as == "out_of_area"
    assert other.steps.filter(code="route_elsewhere", done_on__isnull=True).exists()


@pytest.mark.clause("SCR-01")
def test_case_closed_as_out_of_area_can_still_be_routed(board: b.Board) -> None:
    other = elsewhere(board)
    close(
        case=other, by=board.chair, on=TODAY, closed_as="out_of_area", reasons="Lives in Halton.", confirmed=b.SIGNED,
        seen=other.revision,
    )  # fmt: skip
    b.notify(board, other, "route_elsewhere", on=TODAY)
    assert not other.steps.filter(done_on__isnull=True).exists()


def test_closing_signs_once_for_a_double_click(client: Client, board: b.Board, case: Case) -> None:
    shown = opened(client, board.chair, case, "close")
    for _ in range(2):
        assert client.post(act_address(case, "close"), filled(shown, **WITHDRAWN)).status_code == 302
    assert Decision.objects.count() == 1


def test_closing_without_reasons_is_refused_by_the_act_itself(board: b.Board, case: Case) -> None:
    with pytest.raises(ActRefused) as refused:
        close(case=case, by=board.chair, on=TODAY, closed_as="withdrawn", reasons="", confirmed=b.SIGNED, seen=1)
    assert refused.value.field == "reasons"
