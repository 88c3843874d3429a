"""Reading and sending the people pages as a browser does."""

from __future__ import annotations

import re

from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext


def text(response: HttpResponse) -> str:
    """The page as it is written."""
    return response.content.decode()


def hidden_of(client: Client, address: str) -> dict[str, str]:
    """The hidden answers of the forms on a page."""
    main = text(client.get(address)).partition("<main")[2]
    found = re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', main)
    return {name: value for name, value in found if name != "csrfmiddlewaretoken"}


def rows_of(client: Client, address: str) -> list[str]:
    """The first cell of each row of a page's table, in the order in which they stand."""
    cells = re.findall(r'<th scope="row"[^>]*>(.*?)</th>', text(client.get(address)), re.DOTALL)
    return [re.sub(r"<[^>]+>", "", cell).strip() for cell in cells]


def cost(client: Client, address: str) -> int:
    """How often a page asks the database."""
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)
