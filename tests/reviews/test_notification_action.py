"""Logging a notification: both clocks, who is told and how, where it is routed, what a running case mutes (SCR-01)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from email.message import Message as Letter
from typing import Any

import pytest
from django.core import mail
from django.db import connection

from reviews.actions.corrections import correct_facts, record_death, revise_worksheet
from reviews.actions.notification import Child, Involvement, Notice, kept_answers, log_notification
from reviews.models import Worksheet
from tests import board as b
from tests.cases.moments import after, frozen, london
from wscb import clock
from wscb.cases import access, chasing
from wscb.cases.errors import ActRefused, NotAllowed
from wscb.cases.models import Case, Subject
from wscb.keys.hashing import keyed_hash
from wscb.messages.sending import send_due
from wscb.trail.models import Entry

pytestmark = pytest.mark.django_db
RECEIVED = date(2014, 1, 31)
CANARIES = ("Quillon", "Thistlewaite", "Merriwether", "9434765919", "1 Canary Row", "Bramblecoat", "Hale", "2012")
CHILD = Child(
    given_name="Quillon",
    family_name="Thistlewaite",
    aliases=("Merriwether",),
    date_of_birth=date(2012, 2, 29),
    address="1 Canary Row",
    nhs_number="943 476 5919",
)


@pytest.fixture
def board() -> b.Board:
    return b.new_board()


def notice(**changes: Any) -> Notice:
    whole = Notice(
        received_on=RECEIVED,
        received_how="telephone",
        referrer="Sgt Hale",
        incident_kind="death",
        incident_on=RECEIVED,
        incident="Found by Bramblecoat.",
        residence="warrington",
    )
    return replace(whole, **changes)


def log(board: b.Board, **changes: Any) -> Case:
    facts: dict[str, Any] = {
        "by": board.manager,
        "on": RECEIVED,
        "area": board.area,
        "notice": notice(),
        "children": [CHILD],
        "answers": b.DEATH,
    }
    return log_notification(**(facts | changes))


def sent() -> list[Letter]:
    """Sends what is queued and gives the letters as they left."""
    send_due(now=clock.now)
    return [letter.message() for letter in mail.outbox]


def parts(letter: Letter) -> str:
    bodies = [part.get_payload(decode=True) for part in letter.walk() if not part.is_multipart()]
    return "\n".join([*letter.values(), *(body.decode() for body in bodies if isinstance(body, bytes))])


@pytest.mark.clause("SCR-01", "SCR-06", "SCR-11")
@pytest.mark.parametrize(
    ("received", "panel", "chair"),
    [
        (date(2014, 1, 31), date(2014, 2, 21), date(2014, 2, 28)),
        (date(2014, 1, 28), date(2014, 2, 18), date(2014, 2, 28)),
        (date(2016, 1, 30), date(2016, 2, 20), date(2016, 2, 29)),
        (date(2015, 12, 31), date(2016, 1, 21), date(2016, 1, 31)),
        (date(2013, 4, 15), date(2013, 5, 6), date(2013, 5, 15)),
    ],
)
def test_both_clocks_run_from_the_day_the_office_received_it(
    board: b.Board, received: date, panel: date, chair: date
) -> None:
    case = log(board, notice=notice(received_on=received, incident_on=None), on=received + timedelta(days=9))
    due = dict(case.steps.values_list("code", "due_on"))
    assert (due["panel_recommendation"], due["chair_decision"]) == (panel, chair)
    assert case.triggered_on == received
    assert case.review.chair_informed_on == received + timedelta(days=9)


@pytest.mark.clause("SCR-01")
def test_the_chair_is_told_at_once_by_reference_only(board: b.Board) -> None:
    case = log(board)
    letters = sent()
    assert {letter["To"] for letter in letters} == {
        board.chair.email,
        board.panel_chair.email,
        board.other_panel_chair.email,
    }
    for letter in letters:
        text = parts(letter)
        assert case.reference in text
        assert [canary for canary in CANARIES if canary in text] == []


def test_the_canaries_are_on_the_case_and_would_be_found(board: b.Board) -> None:
    case = log(board)
    child = case.subjects.get()
    facts = [
        child.full_name,
        child.aliases.get().name,
        child.nhs_number,
        child.address,
        case.review.incident,
        case.review.referrer,
        str(child.date_of_birth),
    ]
    assert [canary for canary in CANARIES if not any(canary in fact for fact in facts)] == []


@pytest.mark.clause("SCR-01")
def test_who_acts_as_chair_is_told_too(board: b.Board) -> None:
    from wscb.people import actions as people

    people.record_acting_appointment(
        user=board.outsider,
        area=board.area,
        starts_on=RECEIVED,
        ends_on=after(RECEIVED, 5),
        reason="Leave.",
        by=board.manager,
        on=RECEIVED,
    )
    case = log(board)
    told = case.messages.filter(message__kind="case.logged").values_list("message__recipient", flat=True)
    assert set(told) == {board.chair.pk, board.outsider.pk}


@pytest.mark.clause("SCR-01")
@pytest.mark.parametrize(
    ("residence", "board_named", "routed"),
    [("warrington", "", False), ("not_known", "", False), ("elsewhere", "Halton", True)],
)
def test_a_child_who_lives_elsewhere_is_routed_to_that_board(
    board: b.Board, residence: str, board_named: str, routed: bool
) -> None:
    case = log(board, notice=notice(residence=residence, other_board=board_named))
    assert case.steps.filter(code="route_elsewhere", done_on__isnull=True).exists() is routed


@pytest.mark.clause("CARD-03")
def test_a_running_case_is_muted_until_somebody_looked(board: b.Board) -> None:
    log(board)
    running = log(board, running=True)
    assert running.chasing_muted and running.entered_running
    assert running.steps.filter(code="check_running_case", done_on__isnull=True).exists()
    late = after(RECEIVED, 60)
    with frozen(late, 12):
        messages = chasing.sweep(now=london(late, 12))
    chased = set(Case.objects.filter(messages__message__in=messages).values_list("reference", flat=True))
    assert chased and running.reference not in chased


@pytest.mark.clause("SCR-01")
def test_several_children_of_one_incident_are_one_case(board: b.Board) -> None:
    unborn, unknown = (
        Child(unborn=True),
        Child(name_unknown=True, date_of_birth=date(2013, 6, 1), date_of_birth_estimated=True),
    )
    case = log(board, children=[CHILD, unborn, unknown])
    assert [(child.ordinal, child.full_name) for child in case.subjects.all()] == [
        (1, "Quillon Thistlewaite"),
        (2, "Not yet born"),
        (3, "Name not known"),
    ]


def test_the_nhs_number_is_sealed_and_found_by_its_hash(board: b.Board) -> None:
    log(board)
    assert Subject.objects.get(nhs_number_hash=keyed_hash("9434765919")).nhs_number == "9434765919"
    with connection.cursor() as cursor:
        cursor.execute("SELECT nhs_number, nhs_number_hash FROM cases_subject")
        assert all(
            b"9434765919" not in (bytes(one) if not isinstance(one, str) else one.encode()) for one in cursor.fetchone()
        )


def test_organisations_have_an_interest_unless_somebody_says_why_not(board: b.Board) -> None:
    case = log(board, organisations=[Involvement(board.police), Involvement(board.council, "One call, years ago.")])
    interests = dict(case.involved_organisations.values_list("organisation__name", "has_interest"))
    assert interests == {board.police.name: True, board.council.name: False}


def test_logging_stands_in_the_trail_without_a_name(board: b.Board) -> None:
    case = log(board)
    entry = Entry.objects.get(kind="scr.log", subject_id=case.pk)
    assert entry.actor_id == board.manager.pk
    assert not [canary for canary in CANARIES if canary in str(entry.facts)]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"notice": notice(received_on=date(2013, 4, 14), incident_on=None)}, "received_on"),
        ({"notice": notice(received_on=after(RECEIVED, 1))}, "received_on"),
        ({"notice": notice(incident_on=after(RECEIVED, 1))}, "incident_on"),
        ({"notice": notice(authority_aware_on=after(RECEIVED, 1))}, "authority_aware_on"),
        ({"notice": notice(residence="elsewhere")}, "other_board"),
        ({"children": []}, "children"),
        ({"children": [Child()]}, "family_name"),
        ({"children": [replace(CHILD, date_of_birth=after(RECEIVED, 1))]}, "date_of_birth"),
        ({"children": [replace(CHILD, died_on=after(RECEIVED, 1))]}, "died_on"),
        ({"children": [replace(CHILD, died_on=date(2012, 2, 28))]}, "died_on"),
    ],
)
def test_what_cannot_be_is_refused_at_its_answer_and_nothing_is_logged(
    board: b.Board, changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(ActRefused) as refused:
        log(board, **changes)
    assert refused.value.field == field
    assert not Case.objects.exists()


@pytest.mark.parametrize("who", ["chair", "panel_chair", "administrator", "outsider"])
def test_only_the_manager_of_the_area_logs(board: b.Board, who: str) -> None:
    with pytest.raises(NotAllowed):
        log(board, by=getattr(board, who))
    assert not Case.objects.exists()


def test_a_manager_does_not_log_for_another_area(board: b.Board) -> None:
    elsewhere = b.new_board("halton", "Halton")
    with pytest.raises(NotAllowed):
        log(board, area=elsewhere.area)


@pytest.mark.clause("SCR-01")
def test_a_later_death_turns_the_same_case_with_its_first_clocks(board: b.Board) -> None:
    case = log(board, answers=b.NO_LIMB, notice=notice(incident_kind="serious_harm"))
    clocks = dict(case.steps.values_list("code", "due_on"))
    (child,) = case.subjects.all()
    mail.outbox.clear()
    facts: dict[str, Any] = {
        "case": case,
        "by": board.manager,
        "on": after(RECEIVED, 5),
        "child": child,
        "confirmed": b.SIGNED,
    }
    record_death(**facts, died_on=after(RECEIVED, 4), reasons="In hospital.", circumstances=frozenset({"suicide"}))
    sheet = case.worksheets.get(version=2)
    assert (sheet.result, sheet.confirmed_by) == ("must_consider", "password")
    assert kept_answers(sheet).reasons["died"] == "In hospital."
    assert b.fresh(case).review.incident_kind == "death"
    assert dict(case.steps.values_list("code", "due_on")) == clocks
    assert case.messages.filter(message__kind="case.child_died", message__recipient=board.chair).count() == 1
    with pytest.raises(ActRefused, match="recorded already"):
        record_death(**facts, died_on=after(RECEIVED, 4), reasons="Again.")


@pytest.mark.clause("SCR-02")
def test_a_changed_answer_is_a_new_version_signed_and_the_old_one_stays(board: b.Board) -> None:
    case = log(board)
    answers = replace(b.DEATH, limbs={**b.DEATH.limbs, "abuse_or_neglect": "no"})
    facts: dict[str, Any] = {"case": case, "by": board.chair, "on": after(RECEIVED, 1), "because": "The post-mortem."}
    with pytest.raises(ActRefused) as unsigned:
        revise_worksheet(**facts, answers=answers, confirmed=None)
    assert unsigned.value.field == "password"
    with pytest.raises(ActRefused, match="No answer has changed"):
        revise_worksheet(**facts, answers=b.DEATH, confirmed=b.SIGNED)
    revise_worksheet(**facts, answers=answers, confirmed=b.SIGNED)
    assert list(case.worksheets.values_list("version", "result")) == [(1, "met"), (2, "not_met")]
    with pytest.raises(Exception, match="append"):
        Worksheet.objects.filter(version=1).update(result="not_met")


def test_the_day_of_receipt_is_not_corrected(board: b.Board) -> None:
    case = log(board)
    with pytest.raises(ActRefused) as refused:
        correct_facts(
            case=case,
            by=board.manager,
            on=RECEIVED,
            notice=notice(received_on=after(RECEIVED, -1), incident_on=None),
            children={},
            because="-",
        )
    assert refused.value.field == "received_on"


def test_a_death_is_not_a_correction(board: b.Board) -> None:
    case = log(board)
    (child,) = case.subjects.all()
    with pytest.raises(ActRefused) as refused:
        correct_facts(
            case=case,
            by=board.manager,
            on=RECEIVED,
            notice=notice(),
            children={child: replace(CHILD, died_on=RECEIVED)},
            because="-",
        )
    assert refused.value.field == "died_on"


def test_only_the_chair_and_the_manager_open_it_before_it_is_referred(board: b.Board) -> None:
    case = log(board)
    sees = [
        one
        for one in (board.manager, board.chair, board.panel_chair, board.members[0], board.administrator)
        if access.visible_cases(one, on=RECEIVED).filter(pk=case.pk).exists()
    ]
    assert sees == [board.manager, board.chair]
    assert access.listed_cases(board.panel_chair, on=RECEIVED).filter(pk=case.pk).exists()


def test_the_moment_of_logging_is_kept_apart_from_the_day_of_receipt(board: b.Board) -> None:
    case = log(board, on=after(RECEIVED, 2))
    assert isinstance(case.logged_at, datetime)
    assert (case.triggered_on, case.events.get().on) == (RECEIVED, after(RECEIVED, 2))
