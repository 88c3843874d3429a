"""The pages of a review that is being held: each part of the work puts its own on the review's page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest

from wscb.cases.models import Case


@dataclass(frozen=True)
class WorkingPage:
    """A page about one part of a review: its title, its address (which takes the reference), and how it stands in a few words.

    `shown` says whether it is there for whoever asks; without one, for everybody who sees the case.
    """

    title: str
    url_name: str
    stands: Callable[[Case], str]
    shown: Callable[[HttpRequest, Case], bool] = lambda request, case: True


_pages: list[WorkingPage] = []


def register_working_page(page: WorkingPage) -> None:
    """Puts a page on the review's page, after those registered before."""
    if page not in _pages:
        _pages.append(page)


def working_pages() -> tuple[WorkingPage, ...]:
    """The pages of a review, in their order."""
    return tuple(_pages)
