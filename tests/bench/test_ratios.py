"""Speed as ratios against a floor measured in the same run: `make bench`. Nothing is asserted; the table is printed.

Floors: the page's main query in raw SQL and an empty Django view, WeasyPrint alone over the same HTML, bare inserts, a bare SMTP
loop. Each figure is the median of several rounds in which product and floor take turns.
"""

from __future__ import annotations

import smtplib
import statistics
import time
import uuid
from collections.abc import Callable
from datetime import date, timedelta
from email.message import EmailMessage

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from weasyprint import HTML

from reviews.forms_pdf import ScrForm1, render_scr_form_1
from tests import board as b
from tests.running import mail_server
from wscb import clock, dates
from wscb.cases import chasing
from wscb.cases.models import Step
from wscb.messages import sending
from wscb.messages.models import Message
from wscb.web.rules import PUBLIC, rule

CASES = 40
ROUNDS = 7


def medians(product: Callable[[], object], floor: Callable[[], object], rounds: int = ROUNDS) -> tuple[float, float]:
    """Seconds of product and floor, taken in turns after one warm-up of each."""
    product(), floor()
    taken: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds):
        for what, times in zip((product, floor), taken, strict=True):
            start = time.perf_counter()
            what()
            times.append(time.perf_counter() - start)
    return statistics.median(taken[0]), statistics.median(taken[1])


def report(name: str, floor_name: str, figures: tuple[float, float]) -> None:
    """One line of the table."""
    product, floor = figures
    print(  # noqa: T201 - the table is what the run is for
        f"\n{name:<24} {product * 1000:9.1f} ms   {floor_name:<26} {floor * 1000:9.2f} ms   x {product / floor:7.1f}"
    )


@pytest.fixture
def board(db: None) -> b.Board:
    board = b.new_board()
    for number in range(CASES):
        received = clock.today() - timedelta(days=number % 40)
        case = b.log(board, received=received, on=clock.today())
        if number % 2:
            b.refer(board, case, on=clock.today())
    return board


@rule(PUBLIC)
def empty(request: HttpRequest) -> HttpResponse:
    return HttpResponse("")


def test_pages(board: b.Board) -> None:
    """Your work, the list and a case against an empty view, and against the query that brings the rows."""
    client = Client(headers={"host": "localhost"})
    client.force_login(board.manager)
    case = board.area.case_set.first()
    factory = RequestFactory()

    def floor() -> HttpResponse:
        return empty(factory.get("/"))

    def raw() -> list[tuple[object, ...]]:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT s.*, c.* FROM cases_step s JOIN cases_case c ON c.id = s.case_id "
                "WHERE s.done_on IS NULL AND c.area_id = %s ORDER BY s.due_on",
                [board.area.pk if connection.vendor == "postgresql" else board.area.pk.hex],
            )
            return cursor.fetchall()

    assert case is not None
    for name, address in (("Your work", "/"), ("Case list", "/cases/"), ("Case page", f"/cases/{case.reference}/")):
        report(name, "the same rows in raw SQL", medians(lambda address=address: client.get(address), raw))
        report(name, "an empty Django view", medians(lambda address=address: client.get(address), floor))


def test_sweep(board: b.Board) -> None:
    """A sweep of every step that has come, against as many bare inserts."""
    now = dates.next_chasing_moment(date.today() + timedelta(days=60), 8)
    due = chasing.due_steps(now).count()

    def insert() -> None:
        with connection.cursor() as cursor:
            cursor.execute("CREATE TEMPORARY TABLE IF NOT EXISTS bare (id text, stage text, at text)")
            for _ in range(due):
                cursor.execute("INSERT INTO bare VALUES (%s, %s, %s)", [uuid.uuid4().hex, "stage", str(now)])

    start = time.perf_counter()
    chasing.sweep(now=now, limit=due)
    swept = time.perf_counter() - start
    start = time.perf_counter()
    insert()
    report(f"Sweep of {due} steps", "as many bare inserts", (swept, time.perf_counter() - start))
    assert Step.objects.filter(next_chase_at__lte=now).count() < due


def test_form(board: b.Board) -> None:
    """Form 1 rendered, tagged and titled, against WeasyPrint alone over the same HTML."""
    filled = dict.fromkeys(ScrForm1.__dataclass_fields__, "Text. " * 40)
    form = ScrForm1(**filled)
    html = render_to_string("documents/scr_form_1.html", {"form": form, "board_name": "Board"})

    def alone() -> bytes:
        return bytes(HTML(string=html).write_pdf())

    report("Form 1", "WeasyPrint alone", medians(lambda: render_scr_form_1(form), alone, rounds=5))


@pytest.mark.django_db(transaction=True)
def test_sending(settings: object) -> None:
    """E-mails sent from the outbox, against a bare SMTP loop."""
    board = b.new_board()
    with mail_server() as (_, port):
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"  # type: ignore[attr-defined]
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port  # type: ignore[attr-defined]
        for _ in range(30):  # each tells the Chair and both panel chairs
            b.log(board, received=clock.today())
        queued = Message.objects.count()
        start = time.perf_counter()
        while Message.objects.filter(sent_at__isnull=True).exists():
            sending.send_due(now=clock.now)
        sent = time.perf_counter() - start
        report(f"{queued} e-mails", "a bare SMTP loop", (sent, _bare_loop(port, queued)))


def _bare_loop(port: int, count: int) -> float:
    letter = EmailMessage()
    letter["Subject"], letter["From"], letter["To"] = "Bare", "a@board.example", "b@board.example"
    letter.set_content("Bare.")
    start = time.perf_counter()
    with smtplib.SMTP("127.0.0.1", port) as server:
        for _ in range(count):
            server.send_message(letter)
    return time.perf_counter() - start
