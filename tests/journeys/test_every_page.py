"""Every page of every role in a browser, narrow and wide: nothing that keeps anybody from reading or using it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest
from allauth.core.ratelimit import respond_429
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.template import Template
from django.test.signals import template_rendered
from django.urls import include, path
from playwright.sync_api import Page, ViewportSize

from tests import board as b
from tests.addresses import ROWS, Row
from tests.addresses.groups import ANYBODY, MANAGER
from tests.addresses.rows import PUBLIC
from tests.addresses.sessions import session_of
from tests.addresses.world import new_world
from tests.journeys.conftest import Windows
from tests.journeys.looking import NARROW, WIDE, barriers_on, classes_on, faults_of, send_as_shown
from wscb.people.models import User
from wscb.urls_office import handler400, handler403, handler404
from wscb.web.rules import PUBLIC as FOR_ANYBODY
from wscb.web.rules import rule

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

__all__ = ["handler400", "handler403", "handler404"]


BY_ROLE = {"work:home", "cases:list", "cases:case", "cases:tasks", "cases:people", "cases:documents", "reviews:review"}
"""Pages that read differently to different roles: looked at in each. Every other page is looked at in the first role that has it;
that it stands in the others as its row says is asked by tests/web/test_every_address.py."""


def test_every_page_of_every_role_has_no_fault(office: str, windows: Windows) -> None:
    """What the manager has, and what the others have besides."""
    world, looker = new_world(), Looker()
    found: dict[tuple[str, str], list[str]] = {}
    seen: set[Row] = set()
    for role in (*MANAGER, *(role for role in ANYBODY if role not in MANAGER)):
        page = window_of(world.people.get(role), office, windows)
        for row in (row for row in ROWS if role in row.opens and not row.file):
            new = row not in seen
            if new or row.name in BY_ROLE:
                address = (public_site(office) if row.site == PUBLIC else office) + row.address(world)
                if faults := looker.faults_at(page, row, address, closely=new):
                    found[role, str(row)] = faults
            seen.add(row)
        page.context.close()
    assert found == {}


@dataclass
class Looker:
    """Looks at pages; closely, with axe, at each template narrow for each act and page of its own, and wide once.

    Colours, which take axe four times as long as all else, are looked at where a class of style is seen for the first time.
    """

    narrow: set[tuple[str, str]] = field(default_factory=set)
    wide: set[str] = field(default_factory=set)
    sent: set[str] = field(default_factory=set)
    classes: set[str] = field(default_factory=set)

    def faults_at(self, page: Page, row: Row, address: str, *, closely: bool) -> list[str]:
        """What is wrong with the page of this address, and with what comes back when its form is sent as it is shown."""
        with templates_rendered() as names:
            response = page.goto(address, wait_until="domcontentloaded")
        found = [] if response and response.status == row.shown else [f"does not answer {row.shown}"]
        found += faults_of(page)
        if not closely:
            return found
        template = names[0]
        widths = [NARROW] if (template, row.act or row.name) not in self.narrow else []
        widths += [WIDE] if template not in self.wide else []
        found += self.barriers_at(page, widths)
        if row.empty and template not in self.sent:
            send_as_shown(page)
            found += [f"sent: {one}" for one in faults_of(page, refused=True) + self.barriers_at(page, [NARROW])]
            self.sent.add(template)
        self.narrow.add((template, row.act or row.name))
        self.wide.add(template)
        return found

    def barriers_at(self, page: Page, widths: list[ViewportSize]) -> list[str]:
        """What axe finds at these widths; at both, of colours too, where the page has a class of style of its own."""
        new = classes_on(page) - self.classes
        self.classes |= new
        return barriers_on(page, [NARROW, WIDE] if new else widths, contrast=bool(new))


@contextmanager
def templates_rendered() -> Iterator[list[str]]:
    """The names of the templates that the server renders meanwhile, in their order: the page's own is the first."""
    names: list[str] = []

    def note(template: Template, **told: object) -> None:
        if template.name:
            names.append(template.name)

    template_rendered.connect(note)
    try:
        yield names
    finally:
        template_rendered.disconnect(note)


def window_of(person: User | None, office: str, windows: Windows) -> Page:
    """A narrow window in which the person is signed in, or nobody."""
    page = windows(viewport=NARROW)
    if person is not None:
        page.context.add_cookies([{"name": "sessionid", "value": session_of(person), "url": office}])
    return page


def public_site(office: str) -> str:
    """The address of the public site, on the same port."""
    return office.replace("localhost", "public.localhost")


def failing(raised: Exception) -> Callable[[HttpRequest], HttpResponse]:
    """A view in which this happens."""

    def view(request: HttpRequest) -> HttpResponse:
        raise raised

    return rule(FOR_ANYBODY)(view)


@rule(FOR_ANYBODY)
def too_often(request: HttpRequest) -> HttpResponse:
    """What is asked too often."""
    return respond_429(request)


# The office, and beside it what goes wrong in ways that no address of its own can be made to.
urlpatterns = [
    path("senseless/", failing(SuspiciousOperation())),
    path("not-allowed/", failing(PermissionDenied())),
    path("broken/", failing(RuntimeError("a fault of the product"))),
    path("too-often/", too_often),
    path("", include("wscb.urls_office")),
]
WRONG = {
    "office:/senseless/": 400,
    "office:/not-allowed/": 403,
    "office:/nothing-here/": 404,
    "office:/too-often/": 429,
    "office:/broken/": 500,
    "public:/nothing-here/": 404,
}


def test_every_page_of_an_error_has_no_fault(
    office: str, windows: Windows, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("wscb.web.hosts.OFFICE_URLCONF", __name__)
    caplog.set_level(logging.CRITICAL)
    page = window_of(b.new_board().manager, office, windows)
    found = {}
    for address, status in WRONG.items():
        response = page.goto(address.replace("public:", public_site(office)).replace("office:", office))
        answered = [] if response and response.status == status else [f"does not answer {status}"]
        found[address] = [*answered, *faults_of(page), *barriers_on(page, [NARROW, WIDE])]
    page.goto(f"{office}/account/")
    page.context.clear_cookies(name="csrftoken")
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/account/logout/")
    found["expired"] = [*faults_of(page), *barriers_on(page, [NARROW, WIDE])]
    assert {address: faults for address, faults in found.items() if faults} == {}
