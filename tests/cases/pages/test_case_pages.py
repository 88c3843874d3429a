"""What the pages of a case say: what is owed and why, people, decisions, mails, timeline, and the explanation of a date."""

from __future__ import annotations

import html
import re
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from tests import board as b
from tests.cases.moments import after, frozen, london
from tests.cases.pages.support import url
from wscb.cases import access, chasing, possible
from wscb.cases.access import Office
from wscb.cases.actions import consultations, involvement, papers
from wscb.cases.models import Case, Decision
from wscb.messages.models import Message
from wscb.people.models import Role
from wscb.trail.append_only import lifted

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 2)


@pytest.fixture
def board() -> b.Board:
    return b.new_board()


def text(client: Client, case: Case, tab: str = "case", *args: object, on: date = DAY) -> str:
    """A page of the case as it reads on the day."""
    with frozen(on):
        response: Any = client.get(url(case, tab, *args))
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_summary_says_what_is_owed_by_whom_by_when_and_on_what_basis(client: Client, board: b.Board) -> None:
    case = b.log(board, received=DAY)
    client.force_login(board.chair)
    page = text(client, case)
    for words in (
        "Refer the notification to the Criteria Panel",
        "Due in 2 days (Wednesday 4 March 2026)",
        "3 weeks (21 days) from Monday 2 March 2026, that day not counted (SCR-06)",
        "One month from Monday 2 March 2026, that day not counted (SCR-11)",
        "Robin Castell",
        "Morgan Ellis",
        "Ash Winterbourne",
        "A child was found at home without signs of life.",
        "The criteria are met: a review is required",
        "Abuse or neglect is known or suspected (a), and the child has died (b)(i).",
    ):
        assert words in page, words


def test_summary_offers_first_what_the_person_owes_first(client: Client, board: b.Board) -> None:
    case = b.log(board, received=DAY)
    client.force_login(board.chair)
    with frozen(DAY):
        offered = client.get(url(case)).context["possible"]
    assert offered.main.code == "refer"
    assert [act.code for act in offered.moves] == ["close"]
    client.force_login(board.manager)
    with frozen(DAY):
        offered = client.get(url(case)).context["possible"]
    assert (offered.main.code, [act.code for act in offered.owed]) == (
        "notify_incident_national_panel",
        ["notify_incident_ofsted"],
    )
    assert "refer" not in offered.codes


def test_acts_that_would_close_nothing_stand_last(board: b.Board) -> None:
    case = b.decided(board, received=DAY)
    b.notify(board, case, "notify_outcome_ofsted", on=after(DAY, 15))
    office = {Role.BUSINESS_MANAGER: Office(Role.BUSINESS_MANAGER)}
    case = b.fresh(case)
    acts = access.possible_acts(case, office)
    offered = possible.possible(case, acts, office, case.steps.filter(done_on__isnull=True))
    assert {"notify_outcome_ofsted", "route_elsewhere"} <= {act.code for act in offered.rare}
    assert "notify_outcome_national_panel" in {act.code for act in offered.owed}


def test_what_may_be_added_stands_under_the_part_of_the_work_it_belongs_to(client: Client, board: b.Board) -> None:
    case = b.decided(board, received=DAY)
    client.force_login(board.manager)
    with frozen(after(DAY, 30)):
        response = client.get(url(case))
    parts = response.context["possible"].records_by_part
    assert [part for part, _ in parts][:2] == ["", "Organisations and their information"]
    assert {act.code for act in dict(parts)[""]} >= {"add_document", "add_note"}
    assert {act.code for act in dict(parts)["Chronology"]} >= {"add_chronology", "import_chronology"}
    assert all(len(acts) == len({act.code for act in acts}) for _, acts in parts)
    for part, acts in parts:
        block = (
            response.content.decode()
            .partition(f">{part}</h3>" if part else 'class="wscb-parts"')[2]
            .partition("</ul>")[0]
        )
        assert [act.title for act in acts] == re.findall(r'href="[^"]+/do/[^"]+">([^<]+)</a>', html.unescape(block))


def test_reader_without_acts_is_told_so(client: Client, board: b.Board) -> None:
    from wscb.cases import grants

    case = b.log(board, received=DAY)
    grants.give(case=case, to=board.outsider, ground="see_as_inspectorate", reason="Asked.", by=board.manager, on=DAY)
    client.force_login(board.outsider)
    assert "There is nothing for you to do on it." in text(client, case)


def test_tasks_mark_what_is_late_and_what_was_done_late(client: Client, board: b.Board) -> None:
    case = b.log(board, received=DAY)
    b.refer(board, case, on=after(DAY, 10))
    client.force_login(board.manager)
    with frozen(after(DAY, 10)):
        response = client.get(url(case, "tasks"))
    assert {row.step.code for row in response.context["open"] if row.is_late} == {
        "incident_ofsted",
        "incident_national_panel",
    }
    page = " ".join(response.content.decode().split())
    assert "Done late" in page
    assert "Done on 12 March 2026 – late: it was due on 4 March 2026" in page


def test_people_shows_interests_to_the_office_and_the_fact_alone_to_the_panel(client: Client, board: b.Board) -> None:
    case = b.log(board, received=DAY)
    b.refer(board, case, on=DAY)
    b.convene(board, case, on=DAY)
    involvement.record_interest(
        case=case, by=board.manager, on=DAY, user=board.members[2], interest="Canary: a cousin."
    )
    client.force_login(board.manager)
    page = text(client, case, "people")
    assert "Canary: a cousin." in page
    assert "Invitation ended on 2 March 2026" in page
    client.force_login(board.members[0])
    page = text(client, case, "people")
    assert "Member 3" in page
    assert "has an interest in this case and cannot open it" in page
    assert "Canary" not in page


@pytest.mark.clause("SCR-15")
def test_decisions_show_every_signed_thing_with_signer_and_hash(client: Client, board: b.Board) -> None:
    case = b.decided(board, received=DAY)
    client.force_login(board.chair)
    page = text(client, case, "decisions", on=after(DAY, 20))
    for signed in (case.decisions.get(), case.recommendations.get()):
        assert signed.content_hash in page
        assert signed.signed_by.name in page
        assert signed.reasons in page
    assert "Decision: Hold a Serious Case Review" in page
    assert "Chair: sought" in page
    assert "National Panel of Independent Experts: not sought" in page
    assert "Not needed: the criteria are plain." in page
    assert page.count("computed again for this page, and the same") == 2


def test_decision_whose_content_was_changed_underneath_is_told(client: Client, board: b.Board) -> None:
    case = b.decided(board, received=DAY)
    signed = Decision.objects.get(case=case)
    connection.check_constraints()
    with lifted(), connection.cursor() as cursor:
        cursor.execute("UPDATE cases_decision SET content_hash = %s", ["0" * len(signed.content_hash)])
    client.force_login(board.chair)
    page = text(client, case, "decisions")
    assert "The content no longer has this hash" in page
    assert page.count("computed again for this page, and the same") == 1


@pytest.mark.clause("SCR-07")
def test_reasons_for_delay_stand_with_the_decisions_and_on_the_step(client: Client, board: b.Board) -> None:
    case = b.log(board, received=DAY)
    b.refer(board, case, on=DAY)
    step = case.steps.get(code="panel_recommendation")
    with frozen(after(DAY, 22)):
        consultations.explain_delay(
            case=case, by=board.panel_chair, on=after(DAY, 22), step=step, reasons="Two members were ill."
        )
    client.force_login(board.chair)
    assert "Two members were ill." in text(client, case, "decisions", on=after(DAY, 23))
    assert "Two members were ill." in text(client, case, "step", step.pk, on=after(DAY, 23))


@pytest.mark.clause("CARD-04")
def test_messages_show_what_was_sent_to_whom_and_whether_it_arrived(client: Client, board: b.Board) -> None:
    case, other = b.log(board, received=DAY), b.log(board, received=DAY)
    chasing.sweep(now=london(after(DAY, 3), 8))
    papers.add_note(
        case=case,
        by=board.manager,
        on=DAY,
        kind="call",
        happened_on=DAY,
        with_whom="Ward sister",
        text="Will send the chart.",
    )
    b.notify(board, case, "notify_incident_ofsted", on=DAY)
    Message.objects.filter(recipient=board.panel_chair).update(status="failed")
    client.force_login(board.manager)
    page = text(client, case, "messages", on=after(DAY, 3))
    for words in (f"Notification logged: case {case.reference}", "Refer the notification to the Criteria Panel", "Reminder or chaser",
                  "Waiting to be sent", "Could not be sent", "Will send the chart.", "with Ward sister", "Ofsted"):  # fmt: skip
        assert words in page, words
    assert other.reference not in page


def test_timeline_tells_acts_in_the_words_of_the_table_by_kind_and_page(client: Client, board: b.Board) -> None:
    case = b.log(board, received=DAY)
    for number in range(26):
        papers.add_note(
            case=case, by=board.manager, on=DAY, kind="call", happened_on=DAY, with_whom="", text=str(number)
        )
    b.refer(board, case, on=after(DAY, 1))
    client.force_login(board.manager)
    page = text(client, case, "timeline")
    assert "Refer to the Criteria Panel" in page
    assert "From “Notified” to “Referred to the panel”" in page
    assert "Tuesday 3 March 2026" in page
    first = client.get(url(case, "timeline"))
    assert len(first.context["page"]) == 25
    notes = client.get(url(case, "timeline") + "?kind=add_note&page=2")
    assert [event.act for event in notes.context["page"]] == ["add_note"]
    assert len(client.get(url(case, "timeline") + "?kind=nonsense").context["page"]) == 25


@pytest.mark.clause("SCR-06")
def test_step_explains_its_date(client: Client, board: b.Board) -> None:
    case = b.log(board, received=date(2026, 4, 1))
    step = case.steps.get(code="incident_ofsted")
    chasing.sweep(now=london(date(2026, 4, 9), 8))
    client.force_login(board.manager)
    page = text(client, case, "step", step.pk, on=date(2026, 4, 9))
    for words in (
        "5 working days, SCR-08",
        "it is the Board’s own target",
        "Good Friday",
        "Easter Monday",
        "Saturday 4 April 2026: weekend",
        "Falls due on",
        "Friday 10 April 2026",
        "1 day before",
        "On the day",
        "2 days after",
    ):
        assert words in page, words


def test_step_is_done_from_its_page_by_whoever_may_though_another_owes_it(client: Client, board: b.Board) -> None:
    case = b.log(board, received=DAY, kind="cr")
    b.refer(board, case, on=DAY)
    step = case.steps.get(code="consider_ofsted")
    address = url(case, "act", "consider_ofsted")
    for person, may in ((board.panel_chair, True), (board.manager, True), (board.chair, False)):
        client.force_login(person)
        assert (address in text(client, case, "step", step.pk, on=DAY)) is may, person.name


def test_step_of_a_muted_case_plans_no_reminder(client: Client, board: b.Board) -> None:
    case = b.log(board, received=DAY, running=True)
    client.force_login(board.manager)
    page = text(client, case, "step", case.steps.get(code="incident_ofsted").pk)
    assert "Reminders are off until the dates of this case are confirmed." in page


def test_step_not_asked_for_yet_says_when_it_will_be(client: Client, board: b.Board) -> None:
    case = b.log(board, received=DAY)
    client.force_login(board.manager)
    page = text(client, case, "step", case.steps.get(code="panel_recommendation").pk)
    assert "only while the case is at “Referred to the panel” or “Panel convened”" in page
    assert "None is planned while the case is at “Notified”" in page


def test_no_page_puts_a_name_into_its_title_or_address(client: Client, board: b.Board) -> None:
    case = b.decided(board, received=DAY)
    client.force_login(board.chair)
    for tab in ("case", "tasks", "people", "documents", "decisions", "messages", "timeline"):
        response = client.get(url(case, tab))
        title = response.content.decode().split("<title>")[1].split("</title>")[0]
        assert "Winterbourne" not in title
        assert "Ash" not in title
        assert case.reference in title


def test_act_that_is_over_says_what_happened(client: Client, board: b.Board) -> None:
    case = b.log(board, received=DAY)
    b.refer(board, case, on=DAY)
    client.force_login(board.chair)
    response = client.get(reverse("cases:act", args=[case.reference, "refer"]))
    assert response.status_code == 409
    page = response.content.decode()
    assert "This case has moved on" in page
    assert "Avery Lund" in page
