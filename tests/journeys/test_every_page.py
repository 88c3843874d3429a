"""Every page of every role in a browser, narrow and wide: nothing that keeps anybody from reading or using it."""

from __future__ import annotations

import logging
from collections.abc import Callable

import pytest
from allauth.core.ratelimit import respond_429
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from playwright.sync_api import Page

from tests import board as b
from tests.addresses import ROWS, Row
from tests.addresses.groups import SIGNED_IN
from tests.addresses.rows import PUBLIC
from tests.addresses.sessions import session_of
from tests.addresses.world import ANONYMOUS, new_world
from tests.journeys.conftest import Windows
from tests.journeys.looking import NARROW, barriers_on, faults_of, send_as_shown
from wscb.people.models import User
from wscb.urls_office import handler400, handler403, handler404
from wscb.web.rules import PUBLIC as FOR_ANYBODY
from wscb.web.rules import rule

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

__all__ = ["handler400", "handler403", "handler404"]


def test_every_page_of_every_role_has_no_fault(office: str, windows: Windows) -> None:
    """Each page once with axe and, where its row says so, with its form sent empty; in every other role by itself."""
    world = new_world()
    looked: set[Row] = set()
    found: dict[tuple[str, str], list[str]] = {}
    for role in (ANONYMOUS, *SIGNED_IN):
        page = window_of(world.people.get(role), office, windows)
        for row in ROWS:
            if role in row.opens and not row.file:
                address = (public_site(office) if row.site == PUBLIC else office) + row.address(world)
                first = row not in looked
                looked.add(row)
                if faults := faults_at(page, address, status=row.shown, closely=first, sends=first and row.empty):
                    found[role, str(row)] = faults
        page.context.close()
    assert found == {}


def window_of(person: User | None, office: str, windows: Windows) -> Page:
    """A narrow window in which the person is signed in, or nobody."""
    page = windows(viewport=NARROW)
    if person is not None:
        page.context.add_cookies([{"name": "sessionid", "value": session_of(person), "url": office}])
    return page


def public_site(office: str) -> str:
    """The address of the public site, on the same port."""
    return office.replace("localhost", "public.localhost")


def faults_at(page: Page, address: str, *, status: int, closely: bool = True, sends: bool = False) -> list[str]:
    """What is wrong with the page of this address: to axe too where looked at `closely`, and where its form `sends` too little."""
    response = page.goto(address)
    found = [] if response and response.status == status else [f"does not answer {status}"]
    found += faults_of(page)
    if closely:
        found += barriers_on(page)
    if sends:
        send_as_shown(page)
        found += [f"sent: {one}" for one in faults_of(page, refused=True) + barriers_on(page, widths=(NARROW,))]
    return found


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
WRONG = {"senseless": 400, "not-allowed": 403, "nothing-here": 404, "too-often": 429, "broken": 500}


def test_every_page_of_an_error_has_no_fault(
    office: str, windows: Windows, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("wscb.web.hosts.OFFICE_URLCONF", __name__)
    caplog.set_level(logging.CRITICAL)
    page = window_of(b.new_board().manager, office, windows)
    found = {}
    for address, status in WRONG.items():
        found[address] = faults_at(page, f"{office}/{address}/", status=status)
    found["public"] = faults_at(page, f"{public_site(office)}/nothing-here/", status=404)
    page.goto(f"{office}/account/")
    page.context.clear_cookies(name="csrftoken")
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/account/logout/")
    found["expired"] = [*faults_of(page), *barriers_on(page)]
    assert {address: faults for address, faults in found.items() if faults} == {}
