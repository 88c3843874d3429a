"""Every address of both sites, asked as everybody: who gets it gets it, and whoever does not learns nothing."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.test import Client
from django.utils.html import escape

from tests.addresses import ROWS, Row
from tests.addresses.groups import NEVER, SIGNED_IN
from tests.addresses.rows import OFFICE, PUBLIC
from tests.addresses.sessions import signed_in
from tests.addresses.world import ANONYMOUS, NAMES, SERVICES, World, new_world
from tests.architecture.test_addresses import ON_PAGES_OF_THEIR_OWN, URLCONFS, patterns
from tests.reviews.notifying import hidden
from wscb.cases.process.registry import processes
from wscb.trail.models import Entry
from wscb.web.tokens import FIELD

pytestmark = pytest.mark.django_db
SIGN_IN = "/account/login/?next="


@pytest.fixture(autouse=True)
def refusals_are_no_news(caplog: pytest.LogCaptureFixture) -> None:
    """Thousands of refusals are asked for here: keep them out of the log."""
    caplog.set_level(logging.CRITICAL, logger="django_structlog.middlewares.request")


def test_every_address_has_its_row() -> None:
    named = {name for urlconf in URLCONFS for name, _ in patterns(urlconf)}
    assert {row.name for row in ROWS} == named


def test_every_act_has_its_row() -> None:
    done = {act.code for process in processes() for act in process.acts if not act.planned} - {
        "log",
        *ON_PAGES_OF_THEIR_OWN,
    }
    assert {row.act for row in ROWS if row.act and row.opens} == done


@pytest.mark.long
def test_every_address_answers_as_its_row_says(public_client: Client) -> None:
    """One test, since making the world takes as long as asking it as one of them."""
    world = new_world()
    assert_world_is_whole(world)
    assert {role: fault for role in (ANONYMOUS, *SIGNED_IN) if (fault := faults_for(role, world, public_client))} == {}


def assert_world_is_whole(world: World) -> None:
    """Every state of every table has its case, and every relation to them its person."""
    lived = {state.code for process in processes() for state in process.states if not state.planned} - {"start"}
    assert {case.state for case in world.cases.values()} == lived
    assert {case.process for case in world.cases.values()} == {process.code for process in processes()}
    assert set(world.people) == set(SIGNED_IN)


def faults_for(role: str, world: World, public_client: Client) -> dict[str, str]:
    """What answers this role amiss, by row, or is not in the trail as it should be."""
    clients = {OFFICE: signed_in(world.people.get(role)), PUBLIC: public_client}
    hand = Hand(role, clients)
    found = {str(row): fault for row in rows_for(role) if (fault := hand.fault_of(row, row.address(world)))}
    if role != ANONYMOUS:
        left = Entry.objects.filter(actor_id=world.people[role].pk)
        refusals = left.filter(kind="refused").count()
        sights = left.filter(kind__in=["case.read", "case.document_read"]).count()
        if (refusals, sights) != (hand.refused, hand.sights):
            found["trail"] = f"{refusals} refusals for {hand.refused}, {sights} sights for {hand.sights}"
    return found


def rows_for(role: str) -> list[Row]:
    """Every row but repetitions: who is refused a case's pages is asked each kind once on each case, and each act once on each.

    Those to whom no case opens are spared the acts, but for one of them.
    """
    asked: dict[object, Row] = {}
    for row in ROWS:
        repeats = row.case and row.is_refused(role)
        act = row.act if role not in NEVER or role == "other_member" else ""
        asked.setdefault((row.name, row.case, act) if repeats else row, row)
    return list(asked.values())


@dataclass
class Hand:
    """Somebody who asks every address, with how often they were refused and how often they saw something of a case."""

    role: str
    clients: dict[str, Client]
    refused: int = 0
    sights: int = 0
    missing: dict[str, str] = field(default_factory=dict)

    def fault_of(self, row: Row, address: str) -> str:
        """What the address answers this role amiss; nothing where it answers as its row says."""
        response = self.clients[row.site].get(address)
        if response.status_code != row.status(self.role):
            return f"answers {response.status_code}, not {row.status(self.role)}"
        if row.site == OFFICE and "no-store" not in response["Cache-Control"]:
            return "may be kept by a cache"
        if row.is_refused(self.role):
            sent = [self.clients[row.site].post(address, {})] if row.takes_answers else []
            return self.fault_of_refusal(row, address, [response, *sent])
        self.sights += bool(row.case and self.role in row.opens)
        if row.file or response.status_code == 302:
            return ""
        return fault_of_page(row, response) or self.fault_of_sending(row, address, response)

    def fault_of_sending(self, row: Row, address: str, shown: Any) -> str:
        """A form that is sent with nothing filled in says what is missing, and where; asked of the first who has it."""
        if not row.empty or self.role != row.opens[0]:
            return ""
        sent = self.clients[row.site].post(address, hidden(shown) if FIELD in shown.content.decode() else {})
        self.sights += bool(row.case)
        page = sent.content.decode()
        if sent.status_code != 200 or not title_of(page).startswith("Error: "):
            return f"answers {sent.status_code} to nothing, and says no error in its title"
        summary = page.partition("govuk-error-summary__list")[2].partition("</ul>")[0]
        places = re.findall(r'href="#([^"]+)"', summary)
        lost = [place for place in places if f'id="{place}"' not in page]
        return f"says errors at {lost}, which are not there" if lost or not summary else ""

    def fault_of_refusal(self, row: Row, address: str, answers: list[Any]) -> str:
        """Nobody signed in is asked to; somebody signed in gets what an address beside it gets that does not exist."""
        if self.role == ANONYMOUS and not row.public:
            asked = all(one.status_code == 302 and one["Location"].startswith(SIGN_IN) for one in answers)
            return "" if asked else "does not ask to sign in"
        self.refused += len(answers)
        told = {(one.status_code, plain(one)) for one in answers}
        return "" if told == {(404, self.nothing_beside(address))} else "tells more than what does not exist"

    def nothing_beside(self, address: str) -> str:
        """The page of a case, or of anything else, that does not exist; asked once for each part of the site."""
        part = address.split("/")[1]
        if part not in self.missing:
            nothing = self.clients[OFFICE].get(f"/{part}/0000000000/")
            self.refused += 1
            assert nothing.status_code == 404
            self.missing[part] = plain(nothing)
        return self.missing[part]


def fault_of_page(row: Row, response: Any) -> str:
    """What is wrong with a page that is shown, as far as its source tells."""
    page = response.content.decode()
    name, _, service = title_of(page).rpartition(" – ")
    faults = {
        "names a child in its title": any(child in name for child in NAMES),
        f"says neither page nor service in its title, but {title_of(page)}": not name or service not in SERVICES,
        "has not one heading of the first rank": page.count("<h1") != 1,
        "does not say its language": '<html lang="en-GB"' not in page,
        "does not say what is done on it": row.name == "cases:act"
        and not any(title in page for title in titles_of(row.act)),
    }
    return "; ".join(fault for fault, holds in faults.items() if holds)


def title_of(page: str) -> str:
    """What the window is called."""
    return page.partition("<title>")[2].partition("</title>")[0]


def titles_of(act: str) -> list[str]:
    """How the processes that have this act call it."""
    return [escape(row.title) for process in processes() for row in process.acts if row.code == act]


def plain(response: Any) -> str:
    """The page without the mask that every showing gives its CSRF token."""
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", response.content.decode())
