"""Proceedings beside a review in words: how they stand, what they block, and their history (SCR-22)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from reviews.models import Proceedings, ProceedingsEntry
from reviews.models.proceedings import Standing
from reviews.vocabularies import BLOCKED_ACT, BLOCKS, PROCEEDINGS, PROCEEDINGS_STATUS
from wscb import dates
from wscb.cases.blocking import Block
from wscb.cases.models import Case


@dataclass(frozen=True)
class Told:
    """One entry of the history: what changed, in words, beside what was said."""

    entry: ProceedingsEntry
    changes: list[str]


@dataclass(frozen=True)
class Shown:
    """Proceedings as their page shows them, the last entry first."""

    row: Proceedings
    title: str
    status: str
    blocks: str
    history: list[Told]


def title_of(row: Proceedings) -> str:
    """What kind of proceedings they are."""
    return PROCEEDINGS.label(row.kind)


def in_a_line(row: Proceedings) -> str:
    """What they are and when they come up next: "Inquest, next on Friday 12 June 2026"."""
    if row.ended_on:
        return f"{title_of(row)}, ended on {dates.long_date(row.ended_on)}"
    when = f"next on {dates.long_date(row.next_on)}" if row.next_on else "no next date known"
    return f"{title_of(row)}, {when}"


def proceedings_called(ids: Collection[UUID]) -> Mapping[UUID, str]:
    """The kinds of these proceedings in words, by id; one query."""
    return {one.pk: title_of(one) for one in Proceedings.objects.filter(pk__in=ids).only("pk", "kind")}


def stands(case: Case) -> str:
    """How many proceedings run beside the review, and what they block, in a few words."""
    running = list(case.proceedings.filter(ended_on__isnull=True))
    if not running:
        return "None that is known" if not case.proceedings.exists() else "All have ended"
    blocked = {code for row in running for code in row.blocks}
    words = [word.label.lower() for word in BLOCKS if word.code in blocked]
    count = "1 is" if len(running) == 1 else f"{len(running)} are"
    return f"{count} running; {_listed(words)} blocked" if words else f"{count} running; nothing is blocked"


def _listed(words: list[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else words[0]


def blocks_of(case: Case) -> list[Block]:
    """What running proceedings block of the case; one query."""
    running = list(case.proceedings.filter(ended_on__isnull=True))
    url = reverse("reviews:proceedings", args=[case.reference])
    return [
        Block(word.code, word.label, in_a_line(row)[:1].lower() + in_a_line(row)[1:], url)
        for word in BLOCKS
        for row in running
        if word.code in row.blocks
    ]


def blocked_acts(process: str) -> dict[str, str]:
    """Which acts of a process each block concerns: codes of acts to codes of `blocks`. Acts of the other kind of review are left out."""
    rows = ((*word.code.rpartition("."), word.label) for word in BLOCKED_ACT)
    return {act: what for kind, _dot, act, what in rows if kind in ("", process)}


def shown(case: Case) -> list[Shown]:
    """Every proceedings beside the review, the running ones first, with their history; two queries beside the people's names."""
    rows = case.proceedings.order_by("ended_on", "recorded_on").prefetch_related("entries__by")
    found = []
    for row in sorted(rows, key=lambda one: one.ended_on is not None):
        row.case = case
        entries = list(row.entries.all())
        for entry in entries:
            entry.case = case
        found.append(
            Shown(
                row=row,
                title=title_of(row),
                status="Ended" if row.ended_on else PROCEEDINGS_STATUS.label(row.status),
                blocks=_blocked_words(row),
                history=list(_history(entries))[::-1],
            )
        )
    return found


def _blocked_words(row: Standing) -> str:
    words = [word.label.lower() for word in BLOCKS if word.code in row.blocks]
    return _listed(words).capitalize() if words else "Nothing"


def _history(entries: list[ProceedingsEntry]) -> Iterator[Told]:
    before: ProceedingsEntry | None = None
    for entry in entries:
        yield Told(entry, list(_changes(before, entry)))
        before = entry


def _changes(before: ProceedingsEntry | None, now: ProceedingsEntry) -> Iterator[str]:
    """What is otherwise than in the entry before, each as a sentence; of the first entry, how they stood."""
    if now.ended_on:
        yield f"Ended on {dates.long_date(now.ended_on)}."
        return
    if before is None or before.status != now.status:
        yield f"{PROCEEDINGS_STATUS.label(now.status)}."
    if before is None or before.next_on != now.next_on:
        yield f"Next on {dates.long_date(now.next_on)}." if now.next_on else "No next date known."
    began = [word.label.lower() for word in BLOCKS if word.code in now.blocks and not _blocked(before, word.code)]
    ceased = [word.label.lower() for word in BLOCKS if _blocked(before, word.code) and word.code not in now.blocks]
    if began:
        yield f"{'Now blocking' if before else 'Blocking'} {_listed(began)}."
    if ceased:
        yield f"No longer blocking {_listed(ceased)}."


def _blocked(entry: ProceedingsEntry | None, code: str) -> bool:
    return entry is not None and code in entry.blocks
