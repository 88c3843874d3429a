"""The panel is convened and its meeting changed: who may sit, who is told, and by when it has to meet (SCR-05, SCR-06)."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.test import Client

from reviews.actions.notification import Involvement
from tests import board as b
from tests.cases.browsing import act_address, boxes, done, errors_of, filled, opened
from wscb.cases import access
from wscb.cases.actions import meetings
from wscb.cases.actions.meetings import current_meeting
from wscb.cases.errors import ActRefused, CaseChanged
from wscb.cases.models import Case, CaseMessage
from wscb.messages.models import Message
from wscb.people.models import Interest, User

pytestmark = pytest.mark.django_db

RECEIVED = date(2026, 3, 2)
REFERRED = date(2026, 3, 3)
TODAY = date(2026, 3, 4)


@pytest.fixture(autouse=True)
def today() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(datetime(2026, 3, 4, 10, tzinfo=UTC), tick=False) as clock:
        yield clock


def referred(board: b.Board, **changes: object) -> Case:
    case = b.log(board, received=RECEIVED, **changes)  # type: ignore[arg-type]
    return b.refer(board, case, on=REFERRED)


def answers(board: b.Board, **changes: object) -> dict[str, object]:
    """The form of the meeting, filled in."""
    return {
        **boxes("meets_on", date(2026, 3, 16)),
        "meets_at": "2pm",
        "place": "Committee room 2",
        "chair": str(board.panel_chair.pk),
        "member": [str(member.pk) for member in board.members[:3]],
        **changes,
    }


def invited(case: Case) -> set[User]:
    meeting = current_meeting(case)
    assert meeting is not None
    return {seat.user for seat in meeting.attendances.filter(withdrawn_on__isnull=True)}


@pytest.mark.clause("SCR-05")
def test_panel_is_convened_in_the_browser_and_its_people_see_the_case(client: Client) -> None:
    board = b.new_board()
    case = referred(board)
    response = done(client, board.manager, case, "convene", **answers(board))
    assert response["Location"] == f"/cases/{case.reference}/people/"
    case = b.fresh(case)
    meeting = current_meeting(case)
    assert case.state == "convened"
    assert meeting.starts_at == datetime(2026, 3, 16, 14, tzinfo=UTC)
    assert invited(case) == {board.panel_chair, *board.members[:3]}
    for member in board.members[:3]:
        assert access.visible_cases(member, on=TODAY).filter(pk=case.pk).exists()
    assert not access.visible_cases(board.members[3], on=TODAY).filter(pk=case.pk).exists()
    assert Message.objects.filter(kind="panel_invitation").count() == 4
    assert CaseMessage.objects.filter(case=case, message__kind="panel_invitation").count() == 4
    assert not case.steps.filter(code="convene_panel", done_on__isnull=True).exists()


def test_meeting_in_summer_is_at_the_time_that_was_typed_in_london(client: Client) -> None:
    board = b.new_board()
    case = referred(board)
    done(
        client,
        board.manager,
        case,
        "convene",
        **answers(board, **boxes("meets_on", date(2026, 3, 30)), late_confirmed="on"),
    )
    assert current_meeting(case).starts_at == datetime(2026, 3, 30, 13, tzinfo=UTC)


@pytest.mark.clause("SCR-06")
@pytest.mark.parametrize(("day", "warned"), [(22, False), (23, False), (24, True)], ids=["day 20", "day 21", "day 22"])
def test_date_after_day_21_is_warned_of_and_has_to_be_confirmed(client: Client, day: int, warned: bool) -> None:
    board = b.new_board()
    case = referred(board)
    late = boxes("meets_on", date(2026, 3, day))
    response = done(client, board.manager, case, "convene", **answers(board, **late))
    if not warned:
        assert b.fresh(case).state == "convened"
        return
    assert list(errors_of(response)) == ["late_confirmed"]
    assert "after the 3 weeks, which end on Monday 23 March 2026" in errors_of(response)["late_confirmed"][0]
    assert "Committee room 2" in response.content.decode()
    assert b.fresh(case).state == "referred"
    again = client.post(act_address(case, "convene"), filled(response, **answers(board, **late, late_confirmed="on")))
    assert again.status_code == 302
    assert b.fresh(case).state == "convened"


@pytest.mark.clause("SCR-05")
def test_convening_asks_for_what_is_missing_and_keeps_what_was_typed(client: Client) -> None:
    board = b.new_board()
    case = referred(board)
    response = done(client, board.manager, case, "convene", place="Committee room 2")
    assert set(errors_of(response)) == {"meets_on", "meets_at", "chair"}
    page = response.content.decode()
    assert 'href="#id_meets_on_day"' in page
    assert 'value="Committee room 2"' in page


@pytest.mark.clause("SCR-05")
def test_member_with_an_interest_is_shown_as_not_eligible_and_refused(client: Client) -> None:
    board = b.new_board()
    board.members[0].organisation = board.police
    board.members[0].save()
    Interest.objects.create(
        user=board.members[1], organisation=board.police, nature="Married to an officer", declared_on=RECEIVED
    )
    case = referred(board, organisations=[Involvement(board.police)])
    shown = opened(client, board.manager, case, "convene")
    assert set(shown.context["not_eligible"]["member"]) == set(board.members[:2])
    page = shown.content.decode()
    assert "Married to an officer" not in page
    assert f'value="{board.members[0].pk}"' not in page
    response = client.post(act_address(case, "convene"), filled(shown, **answers(board)))
    assert list(errors_of(response)) == ["member"]
    with pytest.raises(ActRefused, match="has an interest in this case") as refused:
        b.convene(board, case, on=TODAY)
    assert refused.value.field == "member"


@pytest.mark.clause("SCR-05")
def test_chair_of_the_panel_with_an_interest_is_not_eligible_and_refused(client: Client) -> None:
    board = b.new_board()
    case = referred(board, organisations=[Involvement(board.health)])
    assert not access.visible_cases(board.panel_chair, on=TODAY).filter(pk=case.pk).exists()
    shown = opened(client, board.manager, case, "convene")
    assert shown.context["not_eligible"]["chair"] == [board.panel_chair]
    with pytest.raises(ActRefused, match="has an interest in this case") as refused:
        b.convene(board, case, on=TODAY)
    assert refused.value.field == "chair"
    b.convene(board, case, on=TODAY, chair=board.other_panel_chair)
    assert board.panel_chair not in invited(case)


def test_somebody_without_a_term_on_the_panel_is_refused(client: Client) -> None:
    board = b.new_board()
    case = referred(board)
    with pytest.raises(ActRefused, match="no current term"):
        b.convene(board, case, on=TODAY, chair=board.members[0])
    response = done(client, board.manager, case, "convene", **answers(board, member=[str(board.outsider.pk)]))
    assert list(errors_of(response)) == ["member"]


def test_somebody_is_co_opted_by_name_and_sees_the_case(client: Client) -> None:
    board = b.new_board()
    case = referred(board)
    shown = opened(client, board.manager, case, "convene")
    found = client.post(act_address(case, "convene"), filled(shown, **answers(board, called="kit", find="yes")))
    assert found.status_code == 200
    assert not found.context["form"].errors
    assert "Committee room 2" in found.content.decode()
    assert b.fresh(case).state == "referred"
    chosen = answers(board, co_opted=[str(board.outsider.pk)])
    assert client.post(act_address(case, "convene"), filled(found, **chosen)).status_code == 302
    assert board.outsider in invited(case)
    assert access.visible_cases(board.outsider, on=TODAY).filter(pk=case.pk).exists()


def test_search_for_somebody_to_co_opt_says_when_nobody_is_found_or_named(client: Client) -> None:
    board = b.new_board()
    case = referred(board)
    shown = opened(client, board.manager, case, "convene")
    address = act_address(case, "convene")
    nobody = client.post(address, filled(shown, **answers(board, called="Nobody", find="yes"))).content.decode()
    assert "Nobody outside the panel has this name." in nobody
    empty = client.post(address, filled(shown, **answers(board, find="yes"))).content.decode()
    assert "Nothing was sent." in empty
    member = client.post(address, filled(shown, **answers(board, called="Member", find="yes"))).content.decode()
    assert "Nobody outside the panel has this name." in member


def test_search_keeps_the_revision_that_was_read(client: Client) -> None:
    board = b.new_board()
    case = referred(board)
    shown = opened(client, board.manager, case, "convene")
    b.add_paper(board, case, on=TODAY)
    found = client.post(act_address(case, "convene"), filled(shown, **answers(board, called="kit", find="yes")))
    sent = client.post(act_address(case, "convene"), filled(found, **answers(board)))
    assert "changed" in errors_of(sent)["__all__"][0]
    assert "Add a document" in sent.content.decode()


def test_second_manager_is_told_what_changed_and_convenes_nothing(client: Client) -> None:
    board = b.new_board()
    second = b.person("second@warrington.example", "Second Manager", board.office)
    b.term(second, b.Role.BUSINESS_MANAGER, board.area)
    case = referred(board)
    shown = opened(client, second, case, "convene")
    b.convene(board, case, on=TODAY)
    late = client.post(act_address(case, "convene"), filled(shown, **answers(board)))
    assert late.status_code == 409
    assert "Convene the panel" in late.content.decode()
    assert board.manager.name in late.content.decode()
    assert case.meetings.count() == 1
    with pytest.raises(CaseChanged) as changed:
        meetings.convene(
            case=case, by=second, on=TODAY, starts_at=datetime(2026, 3, 16, 10, tzinfo=UTC), place="Room 1",
            chair=board.panel_chair, members=[], seen=case.revision,
        )  # fmt: skip
    assert [event.act for event in changed.value.events] == ["convene"]


def test_double_click_convenes_once(client: Client) -> None:
    board = b.new_board()
    case = referred(board)
    shown = opened(client, board.manager, case, "convene")
    sent = filled(shown, **answers(board))
    first = client.post(act_address(case, "convene"), sent)
    again = client.post(act_address(case, "convene"), sent)
    assert (first.status_code, again.status_code) == (302, 302)
    assert first["Location"] == again["Location"]
    assert case.meetings.count() == 1


def test_meeting_before_the_day_it_is_convened_is_refused(client: Client) -> None:
    board = b.new_board()
    case = referred(board)
    yesterday = answers(board, **boxes("meets_on", TODAY - timedelta(days=1)))
    assert list(errors_of(done(client, board.manager, case, "convene", **yesterday))) == ["meets_on"]
    same_day = answers(board, **boxes("meets_on", TODAY))
    assert done(client, board.manager, case, "convene", **same_day).status_code == 302


def test_case_entered_while_running_is_convened_on_the_day_that_is_given(client: Client) -> None:
    board = b.new_board()
    case = b.log(board, received=RECEIVED, running=True)
    case = b.refer(board, case, on=RECEIVED)
    response = done(client, board.manager, case, "convene", **answers(board))
    assert list(errors_of(response)) == ["on"]
    given = answers(board, **boxes("on", REFERRED), **boxes("meets_on", REFERRED))
    assert done(client, board.manager, case, "convene", **given).status_code == 302
    assert case.events.get(act="convene").on == REFERRED


@pytest.mark.clause("SCR-05")
def test_changed_meeting_replaces_the_first_and_who_is_left_out_loses_sight(client: Client) -> None:
    board = b.new_board()
    case = referred(board)
    b.convene(board, case, on=TODAY)
    shown = opened(client, board.manager, case, "reconvene")
    assert 'value="Committee room 2"' in shown.content.decode()
    changed = answers(board, place="By video", member=[str(board.members[3].pk)])
    assert client.post(act_address(case, "reconvene"), filled(shown, **changed)).status_code == 302
    assert current_meeting(case).place == "By video"
    assert invited(case) == {board.panel_chair, board.members[3]}
    assert not access.visible_cases(board.members[0], on=TODAY).filter(pk=case.pk).exists()
    assert access.visible_cases(board.members[3], on=TODAY).filter(pk=case.pk).exists()
