"""What was changed is told in words: who, when, what stood before, and why; to each as much as they may know."""

import html
import re
from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from tests import board as b
from tests.cases.pages.support import asked, url
from wscb.cases import changes
from wscb.cases.actions import papers
from wscb.cases.models import InvolvedOrganisation, Subject
from wscb.cases.recording import save
from wscb.cases.telling import every_told
from wscb.dates import LONDON
from wscb.people import actions as people
from wscb.people.models import Role
from wscb.trail.models import Entry

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 2)


@pytest.fixture(autouse=True)
def in_march():
    with time_machine.travel(datetime(2026, 3, 20, 12, tzinfo=LONDON), tick=False):
        yield


@pytest.fixture
def board():
    return b.new_board()


@pytest.fixture
def case(board):
    return b.decided(board, received=DAY)


def told(case, reads=changes.ALL, code=""):
    every = changes.changes_of_case(case, [one for one in every_told() if one.case], reads=reads)
    return [one for one in every if code in {"", one.code}]


def move_house(board, case, address="12 Elsewhere Road"):
    child = Subject.objects.get(case=case)
    child.address = address
    save(child, by=board.manager)
    return child


def page_of(client, person, address):
    client.force_login(person)
    response = client.get(address)
    assert response.status_code == 200
    return html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode()))


def test_change_says_who_when_what_stood_before_and_since(board, case):
    move_house(board, case)
    change = told(case, code="subject")[0]
    assert (change.by, change.record, change.done) == ("Morgan Ellis", "Child 1", "Changed")
    assert change.fields == (changes.FieldChange("Address", "3 Nowhere Lane", "12 Elsewhere Road"),)
    assert change.at == datetime(2026, 3, 20, 12, tzinfo=LONDON)


def test_values_are_told_in_words(board, case):
    first = told(case, code="case")[-1]
    values = {one.label: one.after for one in first.fields}
    assert values["Kind of case"] == case.table.title
    assert values["State"] == case.table.state("start").title
    assert values["Received on"] == "Monday 2 March 2026"
    assert values["Logged by"] == "Morgan Ellis"
    assert values["Panel"] == "Case Review Subgroup"
    steps = {change.record for change in told(case, code="step")}
    assert f"Step: {case.table.step('panel_recommendation').title}" in steps
    notified = told(case, code="review")[-1]
    assert "Referring organisation" in {one.label for one in notified.fields}
    assert not [one for change in told(case) for one in change.fields if "_" in one.after and one.after.islower()]


def test_change_of_an_act_says_which_and_why(board, case):
    event = case.events.get(act="refer")
    referred = next(
        one for one in told(case, code="case") if any(f.label == "Referred to the panel on" for f in one.fields)
    )
    assert referred.by == "Avery Lund"
    with time_machine.travel(datetime(2026, 3, 21, 12, tzinfo=LONDON), tick=False):
        papers.add_note(
            case=case,
            by=board.manager,
            on=DAY + timedelta(days=19),
            kind="call",
            happened_on=DAY,
            with_whom="A nurse",
            text="Rang.",
        )
    note = told(case, code="casenote")[0]
    assert {one.label: one.after for one in note.fields} == {
        "Kind": "Telephone call",
        "Happened on": "Monday 2 March 2026",
        "With": "A nurse",
        "What was said": "Rang.",
    }
    assert event.detail == ""


def test_name_that_changed_is_said_and_not_kept(board, case):
    child = Subject.objects.get(case=case)
    child.given_name = "Rowan"
    save(child, by=board.manager)
    change = told(case, code="subject")[0]
    assert [one.label for one in change.fields] == ["Name or date of birth: what stood before is not kept"]
    assert "Rowan" not in str(told(case))


def test_saving_without_a_change_is_not_told(board, case):
    before = len(told(case))
    row = InvolvedOrganisation.objects.filter(case=case).first()
    assert row.no_interest_because == ""
    save(row, by=board.manager)
    child_rows = Subject.history.filter(case=case).count()
    assert child_rows >= 1
    assert len(told(case)) == before


def test_sealed_afresh_with_the_same_words_is_no_change(board, case):
    child = Subject.objects.get(case=case)
    address = child.address  # opened, and so sealed afresh
    child.unborn = True
    save(child, by=board.manager)
    assert address == "3 Nowhere Lane"
    assert [one.label for one in told(case, code="subject")[0].fields] == ["Not yet born"]


def test_what_could_hurt_is_shown_to_manager_and_chair_alone(client, board, case):
    move_house(board, case)
    secrets = ("3 Nowhere Lane", "12 Elsewhere Road", "without signs of life")
    for person in (board.manager, board.chair):
        page = page_of(client, person, url(case, "changes") + "?record=subject")
        page += page_of(client, person, url(case, "changes") + "?record=review")
        assert [one for one in secrets if one not in page] == []
        assert "3 Nowhere Lane → 12 Elsewhere Road" in page
    for person in (board.panel_chair, board.members[0]):
        pages = [page_of(client, person, url(case, "changes") + "?record=subject")]
        pages += [page_of(client, person, url(case, "changes") + f"?page={n}") for n in range(1, 6)]
        assert [one for one in secrets for page in pages if one in page] == []
        assert "Address: not shown to you → not shown to you" in pages[0]
    client.force_login(board.administrator)
    assert client.get(url(case, "changes")).status_code == 404


def test_sealed_values_are_not_opened_for_those_who_may_not_read_them(board, case):
    move_house(board, case)
    assert "Nowhere" not in str(told(case, reads=changes.PLAIN))
    assert "Elsewhere Road" not in str(told(case, reads=changes.PLAIN))


def test_looking_is_entered_in_the_trail(client, board, case):
    page_of(client, board.manager, url(case, "changes"))
    assert Entry.objects.filter(kind="case.read").latest("id").facts["page"] == "changes"
    page_of(client, board.manager, reverse("traces:person_changes", args=[board.chair.pk]))
    assert Entry.objects.get(kind="changes.read").subject_id == board.chair.pk


def test_person_page_tells_account_and_roles_and_reasons_to_the_manager_alone(client, board):
    chair = board.chair
    people.change_details(user=chair, name="Avery Lund-Marsh", by=board.administrator, on=DAY)
    people.move_person(user=chair, organisation=board.police, by=board.administrator, on=DAY)
    term = people.give_role(
        user=chair, role=Role.BUSINESS_MANAGER, area=board.area, by=board.administrator, on=DAY, starts_on=DAY
    )
    people.end_role(term=term, by=board.administrator, on=DAY + timedelta(days=1))
    people.declare_interest(user=chair, organisation=board.health, nature="A sister works there.", by=chair, on=DAY)
    address = reverse("traces:person_changes", args=[chair.pk])

    manager, administrator = page_of(client, board.manager, address), page_of(client, board.administrator, address)

    for page in (manager, administrator):
        assert "Full name: Avery Lund → Avery Lund-Marsh" in page
        assert f"Organisation: nothing → {board.police.name}" in page
        assert "Role: Business manager" in page
        assert "Sam Keys" in page
    assert "A sister works there." in manager
    assert "sister" not in administrator
    client.force_login(chair)
    assert client.get(address).status_code == 404


def test_organisation_page_tells_its_history(client, board):
    police = board.police
    police.name = "Cheshire Constabulary"
    save(police, by=board.manager)
    page = page_of(client, board.manager, reverse("traces:organisation_changes", args=[police.pk]))
    assert "Name: Warrington Constabulary → Cheshire Constabulary" in page


def test_query_counts_never_grow_with_rows(client, board, case):
    move_house(board, case)
    client.force_login(board.manager)
    addresses = [url(case, "changes"), reverse("traces:person_changes", args=[board.chair.pk])]
    people.change_details(user=board.chair, name="A", by=board.administrator, on=DAY)
    few = [len(asked(client, one)[1]) for one in addresses * 2][2:]
    for number in range(8):
        move_house(board, case, f"{number} Some Street")
        b.add_paper(board, case, on=DAY + timedelta(days=15))
        people.change_details(user=board.chair, name=f"A{number}", by=board.administrator, on=DAY)
    many = [len(asked(client, one)[1]) for one in addresses]
    assert many == few
