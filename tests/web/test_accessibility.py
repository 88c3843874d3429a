"""Every page of people and sign-in, and a page with every component, in a real browser: axe finds nothing."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import include, path
from playwright.sync_api import BrowserContext, Page

from tests.people.factories import a_panel, a_person, an_area, an_organisation
from tests.web.test_forms import Everything
from wscb import clock
from wscb.people import actions
from wscb.people.models import Role, User
from wscb.web.components import Breadcrumb, SubNavigationLink, SummaryRow, TimelineEvent
from wscb.web.rules import SIGNED_IN, rule

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
NARROW = {"width": 320, "height": 640}


@rule(SIGNED_IN)
def components(request: HttpRequest) -> HttpResponse:
    """Every component on one page; posted, with every error."""
    context = {
        "form": Everything(request=request),
        "rows": [SummaryRow("Reference", "K7ABCDEFGH", "/"), SummaryRow("Reasons", "First.\n\nSecond.", prose=True)],
        "links": [SubNavigationLink("Summary", "/", current=True), SubNavigationLink("Tasks", "/tasks/")],
        "crumbs": [Breadcrumb("Cases", "/")],
        "events": [
            TimelineEvent("Notification logged", datetime(2026, 6, 1, 9, tzinfo=UTC), by="Bo", tags=(("Late", "red"),))
        ],
        "page": Paginator(range(300), 10).page(15),
        "due": clock.today() + timedelta(days=5),
        "overdue": date(2026, 1, 5),
    }
    return render(request, "components_page.html", context)


urlpatterns = [path("components/", components), path("", include("wscb.urls_office"))]


def sign_in(context: BrowserContext, live_server, user: User) -> None:
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    context.add_cookies([{"name": "sessionid", "value": session.session_key, "url": live_server.url}])


def faults(page: Page) -> list[str]:
    """What axe finds, and whether the page is wider than a narrow screen."""
    found = [
        f"{one['id']}: {[node['html'] for node in one['nodes']]}" for one in Axe().run(page).response["violations"]
    ]
    page.set_viewport_size(NARROW)
    width = page.evaluate("document.documentElement.scrollWidth")
    if width > NARROW["width"]:
        found.append(f"{width} pixels wide at 320")
    page.set_viewport_size({"width": 1280, "height": 720})
    return found


def test_pages_of_people_have_no_fault(context, page, live_server):
    user = a_person("Ada Quill", Role.PANEL_MEMBER)
    administrator = a_person("Sys Admin", Role.SYSTEM_ADMINISTRATOR)
    manager = a_person("Bo Manager", Role.BUSINESS_MANAGER)
    today = clock.today()
    an_organisation(), a_panel()
    appointment = actions.record_acting_appointment(
        user=user, area=an_area(), starts_on=today, ends_on=today, reason="Leave", by=manager, on=today
    )
    actions.declare_interest(user=manager, organisation=an_organisation(), nature="Governor", by=manager, on=today)
    theirs = {
        administrator: [
            "/people/",
            "/people/?role=board_chair",
            "/people/add/",
            f"/people/{user.pk}/",
            f"/people/{user.pk}/change/",
            f"/people/{user.pk}/give-role/",
            f"/people/{user.pk}/roles/{user.role_terms.get().pk}/end/",
            "/account/",
            "/account/password/change/",
            "/account/second-factor/",
            "/nothing-here/",
        ],
        manager: [
            f"/people/{user.pk}/",
            "/acting/",
            "/acting/add/",
            f"/acting/{appointment.pk}/end/",
            "/account/",
        ],
    }
    found = {}
    for who, addresses in theirs.items():
        sign_in(context, live_server, who)
        for address in addresses:
            page.goto(live_server.url + address)
            found[who.name, address] = faults(page)

    assert {at: what for at, what in found.items() if what} == {}


def test_pages_of_signing_in_and_the_public_site_have_no_fault(page, live_server):
    addresses = ["/account/login/", "/account/password/reset/", "/account/password/reset/done/", "/accessibility/"]
    public = live_server.url.replace("localhost", "public.localhost")
    found = {}
    for address in [live_server.url + one for one in addresses] + [public + "/", public + "/accessibility/"]:
        page.goto(address)
        found[address] = faults(page)

    assert {at: what for at, what in found.items() if what} == {}


def test_every_component_has_no_fault_with_and_without_errors(context, page, live_server, settings, monkeypatch):
    monkeypatch.setattr("wscb.web.hosts.OFFICE_URLCONF", __name__)
    settings.TEMPLATES = [
        settings.TEMPLATES[0] | {"DIRS": [*settings.TEMPLATES[0]["DIRS"], settings.BASE_DIR / "tests/web/templates"]}
    ]
    sign_in(context, live_server, a_person("Ada Quill", Role.BUSINESS_MANAGER))
    blocked: list[str] = []
    page.on("console", lambda line: blocked.append(line.text) if line.type == "error" else None)

    page.goto(live_server.url + "/components/")
    before = faults(page)
    page.get_by_role("button", name="Continue").click()
    page.wait_for_url("**/components/")
    after = faults(page)

    assert (before, after, blocked) == ([], [], [])
    assert page.title().startswith("Error: ")
    focused = page.evaluate("document.activeElement.className")
    assert focused == "govuk-error-summary"
    page.get_by_role("link", name="Enter date received").click()
    assert page.evaluate("document.activeElement.id") == "id_received_day"
