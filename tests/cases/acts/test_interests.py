"""Interests in a case and organisations involved in it: who has one can no longer open it (SCR-05)."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.test import Client

from tests import board as b
from tests.cases.browsing import boxes, done, errors_of, opened
from wscb.cases import access
from wscb.cases.actions import involvement, meetings
from wscb.cases.errors import ActRefused
from wscb.cases.models import Attendance, Case, CaseMessage, Recusal
from wscb.people.models import Role, User
from wscb.trail.models import Entry

pytestmark = pytest.mark.django_db

TODAY = date(2026, 3, 4)


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with time_machine.travel(datetime(2026, 3, 4, 10, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def board() -> b.Board:
    return b.new_board()


@pytest.fixture
def case(board: b.Board) -> Case:
    """A case whose panel is convened."""
    case = b.log(board, received=date(2026, 3, 2))
    b.refer(board, case, on=date(2026, 3, 3))
    b.convene(board, case, on=TODAY)
    return b.fresh(case)


OWN = {"interest": "The mother is a cousin of mine.", "understood": "on"}


def sees(user: User, case: Case) -> bool:
    return access.visible_cases(User.objects.get(pk=user.pk), on=TODAY).filter(pk=case.pk).exists()


@pytest.mark.clause("SCR-05")
@pytest.mark.parametrize("who", ["members", "panel_chair", "chair"])
def test_own_interest_ends_sight_at_once_and_leads_to_ones_work(
    client: Client, board: b.Board, case: Case, who: str
) -> None:
    person = board.members[0] if who == "members" else getattr(board, who)
    page = opened(client, person, case, "record_interest").content.decode()
    assert "no longer open the case as soon as you record this" in page
    response = done(client, person, case, "record_interest", **OWN)
    assert response["Location"] == "/"
    landed = client.get("/")
    assert landed.status_code == 200
    assert OWN["interest"] not in landed.content.decode()
    assert not sees(person, case)
    assert client.get(f"/cases/{case.reference}/").status_code == 404
    assert Entry.objects.filter(kind="refused", actor_id=person.pk).exists()
    recusal = Recusal.objects.get(case=case, user=person)
    assert (recusal.interest, recusal.recorded_by) == (OWN["interest"], person)
    assert not Attendance.objects.filter(user=person, withdrawn_on__isnull=True).exists()


@pytest.mark.clause("SCR-05")
def test_manager_is_told_of_an_interest_by_reference_only(client: Client, board: b.Board, case: Case) -> None:
    done(client, board.members[0], case, "record_interest", **OWN)
    told = CaseMessage.objects.filter(case=case, message__kind="case.interest_recorded")
    assert [link.message.recipient for link in told] == [board.manager]
    assert told[0].about == f"Interest recorded: case {case.reference}"


@pytest.mark.clause("SCR-05")
def test_manager_records_the_interest_of_the_panels_chair_and_another_can_chair(
    client: Client, board: b.Board, case: Case
) -> None:
    sent = {**OWN, "user": str(board.panel_chair.pk)}
    response = done(client, board.manager, case, "record_interest", **sent)
    assert response["Location"] == f"/cases/{case.reference}/people/"
    assert not sees(board.panel_chair, case)
    assert sees(board.manager, case)
    meetings.reconvene(
        case=case, by=board.manager, on=TODAY, starts_at=datetime(2026, 3, 16, 10, tzinfo=UTC), place="Room 1",
        chair=board.other_panel_chair, members=board.members[:3],
    )  # fmt: skip
    assert Role.PANEL_CHAIR in access.offices(board.other_panel_chair, case, on=TODAY)


@pytest.mark.clause("SCR-05")
def test_manager_may_record_an_interest_of_their_own(client: Client, board: b.Board, case: Case) -> None:
    response = done(client, board.manager, case, "record_interest", **OWN, user=str(board.manager.pk))
    assert response["Location"] == "/"
    assert not sees(board.manager, case)


def test_manager_chooses_among_those_with_a_part_in_the_case(client: Client, board: b.Board, case: Case) -> None:
    form = opened(client, board.manager, case, "record_interest").context["form"]
    offered = {pk for pk, _ in form.fields["user"].choices if pk}
    expected = [board.manager, board.chair, board.panel_chair, board.other_panel_chair, *board.members]
    assert offered == {str(user.pk) for user in expected}
    involvement.record_interest(case=case, by=board.manager, on=TODAY, user=board.members[0], interest="A relative.")
    sent = {**OWN, "user": str(board.members[0].pk)}
    assert list(errors_of(done(client, board.manager, case, "record_interest", **sent))) == ["user"]


@pytest.mark.clause("SCR-05")
def test_member_cannot_record_somebody_elses_interest(client: Client, board: b.Board, case: Case) -> None:
    done(client, board.members[0], case, "record_interest", **OWN, user=str(board.members[1].pk))
    assert list(Recusal.objects.values_list("user", flat=True)) == [board.members[0].pk]
    with pytest.raises(ActRefused, match="Only the business manager") as refused:
        involvement.record_interest(
            case=case, by=board.members[1], on=TODAY, user=board.members[2], interest="A relative."
        )
    assert refused.value.field == "user"


def test_interest_needs_its_words_and_the_confirmation(client: Client, board: b.Board, case: Case) -> None:
    assert set(errors_of(done(client, board.members[0], case, "record_interest"))) == {"interest", "understood"}
    assert sees(board.members[0], case)


def test_interest_is_recorded_once(board: b.Board, case: Case) -> None:
    facts = {"case": case, "by": board.manager, "on": TODAY, "user": board.members[0], "interest": "A relative."}
    involvement.record_interest(**facts)
    with pytest.raises(ActRefused, match="recorded already"):
        involvement.record_interest(**facts)


@pytest.mark.clause("SCR-05")
def test_co_opted_person_with_an_interest_loses_seat_and_grant(client: Client, board: b.Board) -> None:
    case = b.log(board, received=date(2026, 3, 2))
    b.refer(board, case, on=date(2026, 3, 3))
    meetings.convene(
        case=case, by=board.manager, on=TODAY, starts_at=datetime(2026, 3, 16, 10, tzinfo=UTC), place="Room 1",
        chair=board.panel_chair, members=[], co_opted=[board.outsider],
    )  # fmt: skip
    assert sees(board.outsider, case)
    done(client, board.outsider, case, "record_interest", **OWN)
    assert not sees(board.outsider, case)
    assert case.grants.get().ends_on == TODAY


@pytest.mark.clause("SCR-05", "GEN-04")
def test_organisation_added_with_an_interest_ends_its_members_seat(client: Client, board: b.Board, case: Case) -> None:
    board.members[0].organisation = board.council
    board.members[0].save()
    assert sees(board.members[0], case)
    response = done(
        client, board.manager, case, "add_organisation", organisation=str(board.council.pk), has_interest="yes"
    )
    assert response.status_code == 302
    assert case.involved_organisations.get(organisation=board.council).has_interest
    assert not sees(board.members[0], case)
    assert Attendance.objects.get(user=board.members[0]).withdrawn_on == TODAY
    assert Attendance.objects.get(user=board.members[1]).withdrawn_on is None


@pytest.mark.clause("SCR-05")
def test_organisation_of_the_panels_chair_leaves_the_standing_chair_to_act(board: b.Board, case: Case) -> None:
    involvement.add_organisation(case=case, by=board.manager, on=TODAY, organisation=board.health)
    assert not sees(board.panel_chair, case)
    assert Role.PANEL_CHAIR in access.offices(board.other_panel_chair, case, on=TODAY)


@pytest.mark.clause("SCR-05")
def test_organisation_without_an_interest_needs_the_reason(client: Client, board: b.Board, case: Case) -> None:
    board.members[0].organisation = board.council
    board.members[0].save()
    sent = {"organisation": str(board.council.pk), "has_interest": "no"}
    response = done(client, board.manager, case, "add_organisation", **sent)
    assert list(errors_of(response)) == ["no_interest_because"]
    sent["no_interest_because"] = "It owned the land alone."
    assert done(client, board.manager, case, "add_organisation", **sent).status_code == 302
    row = case.involved_organisations.get(organisation=board.council)
    assert (row.has_interest, row.no_interest_because) == (False, "It owned the land alone.")
    assert sees(board.members[0], case)


def test_reason_is_dropped_where_the_organisation_has_an_interest(client: Client, board: b.Board, case: Case) -> None:
    sent = {"organisation": str(board.council.pk), "has_interest": "yes", "no_interest_because": "Not needed."}
    done(client, board.manager, case, "add_organisation", **sent)
    assert case.involved_organisations.get(organisation=board.council).has_interest


def test_organisation_already_involved_is_not_offered_and_refused(client: Client, board: b.Board, case: Case) -> None:
    form = opened(client, board.manager, case, "add_organisation").context["form"]
    assert str(board.police.pk) not in dict(form.fields["organisation"].choices)
    with pytest.raises(ActRefused, match="on the case already"):
        involvement.add_organisation(case=case, by=board.manager, on=TODAY, organisation=board.police)


@pytest.mark.clause("GEN-04")
def test_proposed_chair_of_an_organisation_added_is_withdrawn_and_the_step_opens_again(
    client: Client, board: b.Board, case: Case
) -> None:
    trust = b.Organisation.objects.create(name="Independent Trust", kind="voluntary", on_board=False)
    involvement.propose_chair(
        case=case, by=board.panel_chair, on=TODAY, name="Dr Ines Calder", organisation=trust, background="Six reviews."
    )
    done(client, board.manager, case, "add_organisation", organisation=str(trust.pk), has_interest="yes")
    assert case.chair_proposals.get().withdrawn_on == TODAY
    assert case.steps.filter(code="propose_review_chair", done_on__isnull=True).exists()


def test_attendance_is_not_asked_of_somebody_whose_seat_ended(client: Client, board: b.Board, case: Case) -> None:
    involvement.record_interest(case=case, by=board.manager, on=TODAY, user=board.members[0], interest="A relative.")
    form = opened(client, board.panel_chair, case, "record_attendance").context["form"]
    assert board.members[0] not in [seat.user for seat in form.seats]
    answers = {f"presence_{seat.pk}": "attended" for seat in form.seats}
    assert (
        done(client, board.panel_chair, case, "record_attendance", **answers, **boxes("held_on", TODAY)).status_code
        == 302
    )
