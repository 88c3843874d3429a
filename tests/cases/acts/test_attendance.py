"""Who came to the panel, quorum, dissent, adjournment (SCR-05)."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.test import Client

from tests import board as b
from tests.cases.browsing import boxes, done, errors_of, opened
from wscb.cases import access
from wscb.cases.actions import meetings
from wscb.cases.actions.meetings import current_meeting
from wscb.cases.errors import ActRefused
from wscb.cases.models import Case, Meeting

pytestmark = pytest.mark.django_db

RECEIVED = date(2026, 3, 2)
TODAY = date(2026, 3, 12)


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with time_machine.travel(datetime(2026, 3, 12, 10, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def board() -> b.Board:
    return b.new_board()


@pytest.fixture
def case(board: b.Board) -> Case:
    """A case whose panel of four met this week."""
    case = b.log(board, received=RECEIVED)
    b.refer(board, case, on=date(2026, 3, 3))
    b.convene(board, case, on=date(2026, 3, 4), meets=date(2026, 3, 11))
    return b.fresh(case)


def meeting_of(case: Case) -> Meeting:
    meeting = current_meeting(case)
    assert meeting is not None
    return meeting


def came(case: Case, count: int, **changes: object) -> dict[str, object]:
    """The form of attendance: this many came, the chair first, the others sent apologies."""
    seats = sorted(
        meeting_of(case).attendances.filter(withdrawn_on__isnull=True), key=lambda seat: seat.seat != "chair"
    )
    presences = {f"presence_{seat.pk}": "attended" if n < count else "apologies" for n, seat in enumerate(seats)}
    return {**boxes("held_on", date(2026, 3, 11)), **presences, **changes}


@pytest.mark.clause("SCR-05")
def test_attendance_and_dissent_are_recorded_in_the_browser(client: Client, board: b.Board, case: Case) -> None:
    page = opened(client, board.panel_chair, case, "record_attendance").content.decode()
    assert "quorate with 3 members" in page
    assert page.count("<fieldset") == 1 + 4
    sent = came(case, 3, dissent="Member 2 asked for more information first.")
    assert done(client, board.panel_chair, case, "record_attendance", **sent).status_code == 302
    meeting = meeting_of(case)
    assert meeting.held_on == date(2026, 3, 11)
    assert meeting.dissent == "Member 2 asked for more information first."
    assert sorted(meeting.attendances.values_list("presence", flat=True)) == [
        "apologies",
        "attended",
        "attended",
        "attended",
    ]
    assert b.fresh(case).state == "convened"


@pytest.mark.clause("SCR-05")
@pytest.mark.parametrize(("count", "quorate"), [(2, False), (3, True), (4, True)])
def test_quorum_is_three_and_a_meeting_without_it_needs_the_reason(
    client: Client, board: b.Board, case: Case, count: int, quorate: bool
) -> None:
    response = done(client, board.panel_chair, case, "record_attendance", **came(case, count))
    if quorate:
        assert meeting_of(case).quorate is True
        return
    assert list(errors_of(response)) == ["inquorate_because"]
    assert meeting_of(case).held_on is None
    assert set(meeting_of(case).attendances.values_list("presence", flat=True)) == {"invited"}
    explained = came(case, count, inquorate_because="The decision could not wait.")
    assert done(client, board.panel_chair, case, "record_attendance", **explained).status_code == 302
    meeting = meeting_of(case)
    assert (meeting.quorate, meeting.inquorate_because) == (False, "The decision could not wait.")


def test_reason_for_lack_of_quorum_is_not_kept_where_there_was_one(client: Client, board: b.Board, case: Case) -> None:
    done(client, board.panel_chair, case, "record_attendance", **came(case, 3, inquorate_because="Not needed."))
    assert meeting_of(case).inquorate_because == ""


@pytest.mark.clause("SCR-05")
def test_every_seat_has_to_be_answered(client: Client, board: b.Board, case: Case) -> None:
    sent = came(case, 4)
    left_out = next(name for name in sent if name.startswith("presence_"))
    sent.pop(left_out)
    response = done(client, board.panel_chair, case, "record_attendance", **sent)
    assert list(errors_of(response)) == [left_out]
    assert f'href="#id_{left_out}_0"' in response.content.decode()
    with pytest.raises(ActRefused, match="attended") as refused:
        meetings.record_attendance(case=case, by=board.panel_chair, on=TODAY, held_on=TODAY, presences={})
    assert str(refused.value.field).startswith("presence_")


@pytest.mark.parametrize(
    ("held_on", "accepted"),
    [(date(2026, 3, 1), False), (RECEIVED, True), (TODAY, True), (date(2026, 3, 13), False)],
    ids=["before notification", "on its day", "today", "tomorrow"],
)
def test_panel_met_between_notification_and_today(board: b.Board, case: Case, held_on: date, accepted: bool) -> None:
    presences = {seat.user: "attended" for seat in meeting_of(case).attendances.all()}

    def record() -> Meeting:
        return meetings.record_attendance(
            case=case, by=board.panel_chair, on=TODAY, held_on=held_on, presences=presences
        )

    if accepted:
        assert record().held_on == held_on
        return
    with pytest.raises(ActRefused) as refused:
        record()
    assert refused.value.field == "held_on"


def test_manager_may_record_attendance_and_a_member_may_not(client: Client, board: b.Board, case: Case) -> None:
    client.force_login(board.members[0])
    assert client.get(f"/cases/{case.reference}/do/record_attendance/").status_code == 404
    assert done(client, board.manager, case, "record_attendance", **came(case, 4)).status_code == 302


def test_attendance_can_be_corrected_until_the_recommendation(client: Client, board: b.Board, case: Case) -> None:
    done(client, board.panel_chair, case, "record_attendance", **came(case, 4))
    shown = opened(client, board.panel_chair, case, "record_attendance").content.decode()
    assert shown.count('value="attended" checked') == 4
    assert done(client, board.panel_chair, case, "record_attendance", **came(case, 3)).status_code == 302
    assert meeting_of(case).attendances.filter(presence="attended").count() == 3


@pytest.mark.clause("SCR-05")
def test_adjourned_panel_has_to_be_convened_again_while_the_clock_runs_on(
    client: Client, board: b.Board, case: Case
) -> None:
    due = case.steps.get(code="panel_recommendation").due_on
    assert "stop the clock" in opened(client, board.panel_chair, case, "adjourn").content.decode()
    assert done(client, board.panel_chair, case, "adjourn", because="A report was missing.").status_code == 302
    case = b.fresh(case)
    assert case.state == "referred"
    assert current_meeting(case) is None
    kept = case.meetings.get()
    assert (kept.adjourned_on, kept.adjourned_because) == (TODAY, "A report was missing.")
    assert case.steps.get(code="panel_recommendation").due_on == due
    assert case.steps.get(code="convene_panel", done_on__isnull=True).starts_on == TODAY
    b.convene(board, case, on=TODAY)
    assert case.meetings.count() == 2
    assert access.visible_cases(board.members[0], on=TODAY).filter(pk=case.pk).exists()


def test_adjourning_needs_its_reason(client: Client, board: b.Board, case: Case) -> None:
    assert list(errors_of(done(client, board.panel_chair, case, "adjourn"))) == ["because"]
    with pytest.raises(ActRefused) as refused:
        meetings.adjourn(case=case, by=board.panel_chair, on=TODAY, because="")
    assert refused.value.field == "because"


def test_attendance_and_adjournment_without_a_meeting_say_so(client: Client, board: b.Board, case: Case) -> None:
    b.attend(board, case, on=TODAY)
    b.recommend(board, case, on=TODAY)
    from reviews.actions.decision import refer_back

    refer_back(case=case, by=board.chair, on=TODAY, questions="Which reports were read?", seen=b.fresh(case).revision)
    assert opened(client, board.panel_chair, case, "record_attendance").status_code == 200
    meeting = meeting_of(case)
    meeting.replaced_on = TODAY
    meeting.save()
    page = opened(client, board.panel_chair, case, "record_attendance").content.decode()
    assert "No meeting has been convened." in page
