"""Logging a notification in the browser (SCR-01 to SCR-04)."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.http import HttpResponse
from django.test import Client

from tests import board as b
from tests.reviews import notifying as n
from wscb import clock
from wscb.cases.models import Case, Draft
from wscb.keys.models import DataKey
from wscb.people.models import Role
from wscb.trail.models import Entry

pytestmark = pytest.mark.django_db
YESTERDAY = clock.today() - timedelta(days=1)


@pytest.fixture
def board() -> b.Board:
    return b.new_board()


@pytest.fixture
def manager(board: b.Board, client: Client) -> Client:
    client.force_login(board.manager)
    return client


def text(response: HttpResponse) -> str:
    return response.content.decode()


def errors(response: HttpResponse) -> list[tuple[str, str]]:
    """Each error of the summary with the id it leads to, which is on the page."""
    page = text(response)
    summary = re.search(r"govuk-error-summary__list.*?</ul>", page, re.DOTALL)
    found = re.findall(r'<a href="#([^"]+)">([^<]+)</a>', summary[0]) if summary else []
    assert all(f'id="{target}"' in page for target, _ in found)
    return found


@pytest.mark.clause("SCR-01")
def test_a_notification_is_logged_page_by_page(board: b.Board, manager: Client) -> None:
    draft = n.begin(manager)
    n.fill(manager, draft, n.answers_for(board, received=date(2014, 1, 31)))

    logged = n.send(manager, f"{draft}check/", {})

    case = Case.objects.get()
    assert logged["Location"] == f"/notifications/logged/{case.reference}/"
    page = text(manager.get(logged["Location"]))
    assert case.reference in page
    assert "Friday 21 February 2014" in page
    assert "Friday 28 February 2014" in page
    assert "3 weeks (21 days) from Friday 31 January 2014, that day not counted (SCR-06)" in page
    assert board.chair.name in page
    assert not Draft.objects.exists()
    child = case.subjects.get()
    assert (child.full_name, child.nhs_number, child.address) == (n.CANARY, "9434765919", "1 Canary Row")
    assert sorted(child.aliases.values_list("name", flat=True)) == ["Q. T.", "Quill"]
    assert case.review.referring_organisation == board.police
    assert case.worksheets.get().result == "met"


@pytest.mark.clause("SCR-01")
def test_almost_nothing_need_be_known(board: b.Board, manager: Client) -> None:
    draft = n.begin(manager)
    not_known = {
        "received": {"received_how": "other", **n.day("received_on", YESTERDAY)},
        "referrer": {},
        "children/1": {"named": "not_known", "birth": "not_known"},
        "children/1/details": {},
        "incident": {"incident_kind": "serious_harm", "incident_known": "not_known"},
        "account": {"incident": "A call that broke off."},
        "criteria": dict.fromkeys(["abuse_or_neglect", "died", "seriously_harmed", "working_together"], "not_known"),
        "circumstances": {},
        "residence": {"residence": "not_known"},
        "running": {"running": "no"},
        "duplicates": {},
    }
    n.fill(manager, draft, not_known)

    assert n.send(manager, f"{draft}check/", {}).status_code == 302

    case = Case.objects.get()
    assert case.subjects.get().full_name == "Name not known"
    assert case.worksheets.get().result == "must_consider"


@pytest.mark.clause("SCR-02")
def test_check_answers_says_what_they_come_to_and_both_dates(board: b.Board, manager: Client) -> None:
    draft = n.begin(manager)
    n.fill(
        manager, draft, n.answers_for(board, received=date(2014, 1, 31), circumstances={"circumstances": ["suicide"]})
    )

    page = text(manager.get(f"{draft}check/"))

    assert "The criteria are met: a review is required" in page
    assert "Abuse or neglect is known or suspected (a), and the child has died (b)(i)." in page
    assert "National guidance expects a review of such a death." in page
    assert "it never decides" in page
    assert "Friday 21 February 2014" in page
    assert "One month from Friday 31 January 2014, that day not counted (SCR-11)" in page


def test_change_leads_to_the_answer_and_back_to_the_check(board: b.Board, manager: Client) -> None:
    draft = n.begin(manager)
    n.fill(manager, draft, n.answers_for(board))
    link = f"{draft}residence/?back=check"
    assert link in text(manager.get(f"{draft}check/"))

    changed = n.send(manager, link, {"residence": "elsewhere", "other_board": "Halton"})

    assert changed["Location"] == f"{draft}check/"
    assert "Halton" in text(manager.get(changed["Location"]))


def test_answers_that_do_not_go_together_are_pointed_out(board: b.Board, manager: Client) -> None:
    draft = n.begin(manager)
    n.fill(manager, draft, n.answers_for(board, criteria={"died": "no"}))

    page = text(manager.get(f"{draft}check/"))

    assert "You said that a child has died, and answered limb (b)(i) with no." in page
    assert n.send(manager, f"{draft}check/", {}).status_code == 302


def test_nothing_is_logged_while_a_page_is_missing(board: b.Board, manager: Client) -> None:
    draft = n.begin(manager)
    typed = n.answers_for(board)
    residence = typed.pop("residence")
    n.fill(manager, draft, typed)
    page = text(manager.get(f"{draft}check/"))
    assert "Log notification" not in page
    assert "Not answered yet" in page
    token = n.hidden(manager.get(f"{draft}running/"))

    assert manager.post(f"{draft}check/", token).status_code == 200
    assert not Case.objects.exists()

    n.fill(manager, draft, {"residence": residence})
    assert n.send(manager, f"{draft}check/", {}).status_code == 302


def test_a_refusal_of_the_rules_leads_to_the_answer(board: b.Board, manager: Client) -> None:
    draft = n.begin(manager)
    incident = n.day("incident_on", clock.today())
    n.fill(manager, draft, n.answers_for(board, received=YESTERDAY, incident=incident))

    refused = text(n.send(manager, f"{draft}check/", {}))

    assert f'<a href="{draft}incident/?back=check">The incident cannot have happened after' in refused
    assert not Case.objects.exists()


@pytest.mark.parametrize(
    ("where", "typed", "expected"),
    [
        ("received", {}, ["Select how the Board was told", "Enter the date on which the Board’s office"]),
        ("received", {"received_how": "letter", **n.day("received_on", date(2013, 4, 14))}, ["No rules were in force"]),
        ("received", {"received_how": "letter", **n.day("received_on", date(2999, 1, 1))}, ["must be today or in the past"]),
        ("children/1", {}, ["Select whether the child’s name is known"]),
        ("children/1", {"named": "known", "birth": "known"}, ["Enter the child’s name, or say", "Enter the date of birth, or say"]),
        ("children/1", {"named": "not_known", "given_name": "Ash", "birth": "not_known"}, ["You entered a name: say that it is known"]),
        ("children/1", {"named": "known", "given_name": "Ash"}, ["Select whether the date of birth is known"]),
        ("children/1", {"named": "unborn", "birth": "known", **n.day("date_of_birth", YESTERDAY)}, ["the child is not born yet"]),
        (
            "children/1",
            {
                "named": "not_known",
                "birth": "known",
                **n.day("date_of_birth", YESTERDAY),
                **n.day("died_on", YESTERDAY - timedelta(days=1)),
            },
            ["Date of death must be the same as or after the date of birth"],
        ),
        ("incident", {"incident_kind": "death", "incident_known": "estimated"}, ["Enter the date of the incident, or say"]),
        ("incident", {"incident_kind": "death", "incident_known": "not_known", **n.day("incident_on", YESTERDAY)}, ["You entered"]),
        ("account", {"family": "A sister."}, ["Enter what happened, as it was reported"]),
        ("criteria", {"died": "yes"}, ["answer: (a)", "reasons for your answer on death", "(b)(ii) The", "(b)(ii) There"]),
        ("residence", {"residence": "elsewhere"}, ["Enter the Board of the area where the children live"]),
        ("organisations/1", {"interest": "no"}, ["Select the organisation", "Enter why its people may sit on the panel"]),
        ("running", {}, ["Select yes if this case is already running"]),
    ],
)  # fmt: skip
def test_a_wrong_answer_is_told_at_its_place_and_what_was_typed_stays(
    manager: Client, where: str, typed: dict[str, str], expected: list[str]
) -> None:
    draft = n.begin(manager)

    response = n.send(manager, f"{draft}{where}/", typed)

    assert response.status_code == 200
    found = errors(response)
    assert len(found) == len(expected)
    assert [words for (_, words), wanted in zip(found, expected, strict=True) if wanted not in words] == []
    assert "<title>Error: " in text(response)
    for value in typed.values():
        assert f'value="{value}"' in text(response) or value in text(response)
    assert not Draft.objects.get().answers.get(where.split("/", maxsplit=1)[0])


def test_the_first_day_of_the_rules_is_accepted(manager: Client) -> None:
    draft = n.begin(manager)
    n.fill(manager, draft, {"received": {"received_how": "letter", **n.day("received_on", date(2013, 4, 15))}})


@pytest.mark.parametrize("number", ["943 476 5918", "12345", "943476591A", "0000000001", "９４３４７６５９１９"])
def test_an_nhs_number_that_cannot_be_is_told(manager: Client, number: str) -> None:
    draft = n.begin(manager)
    n.fill(manager, draft, {"children/1": {"named": "not_known", "birth": "not_known"}})

    response = n.send(manager, f"{draft}children/1/details/", {"nhs_number": number})

    assert errors(response) == [
        ("id_nhs_number", "NHS number must be 10 digits that belong together: check each of them")
    ]


@pytest.mark.clause("SCR-01")
def test_several_children_and_organisations_are_added_and_removed(board: b.Board, manager: Client) -> None:
    draft = n.begin(manager)
    typed = n.answers_for(board)
    typed["children/2"] = {"named": "unborn"}
    typed["children/2/details"] = {}
    typed["children/3"] = {"named": "known", "family_name": "Removed", "birth": "not_known"}
    typed["children/3/details"] = {}
    typed["organisations/2"] = {
        "organisation": str(board.council.pk),
        "interest": "no",
        "no_interest_because": "One call.",
    }
    duplicates = typed.pop("duplicates")
    n.fill(manager, draft, typed)
    twice = n.send(manager, f"{draft}organisations/3/", {"organisation": str(board.police.pk), "interest": "yes"})
    assert errors(twice) == [("id_organisation", "This organisation is entered already")]

    removed = n.send(manager, f"{draft}children/3/remove/", {})
    n.fill(manager, draft, {"duplicates": duplicates})
    n.send(manager, f"{draft}check/", {})

    assert removed["Location"] == f"{draft}children/"
    case = Case.objects.get()
    assert [child.full_name for child in case.subjects.all()] == [n.CANARY, "Not yet born"]
    interests = dict(case.involved_organisations.values_list("organisation__name", "has_interest"))
    assert interests == {board.police.name: True, board.council.name: False}


@pytest.mark.clause("CARD-03")
def test_a_running_case_says_that_reminders_are_off(board: b.Board, manager: Client) -> None:
    draft = n.begin(manager)
    n.fill(manager, draft, n.answers_for(board, received=date(2015, 3, 2), running={"running": "yes"}))
    assert "reminders stay off until its dates are confirmed" in text(manager.get(f"{draft}check/"))

    logged = n.send(manager, f"{draft}check/", {})

    assert Case.objects.get().chasing_muted
    assert "Reminders are off." in text(manager.get(logged["Location"]))


def test_a_manager_of_two_areas_says_for_which(board: b.Board, manager: Client) -> None:
    halton = b.new_board("halton", "Halton")
    b.term(board.manager, Role.BUSINESS_MANAGER, halton.area)
    assert errors(n.send(manager, "/notifications/new/", {})) == [
        ("id_kind_of_review_0", "Select what it is about"),
        ("id_area", "Select the area whose Board was notified"),
    ]

    started = n.send(manager, "/notifications/new/", {"kind_of_review": "scr", "area": str(halton.area.pk)})
    draft = started["Location"].removesuffix("received/")
    typed = n.answers_for(halton)
    n.fill(manager, draft, typed)
    n.send(manager, f"{draft}check/", {})

    assert Case.objects.get().area == halton.area


def test_organisations_of_other_areas_and_those_that_ended_are_not_offered(board: b.Board, manager: Client) -> None:
    halton = b.new_board("halton", "Halton")
    halton.police.areas.add(halton.area)
    board.health.areas.add(board.area)
    board.council.active = False
    board.council.save()
    page = text(manager.get(f"{n.begin(manager)}organisations/1/"))
    assert board.police.name in page
    assert board.health.name in page
    assert halton.police.name not in page
    assert board.council.name not in page


def test_hostile_names_are_shown_as_typed(board: b.Board, manager: Client) -> None:
    hostile = "<script>alert(1)</script>"
    draft = n.begin(manager)
    n.fill(manager, draft, n.answers_for(board, children__1={"given_name": hostile}))
    for page in ("children/", "children/1/", "children/1/remove/", "check/"):
        shown = text(manager.get(f"{draft}{page}"))
        assert hostile not in shown
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown


def test_no_title_address_or_trail_entry_says_who_it_is(board: b.Board, manager: Client) -> None:
    b.log(board, received=YESTERDAY, children=[b.Child(given_name="Quillon", family_name="Thistlewaite")])
    draft = n.begin(manager)
    n.fill(manager, draft, n.answers_for(board, duplicates={"looked": "on"}))
    pages = ("", "received/", "children/", "children/1/", "children/1/remove/", "duplicates/", "check/")
    for page in pages:
        title = re.search(r"<title>(.*?)</title>", text(manager.get(f"{draft}{page}")))
        assert title
        assert not [part for part in n.CANARY.split() if part in title[1]]
    logged = n.send(manager, f"{draft}check/", {})
    entries = str(list(Entry.objects.values()))
    for part in n.CANARY.split():
        assert part not in logged["Location"]
        assert part not in entries
    title = re.search(r"<title>(.*?)</title>", text(manager.get(logged["Location"])))
    assert title
    assert n.CANARY.split()[0] not in title[1]


def test_the_drafts_key_goes_when_it_is_logged(board: b.Board, manager: Client) -> None:
    draft = n.begin(manager)
    n.fill(manager, draft, n.answers_for(board))
    key = Draft.objects.get().data_key_id

    n.send(manager, f"{draft}check/", {})

    assert not DataKey.objects.filter(pk=key).exists()
