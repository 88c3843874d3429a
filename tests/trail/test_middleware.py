"""What the trail learns from requests."""

import uuid

import pytest
import structlog
from django.contrib.auth import get_user_model
from django.test import RequestFactory

from wscb.trail.context import NOWHERE, origin
from wscb.trail.middleware import TrailContextMiddleware, client_address
from wscb.trail.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def pages(settings):
    settings.ROOT_URLCONF = "tests.trail.urls"
    settings.OFFICE_HOST = "office.example"
    settings.ALLOWED_HOSTS = ["office.example", "public.example"]
    settings.MIDDLEWARE = [
        "wscb.request_log.RequestLogMiddleware",
        "wscb.trail.middleware.TrailContextMiddleware",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "wscb.trail.middleware.RefusalMiddleware",
    ]


@pytest.fixture
def office(client):
    client.defaults["HTTP_HOST"] = "office.example:8000"
    return client


@pytest.fixture
def user():
    user = get_user_model()(email="amira.holt@warrington.example", name="Amira Holt")
    user.set_unusable_password()
    user.save()
    return user


def refusal():
    return Entry.objects.get(kind="refused")


def test_hidden_page_is_recorded_by_route_and_never_by_path(office, user):
    office.force_login(user)

    assert office.post("/hidden/Kayleigh-Ashdown/").status_code == 404

    entry = refusal()
    assert (entry.kind, entry.actor_kind, entry.actor_id) == ("refused", "user", user.pk)
    assert entry.facts == {"route": "hidden", "method": "POST", "status": 404}
    assert entry.address == "127.0.0.1"
    assert entry.request_id is not None


def test_forbidden_page_by_nobody_signed_in_is_recorded(office):
    office.get("/forbidden/")

    entry = refusal()
    assert (entry.actor_kind, entry.actor_id) == ("anonymous", None)
    assert entry.facts == {"route": "forbidden", "method": "GET", "status": 403}


def test_refusal_outlives_the_transaction_of_the_page(office):
    office.get("/hidden-after-writing/")

    assert [entry.facts for entry in Entry.objects.filter(kind="refused")] == [
        {"route": "hidden_after_writing", "method": "GET", "status": 404}
    ]


def test_unrouted_address_is_recorded_for_a_user_only(office, user):
    office.get("/wp-login.php")
    assert not Entry.objects.filter(kind="refused").exists()

    office.force_login(user)
    office.generic("BREW", "/wp-login.php")

    assert refusal().facts == {"route": "unrouted", "method": "other", "status": 404}


def test_public_site_is_not_recorded(office):
    office.get("/forbidden/", headers={"host": "public.example"})

    assert not Entry.objects.filter(kind="refused").exists()


def test_page_shown_is_no_refusal(office):
    assert office.get("/fine/").status_code == 200

    entry = refusal()
    assert entry.actor_kind == "system"
    assert entry.request_id is not None


def test_request_id_is_the_one_of_the_log(office):
    logged = office.get("/fine/").text

    assert refusal().request_id == uuid.UUID(logged)


def test_request_id_that_is_no_uuid_is_replaced(office, settings):
    settings.DJANGO_STRUCTLOG_TRUST_UPSTREAM_REQUEST_ID = True

    office.get("/fine/", headers={"x-request-id": "Kayleigh Ashdown"})

    assert refusal().request_id is not None


def test_origin_ends_with_the_request():
    structlog.contextvars.clear_contextvars()
    seen = []

    def answer(request):
        seen.append(origin.get())
        raise RuntimeError

    with pytest.raises(RuntimeError):
        TrailContextMiddleware(answer)(RequestFactory().get("/"))

    assert seen[0].address == "127.0.0.1"
    assert origin.get() == NOWHERE


@pytest.mark.parametrize(
    ("proxies", "forwarded", "remote", "address"),
    [
        (0, "203.0.113.9", "198.51.100.1", "198.51.100.1"),
        (1, "203.0.113.9", "198.51.100.1", "203.0.113.9"),
        (1, "10.9.9.9, 203.0.113.9", "198.51.100.1", "203.0.113.9"),
        (2, "10.9.9.9, 203.0.113.9, 198.51.100.2", "198.51.100.1", "203.0.113.9"),
        (2, "203.0.113.9", "198.51.100.1", "198.51.100.1"),
        (1, "Kayleigh Ashdown", "198.51.100.1", None),
        (0, "", "::ffff:198.51.100.1", "198.51.100.1"),
        (0, "", "", None),
    ],
)
def test_client_address_trusts_as_many_proxies_as_are_ours(settings, proxies, forwarded, remote, address):
    settings.TRUSTED_PROXY_COUNT = proxies

    assert client_address(RequestFactory(REMOTE_ADDR=remote, HTTP_X_FORWARDED_FOR=forwarded).get("/")) == address
