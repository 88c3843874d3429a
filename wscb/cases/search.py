"""Searching cases by what is known of a child. The words are kept sealed; the address carries a random id instead of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from wscb.cases import access
from wscb.cases.models import Case, InvolvedOrganisation, Search, Subject, SubjectAlias
from wscb.cases.references import as_typed
from wscb.keys.actions import destroy_key
from wscb.keys.hashing import keyed_hash
from wscb.keys.wrapping import new_key
from wscb.people.models import User
from wscb.trail.record import SYSTEM, record

WORDS = {
    "reference": "Reference",
    "name": "Name",
    "date_of_birth": "Date of birth",
    "nhs_number": "NHS number",
    "organisation": "Organisation",
}


@transaction.atomic
def keep_search(*, by: User, words: Mapping[str, str], at: datetime) -> Search:
    """Keeps what was searched for, sealed, and enters in the trail that there was a search, by which answers, without them.

    `words` are texts by the names of `WORDS`, a date as ISO text; empty ones are left out. `at` is aware.
    """
    asked = {name: text for name, text in words.items() if text}
    search = Search.objects.create(user=by, data_key=new_key(), words=asked, made_at=at)
    record("case.searched", by=by, subject=search, facts={"asked": sorted(asked)}, at=at)
    return search


def search_of(user: User, search_id: UUID, *, at: datetime) -> Search | None:
    """A search, to whoever made it and for as long as it is kept; None for anybody else, and afterwards. `at` is aware."""
    return Search.objects.filter(pk=search_id, user=user, made_at__gte=_kept_since(at)).first()


@transaction.atomic
def sweep_searches(*, now: datetime) -> int:
    """Destroy the searches older than they are kept (settings.KEPT), with their keys. Returns how many there were."""
    swept = 0
    for search in Search.objects.filter(made_at__lt=_kept_since(now)).select_related("data_key"):
        key = search.data_key
        search.delete()
        destroy_key(key=key, by=SYSTEM, at=now)
        swept += 1
    return swept


def _kept_since(now: datetime) -> datetime:
    return now - settings.KEPT["searches"]


def found(user: User, words: Mapping[str, str], *, on: date) -> QuerySet[Case]:
    """The cases that match every answer, among those whose contents the person may see on the day.

    A reference alone is looked for among all that are listed to them: it says nothing about a child.
    """
    cases = access.listed_cases(user, on=on) if set(words) == {"reference"} else access.visible_cases(user, on=on)
    if reference := words.get("reference"):
        cases = cases.filter(reference=as_typed(reference))
    children = _children(words)
    if children is not None:
        cases = cases.filter(Exists(children))
    if organisation := words.get("organisation"):
        cases = cases.filter(Exists(_involved(organisation)))
    return cases


def _children(words: Mapping[str, str]) -> QuerySet[Subject] | None:
    """Children of the case in hand that match name, date of birth and NHS number at once; None when none of these was asked."""
    asked = [words.get("name"), words.get("date_of_birth"), words.get("nhs_number")]
    if not any(asked):
        return None
    children = Subject.objects.filter(case=OuterRef("pk"))
    for part in words.get("name", "").split():
        alias = SubjectAlias.objects.filter(subject=OuterRef("pk"), name__icontains=part)
        children = children.filter(Q(given_name__icontains=part) | Q(family_name__icontains=part) | Exists(alias))
    if born := words.get("date_of_birth"):
        children = children.filter(date_of_birth=date.fromisoformat(born))
    if number := words.get("nhs_number"):
        children = children.filter(nhs_number_hash=keyed_hash(number))
    return children


def _involved(name: str) -> QuerySet[InvolvedOrganisation]:
    return InvolvedOrganisation.objects.filter(case=OuterRef("pk"), organisation__name__icontains=name)
