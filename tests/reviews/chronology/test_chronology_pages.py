"""The merged chronology as reviewers see it: order, filter, search, gaps, print, picture, what leaves (GEN-12)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

import pytest
import time_machine
from django.test import Client

from reviews.chronology.merged import stands
from reviews.models import ChronologyEntry, Precision
from tests import board as b
from tests.addresses.sessions import signed_in
from tests.cases.browsing import act_address, boxes, done, errors_of, opened
from tests.cases.pages.support import asked, token_of
from tests.reviews.chronology.chronicle import entered
from tests.reviews.reporting import lead
from wscb.cases.models import Case
from wscb.trail.models import Entry
from wscb.web.tokens import FIELD

pytestmark = [pytest.mark.django_db, pytest.mark.clause("GEN-12")]
RECEIVED = date(2026, 3, 2)


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with time_machine.travel(datetime(2026, 4, 20, 10, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def board() -> b.Board:
    return b.new_board()


@pytest.fixture
def case(board: b.Board) -> Case:
    return b.under_way(board, received=RECEIVED)


def address(case: Case, page: str = "") -> str:
    return f"/cases/{case.reference}/review/chronology/{page}"


def shown_events(client: Client, case: Case, query: str = "") -> list[str]:
    """What happened, entry by entry, as the page has it."""
    response = client.get(address(case) + query)
    assert response.status_code == 200
    return [shown.entry.event for shown in response.context["rows"]]


def family(board: b.Board, case: Case) -> list[ChronologyEntry]:
    """Two organisations' entries: one moment shared, one gap, one estimate, one without a date."""
    return [
        entered(board, case, "Health visitor saw the baby.", date(2014, 1, 6), time(10), of=board.health),
        entered(board, case, "Officers called at the home.", date(2014, 1, 6), time(10)),
        entered(board, case, "Seen at accident and emergency.", date(2014, 6, 2), of=board.health, child_seen="seen"),
        entered(board, case, "Loud voices.", date(2014, 6, 1), precision=Precision.ESTIMATED, when_words="June 2014"),
        entered(board, case, "A neighbour was worried.", None, precision=Precision.UNKNOWN, when_words="Spring"),
    ]


def test_entries_of_all_organisations_stand_in_one_order(client: Client, board: b.Board, case: Case) -> None:
    family(board, case)
    client.force_login(board.manager)
    earliest = shown_events(client, case)
    assert set(earliest[:2]) == {"Health visitor saw the baby.", "Officers called at the home."}
    assert earliest[2:] == ["Loud voices.", "Seen at accident and emergency.", "A neighbour was worried."]
    assert shown_events(client, case, "?order=-date")[:2] == ["Seen at accident and emergency.", "Loud voices."]
    assert shown_events(client, case, "?order=organisation")[0] == "Officers called at the home."
    page = client.get(address(case)).content.decode()
    for said in ("About 1 June 2014", "6 January 2014 at 10:00am", "Date not known", "no entry for 146 days"):
        assert said in page
    assert "2 entries stand at the same moment as another" in page
    assert "as an entry of Warrington Constabulary" in page
    assert stands(case) == "5 entries of 2 organisations"


def test_a_gap_is_one_day_longer_than_the_rule_set_allows(client: Client, board: b.Board, case: Case) -> None:
    entered(board, case, "First.", date(2014, 1, 1))
    entered(board, case, "Ninety days later.", date(2014, 1, 1) + timedelta(days=90))
    client.force_login(board.manager)
    assert client.get(address(case)).context["pattern"].gaps == {}
    late = entered(board, case, "Ninety-one days later.", date(2014, 1, 1) + timedelta(days=181))
    assert [gap.days for gap in client.get(address(case)).context["pattern"].gaps.values()] == [91]
    assert list(client.get(address(case)).context["pattern"].gaps) == [late.pk]


def test_organisations_and_days_filter_by_address(client: Client, board: b.Board, case: Case) -> None:
    family(board, case)
    client.force_login(board.manager)
    assert shown_events(client, case, f"?organisation={board.health.pk}") == [
        "Health visitor saw the baby.", "Seen at accident and emergency.",
    ]  # fmt: skip
    since = "?since_day=2&since_month=6&since_year=2014"
    assert shown_events(client, case, since) == ["Seen at accident and emergency."]
    until = "?until_day=5&until_month=1&until_year=2014"
    assert shown_events(client, case, until) == []
    wrong = client.get(address(case) + "?since_day=40&since_month=6&since_year=2014").content.decode()
    assert "From must be a real date" in wrong


def test_words_are_searched_without_standing_in_an_address(client: Client, board: b.Board, case: Case) -> None:
    entries = family(board, case)
    done(client, board.manager, case, "comment_chronology", str(entries[1].pk), text="Was a Winterbourne cousin there?")
    token = token_of(client.get(address(case)))
    query = f"?organisation={board.police.pk}"
    sent = client.post(address(case, "search/") + query, {FIELD: token, "words": "winterbourne COUSIN"})
    assert sent.status_code == 302
    assert "interbourne" not in sent["Location"]
    assert shown_events(client, case, "?" + sent["Location"].partition("?")[2]) == ["Officers called at the home."]
    assert Entry.objects.filter(kind="case.searched", actor_id=board.manager.pk).exists()
    client.force_login(board.chair)
    assert client.get(sent["Location"]).status_code == 404


def test_an_entry_is_typed_in_corrected_commented_on_and_struck_out(client: Client, board: b.Board, case: Case) -> None:
    answers = {"organisation": str(board.health.pk), "precision": "exact", "child_seen": "seen", "event": "Weighed."}
    refused = done(client, board.manager, case, "add_chronology", **answers)
    assert errors_of(refused)["happened_on"] == ["Enter the date, or say that it is not known."]
    answers |= {**boxes("happened_on", date(2014, 2, 3)), "happened_at": "2:30pm"}
    assert done(client, board.manager, case, "add_chronology", **answers).status_code == 302
    entry = ChronologyEntry.objects.get()
    key = str(entry.pk)
    corrected = answers | {"event": "Weighed and measured.", "because": "The record says both."}
    assert done(client, board.manager, b.fresh(case), "correct_chronology", key, **corrected).status_code == 302
    done(client, board.manager, b.fresh(case), "comment_chronology", key, text="Ask why no height was taken before.")
    page = client.get(address(case, f"entries/{key}/")).content.decode()
    for said in (
        "3 February 2014 at 2:30pm",
        "Weighed and measured.",
        "Weighed.",
        "The record says both.",
        "Ask why no height",
    ):
        assert said in page
    done(client, board.manager, b.fresh(case), "strike_chronology", key, because="Of another child.")
    assert shown_events(client, case) == []
    assert "Of another child." in client.get(address(case, "kept/")).content.decode()
    assert client.get(act_address(case, "correct_chronology", key)).status_code == 409
    client.force_login(board.chair)
    assert "Of another child." in client.get(address(case, "kept/")).content.decode()
    assert client.get(address(case, f"entries/{key}/")).status_code == 404


def test_lead_reviewer_and_review_chair_write_and_others_only_read(client: Client, board: b.Board, case: Case) -> None:
    entry = entered(board, case, "A visit.", date(2014, 1, 6))
    client.force_login(board.chair)
    assert shown_events(client, case) == ["A visit."]
    assert client.get(act_address(case, "add_chronology")).status_code == 404
    assert "Import a spreadsheet" not in client.get(address(case)).content.decode()
    for role, person in (("lead_reviewer", board.panel_chair), ("review_chair", board.chair)):
        lead(case, person, by=board.manager, on=date(2026, 4, 1), role=role)
        done(client, person, b.fresh(case), "comment_chronology", str(entry.pk), text=f"Remark of the {role}.")
    assert entry.comments.count() == 2
    client.force_login(board.outsider)
    for page in ("", "print/", "picture/", "kept/", "export/csv/", f"entries/{entry.pk}/"):
        assert client.get(address(case, page)).status_code == 404


def test_the_picture_says_the_same_as_its_table(client: Client, board: b.Board, case: Case) -> None:
    family(board, case)
    client.force_login(board.manager)
    response = client.get(address(case, "picture/"))
    drawn = response.context["drawn"]
    assert [(lane.name, lane.entries) for lane in drawn.lanes] == [
        ("Warrington Constabulary", 2), ("Warrington Hospitals", 2),
    ]  # fmt: skip
    totals = {period.title: period.total for period in drawn.periods if period.total}
    assert totals == {"January 2014": 2, "June 2014": 2}
    assert (len(drawn.gaps), drawn.undated) == (1, 1)
    page = response.content.decode()
    picture = page[page.index("<svg") : page.index("</svg>")]
    assert picture.count('fill="#1d70b8"') == 4
    assert "style=" not in picture
    assert "1 entry is without a date" in page


def test_the_printed_page_holds_every_entry(client: Client, board: b.Board, case: Case) -> None:
    for number in range(30):
        entered(board, case, f"Contact {number}.", date(2014, 1, 1) + timedelta(days=number))
    client.force_login(board.manager)
    page = client.get(address(case, "print/")).content.decode()
    assert all(f"Contact {number}." in page for number in range(30))
    assert len(shown_events(client, case)) == 25
    assert len(shown_events(client, case, "?page=2")) == 5


def test_no_page_asks_more_for_many_entries_than_for_few(board: b.Board, case: Case) -> None:
    def add(count: int, year: int) -> None:
        for number in range(count):
            entry = entered(board, case, "A contact.", date(year, 1, 1) + timedelta(days=100 * number), of=board.health)
            for text in ("One.", "Two."):
                comment(board, b.fresh(case), entry, text)

    add(1, 2012)
    entered(board, case, "Called.", date(2012, 5, 1))
    client = signed_in(board.manager)
    one = ChronologyEntry.objects.order_by("added_at").first()
    assert one is not None
    pages = ("", "print/", "picture/", "kept/", "export/csv/", "export/xlsx/", f"entries/{one.pk}/")
    asked(client, address(case))
    few = {page: asked(client, address(case, page))[1] for page in pages}
    add(6, 2013)
    for page in pages:
        response, many = asked(client, address(case, page))
        assert response.status_code == 200
        assert len(many) == len(few[page]), page + "\n" + "\n".join(many)
        assert len(many) <= 20, page + "\n" + "\n".join(many)


def comment(board: b.Board, case: Case, entry: ChronologyEntry, text: str) -> None:
    from reviews.actions.chronology import comment_on_entry

    comment_on_entry(case=case, by=board.manager, on=date(2026, 4, 20), entry=entry, text=text)


def test_the_review_page_leads_to_it_and_no_title_names_anybody(client: Client, board: b.Board, case: Case) -> None:
    entry = entered(board, case, "Ash Winterbourne was seen.", date(2014, 1, 6))
    client.force_login(board.manager)
    assert "1 entry of 1 organisation" in client.get(f"/cases/{case.reference}/review/").content.decode()
    for page in ("", "print/", "picture/", "kept/", f"entries/{entry.pk}/"):
        found = re.search(r"<title>(.*?)</title>", client.get(address(case, page)).content.decode(), re.DOTALL)
        assert found is not None
        assert case.reference in found[1]
        assert "Winterbourne" not in found[1]


def test_before_a_review_is_decided_there_is_no_chronology(client: Client, board: b.Board) -> None:
    early = b.log(board, received=RECEIVED)
    client.force_login(board.manager)
    assert client.get(address(early)).status_code == 404
    assert opened(client, board.manager, early, "add_document").status_code == 200
