"""The anonymous survey: nobody can be led back to, each link works once, and only aggregates of enough answers are shown (GEN-18)."""

from __future__ import annotations

import logging
import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client

from reviews.actions import contributing, surveys
from reviews.models import SurveyCount, SurveyLink
from reviews.survey import fairness, survey, year_of
from tests import board as b
from tests.addresses.sessions import signed_in
from tests.cases.moments import frozen
from tests.reviews import reporting as r
from tests.reviews.contributing import hearing as h
from wscb.cases.models import CaseMessage
from wscb.messages.kinds import renderer_for
from wscb.messages.models import Message
from wscb.trail.models import Entry

pytestmark = [pytest.mark.django_db, pytest.mark.clause("GEN-18")]
DAY = date(2026, 6, 10)
FAIR = {"fair": "yes", "listened": "partly", "without_blame": "no", "understood": "yes"}


@pytest.fixture
def board() -> b.Board:
    return b.new_board()


@pytest.fixture
def stranger() -> Client:
    """Somebody whom the page does not know."""
    return signed_in(None)


def link(board: b.Board, *, on: date = DAY) -> str:
    """The secret part of a new link."""
    return surveys.make_link(area=board.area, on=on)[0]


def answered(board: b.Board, times: int, *, on: date, **changes: str) -> None:
    for _ in range(times):
        surveys.answer(token=link(board, on=on), answers={**FAIR, **changes}, on=on)


def rows() -> dict[str, int]:
    return {model._meta.label: model._default_manager.count() for model in apps.get_models()}


def test_it_goes_to_the_invited_professionals_with_an_account_when_the_review_is_completed(board: b.Board) -> None:
    case = b.under_way(board, received=r.RECEIVED)
    on = r.RECEIVED + timedelta(days=90)
    with frozen(on):
        asked = [h.professional(board, case, on=on, name=f"Nurse {number}") for number in range(5)]
        h.heard(board, asked[0], on=on, email="first@police.example")
        h.invite(board, asked[1], on=on, email="second@police.example")
        h.outcome(board, asked[1], "declined", on=on)
        h.heard(board, asked[2], on=on)
        h.invite(board, asked[3], on=on, email="withdrawn@police.example")
        contributing.withdraw_contributor(case=case, by=board.manager, on=on, person=asked[3], because="A namesake.")
        h.outcome(board, asked[4], "not_invited", on=on, because="They cannot be found.")
        h.heard(board, h.family_member(board, case, on=on), on=on, email="mother@home.example")
        r.write(board, case, on=on)
        r.submit(board, case, on=on)
        r.check(board, case, on=on)
        assert not Message.objects.filter(kind=surveys.KIND).exists()
        r.accept(board, b.fresh(case), on=on)
    sent = Message.objects.filter(kind=surveys.KIND)
    assert sorted(message.address for message in sent) == ["first@police.example", "second@police.example"]
    assert {str(message.payload) for message in sent} == {str({"area": str(board.area.pk)})}
    assert not CaseMessage.objects.filter(message__in=sent).exists()


def test_the_mail_holds_a_link_that_is_kept_nowhere(board: b.Board, stranger: Client) -> None:
    with frozen(DAY):
        message = Message.objects.create(
            kind=surveys.KIND, recipient=board.outsider, address=board.outsider.email, created_at="2026-06-10T09:00:00Z",
            next_attempt_at="2026-06-10T09:00:00Z", payload={"area": str(board.area.pk)},
        )  # fmt: skip
        mail = renderer_for(surveys.KIND)(message)
        assert mail is not None
        found = re.search(r"/survey/([^/\s]+)/", mail.text)
        assert found is not None
        assert stranger.get(f"/survey/{found[1]}/").status_code == 200
    kept = SurveyLink.objects.get()
    assert found[1] not in str(vars(kept)) + str(vars(message))
    fields = {field.name for field in SurveyLink._meta.fields} | {field.name for field in SurveyCount._meta.fields}
    assert fields == {"id", "token_hash", "area", "survey", "last_day", "year", "question", "answer", "count"}


def test_answering_changes_counts_and_forgets_the_link_and_writes_nothing_else(
    board: b.Board, stranger: Client
) -> None:
    token, other = link(board), link(board)
    before = rows()
    with frozen(DAY):
        sent = stranger.post(f"/survey/{token}/", FAIR)
    assert (sent.status_code, sent["Location"]) == (302, "/survey/thank-you/")
    changed = {name: count - before[name] for name, count in rows().items() if count != before[name]}
    assert changed == {"reviews.SurveyLink": -1, "reviews.SurveyCount": 12}
    counts = SurveyCount.objects.filter(count__gt=0).values_list("area", "year", "question", "answer", "count")
    assert set(counts) == {(board.area.pk, 2026, question, answer, 1) for question, answer in FAIR.items()}
    with frozen(DAY):
        stranger.post(f"/survey/{other}/", FAIR)
    assert set(SurveyCount.objects.values_list("count", flat=True)) == {0, 2}


@pytest.mark.sqlite  # PostgreSQL lays rows where there is room
def test_how_the_counts_lie_in_their_table_does_not_tell_what_the_first_answered(board: b.Board) -> None:
    def lie(year: int, answers: dict[str, str]) -> list[tuple[str, str]]:
        on = date(year, 6, 1)
        surveys.answer(token=link(board, on=on), answers=answers, on=on)
        with connection.cursor() as cursor:
            cursor.execute("SELECT question, answer FROM reviews_surveycount WHERE year = %s ORDER BY rowid", [year])
            return list(cursor.fetchall())

    assert lie(2026, FAIR) == lie(2027, {**FAIR, "fair": "no", "understood": "partly"})


def lying() -> list[str]:
    """The links as they lie in their table, by the hash of each."""
    place = "ctid" if connection.vendor == "postgresql" else "rowid"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT token_hash FROM reviews_surveylink ORDER BY {place}")
        return [row[0] for row in cursor.fetchall()]


def test_how_links_lie_in_their_table_does_not_tell_in_which_order_they_were_sent(board: b.Board) -> None:
    """By chance alone, the newest would lie last sixteen times once in twenty million million times."""
    sent, last = [], []
    for _ in range(16):
        sent.append(surveys._hashed(link(board)))
        last.append(lying()[-1] == sent[-1])
    assert sorted(lying()) == sorted(sent)
    assert lying() != sent
    assert not all(last)


def test_who_is_signed_in_is_not_known_to_the_page_either(board: b.Board) -> None:
    client, token = signed_in(board.manager), link(board)
    trail = Entry.objects.count()
    with frozen(DAY):
        page = client.get(f"/survey/{token}/")
        client.post(f"/survey/{token}/", FAIR)
    assert board.manager.name not in page.content.decode()
    assert Entry.objects.count() == trail


def test_the_log_does_not_tell_who_opened_it_or_answered(board: b.Board, caplog: pytest.LogCaptureFixture) -> None:
    client, token = signed_in(board.manager), link(board)
    caplog.set_level(logging.INFO)
    with frozen(DAY):
        client.get(f"/survey/{token}/")
        client.post(f"/survey/{token}/", FAIR)
        client.get("/survey/thank-you/")
        client.get(f"/survey/{token}/")
        assert caplog.messages == []
        client.get("/figures/fairness/")
    assert "reviews:fairness" in "".join(caplog.messages)


def test_a_refused_sending_leaves_no_link_in_the_log(board: b.Board, caplog: pytest.LogCaptureFixture) -> None:
    token = link(board)
    with frozen(DAY):
        assert (
            Client(enforce_csrf_checks=True, SERVER_NAME="localhost").post(f"/survey/{token}/", FAIR).status_code == 403
        )
    assert token not in caplog.text


def test_a_link_works_once(board: b.Board, stranger: Client) -> None:
    token = link(board)
    with frozen(DAY):
        stranger.post(f"/survey/{token}/", FAIR)
        trail = Entry.objects.count()
        again = [
            stranger.get(f"/survey/{token}/"),
            stranger.post(f"/survey/{token}/", FAIR),
            stranger.get("/survey/never/"),
        ]
    assert {(answer.status_code, answer.content) for answer in again} == {(410, again[0].content)}
    assert "This link no longer works" in again[0].content.decode()
    assert set(SurveyCount.objects.values_list("count", flat=True)) == {0, 1}
    assert Entry.objects.count() == trail


@pytest.mark.parametrize(("days", "status"), [(-1, 200), (0, 200), (1, 410)])
def test_a_link_works_through_its_last_day(board: b.Board, stranger: Client, days: int, status: int) -> None:
    token = link(board)
    last = DAY + timedelta(days=survey().open_days)
    with frozen(last + timedelta(days=days)):
        assert stranger.get(f"/survey/{token}/").status_code == status


def test_links_out_of_time_are_forgotten(board: b.Board) -> None:
    link(board)
    last = DAY + timedelta(days=survey().open_days)
    link(board, on=last)
    assert SurveyLink.objects.count() == 2
    link(board, on=last + timedelta(days=1))
    assert SurveyLink.objects.count() == 2


def test_a_question_that_is_not_answered_is_asked_for_and_the_link_still_works(
    board: b.Board, stranger: Client
) -> None:
    token = link(board)
    with frozen(DAY):
        page = stranger.post(f"/survey/{token}/", {**FAIR, "listened": ""})
        assert page.context["form"].errors == {"listened": ["Answer “Did we listen to you?”"]}
        assert 'value="partly" checked' not in page.content.decode()
        assert page.content.decode().count(" checked") == 3
        assert not SurveyCount.objects.exists()
        assert stranger.get(f"/survey/{token}/").status_code == 200


@pytest.mark.parametrize("answers", [{}, {**FAIR, "fair": "perhaps"}, {**FAIR, "name": "yes"}])
def test_only_whole_answers_are_counted(board: b.Board, answers: dict[str, str]) -> None:
    token = link(board)
    with pytest.raises(ValueError, match="Every question"):
        surveys.answer(token=token, answers=answers, on=DAY)
    assert not SurveyCount.objects.exists()


@pytest.mark.parametrize(("day", "year"), [(date(2026, 3, 31), 2025), (date(2026, 4, 1), 2026)])
def test_the_boards_year_begins_on_1_april(day: date, year: int) -> None:
    assert year_of(day) == year


@pytest.mark.parametrize(("times", "shown"), [(4, []), (5, [5]), (6, [6])])
def test_only_aggregates_of_enough_answers_are_shown(board: b.Board, times: int, shown: list[int]) -> None:
    answered(board, times, on=DAY)
    assert [one.people for one in fairness({board.area.pk}, on=date(2027, 4, 1))] == shown


@pytest.mark.parametrize(("day", "shown"), [(date(2027, 3, 31), []), (date(2027, 4, 1), [5])])
def test_a_year_is_shown_once_it_is_over_so_that_no_single_answer_shows(
    board: b.Board, day: date, shown: list[int]
) -> None:
    answered(board, 5, on=DAY)
    assert [one.people for one in fairness({board.area.pk}, on=day)] == shown


def test_years_with_too_few_are_counted_together_until_there_are_enough(board: b.Board) -> None:
    for year, times in ((2020, 3), (2021, 2), (2022, 6), (2023, 4)):
        answered(board, times, on=date(year, 6, 1))
    found = fairness({board.area.pk}, on=date(2026, 6, 1))
    assert [(one.words, one.people) for one in found] == [
        ("1 April 2022 to 31 March 2023", 6),
        ("1 April 2020 to 31 March 2022", 5),
    ]


def test_the_answers_of_two_areas_are_never_added_up(board: b.Board) -> None:
    elsewhere = b.new_board("elsewhere", "Elsewhere")
    answered(board, 5, on=DAY)
    answered(elsewhere, 1, on=DAY, fair="no")
    here, both = ({board.area.pk}, {board.area.pk, elsewhere.area.pk})
    later = date(2027, 5, 3)
    # Whoever sees one area alone, and both afterwards, cannot take the one from the other and be left with one person's answers.
    assert fairness(both, on=later) == fairness(here, on=later)
    answered(elsewhere, 4, on=DAY)
    found = [(one.area, one.people) for one in fairness(both, on=later)]
    assert sorted(found) == sorted([(board.area.name, 5), (elsewhere.area.name, 5)])


def test_the_chair_and_the_manager_see_a_chart_its_table_and_a_file(board: b.Board) -> None:
    answered(board, 4, on=DAY)
    answered(board, 2, on=DAY, fair="no")
    elsewhere = b.new_board("elsewhere", "Elsewhere")
    with frozen(date(2027, 5, 3)):
        for person in (board.manager, board.chair):
            page = signed_in(person).get("/figures/fairness/").content.decode()
            assert "6 people answered" in page
            assert '<rect class="wscb-bars__part wscb-bars__part--overdue"' in page
            cells = re.findall(r'data-label="[^"]+">([^<]+)<', page)
            assert cells[:4] == ["Was the review fair and just?", "4", "0", "2"]
        file = signed_in(board.manager).get("/figures/fairness/?export=csv").content.decode()
        assert "Was the review fair and just?,4,0,2" in file
        assert (
            "There are not enough answers yet."
            in signed_in(elsewhere.manager).get("/figures/fairness/").content.decode()
        )
        assert [
            signed_in(one).get("/figures/fairness/").status_code for one in (board.panel_chair, board.outsider)
        ] == [404, 404]
        assert "How fair people found reviews" in signed_in(board.chair).get("/figures/").content.decode()


def test_the_questions_are_few_versioned_and_ask_for_no_free_text() -> None:
    now: Any = survey().current
    assert now.questions.codes == {"fair", "listened", "without_blame", "understood"}
    assert survey().editions[now.code] is now
    assert survey().fewest >= 5
