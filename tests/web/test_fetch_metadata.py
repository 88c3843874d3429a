"""What other sites make a browser send here, and what every answer says about itself."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.people.factories import a_person
from wscb.people.models import Role
from wscb.trail.models import Entry

pytestmark = pytest.mark.django_db
LINK = {"Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}


@pytest.fixture
def signed_in(client: Client) -> Client:
    client.force_login(a_person("Ada Quill", Role.BUSINESS_MANAGER))
    return client


@pytest.mark.parametrize("site", ["cross-site", "same-site", "something-new"])
@pytest.mark.parametrize(
    ("method", "headers"),
    [
        ("get", {"Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "image"}),
        ("get", {"Sec-Fetch-Mode": "cors", "Sec-Fetch-Dest": "empty"}),
        ("get", {"Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "iframe"}),
        ("get", {"Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "object"}),
        ("get", {}),
        ("post", LINK),
        ("post", {}),
    ],
)
def test_what_another_site_sends_is_refused_and_in_the_trail(
    signed_in: Client, site: str, method: str, headers: dict[str, str]
) -> None:
    response = getattr(signed_in, method)("/account/", headers={"Sec-Fetch-Site": site, **headers})
    assert response.status_code == 403
    assert Entry.objects.get(kind="refused").facts["status"] == 403


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_a_link_on_another_site_leads_in(signed_in: Client, site: str) -> None:
    assert signed_in.get("/account/", headers={"Sec-Fetch-Site": site, **LINK}).status_code == 200
    assert signed_in.head("/account/", headers={"Sec-Fetch-Site": site, **LINK}).status_code == 200


@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "same-origin"}, {"Sec-Fetch-Site": "none"}, {}])
def test_own_pages_and_older_browsers_are_let_in(signed_in: Client, headers: dict[str, str]) -> None:
    assert signed_in.get("/account/", headers=headers).status_code == 200


def test_every_answer_says_what_it_may_be_used_for(signed_in: Client, public_client: Client) -> None:
    for response in (signed_in.get("/account/"), signed_in.get("/nothing-here/"), public_client.get("/")):
        assert response["Cross-Origin-Resource-Policy"] == "same-origin"
        assert response["Cross-Origin-Opener-Policy"] == "same-origin"
        assert response["X-Frame-Options"] == "DENY"
        assert response["Referrer-Policy"] == "same-origin"
        assert "camera=()" in response["Permissions-Policy"]
        assert "publickey-credentials-get=(self)" in response["Permissions-Policy"]
        policy = response["Content-Security-Policy"]
        assert "require-trusted-types-for 'script'" in policy
        assert "frame-ancestors 'none'" in policy


def test_signing_out_has_the_browser_forget_and_nothing_else_does(signed_in: Client) -> None:
    assert "Clear-Site-Data" not in signed_in.get("/account/")
    assert signed_in.post("/account/logout/")["Clear-Site-Data"] == '"cache", "storage"'
