"""Who has seen a case, and what a person did and saw: complete, filtered, exported, and no more than need to know."""

import csv
import io
import uuid
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from tests import board as b
from tests.cases.pages.support import asked, url
from wscb import clock
from wscb.cases import grants
from wscb.cases.models import Recusal
from wscb.cases.search import keep_search
from wscb.dates import LONDON
from wscb.people.models import ActingAppointment
from wscb.trail.models import Entry
from wscb.trail.record import ANONYMOUS, record, record_each

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 2)


@pytest.fixture(autouse=True)
def in_april():
    with time_machine.travel(datetime(2026, 4, 20, 12, tzinfo=LONDON), tick=False):
        yield


@pytest.fixture
def board():
    return b.new_board()


@pytest.fixture
def case(board):
    case = b.decided(board, received=DAY)
    b.add_paper(board, case, on=DAY + timedelta(days=14))
    return b.fresh(case)


def open_as(client, person, address):
    client.force_login(person)
    return client.get(address)


def rows(response):
    content = response.content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(content)))


def own(query=""):
    return reverse("traces:own") + query


def of(person, query=""):
    return reverse("traces:person", args=[person.pk]) + query


def last(kind):
    return Entry.objects.filter(kind=kind).order_by("-id").first()


# Who has seen a case


def test_case_page_tells_every_way_of_seeing_by_whom_in_which_office_and_from_where(client, board, case):
    paper = case.documents.get()
    open_as(client, board.panel_chair, url(case))
    client.get(url(case, "document", paper.pk))
    assert open_as(client, board.outsider, url(case, "people")).status_code == 404
    client.force_login(board.manager)
    search = keep_search(by=board.manager, words={"name": "wint"}, at=clock.now())
    client.get(f"/cases/?search={search.pk}")
    record("case.exported", by=board.chair, subject=case, facts={"what": "decision_bundle"})
    client.get(url(case, "seen"))

    found = rows(client.get(url(case, "seen") + "?export=csv"))

    told = [(row["Who"], row["Kind"], row["What"], row["Which"], row["In which office"]) for row in found]
    assert told == [
        ("Morgan Ellis", "Opened", "Opened the case", "Who has seen it", "Business manager"),
        ("Avery Lund", "Exported", "Exported a case", "", ""),
        ("Morgan Ellis", "Searched or found", "Found the case by a search", "", ""),
        ("Kit Far", "Was refused", "Was refused a page", "", ""),
        ("Robin Castell", "Downloaded", "Downloaded a document", str(paper.get_kind_display()), "Panel chair"),
        ("Robin Castell", "Opened", "Opened the case", "Summary", "Panel chair"),
    ]
    assert {row["From what address"] for row in found} == {"127.0.0.1", ""}
    assert {row["When"] for row in found} == {"2026-04-20 12:00:00+01:00"}


def test_case_page_is_for_manager_and_chair_alone(client, board, case):
    assert open_as(client, board.manager, url(case, "seen")).status_code == 200
    assert open_as(client, board.chair, url(case, "seen")).status_code == 200
    grants.give(case=case, to=board.outsider, ground="see_as_inspectorate", reason="Asked.", by=board.manager, on=DAY)
    for person in (board.panel_chair, board.members[0], board.administrator, board.outsider):
        assert open_as(client, person, url(case, "seen")).status_code == 404
    assert url(case, "seen") in open_as(client, board.manager, url(case, "timeline")).content.decode()
    assert url(case, "seen") not in open_as(client, board.panel_chair, url(case, "timeline")).content.decode()


def test_acting_chair_is_told_as_such(client, board, case):
    ActingAppointment.objects.create(
        user=board.outsider, for_role="board_chair", area=board.area, starts_on=DAY, ends_on=date(2027, 1, 1),
        reason="Away.", recorded_by=board.manager,
    )  # fmt: skip
    open_as(client, board.outsider, url(case))
    found = rows(open_as(client, board.manager, url(case, "seen") + "?export=csv"))
    assert [row["In which office"] for row in found] == ["Acting Board Chair"]


def test_who_contributes_is_not_told_on_the_case(client, board, case):
    record("contribution.read", by=board.outsider, subject=case)
    record("contribution.sent", by=board.outsider, subject=case)
    page = open_as(client, board.manager, url(case, "seen")).content.decode()
    assert "Kit Far" not in page


def test_looking_and_exporting_are_entries_themselves(client, board, case):
    open_as(client, board.manager, url(case, "seen"))
    assert (last("case.read").facts["page"], last("case.read").subject_id) == ("seen", case.pk)
    client.get(url(case, "seen") + "?export=csv")
    assert last("trail.case_exported").facts == {"kind": "csv", "rows": 1}
    client.get(url(case, "seen") + "?export=print")
    assert last("trail.case_exported").facts == {"kind": "print"}
    client.get(of(board.chair))
    assert last("trail.person_read").subject_id == board.chair.pk
    client.get(of(board.chair, "?export=csv"))
    assert last("trail.person_exported").subject_id == board.chair.pk


def test_filter_by_person_kind_and_period_stands_in_the_address(client, board, case):
    with time_machine.travel(datetime(2026, 3, 31, 23, 59, tzinfo=LONDON), tick=False):
        record("case.read", by=board.chair, subject=case)
    with time_machine.travel(datetime(2026, 4, 1, 0, 0, tzinfo=LONDON), tick=False):
        record("case.document_read", by=board.chair, subject=case)
    record("case.read", by=board.panel_chair, subject=case)
    client.force_login(board.manager)

    def found(query):
        return [
            (row["Who"], row["When"][:10])
            for row in rows(client.get(url(case, "seen") + f"?export=csv&{query}"))
            if row["Who"] != "Morgan Ellis"
        ]

    march, april, today = ("Avery Lund", "2026-03-31"), ("Avery Lund", "2026-04-01"), ("Robin Castell", "2026-04-20")
    assert found("") == [today, april, march]
    assert found(f"person={board.chair.pk}") == [april, march]
    assert found("kind=downloaded") == [april]
    assert found("period=2026-03") == [march]
    assert found("period=2026-04") == [today, april]
    assert found("period=today") == [today]
    assert found("period=month") == [today, april, march]
    assert found("period=week") == [today]
    assert found(f"person={uuid.uuid4()}&kind=nonsense&period=2013-13") == [today, april, march]


def test_case_page_pages_and_prints_all(client, board, case):
    record_each("case.read", by=board.chair, subjects=[case] * 60)
    client.force_login(board.manager)
    page = client.get(url(case, "seen")).content.decode()
    assert page.count("Avery Lund</td>") == 25
    assert client.get(url(case, "seen") + "?page=3").content.decode().count("Avery Lund</td>") == 11
    printed = client.get(url(case, "seen") + "?export=print").content.decode()
    assert printed.count("Avery Lund</td>") == 60
    assert "Printed on 20 April 2026 by Morgan Ellis" in printed


def test_csv_holds_no_formula(client, board, case):
    board.outsider.name = "=HYPERLINK(1)"
    board.outsider.save()
    record("case.read", by=board.outsider, subject=case)
    found = rows(open_as(client, board.manager, url(case, "seen") + "?export=csv"))
    assert "'=HYPERLINK(1)" in {row["Who"] for row in found}


# What a person did and saw


def test_person_page_tells_signing_in_deeds_and_refusals(client, board, case):
    with time_machine.travel(datetime(2026, 4, 21, 9, tzinfo=LONDON), tick=False):
        client.force_login(board.panel_chair)
        client.get(url(case))
        client.get(url(case, "seen"))
        client.post(reverse("account_logout"))
        found = rows(open_as(client, board.manager, of(board.panel_chair, "?export=csv&period=today")))
    assert [(row["Kind"], row["What"], row["About"]) for row in found] == [
        ("Signed in or out", "Signed out", ""),
        ("Was refused", "Was refused a page", case.reference),
        ("Opened", "Opened the case", case.reference),
        ("Signed in or out", "Signed in", ""),
    ]
    assert {row["Who"] for row in found} == {"Robin Castell"}


def test_failing_to_sign_in_as_somebody_stands_on_their_page(client, board):
    record("person.sign_in_failed", by=ANONYMOUS, subject=board.chair)
    found = rows(open_as(client, board.manager, of(board.chair, "?export=csv")))
    assert [(row["Who"], row["What"]) for row in found] == [("Somebody not signed in", "Failed to sign in")]


def test_person_page_is_for_managers_and_ones_own_for_oneself(client, board):
    for person in (board.chair, board.administrator, board.panel_chair, board.outsider):
        assert open_as(client, person, of(board.manager)).status_code == 404
        assert open_as(client, person, own()).status_code == 200
    assert open_as(client, board.manager, of(board.chair)).status_code == 200
    assert reverse("traces:own") in open_as(client, board.outsider, reverse("account")).content.decode()


def test_entries_of_a_case_not_open_to_the_reader_are_counted_and_not_told(client, board, case):
    elsewhere = b.new_board("elsewhere", "Elsewhere")
    record("case.document_read", by=board.chair, subject=case, facts={"document": case.documents.first().pk})
    record("scr.decide", by=board.chair, subject=case, acting_for="acting Board Chair")
    client.force_login(elsewhere.manager)

    page = client.get(of(board.chair)).content.decode()
    found = rows(client.get(of(board.chair, "?export=csv&kind=downloaded")))

    assert case.reference not in page
    assert "Chair decides" not in page
    assert "acting Board Chair" not in page
    count = Entry.objects.filter(actor_id=board.chair.pk, subject_id=case.pk).count()
    assert f"{count} of the entries are about cases that are not open to you" in page
    assert [(row["What"], row["Which"], row["About"]) for row in found] == [
        ("Downloaded", "", "A case that is not open to you")
    ]


def test_own_page_after_an_interest_was_recorded_tells_no_reference(client, board, case):
    client.force_login(board.panel_chair)
    client.get(url(case))
    assert case.reference in client.get(own()).content.decode()
    Recusal.objects.create(
        case=case, user=board.panel_chair, interest="Kin.", recorded_by=board.manager, recorded_at=clock.now()
    )
    page = client.get(own()).content.decode()
    assert case.reference not in page
    assert "A case that is not open to you" in page


def test_own_refusals_tell_nothing_of_whether_there_is_such_a_case(client, board, case):
    client.force_login(board.outsider)
    client.get(url(case))
    client.get("/cases/0000000000/")
    found = rows(client.get(own("?export=csv&kind=refused")))
    assert len(found) == 2
    assert found[0] == found[1]
    assert Entry.objects.filter(kind="refused", subject_id=case.pk).count() == 1
    assert "not open to you" not in client.get(own()).content.decode()


def test_query_counts_never_grow_with_rows(client, board, case):
    def add(count):
        for number in range(count):
            other = b.log(board, received=DAY + timedelta(days=number))
            record("case.read", by=board.chair, subject=other)
            record("case.document_read", by=board.chair, subject=case, facts={"document": case.documents.first().pk})
            record("case.read", by=b.person(f"p{uuid.uuid4().hex}@x.example", f"Person {number}"), subject=case)
            record("person.changed", by=board.chair, subject=board.members[number % 4])

    add(1)
    client.force_login(board.manager)
    addresses = [
        url(case, "seen"),
        of(board.chair),
        own(),
        url(case, "seen") + "?export=csv",
        of(board.chair) + "?export=csv",
    ]
    few = [len(asked(client, one)[1]) for one in addresses * 2][5:]
    add(8)
    many = [len(asked(client, one)[1]) for one in addresses]
    assert many == few
    assert max(many) <= 20


def test_moment_is_told_in_london(client, board, case):
    with time_machine.travel(datetime(2026, 1, 5, 8, 30, tzinfo=UTC), tick=False):
        record("case.read", by=board.chair, subject=case)
    assert "5 January 2026 at 8:30am" in open_as(client, board.manager, url(case, "seen")).content.decode()


def test_client_of_another_board_sees_nothing(case):
    assert Client(SERVER_NAME="localhost").get(url(case, "seen")).status_code == 302
