"""The trail in words: who has seen a case, and what a person did and saw. As many queries for many rows as for one.

Need to know holds here too: what somebody did in a case that the reader may not see is told by its time and group alone, and a
refusal at such a case as a refusal anywhere, since even that there is such a case would be told by it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from wscb.cases import access
from wscb.cases.enums import PaperKind
from wscb.cases.models import Case, CaseDocument
from wscb.people.models import Role, User
from wscb.trail import kinds
from wscb.trail.kinds import Group
from wscb.trail.models import ActorKind, Entry
from wscb.trail.record import subject_kind_of

SIGHTS = (Group.SAW, Group.DOWNLOADED, Group.EXPORTED, Group.SEARCHED, Group.REFUSED)
"""What comes to a sight of a case, or to being refused one."""
DEEDS = (*SIGHTS, Group.DID, Group.SENT, Group.OWN, Group.SIGNED_IN)
NOT_OPEN = "A case that is not open to you"
_NOBODY = {ActorKind.SYSTEM.value: "The system", ActorKind.ANONYMOUS.value: "Somebody not signed in"}
_CASE, _PERSON = subject_kind_of(Case), subject_kind_of(User)

PageWords = Callable[[str], str]


@dataclass(frozen=True)
class Trace:
    """One entry in words. `case` is that of an entry about a case that is open to the reader; `hidden` says of one that is not."""

    at: dt.datetime
    who: str
    group: str
    words: str
    detail: str
    about: str
    case: Case | None
    hidden: bool
    office: str
    address: str


def sights_of(case: Case) -> QuerySet[Entry]:
    """Who opened, downloaded, exported, searched and found the case, or was refused it, the last first."""
    return Entry.objects.filter(subject_kind=_CASE, subject_id=case.pk, kind__in=kinds.kinds_of(*SIGHTS)).order_by(
        "-id"
    )


def deeds_of(person: User) -> QuerySet[Entry]:
    """What the person did and saw, and where somebody failed to sign in as them, the last first."""
    return Entry.objects.filter(
        Q(actor_kind=ActorKind.USER, actor_id=person.pk)
        | Q(kind="person.sign_in_failed", subject_kind=_PERSON, subject_id=person.pk)
    ).order_by("-id")


def actors_of(entries: QuerySet[Entry]) -> list[tuple[str, str]]:
    """Everybody who acts in the entries: code for the address (an id, "system" or "anonymous") and name. Two queries."""
    found = set(entries.order_by().values_list("actor_kind", "actor_id").distinct())
    named = _names({actor for _kind, actor in found if actor})
    people = [(str(actor), named.get(actor, "")) for _kind, actor in found if actor]
    others = [(str(kind), _NOBODY[kind]) for kind, _actor in found if kind in _NOBODY]
    return [*sorted(people, key=lambda pair: pair[1]), *sorted(others)]


def chosen(
    entries: QuerySet[Entry], *, person: str = "", group: str = "", since: Any = None, until: Any = None
) -> QuerySet[Entry]:
    """The entries by one person (a code of `actors_of`), of one group, from a moment on and before another (aware)."""
    if person in _NOBODY:
        entries = entries.filter(actor_kind=person)
    elif person:
        entries = entries.filter(actor_id=UUID(person))
    if group:
        entries = entries.filter(kind__in=kinds.kinds_of(Group(group)))
    if since:
        entries = entries.filter(at__gte=since)
    return entries.filter(at__lt=until) if until else entries


def told(entries: Iterable[Entry], *, reader: User, on: dt.date, page_words: PageWords) -> list[Trace]:
    """The entries in words for the reader on the day. Four queries: people, cases, documents, and what the reader is."""
    rows = list(entries)
    named = _names({one.actor_id for one in rows} | {one.subject_id for one in rows if one.subject_kind == _PERSON})
    about = {one.subject_id for one in rows if one.subject_kind == _CASE and one.subject_id}
    visible = {case.pk: case for case in access.visible_cases(reader, on=on).filter(pk__in=about)}
    papers = _papers(rows, visible)
    return [_told(one, named, visible, papers, page_words) for one in rows]


def hidden_among(entries: QuerySet[Entry], *, reader: User, on: dt.date) -> int:
    """How many of the entries are about cases that are not open to the reader; refusals are not counted, nor so told."""
    of_cases = entries.order_by().filter(subject_kind=_CASE).exclude(kind__in=kinds.kinds_of(Group.REFUSED))
    return of_cases.exclude(subject_id__in=access.visible_cases(reader, on=on).values("pk")).count()


def _told(
    one: Entry, named: dict[UUID, str], visible: dict[UUID, Case], papers: dict[str, str], page_words: PageWords
) -> Trace:
    group = kinds.group_of(one.kind) if kinds.is_known(one.kind) else Group.DID
    case = visible.get(one.subject_id) if one.subject_kind == _CASE and one.subject_id else None
    hidden = one.subject_kind == _CASE and case is None and group is not Group.REFUSED
    words = kinds.words_for(one.kind) if kinds.is_known(one.kind) else one.kind
    about = named.get(one.subject_id, "") if one.subject_kind == _PERSON and one.subject_id else ""
    return Trace(
        at=one.at,
        who=named.get(one.actor_id, "") if one.actor_id else _NOBODY.get(one.actor_kind, ""),
        group=group.words,
        words=group.words if hidden else words,
        detail="" if hidden else _detail(one, papers, page_words),
        about=NOT_OPEN if hidden else (case.reference if case else about if one.subject_id != one.actor_id else ""),
        case=case,
        hidden=hidden,
        office="" if hidden else _office(one),
        address=one.address or "",
    )


def _detail(one: Entry, papers: dict[str, str], page_words: PageWords) -> str:
    if document := one.facts.get("document"):
        return papers.get(str(document), "")
    return page_words(str(one.facts.get("page", "")))


def _office(one: Entry) -> str:
    held = [Role(code).label for code in one.facts.get("as", []) if code in Role.values]
    return ", ".join([one.acting_for[:1].upper() + one.acting_for[1:]] if one.acting_for else held)


def _names(people: Collection[Any]) -> dict[UUID, str]:
    return dict(User.objects.filter(pk__in=people).values_list("pk", "name"))


def _papers(rows: Sequence[Entry], visible: dict[UUID, Case]) -> dict[str, str]:
    """What kind each document is that was downloaded from a case open to the reader."""
    ids = {one.facts.get("document") for one in rows if one.subject_id in visible}
    found = CaseDocument.objects.filter(pk__in=ids - {None}).values_list("pk", "kind")
    return {str(pk): str(PaperKind(kind).label) for pk, kind in found}
