"""A notification typed into its pages, as a browser sends it."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse
from django.test import Client

from tests import board as b
from wscb import clock
from wscb.web.forms.dates import PARTS
from wscb.web.tokens import FIELD

CANARY = "Quillon Thistlewaite"
"""A name that stands in nothing but the case."""


def day(name: str, value: date | None) -> dict[str, str]:
    """A date in its three boxes."""
    texts = (value.day, value.month, value.year) if value else ("", "", "")
    return {f"{name}_{part}": str(text) for part, text in zip(PARTS, texts, strict=True)}


def hidden(response: HttpResponse) -> dict[str, str]:
    """The hidden values of the page's own form (the last with a form token)."""
    forms = re.findall(r"<form method=\"post\".*?</form>", response.content.decode(), re.DOTALL)
    own = [form for form in forms if f'name="{FIELD}"' in form]
    assert own, response.content.decode()
    values: dict[str, str] = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', own[-1]))
    return values


def send(client: Client, url: str, answers: dict[str, Any]) -> HttpResponse:
    """Opens the page, types the answers and sends them."""
    page = client.get(url)
    assert page.status_code == 200, (url, page.status_code, page.get("Location"))
    return client.post(url, hidden(page) | answers)


def answers_for(
    board: b.Board, *, received: date | None = None, kind: str = "scr", **changes: dict[str, Any]
) -> dict[str, dict[str, Any]]:
    """What is typed on each page of a notification for this kind of review, by page; `changes` replaces answers of a page."""
    received = received or clock.today() - timedelta(days=1)
    given, family = CANARY.split()
    typed: dict[str, dict[str, Any]] = {
        "received": {"received_how": "telephone", **day("received_on", received)},
        "referrer": {"referring_organisation": str(board.police.pk), "referrer": "Sgt Hale", **day("authority_aware_on", received)},
        "children/1": {
            "named": "known", "given_name": given, "family_name": family, "aliases": "Quill\nQ. T.", "birth": "known",
            **day("date_of_birth", date(2012, 2, 29)), **day("died_on", received),
        },
        "children/1/details": {"address": "1 Canary Row", "nhs_number": "943 476 5919", "gender": "Female"},
        "incident": {"incident_kind": "death", "incident_known": "known", **day("incident_on", received), "incident_place": "At home"},
        "account": {"incident": "Found without signs of life."},
        "criteria": {
            "abuse_or_neglect": "yes", "abuse_or_neglect_reasons": "Bruises.", "died": "yes", "died_reasons": "In hospital.",
            "seriously_harmed": "no", "seriously_harmed_reasons": "She died.", "working_together": "not_known",
        },
        "circumstances": {},
        "residence": {"residence": "warrington"},
        "organisations/1": {"organisation": str(board.police.pk), "interest": "yes"},
        "running": {"running": "no"},
        "duplicates": {},
    }  # fmt: skip
    if kind == "cr":
        typed = {page: answers for page, answers in typed.items() if page not in {"criteria", "circumstances"}}
        typed = {"learning": {"learning": b.LEARNING.learning}} | typed
    for page, answers in changes.items():
        typed[page.replace("__", "/")] |= answers
    return typed


def begin(client: Client, *, kind: str = "scr") -> str:
    """Starts a draft for this kind of review; the address of its task list."""
    started = send(client, "/notifications/new/", {"kind_of_review": kind})
    assert started.status_code == 302, started.content.decode()
    return started["Location"].removesuffix("received/")


def fill(client: Client, draft: str, typed: dict[str, dict[str, Any]]) -> None:
    """Answers every page in order; each must lead on."""
    for page, answers in typed.items():
        sent = send(client, f"{draft}{page}/", answers)
        assert sent.status_code == 302, (
            page,
            re.findall(r"govuk-error-summary.*?</ul>", sent.content.decode(), re.DOTALL),
        )
