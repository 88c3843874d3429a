"""A page with every component in a real browser, before and after it is sent with errors: axe finds nothing."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import include, path

from tests.addresses.sessions import session_of
from tests.journeys.looking import NARROW, WIDE, barriers_on, faults_of
from tests.journeys.windows import Watch
from tests.people.factories import a_person
from tests.web.test_forms import Everything
from wscb import clock
from wscb.people.models import Role
from wscb.web.components import Breadcrumb, SubNavigationLink, SummaryRow, TimelineEvent
from wscb.web.rules import SIGNED_IN, rule

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


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


def test_every_component_has_no_fault_with_and_without_errors(context, page, live_server, settings, monkeypatch):
    monkeypatch.setattr("wscb.web.hosts.OFFICE_URLCONF", __name__)
    settings.TEMPLATES = [
        settings.TEMPLATES[0] | {"DIRS": [*settings.TEMPLATES[0]["DIRS"], settings.BASE_DIR / "tests/web/templates"]}
    ]
    session = session_of(a_person("Ada Quill", Role.BUSINESS_MANAGER))
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    watch = Watch(page)
    watch.begin()
    page.set_viewport_size(NARROW)

    page.goto(live_server.url + "/components/")
    before = faults_of(page) + barriers_on(page, [NARROW, WIDE])
    page.get_by_role("button", name="Continue").click()
    page.wait_for_url("**/components/")
    after = faults_of(page, refused=True) + barriers_on(page, [NARROW, WIDE])

    assert (before, after, watch.faults) == ([], [], [])
    focused = page.evaluate("document.activeElement.className")
    assert focused == "govuk-error-summary"
    page.get_by_role("link", name="Enter date received").click()
    assert page.evaluate("document.activeElement.id") == "id_received_day"
