"""The pages of what is learned: raised, filtered, printed, acted on, by the office and by an organisation's representative."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from reviews.bundle_learning import learning_lines
from tests import board as b
from tests.cases.browsing import boxes, done, errors_of, nothing_to_do, opened
from tests.cases.moments import frozen, london
from tests.cases.pages.support import asked
from tests.learning import learn
from wscb.cases.clause_standing import clauses_of
from wscb.cases.models import Case
from wscb.learning.actions import findings, undertakings
from wscb.learning.models import Finding, LearningAction
from wscb.people.models import User
from wscb.trail.models import Entry

pytestmark = pytest.mark.django_db

RECEIVED = date(2026, 3, 2)
DAY = date(2026, 3, 20)
DUE = date(2026, 4, 7)


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with frozen(DAY):
        yield


@pytest.fixture
def board() -> b.Board:
    return b.new_board()


@pytest.fixture
def case(board: b.Board) -> Case:
    return b.under_way(board, received=RECEIVED)


@pytest.fixture
def finding(board: b.Board, case: Case) -> Finding:
    return learn.raised(board, case, on=DAY)


@pytest.fixture
def action(board: b.Board, finding: Finding) -> LearningAction:
    return learn.acted(board, finding, on=DAY, due_on=DUE)


@pytest.fixture
def first(board: b.Board, case: Case) -> User:
    user = b.representative(board)
    b.name_representative(board, case, user, on=DAY)
    return user


def page(client: Client, case: Case, query: str = "", name: str = "learning:learning") -> str:
    response = client.get(reverse(name, args=[case.reference]) + query)
    assert response.status_code == 200
    return str(response.content.decode())


@pytest.mark.clause("GEN-02", "GEN-13")
def test_early_learning_is_raised_and_given_an_action_that_starts_at_once(
    client: Client, board: b.Board, case: Case
) -> None:
    said = {
        "kind": "improvement", "stage": "early", "theme": "recording", "statement": "Notes were lost.",
        "evidence": "Two logs.", "organisations": [str(board.police.pk)], "organisations_else": str(board.health.pk),
    }  # fmt: skip
    response = done(client, board.manager, case, "raise_finding", **said)
    found = Finding.objects.get()
    address = reverse("learning:finding", args=[case.reference, found.pk])
    assert response["Location"] == address
    assert set(found.organisations.all()) == {board.police, board.health}
    assert "No action has been given on this yet" in client.get(address).content.decode()
    answers = {"what": "Keep one log.", "organisation": str(board.health.pk), **boxes("due_on", DUE)}
    given = done(client, board.manager, case, "add_learning_action", str(found.pk), **answers)
    assert given["Location"] == address
    shown = client.get(address).content.decode()
    assert "Keep one log." in shown
    assert f"Nobody represents {board.health.name}" in shown
    assert reverse("cases:act_page", args=[case.reference, "name_representative", board.health.pk]) in shown
    client.get(reverse("cases:act_page", args=[case.reference, "name_representative", board.health.pk]))
    tasks = client.get(reverse("cases:tasks", args=[case.reference])).content.decode()
    assert "Carry out an action on what was learned" in tasks


def test_what_is_missing_is_said_at_its_field_and_nothing_typed_is_lost(
    client: Client, board: b.Board, case: Case
) -> None:
    response = done(client, board.manager, case, "raise_finding", statement="Notes were lost.")
    assert set(errors_of(response)) == {"kind", "stage", "theme", "evidence"}
    assert "Notes were lost." in response.content.decode()
    whole = {"kind": "improvement", "stage": "early", "theme": "other", "statement": "A", "evidence": "B"}
    response = done(client, board.manager, case, "raise_finding", **whole)
    assert errors_of(response) == {"organisations": ["Select the organisations it concerns"]}


@pytest.mark.clause("GEN-13")
def test_before_the_decision_nothing_but_early_learning_is_asked_for(client: Client, board: b.Board) -> None:
    case = b.log(board, received=DAY)
    assert "stage" not in opened(client, board.manager, case, "raise_finding").context["form"].fields
    said = {"kind": "good_practice", "theme": "recording", "statement": "A", "evidence": "B"}
    done(client, board.chair, case, "raise_finding", **said, organisations=[str(board.police.pk)])
    assert Finding.objects.get().stage == "early"


@pytest.mark.clause("GEN-02")
def test_the_case_the_review_and_the_report_count_and_list_both(
    client: Client, board: b.Board, case: Case, finding: Finding
) -> None:
    learn.raised(board, case, on=DAY, kind="good_practice", statement="The nurse wrote down what the child said.")
    client.force_login(board.manager)
    for name in ("learning:learning", "reviews:report"):
        shown = page(client, case, name=name)
        assert "1 of good practice, 1 improvement needed" in shown
        assert learn.STATEMENT in shown
        assert "The nurse wrote down what the child said." in shown
    assert "1 of good practice, 1 improvement needed" in page(client, case, name="reviews:review")


def test_findings_are_filtered_by_address_and_printed_as_they_are_shown(
    client: Client, board: b.Board, case: Case, finding: Finding, action: LearningAction
) -> None:
    learn.raised(board, case, on=DAY, theme="recording", statement="Notes were lost.", organisations=[board.health])
    client.force_login(board.manager)
    for query, shown in (
        ("?theme=recording", False), ("?theme=information_sharing", True), ("?kind=good_practice", False),
        ("?stage=early", True), (f"?organisation={board.police.pk}", True), (f"?organisation={board.health.pk}", False),
        ("?actions=open", True), ("?actions=overdue", False), ("?actions=none", False), ("?theme=nonsense", True),
    ):  # fmt: skip
        for name in ("learning:learning", "learning:print"):
            assert (learn.STATEMENT in page(client, case, query, name)) == shown, query
    with frozen(DUE + timedelta(days=1)):
        client.force_login(board.manager)
        assert learn.STATEMENT in page(client, case, "?actions=overdue")


def test_a_case_of_which_nothing_was_learned_says_so(client: Client, board: b.Board, case: Case) -> None:
    client.force_login(board.manager)
    assert "Nothing has been raised yet" in page(client, case)
    for act in ("correct_finding", "withdraw_finding", "add_learning_action"):
        assert "Nothing has been raised" in nothing_to_do(client, board.manager, case, act)
    for act in ("complete_learning_action", "drop_learning_action"):
        assert "No action is open" in nothing_to_do(client, board.manager, case, act)


def test_a_finding_is_corrected_on_its_page_and_shows_what_it_said(
    client: Client, board: b.Board, case: Case, finding: Finding
) -> None:
    shown = opened(client, board.manager, case, "correct_finding", str(finding.pk)).context["form"]
    answers = {**shown.initial, "statement": "Nobody held the whole picture.", "because": "Clearer."}
    response = done(client, board.manager, case, "correct_finding", str(finding.pk), **answers)
    text = client.get(response["Location"]).content.decode()
    assert "Nobody held the whole picture." in text
    assert learn.STATEMENT in text.split("What it said before")[1]


def test_a_finding_is_withdrawn_with_the_actions_that_the_page_names(
    client: Client, board: b.Board, case: Case, action: LearningAction
) -> None:
    pk = str(action.finding_id)
    assert learn.WHAT in opened(client, board.manager, case, "withdraw_finding", pk).content.decode()
    response = done(client, board.manager, case, "withdraw_finding", pk, because="Told twice.")
    assert response["Location"] == reverse("learning:learning", args=[case.reference])
    assert "Withdrawn (1)" in client.get(response["Location"]).content.decode()


@pytest.mark.clause("GEN-13", "SCR-22")
def test_a_representative_reads_its_action_reports_it_done_and_sees_nothing_else(
    client: Client, board: b.Board, case: Case, first: User, action: LearningAction
) -> None:
    other = learn.acted(board, action.finding, on=DAY, due_on=DUE, organisation=board.health)
    client.force_login(first)
    work = client.get("/").content.decode()
    assert "Actions of your organisation" in work
    own = reverse("learning:own_action", args=[action.pk])
    assert own in work
    assert reverse("learning:own_action", args=[other.pk]) not in work
    shown = client.get(own).content.decode()
    assert learn.WHAT in shown
    assert learn.STATEMENT not in shown
    assert learn.EVIDENCE not in shown
    assert b.CHILD.family_name not in shown
    assert Entry.objects.filter(kind="learning.action_read", actor_id=first.pk, subject_id=case.pk).count() == 1
    assert client.get(reverse("learning:own_action", args=[other.pk])).status_code == 404
    assert client.get(reverse("learning:finding", args=[case.reference, action.finding_id])).status_code == 404
    report = reverse("learning:report_done", args=[action.pk])
    form = client.get(report).context["form"]
    refused = client.post(
        report, {**form.hidden, "account": "All were told.", **boxes("done_on", DAY - timedelta(days=1))}
    )
    assert "on or after the day the action was given" in refused.content.decode()
    assert "All were told." in refused.content.decode()
    answers = {**form.hidden, "account": "All were told.", **boxes("done_on", DAY)}
    assert [client.post(report, answers)["Location"] for _click in range(2)] == [own] * 2
    assert "All were told." in client.get(own).content.decode()
    assert client.get(report).status_code == 404
    action.refresh_from_db()
    assert (action.state, action.ended_by) == ("reported", first)


def test_a_delegate_acts_and_whoever_left_or_has_an_interest_does_not(
    client: Client, board: b.Board, case: Case, first: User, action: LearningAction
) -> None:
    own = reverse("learning:own_action", args=[action.pk])
    client.force_login(first)
    assert client.get(own).status_code == 200
    b.name_representative(board, case, b.representative(board, "Second"), on=DAY)
    assert client.get(own).status_code == 404


def test_the_office_records_done_and_no_longer_needed(
    client: Client, board: b.Board, case: Case, action: LearningAction
) -> None:
    second = learn.acted(board, action.finding, on=DAY, due_on=DUE)
    answers = {"account": "By letter.", **boxes("done_on", DAY)}
    done(client, board.manager, case, "complete_learning_action", str(action.pk), **answers)
    done(client, board.chair, case, "drop_learning_action", str(second.pk), because="Done elsewhere.")
    shown = client.get(reverse("learning:finding", args=[case.reference, action.finding_id])).content.decode()
    assert "By letter." in shown
    assert "Done elsewhere." in shown


@pytest.mark.clause("GEN-02", "GEN-13", "SCR-22")
def test_the_clause_page_says_how_the_case_stands_with_learning(
    board: b.Board, case: Case, action: LearningAction
) -> None:
    def standing(on: date) -> dict[str, str]:
        return {one.clause.id: str(one.standing) for one in clauses_of(b.fresh(case), on=on)}

    assert standing(DAY)["GEN-02"] == "Met"
    assert [standing(on)["GEN-13"] for on in (DUE, DUE + timedelta(days=1))] == ["Due", "Late"]


@pytest.mark.clause("GEN-02", "GEN-13", "SCR-16")
def test_the_decision_bundle_shows_what_was_learned_when_it_was_asked_for(
    board: b.Board, case: Case, finding: Finding, action: LearningAction
) -> None:
    with frozen(DAY, 11):
        now = learn.said(board, kind="good_practice")
        findings.correct_finding(case=case, by=board.manager, on=DAY, finding=finding, said=now, because="It worked.")
        learn.raised(board, case, on=DAY, theme="recording")
        undertakings.complete_action(case=case, by=board.manager, on=DAY, action=action, done_on=DAY, account="Told.")
    ((title, rows),) = learning_lines(case, asked_at=london(DAY, 10))
    assert title == "Improvement needed: Sharing information"
    assert dict(rows)["Finding"] == learn.STATEMENT
    assert learn.WHAT in dict(rows)["Actions"]
    assert len(learning_lines(case, asked_at=london(DAY, 12))) == 2


def test_the_pages_ask_no_more_for_many_findings_than_for_few(client: Client, board: b.Board, case: Case) -> None:
    def fill(count: int) -> None:
        for number in range(count):
            kind = "good_practice" if number % 2 else "improvement"
            found = learn.raised(board, case, on=DAY, kind=kind, organisations=[board.police, board.health])
            learn.acted(board, found, on=DAY, due_on=DUE)
            changed = learn.said(board, theme="recording")
            findings.correct_finding(case=case, by=board.manager, on=DAY, finding=found, said=changed, because="So.")

    fill(2)
    first = b.representative(board)
    b.name_representative(board, case, first, on=DAY)
    addresses = [
        reverse(name, args=[case.reference]) for name in ("learning:learning", "learning:print", "reviews:report")
    ]
    few = []
    for who, address in [*((board.manager, one) for one in addresses), (first, "/")]:
        client.force_login(who)
        client.get(address)
        few.append(len(asked(client, address)[1]))
    fill(6)
    for (who, address), before in zip([*((board.manager, one) for one in addresses), (first, "/")], few, strict=True):
        client.force_login(who)
        client.get(address)
        queries = asked(client, address)[1]
        assert len(queries) == before, "\n".join(queries)
    assert few[0] <= 15
