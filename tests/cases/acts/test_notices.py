"""Ofsted, the National Panel and another Board are told: two separate steps each time, with the copy (SCR-01, SCR-08, SCR-14)."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.test import Client

from reviews.actions.decision import reconsider, standing_decision
from tests import board as b
from tests.cases.browsing import act_address, boxes, done, errors_of, filled, opened, paper
from wscb.cases.errors import ActRefused
from wscb.cases.models import Case, Notice
from wscb.documents.store import read

pytestmark = pytest.mark.django_db

RECEIVED = date(2026, 3, 2)
TODAY = date(2026, 3, 20)
DECIDED = date(2026, 3, 16)


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with time_machine.travel(datetime(2026, 3, 20, 10, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def board() -> b.Board:
    return b.new_board()


def sent(on: date, **changes: object) -> dict[str, object]:
    """The form of a notice."""
    return {**boxes("sent_on", on), "sent_by_name": "Morgan Ellis", "copy": paper("notice.txt"), **changes}


def open_steps(case: Case) -> set[str]:
    return set(case.steps.filter(done_on__isnull=True).values_list("code", flat=True))


@pytest.mark.clause("SCR-08")
def test_ofsted_and_the_national_panel_are_two_steps_each_with_date_sender_reference_and_copy(
    client: Client, board: b.Board
) -> None:
    case = b.log(board, received=RECEIVED)
    assert {"incident_ofsted", "incident_national_panel"} <= open_steps(case)
    page = opened(client, board.manager, case, "notify_incident_ofsted").content.decode()
    assert "Monday 9 March 2026" in page
    assert "SCR-08" in page
    told = sent(date(2026, 3, 6), their_reference="OFS/26/118", told="The duty desk")
    response = done(client, board.manager, case, "notify_incident_ofsted", **told)
    assert response["Location"] == f"/cases/{case.reference}/messages/"
    notice = Notice.objects.get(case=case)
    assert (notice.body, notice.of, notice.sent_on, notice.sent_by_name) == (
        "ofsted", "incident", date(2026, 3, 6), "Morgan Ellis",
    )  # fmt: skip
    assert (notice.their_reference, notice.told) == ("OFS/26/118", "The duty desk")
    assert read(notice.copy.stored) == b"What was sent.\n"
    assert notice.copy.kind == "notice_copy"
    assert case.steps.get(code="incident_ofsted").done_on == date(2026, 3, 6)
    assert "incident_national_panel" in open_steps(case)
    done(client, board.manager, case, "notify_incident_national_panel", **sent(TODAY))
    assert not {"incident_ofsted", "incident_national_panel"} & open_steps(case)


@pytest.mark.clause("SCR-08")
def test_notice_needs_date_sender_and_copy(client: Client, board: b.Board) -> None:
    case = b.log(board, received=RECEIVED)
    response = done(
        client, board.manager, case, "notify_incident_ofsted", sent_by_name="", their_reference="OFS/26/118"
    )
    assert set(errors_of(response)) == {"sent_on", "sent_by_name", "copy"}
    assert 'value="OFS/26/118"' in response.content.decode()
    assert "incident_ofsted" in open_steps(case)


@pytest.mark.clause("SCR-08")
@pytest.mark.parametrize(
    ("day", "accepted"),
    [(date(2026, 3, 1), False), (RECEIVED, True), (TODAY, True), (date(2026, 3, 21), False)],
    ids=["before notification", "on its day", "today", "tomorrow"],
)
def test_notice_is_sent_between_notification_and_today(
    client: Client, board: b.Board, day: date, accepted: bool
) -> None:
    case = b.log(board, received=RECEIVED)
    response = done(client, board.manager, case, "notify_incident_ofsted", **sent(day))
    if accepted:
        assert response.status_code == 302
        return
    assert list(errors_of(response)) == ["sent_on"]
    assert not Notice.objects.exists()
    with pytest.raises(ActRefused) as refused:
        b.notify(board, case, "notify_incident_ofsted", on=day) if day < RECEIVED else _tomorrow(board, case, day)
    assert refused.value.field == "sent_on"


def _tomorrow(board: b.Board, case: Case, day: date) -> None:
    from reviews.actions.notices import record_notice

    record_notice(
        case=case,
        by=board.manager,
        on=TODAY,
        act="notify_incident_ofsted",
        sent_on=day,
        sent_by_name="Me",
        copy=b.PAPER,
    )


@pytest.mark.clause("SCR-08")
def test_panel_chair_records_the_notice_of_the_incident_once_the_case_is_referred(
    client: Client, board: b.Board
) -> None:
    case = b.log(board, received=RECEIVED)
    client.force_login(board.panel_chair)
    assert client.get(act_address(case, "notify_incident_ofsted")).status_code == 404
    b.refer(board, case, on=RECEIVED)
    assert done(client, board.panel_chair, case, "notify_incident_ofsted", **sent(TODAY)).status_code == 302


def test_second_notice_shows_the_first(client: Client, board: b.Board) -> None:
    case = b.log(board, received=RECEIVED)
    done(client, board.manager, case, "notify_incident_ofsted", **sent(date(2026, 3, 6)))
    page = opened(client, board.manager, case, "notify_incident_ofsted").content.decode()
    assert "Sent on 6 March 2026 by Morgan Ellis" in page


@pytest.mark.clause("SCR-14")
def test_decision_opens_both_notices_and_the_second_of_them_asks_for_form_2_again(
    client: Client, board: b.Board
) -> None:
    case = b.decided(board, received=RECEIVED)
    editions = case.form_editions.filter(form="scr_form_2")
    assert {"outcome_ofsted", "outcome_national_panel"} <= open_steps(case)
    assert case.steps.get(code="outcome_ofsted").due_on == date(2026, 3, 23)
    assert editions.count() == 1
    assert done(client, board.manager, case, "notify_outcome_ofsted", **sent(DECIDED)).status_code == 302
    assert editions.count() == 1
    assert "outcome_national_panel" in open_steps(case)
    assert done(client, board.manager, case, "notify_outcome_national_panel", **sent(TODAY)).status_code == 302
    assert [edition.edition for edition in editions] == [1, 2]
    assert {edition.decision_hash for edition in editions} == {standing_decision(case).content_hash}
    assert not {"outcome_ofsted", "outcome_national_panel"} & open_steps(case)


@pytest.mark.clause("SCR-14")
def test_notice_of_the_decision_before_it_is_refused(client: Client, board: b.Board) -> None:
    case = b.decided(board, received=RECEIVED)
    response = done(client, board.manager, case, "notify_outcome_ofsted", **sent(date(2026, 3, 15)))
    assert list(errors_of(response)) == ["sent_on"]
    assert "before the decision" in errors_of(response)["sent_on"][0]
    assert "outcome_ofsted" in open_steps(case)


@pytest.mark.clause("SCR-14")
def test_decision_made_anew_has_to_be_told_anew(board: b.Board) -> None:
    case = b.decided(board, received=RECEIVED)
    for act in ("notify_outcome_ofsted", "notify_outcome_national_panel"):
        b.notify(board, case, act, on=TODAY)
    reconsider(
        case=case, by=board.chair, on=TODAY, outcome="hold", confirmed=b.SIGNED, seen=b.fresh(case).revision,
        why=b.decision.Reasons(reasons="As before.", new_facts="A second child."),
    )  # fmt: skip
    assert {"outcome_ofsted", "outcome_national_panel"} <= open_steps(case)
    b.notify(board, case, "notify_outcome_ofsted", on=TODAY)
    latest = standing_decision(case)
    assert latest.editions.count() == 1
    b.notify(board, case, "notify_outcome_national_panel", on=TODAY)
    assert latest.editions.count() == 2


@pytest.mark.clause("SCR-01")
def test_board_of_the_childs_area_is_told(client: Client, board: b.Board) -> None:
    notice = b.Notice(
        received_on=RECEIVED, received_how="telephone", incident_kind="death", incident="A child was found.",
        residence="elsewhere", other_board="Halton Safeguarding Children Board",
    )  # fmt: skip
    case = b.log(board, received=RECEIVED, notice=notice)
    assert "route_elsewhere" in open_steps(case)
    assert (
        "Halton Safeguarding Children Board" in opened(client, board.manager, case, "route_elsewhere").content.decode()
    )
    assert done(client, board.manager, case, "route_elsewhere", **sent(date(2026, 3, 4))).status_code == 302
    assert Notice.objects.get(case=case).body == "other_board"
    assert "route_elsewhere" not in open_steps(case)
    assert b.fresh(case).state == "notified"


def test_notice_sent_twice_by_a_double_click_is_recorded_once(client: Client, board: b.Board) -> None:
    case = b.log(board, received=RECEIVED)
    shown = opened(client, board.manager, case, "notify_incident_ofsted")
    for _ in range(2):
        address = act_address(case, "notify_incident_ofsted")
        assert client.post(address, filled(shown, **sent(TODAY))).status_code == 302
    assert Notice.objects.count() == 1
