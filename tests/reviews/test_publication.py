"""What is to be published of a Case Review: recommended with the final report, decided with its acceptance (CR-05, CR-15)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from reviews import publishing
from reviews.actions import acceptance
from reviews.actions.publication import Chosen
from reviews.models import PublicationDecision, PublicationRecommendation
from tests import board as b
from tests.reviews import reporting as r
from wscb.cases.errors import ActRefused, NotAllowed, NotReady, OutOfTable, ReasonsNeeded
from wscb.cases.models import Case
from wscb.cases.signing import content_hash
from wscb.messages.models import Message
from wscb.people.models import User

pytestmark = pytest.mark.django_db
DAY = r.RECEIVED + timedelta(days=100)
LATER = DAY + timedelta(days=2)
MISSING = "The Subgroup’s recommendation on what to publish of this version of the report"


@pytest.fixture
def board() -> b.Board:
    return b.new_board()


@pytest.fixture
def case(board: b.Board) -> Case:
    """A Case Review whose report is with the Board since DAY, with its checklist confirmed."""
    found = r.with_board(board, received=r.RECEIVED, kind="cr")
    r.check(board, found, on=DAY)
    return b.fresh(found)


def owed(case: Case) -> list[date]:
    """When the open step to recommend is due."""
    return list(case.steps.filter(code="recommend_publication", done_on__isnull=True).values_list("due_on", flat=True))


def told(code: str) -> list[User]:
    return [sent.recipient for sent in Message.objects.filter(kind=f"case.{code}").order_by("recipient__name")]


# --- the recommendation -----------------------------------------------------------------------------------


@pytest.mark.clause("CR-05")
def test_submitted_report_asks_the_subgroup_what_to_publish(board: b.Board, case: Case) -> None:
    assert owed(case) == [date(2026, 6, 24)]
    assert told("publication_wanted") == [board.panel_chair]
    signed = r.recommend_publication(board, case, on=LATER, choice="executive_summary")
    assert owed(case) == []
    assert told("publication_recommended") == [board.chair]
    assert (signed.choice, signed.report.version, signed.signed_by) == ("executive_summary", 1, board.panel_chair)
    assert signed.content_hash == content_hash(signed.content)
    assert signed.content["provisionally"] == "whole_report"
    assert signed.content["report"] == {"version": 1, "hash": signed.report.content_hash}


@pytest.mark.clause("CR-05")
def test_subgroups_chair_alone_recommends(board: b.Board, case: Case) -> None:
    for other in (board.manager, board.chair, board.members[0], r.lead_of(board, case), board.outsider):
        with pytest.raises(NotAllowed):
            r.recommend_publication(board, case, on=LATER, by=other)
    assert not PublicationRecommendation.objects.exists()


@pytest.mark.clause("CR-05", "CR-15")
@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"choice": ""}, "choice"),
        ({"choice": "nothing"}, "choice"),
        ({"reasons": ""}, "reasons"),
        ({"assessment": replace(r.SAFE, identified_because="")}, "identified_because"),
        ({"assessment": replace(r.SAFE, harmed_because="")}, "harmed_because"),
        ({"assessment": r.UNSAFE}, "choice"),
        ({"assessment": replace(r.SAFE, harmed=True)}, "choice"),
    ],
)
def test_recommendation_is_refused_without_an_answer_and_for_a_whole_report_that_could_harm(
    board: b.Board, case: Case, changes: dict[str, object], field: str
) -> None:
    with pytest.raises(ActRefused) as refused:
        r.recommend_publication(board, case, on=LATER, **changes)
    assert refused.value.field == field
    assert not PublicationRecommendation.objects.exists()


@pytest.mark.clause("CR-15")
@pytest.mark.parametrize("choice", ["executive_summary", "learning_points"])
def test_less_than_the_whole_report_can_be_recommended_where_a_child_could_be_identified(
    board: b.Board, case: Case, choice: str
) -> None:
    assert r.recommend_publication(board, case, on=LATER, choice=choice, assessment=r.UNSAFE).choice == choice


@pytest.mark.clause("CR-05")
def test_recommendation_is_made_anew_and_both_are_kept_unchanged(board: b.Board, case: Case) -> None:
    first = r.recommend_publication(board, case, on=LATER)
    second = r.recommend_publication(board, case, on=LATER, choice="learning_points")
    assert second.supersedes == first
    assert publishing.recommended(case) == second
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        PublicationRecommendation.objects.filter(pk=first.pk).update(choice="learning_points")


@pytest.mark.clause("CR-05")
def test_recommendation_counts_for_its_version_of_the_report_alone(board: b.Board, case: Case) -> None:
    r.recommend_publication(board, case, on=LATER)
    acceptance.return_report(case=case, by=board.chair, on=LATER, missing="The voice.", seen=b.fresh(case).revision)
    r.write(board, case, on=LATER, why="Another reason altogether. It was read again.")
    assert publishing.recommended(case) is None
    r.submit(board, case, on=LATER)
    assert owed(case) == [date(2026, 6, 26)]
    r.check(board, case, on=LATER)
    with pytest.raises(NotReady) as refused:
        r.accept(board, case, on=LATER)
    assert refused.value.missing == [MISSING]


@pytest.mark.clause("CR-05")
def test_version_that_was_returned_and_comes_back_the_same_keeps_its_recommendation(board: b.Board, case: Case) -> None:
    r.recommend_publication(board, case, on=LATER)
    acceptance.return_report(case=case, by=board.chair, on=LATER, missing="An answer.", seen=b.fresh(case).revision)
    r.submit(board, case, on=LATER)
    assert owed(case) == []


@pytest.mark.clause("CR-05")
def test_step_is_no_longer_owed_while_the_report_is_being_amended(board: b.Board, case: Case) -> None:
    acceptance.return_report(case=case, by=board.chair, on=LATER, missing="The voice.", seen=case.revision)
    assert owed(case) == []


# --- the decision -----------------------------------------------------------------------------------------


@pytest.mark.clause("CR-05", "CR-15")
def test_report_is_not_accepted_before_the_subgroup_recommended_and_the_chair_decided(
    board: b.Board, case: Case
) -> None:
    with pytest.raises(NotReady) as lacking:
        r.accept(board, case, on=LATER)
    assert lacking.value.missing == [MISSING]
    r.recommend_publication(board, case, on=LATER)
    for none in ("", "nothing"):
        with pytest.raises(ActRefused) as refused:
            r.accept(board, case, on=LATER, publication=Chosen(choice=none, reasons="Why not."))
        assert refused.value.field == "publication"
    assert b.fresh(case).state == "report_submitted"
    assert publishing.to_be_published(case) == ""


@pytest.mark.clause("CR-05", "CR-15")
def test_chair_decides_with_the_signed_acceptance(board: b.Board, case: Case) -> None:
    recommended = r.recommend_publication(board, case, on=LATER)
    entry = r.accept(board, case, on=LATER)
    decided = case.publication_decision
    assert (decided.choice, decided.reasons, decided.decision) == ("whole_report", "", entry)
    assert (decided.recommendation, decided.report) == (recommended, recommended.report)
    signed = {"choice": "whole_report", "reasons": "", "recommendation": recommended.content_hash}
    assert entry.content["publication"] == signed
    assert entry.content_hash == content_hash(entry.content)
    assert publishing.to_be_published(case) == "whole_report"
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        PublicationDecision.objects.filter(pk=decided.pk).update(choice="learning_points")


@pytest.mark.clause("CR-15")
@pytest.mark.parametrize("choice", ["executive_summary", "learning_points"])
def test_anything_less_than_the_whole_report_needs_reasons(board: b.Board, case: Case, choice: str) -> None:
    """Also where it is what was recommended."""
    r.recommend_publication(board, case, on=LATER, choice=choice)
    with pytest.raises(ReasonsNeeded, match="less than the whole report") as refused:
        r.accept(board, case, on=LATER, publication=Chosen(choice=choice))
    assert refused.value.field == "publication_reasons"
    r.accept(board, case, on=LATER, publication=Chosen(choice=choice, reasons="The village is small."))
    assert publishing.to_be_published(case) == choice


@pytest.mark.clause("CR-05")
def test_departing_from_the_recommendation_needs_reasons(board: b.Board, case: Case) -> None:
    r.recommend_publication(board, case, on=LATER, choice="learning_points")
    with pytest.raises(ReasonsNeeded, match="depart from what was recommended"):
        r.accept(board, case, on=LATER)
    r.accept(board, case, on=LATER, publication=Chosen(choice="whole_report", reasons="Nobody can be told from it."))
    assert case.publication_decision.choice == "whole_report"


@pytest.mark.clause("CR-15")
@pytest.mark.parametrize("unsafe", [r.UNSAFE, replace(r.SAFE, harmed=True)])
def test_whole_report_is_refused_whatever_the_reasons_where_a_child_could_be_identified_or_harmed(
    board: b.Board, case: Case, unsafe: publishing.Assessment
) -> None:
    r.recommend_publication(board, case, on=LATER, choice="learning_points", assessment=unsafe)
    with pytest.raises(ActRefused, match="could be identified or harmed") as refused:
        r.accept(board, case, on=LATER, publication=Chosen(choice="whole_report", reasons="The Board wishes it."))
    assert refused.value.field == "publication"
    assert not PublicationDecision.objects.exists()


@pytest.mark.clause("CR-15")
def test_case_review_cannot_end_without_its_report_once_it_is_decided(board: b.Board, case: Case) -> None:
    from reviews.actions import decision

    with pytest.raises(OutOfTable):
        decision.close(
            case=case, by=board.chair, on=LATER, closed_as="withdrawn", reasons="No.", confirmed=b.SIGNED, seen=case.revision
        )  # fmt: skip
    assert [act.code for act in case.table.acts if "completed" in act.targets] == ["accept_report"]
    assert set(case.table.act("accept_report").needs) >= {"report_whole", "publication_recommended"}


@pytest.mark.clause("SCR-24", "SCR-25")
def test_of_a_serious_case_review_the_whole_report_is_published_and_nothing_is_chosen(board: b.Board) -> None:
    case = r.completed(board)
    assert publishing.to_be_published(case) == "whole_report"
    assert not PublicationDecision.objects.exists()
    assert "publication" not in case.decisions.get(kind="accepted").content
    assert "recommend_publication" not in {act.code for act in case.table.acts}
