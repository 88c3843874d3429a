"""The office in a browser: the product answering on this machine, with its worker and a mail server beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Protocol

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from tests import board as b
from tests.journeys.windows import Watch
from tests.running import Mailbox, celery_worker, mail_server, wait_until
from wscb.cases.models import FormEdition
from wscb.celery import app
from wscb.messages.models import UNSENT, Message

PATIENCE = 15_000  # milliseconds: a machine with two busy cores, not a page that is slow
expect.set_options(timeout=PATIENCE)


class Windows(Protocol):
    """Opens a window with a session of its own; options are those of Playwright's `new_context`."""

    def __call__(self, **options: Any) -> Page: ...


@pytest.fixture
def office(live_server: LiveServer, settings: Settings) -> str:
    """The address of the office site, as letters and the browser know it."""
    settings.OFFICE_URL = live_server.url
    return live_server.url


@pytest.fixture
def board(office: str) -> b.Board:
    """A Board with everybody in their place."""
    return b.new_board()


@pytest.fixture
def windows(office: str, new_context: Callable[..., BrowserContext]) -> Iterator[Windows]:
    """Windows of the one browser. Whatever must never happen in one fails the test at its end."""
    watched: list[Watch] = []

    def a_window(**options: Any) -> Page:
        page = new_context(base_url=office, **options).new_page()
        page.set_default_timeout(PATIENCE)
        watched.append(Watch(page))
        return watched[-1].begin()

    yield a_window
    assert [fault for watch in watched for fault in watch.faults] == []


@pytest.fixture(scope="session")
def post() -> Iterator[tuple[Mailbox, int]]:
    """The mail server of this run and its port."""
    with mail_server() as running:
        yield running


@pytest.fixture
def worker(transactional_db: None, live_server: LiveServer, post: tuple[Mailbox, int]) -> Iterator[None]:
    """A real worker for this test alone: nothing it does reaches into another test."""
    app.control.purge()
    with celery_worker(smtp_port=post[1], office_url=live_server.url):
        yield


@pytest.fixture
def mailbox(worker: None, post: tuple[Mailbox, int], office: str) -> Iterator[Mailbox]:
    """What arrived by e-mail during this test. At its end the worker is waited for, so that the next test finds it idle."""
    post[0].letters.clear()
    yield post[0]
    wait_until(worker_is_idle, what="the worker to finish")


def worker_is_idle() -> bool:
    """Whether nothing waits to be sent or rendered."""
    return (
        not Message.objects.filter(status__in=UNSENT).exists()
        and not FormEdition.objects.filter(state="waiting").exists()
    )
