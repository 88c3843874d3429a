"""The chronologies of all organisations as one: in order, filtered, with gaps and entries at the same moment (GEN-12)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, time
from itertools import pairwise
from uuid import UUID

from django.db.models import Count, F, QuerySet

from reviews.chronology.happening import TEXTS, Key, key_of
from reviews.models import ChronologyEntry, Precision
from wscb.cases import rules
from wscb.cases.models import Case

_FIRST = F("happened_on").asc(nulls_last=True), F("happened_at").asc(nulls_first=True)
ORDERS = {
    "date": (*_FIRST, "row_number", "pk"),
    "-date": (F("happened_on").desc(nulls_last=True), F("happened_at").desc(nulls_last=True), "-row_number", "pk"),
    "organisation": ("organisation__name", *_FIRST, "row_number", "pk"),
}


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """What of the chronology is shown: organisations (none: all), first and last day, words, and the order."""

    organisations: Collection[UUID] = ()
    since: date | None = None
    until: date | None = None
    words: str = ""
    order: str = "date"

    @property
    def narrows(self) -> bool:
        """Whether anything is left out."""
        return bool(self.organisations or self.since or self.until or self.words)


def standing(case: Case) -> QuerySet[ChronologyEntry]:
    """The entries that make up the case's chronology: neither struck out nor withdrawn with their import."""
    return case.chronology_entries.filter(struck_on__isnull=True, imported_in__withdrawn_on__isnull=True)


def shown(case: Case, chosen: Chosen) -> QuerySet[ChronologyEntry]:
    """The entries that were chosen, in their order. Words are looked for in what is sealed, so each entry is opened for them."""
    rows = standing(case)
    if chosen.organisations:
        rows = rows.filter(organisation__in=chosen.organisations)
    if chosen.since:
        rows = rows.filter(happened_on__gte=chosen.since)
    if chosen.until:
        rows = rows.filter(happened_on__lte=chosen.until)
    if chosen.words:
        rows = rows.filter(
            pk__in=[entry.pk for entry in rows.prefetch_related("comments") if _says(entry, chosen.words)]
        )
    return rows.select_related("organisation").order_by(*ORDERS[chosen.order])


def _says(entry: ChronologyEntry, words: str) -> bool:
    texts = [getattr(entry, name) for name in TEXTS] + [comment.text for comment in entry.comments.all()]
    said = "\n".join(texts).casefold()
    return all(word in said for word in words.casefold().split())


@dataclass(frozen=True)
class Gap:
    """A time without any entry: between the last day before it and the first day after it."""

    last: date
    next: date

    @property
    def days(self) -> int:
        """The days from one to the other."""
        return (self.next - self.last).days


@dataclass
class Pattern:
    """What the dates alone show: gaps by the entry that ends each, and entries at the same moment as another."""

    gaps: dict[UUID, Gap] = field(default_factory=dict)
    same_moment: dict[UUID, list[str]] = field(default_factory=dict)
    longest_without: int = 0

    @property
    def moments(self) -> int:
        """How many entries share their moment with another."""
        return len(self.same_moment)


def pattern_of(case: Case, chosen: Chosen) -> Pattern:
    """Gaps of more days than the rule set allows, and entries at one moment, among the organisations and days chosen.

    An unknown day counts for neither; an estimated one ends a gap, since something did happen, and is at no exact moment.
    """
    dated = shown(case, Chosen(organisations=chosen.organisations, since=chosen.since, until=chosen.until))
    rows = list(
        dated.filter(happened_on__isnull=False).values_list(
            "pk", "happened_on", "happened_at", "precision", "organisation__name"
        )
    )
    most = rules.rules_of(case).figures["chronology_gap"]
    found = Pattern(longest_without=most)
    for (_, before, *_rest), (key, after, *_more) in pairwise(rows):
        if before and after and (after - before).days > most:
            found.gaps[key] = Gap(before, after)
    at: dict[tuple[date | None, time], list[tuple[UUID, str]]] = defaultdict(list)
    for key, day, clock, precision, organisation in rows:
        if clock is not None and precision == Precision.EXACT:
            at[day, clock].append((key, organisation))
    for together in at.values():
        for key, _ in together if len(together) > 1 else ():
            found.same_moment[key] = sorted(name for other, name in together if other != key)
    return found


@dataclass(frozen=True)
class Shown:
    """An entry on a page, with the gap before it and the organisations that had an entry at the same moment."""

    entry: ChronologyEntry
    gap: Gap | None
    same_moment: list[str]


def with_pattern(entries: Iterable[ChronologyEntry], pattern: Pattern) -> Iterator[Shown]:
    """Each entry with what its date shows."""
    for entry in entries:
        yield Shown(entry, pattern.gaps.get(entry.pk), pattern.same_moment.get(entry.pk, []))


def keys_in(case: Case) -> set[Key]:
    """What stands in the chronology, as `key_of` tells entries apart."""
    return {
        key_of(entry.organisation_id, entry.happened_on, entry.happened_at, entry.event) for entry in standing(case)
    }


def stands(case: Case) -> str:
    """How the chronology stands in a few words."""
    counted = standing(case).aggregate(entries=Count("pk"), organisations=Count("organisation", distinct=True))
    if not counted["entries"]:
        return "No entries yet"
    entries = "1 entry" if counted["entries"] == 1 else f"{counted['entries']:,} entries"
    organisations = "1 organisation" if counted["organisations"] == 1 else f"{counted['organisations']} organisations"
    return f"{entries} of {organisations}"
