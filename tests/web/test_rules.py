from __future__ import annotations

import re

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpResponse
from django.test import override_settings
from django.urls import URLPattern, URLResolver, get_resolver, path

from tests.people.factories import a_person
from wscb.people.models import Role
from wscb.people.rules import role
from wscb.trail.models import Entry
from wscb.web.hosts import OFFICE_URLCONF, PUBLIC_URLCONF
from wscb.web.rules import PUBLIC, SIGNED_IN, Rule, rule, rule_of

pytestmark = pytest.mark.django_db


def unruled(request):
    return HttpResponse("seen")


urlpatterns = [path("unruled/", unruled, name="unruled")]


def walk(patterns, prefix=""):
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from walk(pattern.url_patterns, prefix)
        elif isinstance(pattern, URLPattern):
            yield pattern


class Match:
    def __init__(self, view_name):
        self.view_name = view_name


@pytest.mark.parametrize("urlconf", [OFFICE_URLCONF, PUBLIC_URLCONF])
def test_every_address_has_a_rule(urlconf):
    unruled = [
        pattern.name or str(pattern.pattern)
        for pattern in walk(get_resolver(urlconf).url_patterns)
        if rule_of(pattern.callback, Match(pattern.name)) is None
    ]

    assert unruled == []


def test_view_without_a_rule_is_not_shown(client, monkeypatch):
    monkeypatch.setattr("wscb.web.hosts.OFFICE_URLCONF", "tests.web.test_rules")
    client.force_login(a_person("Sys Admin", Role.SYSTEM_ADMINISTRATOR))

    with pytest.raises(ImproperlyConfigured, match="unruled"):
        client.get("/unruled/")


def test_stranger_is_asked_to_sign_in_and_led_back(client):
    response = client.get("/people/?role=board_chair")

    assert response.status_code == 302
    assert response["Location"] == "/account/login/?next=/people/%3Frole%3Dboard_chair"


def test_wrong_role_gets_404_and_a_trail_row(client):
    user = a_person("Ada Quill", Role.PANEL_MEMBER)
    client.force_login(user)

    response = client.get("/people/")

    assert response.status_code == 404
    entry = Entry.objects.get(kind="refused")
    assert entry.actor_id == user.pk
    assert entry.facts["route"] == "people"


def test_refusal_looks_as_an_address_that_does_not_exist(client):
    client.force_login(a_person("Ada Quill", Role.PANEL_MEMBER))

    def page(address: str) -> str:
        return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", client.get(address).content.decode())

    assert page("/people/") == page("/nothing-here/")


def test_rules_compose():
    yes = Rule("yes", lambda request: True)
    no = Rule("no", lambda request: False)

    class Request:
        user = a_person("Ada Quill")

    assert (yes | no).allows(Request())
    assert not (yes & no).allows(Request())
    assert (yes & (no | yes)).code == "(yes and (no or yes))"
    assert not (PUBLIC & SIGNED_IN).public


def test_signed_in_rule_lets_no_stranger_through(rf):
    from django.contrib.auth.models import AnonymousUser

    request = rf.get("/")
    request.user = AnonymousUser()

    assert PUBLIC.allows(request)
    assert not SIGNED_IN.allows(request)
    assert not role(Role.BOARD_CHAIR).allows(request)


def test_rule_sees_the_addresses_values(rf):
    own = Rule("own", lambda request, user_id: user_id == request.user.pk)
    request = rf.get("/")
    request.user = a_person("Ada Quill")

    assert own.allows(request, user_id=request.user.pk)
    assert not own.allows(request, user_id=a_person("Bo Else").pk)


def test_declared_rule_survives_other_decorators():
    from django.views.decorators.http import require_POST

    view = require_POST(rule(SIGNED_IN)(unruled))

    assert rule_of(view, None) == SIGNED_IN
    del unruled.rule


@override_settings(OFFICE_HOST="office.example", PUBLIC_HOST="public.example", ALLOWED_HOSTS=["*"])
@pytest.mark.parametrize(
    ("host", "address", "status"),
    [
        ("office.example", "/account/login/", 200),
        ("OFFICE.example:8443", "/account/login/", 200),
        ("public.example", "/", 200),
        ("public.example", "/account/login/", 404),
        ("public.example", "/people/", 404),
        ("other.example", "/", 400),
    ],
)
def test_site_is_chosen_by_host(client, host, address, status):
    assert client.get(address, HTTP_HOST=host).status_code == status


def test_office_pages_are_not_stored(client):
    assert client.get("/account/login/")["Cache-Control"] == ("max-age=0, no-cache, no-store, must-revalidate, private")
    client.force_login(a_person())
    assert client.get("/account/")["Cache-Control"] == "no-store, private"


def test_public_pages_set_no_cookie_and_keep_their_cache(public_client):
    response = public_client.get("/")

    assert not response.cookies
    assert not response.has_header("Cache-Control")
    assert "No review is published here at present." in response.content.decode()
