"""Everything that a case says to everybody: its pages, the pages of its acts, its mails and calendar entries, as words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.test import Client
from django.urls import reverse

from tests import board as b
from tests.cases.browsing import act_address
from wscb.cases import access
from wscb.cases.models import Case
from wscb.clock import today
from wscb.messages.kinds import renderer_for
from wscb.people.models import User

TABS = ("case", "tasks", "people", "documents", "decisions", "messages", "timeline", "framework", "organisations")
OF_REVIEWS = ("review", "appointments", "family_publication", "terms", "chronology", "report", "six_months")
SECTIONS = {
    "recommend": ("recommendation", "terms", "chair", "publication", "check"),
    "decide": ("check",),
    "revise_worksheet": ("sign",),
    "record_consultation": ("peer-challenge", "national-panel"),
    "correct_facts": ("how", "incident", "residence"),
}


def words_of(page: str) -> list[str]:
    """What a page says, each piece by itself: of its main part, without script, pictures and what stands in attributes."""
    main = re.search(r"<main.*?</main>", page, re.DOTALL)
    shown = re.sub(r"<(script|style|code|svg)\b.*?</\1>", " ", main[0] if main else page, flags=re.DOTALL)
    return [" ".join(piece.split()) for piece in re.split(r"<[^>]+>", shown) if piece.strip()]


def pages_of(case: Case) -> Iterator[str]:
    """Every page of the case but those of acts."""
    yield from (reverse(f"cases:{tab}", args=[case.reference]) for tab in TABS)
    yield from (reverse(f"reviews:{one}", args=[case.reference]) for one in OF_REVIEWS)
    for step in case.steps.all()[:2]:
        yield reverse("cases:step", args=[case.reference, step.pk])
    for signed in (*case.recommendations.all(), *case.decisions.exclude(outcome="")):
        yield reverse("reviews:signed", args=[case.reference, signed.pk])


def acts_of(case: Case, user: User) -> Iterator[str]:
    """The pages of every act that the person may do."""
    for act in access.possible_acts(case, access.offices(user, case, on=today())):
        yield from (act_address(case, act.code, page) for page in ("", *SECTIONS.get(act.code, ())))


def said(client: Client, board: b.Board, case: Case) -> dict[str, list[str]]:
    """The words of every page, by address, each as the first sees it who may; what everybody has, as each of them."""
    found: dict[str, list[str]] = {}
    for user in (board.manager, board.chair, board.panel_chair):
        client.force_login(user)
        pages = (*pages_of(case), f"/cases/?show=all&process={case.process}") if user == board.manager else ("/",)
        acts = (address for address in acts_of(case, user) if address not in found)
        for address in (*pages, *acts):
            page = client.get(address)
            assert page.status_code in {200, 302, 404, 409}, address
            if page.status_code in {200, 409}:
                found.setdefault(address, []).extend(words_of(page.content.decode()))
    return found


def written(case: Case) -> dict[str, list[str]]:
    """The words of every e-mail about the case as it would go out now, with its calendar entry, by its kind."""
    found: dict[str, list[str]] = {}
    for row in case.messages.select_related("message__recipient"):
        found[f"about {row.about}"] = [row.about]
        mail = renderer_for(row.message.kind)(row.message)
        if mail is not None:
            entries = [part.content.decode() for part in mail.attachments]
            found[f"{row.message.kind} to {row.message.recipient}"] = [mail.subject, mail.text, *entries]
    return found
