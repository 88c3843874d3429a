"""Asking pages as people do, and counting what a page asks the database."""

from __future__ import annotations

import re

from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from wscb.keys.cache import forget_keys
from wscb.web.tokens import FIELD

TABS = ("case", "tasks", "people", "documents", "decisions", "messages", "timeline", "framework")
_NOT_COUNTED = re.compile(r"^(BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE)", re.IGNORECASE)
_SESSION_AND_USER = re.compile(r'FROM "(django_session|people_user)" WHERE', re.IGNORECASE)


def url(case: object, name: str = "case", *args: object) -> str:
    """The address of a page of a case."""
    return reverse(f"cases:{name}", args=[case.reference, *args])  # type: ignore[attr-defined]


def asked(client: Client, address: str) -> tuple[HttpResponse, list[str]]:
    """The answer of a page, and the queries it asked beside session, user, and the marks of transactions."""
    forget_keys()
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address)
    queries = [query["sql"] for query in captured.captured_queries]
    counted = [sql for sql in queries if not _NOT_COUNTED.match(sql)]
    return response, [sql for sql in counted if not _SESSION_AND_USER.search(sql)]


def token_of(response: HttpResponse) -> str:
    """The form token on a page."""
    found = re.search(rf'name="{FIELD}" value="([^"]+)"', response.content.decode())
    assert found is not None
    return found.group(1)


def send(client: Client, address: str, answers: dict[str, str], *, page: str = "") -> HttpResponse:
    """Opens a page (`page`, if its form is sent elsewhere) and sends its form."""
    token = token_of(client.get(page or address))
    return client.post(address, {FIELD: token, **answers})
