"""An acting Chair for one case, where the Chair has an interest in it: named by the manager, sees that case, may decide it (SCR-11)."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.test import Client

from reviews.actions import decision
from tests import board as b
from tests.cases.browsing import act_address, boxes, done, errors_of, filled, opened
from tests.cases.pages.support import TABS, url
from wscb.cases import access, chairing
from wscb.cases.actions import acting_chair, consultations, involvement
from wscb.cases.errors import ActRefused, NotAllowed
from wscb.cases.models import Case, CaseMessage
from wscb.people.actions import end_acting_appointment
from wscb.people.models import ActingAppointment, User
from wscb.trail.models import Entry

pytestmark = [pytest.mark.django_db, pytest.mark.clause("SCR-11")]

RECEIVED, TODAY, LAST = date(2026, 3, 2), date(2026, 3, 12), date(2026, 6, 30)
REASON = "The Chair has worked with the family’s organisation."
WANTED = "The Board Chair has an interest in this case. Record an acting Chair."


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with time_machine.travel(datetime(2026, 3, 12, 10, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def board() -> b.Board:
    return b.new_board()


@pytest.fixture
def case(board: b.Board) -> Case:
    """A case with its recommendation made."""
    case = b.log(board, received=RECEIVED)
    b.refer(board, case, on=date(2026, 3, 3))
    b.convene(board, case, on=date(2026, 3, 4))
    b.attend(board, case, on=date(2026, 3, 11))
    b.recommend(board, case, on=date(2026, 3, 11))
    return b.fresh(case)


def recuse_chair(board: b.Board, case: Case) -> None:
    involvement.record_interest(case=case, by=board.chair, on=TODAY, user=board.chair, interest="A cousin.")


def name(board: b.Board, case: Case, user: User | None = None, **changes: object) -> ActingAppointment:
    facts: dict[str, object] = {"by": board.manager, "on": TODAY, "ends_on": LAST, "reason": REASON}
    return acting_chair.name_acting_chair(case=case, user=user or board.outsider, **(facts | changes))  # type: ignore[arg-type]


def answers(user: User) -> dict[str, str]:
    return {"user": str(user.pk), "reason": REASON, **boxes("ends_on", LAST)}


def again(user: User) -> User:
    """The person as their next request reads them."""
    return User.objects.get(pk=user.pk)


def test_manager_names_who_acts_for_this_case_on_its_page(client: Client, board: b.Board, case: Case) -> None:
    recuse_chair(board, case)
    response = done(client, board.manager, b.fresh(case), "name_acting_chair", **answers(board.outsider))
    assert response["Location"] == url(case, "people")
    appointment = ActingAppointment.objects.get()
    assert (appointment.user, appointment.scope_case, appointment.area) == (board.outsider, case.pk, board.area)
    assert (appointment.starts_on, appointment.ends_on, appointment.reason) == (TODAY, LAST, REASON)
    assert (appointment.recorded_by, appointment.history.get().history_user) == (board.manager, board.manager)
    event = case.events.order_by("revision").last()
    assert event is not None
    assert (event.act, event.by, event.from_state, event.to_state) == (
        "name_acting_chair", board.manager, "recommended", "recommended",
    )  # fmt: skip
    assert Entry.objects.get(kind="scr.name_acting_chair").subject_id == case.pk
    assert Entry.objects.get(kind="person.acting_recorded").facts["case"] == str(case.pk)
    shown = client.get(response["Location"]).content.decode()
    assert "Kit Far, acting for this case from 12 March 2026 to 30 June 2026" in shown
    assert REASON in shown


def test_who_was_named_is_told_by_reference_alone(board: b.Board, case: Case) -> None:
    name(board, case)
    told = CaseMessage.objects.get(case=case, message__kind="case.acting_chair_named")
    assert (told.message.recipient, told.about) == (board.outsider, f"You act as Chair: case {case.reference}")


def test_acting_chair_sees_this_case_alone_and_decides_it(client: Client, board: b.Board, case: Case) -> None:
    other = b.log(board, received=RECEIVED)
    b.consult(board, case, on=TODAY)
    recuse_chair(board, case)
    client.force_login(board.outsider)
    assert client.get(url(case)).status_code == 404
    name(board, case)

    assert set(access.listed_cases(again(board.outsider), on=TODAY)) == {case}
    assert client.get(url(case)).status_code == 200
    assert client.get(url(other)).status_code == 404
    assert client.get(act_address(case, "decide")).status_code == 200
    assert client.get(act_address(case, "name_acting_chair")).status_code == 404
    client.force_login(board.chair)
    assert client.get(url(case)).status_code == 404
    assert client.get(url(other)).status_code == 200

    why = decision.Reasons(reasons="I agree with the panel.")
    facts = {"on": TODAY, "outcome": "hold", "why": why, "confirmed": b.SIGNED, "seen": b.fresh(case).revision}
    with pytest.raises(NotAllowed):
        decision.decide(case=case, by=again(board.chair), **facts)  # type: ignore[arg-type]
    signed = decision.decide(case=case, by=again(board.outsider), **facts)  # type: ignore[arg-type]
    assert signed.signed_by == board.outsider
    event = case.events.get(act="decide")
    assert (event.by, event.acting_for) == (board.outsider, "acting Board Chair")


def test_acting_chair_consults_before_deciding(board: b.Board, case: Case) -> None:
    recuse_chair(board, case)
    name(board, case)
    consultations.record_consultation(
        case=case, by=again(board.outsider), on=TODAY, kind="national_panel", sought=False, none_because="Plain."
    )
    assert case.consultations.get().by == board.outsider


def test_sight_ends_with_the_last_day_and_with_the_appointment(board: b.Board, case: Case) -> None:
    appointment = name(board, case)
    assert access.visible_cases(again(board.outsider), on=LAST).filter(pk=case.pk).exists()
    assert not access.visible_cases(again(board.outsider), on=date(2026, 7, 1)).filter(pk=case.pk).exists()
    end_acting_appointment(appointment=appointment, by=board.manager, on=TODAY)
    assert not access.visible_cases(again(board.outsider), on=TODAY).filter(pk=case.pk).exists()


def test_somebody_with_an_interest_cannot_act(board: b.Board, case: Case) -> None:
    involvement.record_interest(case=case, by=board.manager, on=TODAY, user=board.members[0], interest="A cousin.")
    with pytest.raises(ActRefused, match="has an interest in the case") as refused:
        name(board, case, board.members[0])
    assert refused.value.field == "user"
    assert not ActingAppointment.objects.exists()


@pytest.mark.clause("SCR-05")
def test_somebody_of_an_involved_organisation_is_refused_on_the_page_and_nothing_is_lost(
    client: Client, board: b.Board, case: Case
) -> None:
    board.outsider.organisation = board.police
    board.outsider.save()
    response = done(client, board.manager, case, "name_acting_chair", **answers(board.outsider))
    assert list(errors_of(response)) == ["user"]
    assert REASON in response.content.decode()
    assert not ActingAppointment.objects.exists()
    assert b.fresh(case).revision == case.revision


def test_chair_and_who_acts_already_are_refused(board: b.Board, case: Case) -> None:
    with pytest.raises(ActRefused, match="is the Board Chair"):
        name(board, case, board.chair)
    name(board, case)
    with pytest.raises(ActRefused, match="already"):
        name(board, case)


def test_what_the_board_itself_refuses_is_refused_here(board: b.Board, case: Case) -> None:
    with pytest.raises(ActRefused, match="cannot record yourself"):
        name(board, case, board.manager)
    with pytest.raises(ActRefused, match="last day"):
        name(board, case, ends_on=RECEIVED)
    assert b.fresh(case).revision == case.revision


def test_page_offers_neither_oneself_nor_somebody_whose_interest_is_recorded(
    client: Client, board: b.Board, case: Case
) -> None:
    recuse_chair(board, case)
    offered = dict(opened(client, board.manager, case, "name_acting_chair").context["form"].fields["user"].choices)
    assert {str(board.manager.pk), str(board.chair.pk)} & set(offered) == set()
    assert offered[str(board.panel_chair.pk)] == "Robin Castell, Warrington Hospitals"


def test_answers_are_asked_for_by_name(client: Client, board: b.Board, case: Case) -> None:
    response = done(client, board.manager, case, "name_acting_chair")
    assert errors_of(response) == {
        "user": ["Select who will act as Chair of this case"],
        "ends_on": ["Enter last day"],
        "reason": ["Enter why somebody acts as Chair"],
    }


def test_sent_twice_names_once(client: Client, board: b.Board, case: Case) -> None:
    sent = filled(opened(client, board.manager, case, "name_acting_chair"), **answers(board.outsider))
    first = client.post(act_address(case, "name_acting_chair"), sent)
    second = client.post(act_address(case, "name_acting_chair"), sent)
    assert first["Location"] == second["Location"] == url(case, "people")
    assert ActingAppointment.objects.count() == 1


def test_second_of_two_managers_is_told_what_changed(client: Client, board: b.Board, case: Case) -> None:
    sent = filled(opened(client, board.manager, case, "name_acting_chair"), **answers(board.outsider))
    recuse_chair(board, case)
    response = client.post(act_address(case, "name_acting_chair"), sent)
    assert response.context["form"].is_conflict
    assert [event.act for event in response.context["events"]] == ["record_interest"]
    assert REASON in response.content.decode()
    assert not ActingAppointment.objects.exists()


@pytest.mark.parametrize("who", ["chair", "panel_chair", "administrator", "outsider"])
def test_nobody_but_the_manager_reaches_the_page(client: Client, board: b.Board, case: Case, who: str) -> None:
    client.force_login(getattr(board, who))
    assert client.get(act_address(case, "name_acting_chair")).status_code == 404
    assert client.post(act_address(case, "name_acting_chair"), {}).status_code == 404
    assert Entry.objects.filter(kind="refused", actor_id=getattr(board, who).pk).count() == 2
    with pytest.raises(NotAllowed):
        name(board, case, board.members[1], by=getattr(board, who))


def test_case_says_that_nobody_can_act_as_chair_until_somebody_is_named(
    client: Client, board: b.Board, case: Case
) -> None:
    def says(person: User) -> list[str]:
        client.force_login(person)
        return [tab for tab in TABS if WANTED in client.get(url(case, tab)).content.decode()]

    assert says(board.manager) == []
    recuse_chair(board, case)
    assert says(board.manager) == list(TABS)
    assert act_address(case, "name_acting_chair") in client.get(url(case)).content.decode()
    client.force_login(board.panel_chair)
    shown = client.get(url(case)).content.decode()
    assert "The business manager has to record an acting Chair." in shown
    assert act_address(case, "name_acting_chair") not in shown
    name(board, case)
    assert says(board.manager) == []


def test_chair_is_lacking_only_while_everybody_with_the_powers_has_an_interest(board: b.Board, case: Case) -> None:
    recuse_chair(board, case)
    assert chairing.lacks_chair(case, on=TODAY)
    name(board, case, ends_on=TODAY)
    assert not chairing.lacks_chair(case, on=TODAY)
    assert chairing.lacks_chair(case, on=date(2026, 3, 13))
    involvement.record_interest(case=case, by=board.manager, on=TODAY, user=board.outsider, interest="A friend.")
    assert chairing.lacks_chair(case, on=TODAY)
    case.closed_on = TODAY
    assert not chairing.lacks_chair(case, on=TODAY)


def test_vacant_office_is_not_an_interest(board: b.Board, case: Case) -> None:
    recuse_chair(board, case)
    board.chair.role_terms.update(ends_on=RECEIVED)
    assert not chairing.lacks_chair(case, on=TODAY)
