"""Speed as ratios against a floor measured in the same run: `make bench`. Nothing is asserted of time; a table is printed.

A ratio says how many times as long the product takes as the least that could do the work. Product and floor take turns,
and each figure is the median of several rounds, so that a machine that is busy or slow changes the times and not the ratios.
"""

from __future__ import annotations

import smtplib
import statistics
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from email.message import EmailMessage
from typing import Any

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.test import Client, override_settings
from django.urls import path
from weasyprint import HTML

from reviews.forms_pdf import ScrForm1, ScrForm2, render_scr_form_1, render_scr_form_2
from tests import board as b
from tests.running import mail_server
from wscb import clock, dates
from wscb.cases import chasing
from wscb.cases.models import Step
from wscb.cases.search import keep_search
from wscb.documents.pdf import LANGUAGE, OwnAssetsOnly
from wscb.messages import sending
from wscb.messages.models import Message

CASES = 40
ROUNDS = 7


@dataclass(frozen=True)
class Ratio:
    """One line of the table; times in seconds."""

    what: str
    floor: str
    taken: float
    least: float

    def __str__(self) -> str:
        times = f"{self.taken * 1000:9.2f} ms {self.least * 1000:9.2f} ms"
        return f"{self.what:<44} {self.floor:<44} {times} {self.taken / self.least:8.1f}"


@pytest.fixture(scope="module")
def ratios() -> Iterator[list[Ratio]]:
    """Where each measurement goes; printed as one table when all are taken."""
    lines: list[Ratio] = []
    yield lines
    head = f"{'measured':<44} {'against':<44} {'product':>12} {'floor':>12} {'ratio':>8}"
    print("", head, *lines, sep="\n")  # noqa: T201 - the table is what the run is for


def medians(product: Callable[[], object], floor: Callable[[], object], rounds: int = ROUNDS) -> tuple[float, float]:
    """Seconds of product and floor, taken in turns after one warm-up of each."""
    product(), floor()
    pairs = [(seconds(product), seconds(floor)) for _ in range(rounds)]
    return statistics.median(pair[0] for pair in pairs), statistics.median(pair[1] for pair in pairs)


def seconds(what: Callable[[], object]) -> float:
    start = time.perf_counter()
    what()
    return time.perf_counter() - start


# --- pages -----------------------------------------------------------------------------------------------


@pytest.fixture
def board(db: None) -> b.Board:
    """A Board with forty cases, every other one referred."""
    board = b.new_board()
    for number in range(CASES):
        case = b.log(board, received=clock.today() - timedelta(days=number % 40), on=clock.today())
        if number % 2:
            b.refer(board, case, on=clock.today())
    return board


def empty(request: HttpRequest) -> HttpResponse:
    return HttpResponse("")


urlpatterns = [path("", empty)]


def only_here(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """A middleware that knows no address but the empty view's."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.urlconf = __name__
        return get_response(request)

    return middleware


def empty_site() -> Client:
    """A browser of a Django that has one empty view and no middleware of the product."""
    client = Client()
    with override_settings(MIDDLEWARE=[f"{__name__}.only_here"]):
        assert client.get("/").content == b""
    return client


def test_pages(board: b.Board, ratios: list[Ratio]) -> None:
    """Each page against the queries it asks, sent as raw SQL, and against a Django view that answers nothing."""
    client = Client(SERVER_NAME="localhost")
    client.force_login(board.manager)
    case = board.area.case_set.first()
    assert case is not None
    search = keep_search(by=board.manager, words={"name": b.CHILD.family_name}, at=clock.now())
    pages = {
        f"Your work, {CASES} cases": "/",
        f"Case list, {CASES} cases": "/cases/",
        "Case page": f"/cases/{case.reference}/",
        f"Search by name, {CASES} cases": f"/cases/?search={search.pk}",
    }
    bare = empty_site()
    for name, address in pages.items():

        def page(address: str = address) -> None:
            assert client.get(address).status_code == 200

        raw, asked = raw_queries(page)
        ratios.append(Ratio(name, f"its {asked} queries in raw SQL", *medians(page, raw)))
        ratios.append(Ratio(name, "an empty Django view", *medians(page, lambda: bare.get("/"))))


def raw_queries(page: Callable[[], None]) -> tuple[Callable[[], None], int]:
    """What sends again, without Django's models, the SELECTs that a page sends; and how many there are."""
    asked: list[tuple[str, Any]] = []

    def keep(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.startswith("SELECT"):
            asked.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(keep):
        page()

    def raw() -> None:
        with connection.cursor() as cursor:
            for sql, params in asked:
                cursor.execute(sql, params)
                cursor.fetchall()

    return raw, len(asked)


# --- forms -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "render", "form", "template"),
    [
        ("Form 1", render_scr_form_1, ScrForm1, "documents/scr_form_1.html"),
        ("Form 2", render_scr_form_2, ScrForm2, "documents/scr_form_2.html"),
    ],
)
def test_form(name: str, render: Callable[[Any], bytes], form: Any, template: str, ratios: list[Ratio]) -> None:
    """A form laid out, tagged, titled and with its headers scoped, against WeasyPrint alone over the same page."""
    filled = form(**dict.fromkeys(form.__dataclass_fields__, "Text. " * 40))
    context = {"form": filled, "board_name": "Board", "title": name, "language": LANGUAGE}
    html = render_to_string(template, context)

    def alone() -> object:
        return HTML(string=html, url_fetcher=OwnAssetsOnly()).write_pdf()

    ratios.append(Ratio(f"{name} as a tagged PDF", "WeasyPrint alone", *medians(lambda: render(filled), alone)))


# --- chasing ---------------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_sweep_and_its_mails(settings: Any, ratios: list[Ratio]) -> None:
    """A sweep of every step that has come against as many bare inserts; all e-mails owed then against a bare SMTP loop."""
    board = b.new_board()
    for _ in range(CASES):
        b.log(board, received=clock.today())
    now = dates.next_chasing_moment(clock.today() + timedelta(days=60), 8)
    due = chasing.due_steps(now).count()
    swept = seconds(lambda: chasing.sweep(now=now, limit=due))
    ratios.append(Ratio(f"Sweep of {due} steps", "as many bare inserts", swept, seconds(lambda: bare_inserts(due))))
    assert Step.objects.filter(next_chase_at__lte=now).count() < due

    letters = Message.objects.count()  # one a person from the sweep, and those that told of each case
    with mail_server() as (mailbox, port):
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        sent = seconds(lambda: sending.send_due(now=lambda: now, limit=letters))
        assert len(mailbox.letters) == letters > 0
        least = seconds(lambda: bare_loop(port, letters))
    ratios.append(Ratio(f"{letters} e-mails from the outbox", "a bare SMTP loop", sent, least))


def bare_inserts(count: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE bare (id text, stage text)")
        for _ in range(count):
            cursor.execute("INSERT INTO bare VALUES (%s, %s)", [uuid.uuid4().hex, "stage"])


def bare_loop(port: int, count: int) -> None:
    letter = EmailMessage()
    letter["Subject"], letter["From"], letter["To"] = "Bare", "a@board.example", "b@board.example"
    letter.set_content("Bare.")
    with smtplib.SMTP("127.0.0.1", port) as server:
        for _ in range(count):
            server.send_message(letter)
