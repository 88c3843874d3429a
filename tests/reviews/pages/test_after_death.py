"""A death recorded on a Case Review leads to a notification in which nothing is typed twice; a duplicate leads to its original."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from reviews.actions import decision
from reviews.actions.corrections import record_death
from reviews.views.notification_draft import Notification
from tests import board as b
from tests.cases.moments import frozen
from tests.cases.pages.support import url
from tests.reviews import notifying as n
from tests.reviews import reporting as r
from wscb.cases import grants
from wscb.cases.models import Case, Draft

pytestmark = pytest.mark.django_db
DAY = r.RECEIVED + timedelta(days=3)


@pytest.fixture
def board() -> b.Board:
    return b.new_board()


def log_case_review(board: b.Board) -> Case:
    return b.log(board, received=r.RECEIVED, answers=b.LEARNING, kind="cr")


@pytest.mark.clause("SCR-01", "CR-01")
def test_a_death_on_a_case_review_begins_a_notification_with_what_is_known(client: Client, board: b.Board) -> None:
    case = log_case_review(board)
    address = reverse("reviews:after_death", args=[case.reference])
    with frozen(DAY):
        client.force_login(board.manager)
        assert client.get(address).status_code == 404
        child = case.subjects.get()
        child.died_on = None
        child.save()
        record_death(
            case=case, by=board.manager, on=DAY, child=child, died_on=DAY, reasons="Died.", circumstances=frozenset(),
            confirmed=b.SIGNED, seen=b.fresh(case).revision,
        )  # fmt: skip
        assert f'href="{address}"' in client.get(url(case)).content.decode()
        begun = client.post(address, n.hidden(client.get(address)))
        draft = Draft.objects.get(kind="notification", user=board.manager)
        assert str(draft.pk) in begun["Location"]
        found = Notification(draft)
        assert [page for page in found.missing if page not in found.notifying.measured_pages] == [
            "received", "running", "duplicates",
        ]  # fmt: skip
        assert found.kind.code == "scr"
        assert (found.facts("incident") or {})["incident_on"] == DAY.isoformat()
        assert found.children()[0].family_name == child.family_name
        assert found.facts("account")["incident"] == case.review.incident  # type: ignore[index]
        client.force_login(board.chair)
        assert client.get(address).status_code == 404
        assert address not in client.get(url(case)).content.decode()


@pytest.mark.clause("CR-10", "SCR-15")
@pytest.mark.parametrize("kind", ["scr", "cr"])
def test_a_duplicate_names_its_original_to_those_who_may_see_it(client: Client, board: b.Board, kind: str) -> None:
    original = b.log(board, received=r.RECEIVED)
    case = b.log(board, received=r.RECEIVED) if kind == "scr" else log_case_review(board)
    with frozen(DAY):
        decision.close(
            case=case, by=board.chair, on=DAY, closed_as="duplicate", reasons="The same child.",
            duplicate_of=original.reference, confirmed=b.SIGNED, seen=b.fresh(case).revision,
        )  # fmt: skip
        grants.give(
            case=case, to=board.outsider, ground="see_as_inspectorate", reason="Asked.", by=board.manager, on=DAY
        )
        for tab in ("case", "decisions"):
            client.force_login(board.manager)
            assert f">{original.reference}</a>" in client.get(url(case, tab)).content.decode()
            client.force_login(board.outsider)
            page = client.get(url(case, tab))
            assert page.status_code == 200
            assert original.reference not in page.content.decode()
