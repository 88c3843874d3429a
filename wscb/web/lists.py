"""Lists that page and sort by their address, so that a list can be kept, sent and gone back to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from django.core.paginator import Page, Paginator
from django.db.models import Model, QuerySet
from django.http import HttpRequest

Row = TypeVar("Row", bound=Model)

PER_PAGE = 25


def page_of(request: HttpRequest, rows: QuerySet[Row], *, per_page: int = PER_PAGE) -> Page[Row]:
    """The page that `?page=` asks for; the first for nonsense, the last for one beyond the end."""
    return Paginator(rows, per_page).get_page(request.GET.get("page"))


def sort_of(request: HttpRequest, columns: Mapping[str, str], *, default: str) -> list[str]:
    """The `order_by` terms for `?sort=`: a column's name, with a minus for descending; `default` for any other.

    `columns` maps names in the address to fields; the primary key follows, so that pages never overlap.
    """
    asked = request.GET.get("sort", default)
    if asked.removeprefix("-") not in columns:
        asked = default
    sign = "-" if asked.startswith("-") else ""
    return [sign + columns[asked.removeprefix("-")], "pk"]
