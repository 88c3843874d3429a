"""Whether a notified child may be on a case already: names, dates of birth and NHS numbers compared (SCR-01).

What is compared is what the person may see; nothing is merged or refused, somebody looks.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher

from django.db.models import Exists, OuterRef, Q, QuerySet

from reviews.actions.notification import Child
from wscb.cases import access
from wscb.cases.models import Case, Subject, SubjectAlias
from wscb.keys.hashing import keyed_hash
from wscb.people.models import User

SIMILAR = 0.75
"""From which share of common letters two last names are looked at as one: Winterbourne and Winterborn, not Smith and Jones."""


@dataclass(frozen=True)
class Match:
    """A child of a case that may be the child notified, and why it is thought so; `exact` where name and birth agree."""

    case: Case
    subject: Subject
    exact: bool
    why: str


def possible_duplicates(*, user: User, on: date, children: Sequence[Child]) -> list[Match]:
    """The children of cases that the person may see who may be among these, exact matches first, each once."""
    found: dict[object, Match] = {}
    for child in children:
        for subject in _candidates(child, access.visible_cases(user, on=on)):
            why, exact = compare(child, subject)
            before = found.get(subject.pk)
            if why and (before is None or (exact and not before.exact)):
                found[subject.pk] = Match(subject.case, subject, exact, why)
    return sorted(found.values(), key=lambda match: (not match.exact, match.case.triggered_on))


def compare(child: Child, subject: Subject) -> tuple[str, bool]:
    """Why the two may be one child, in words, and whether name and date of birth (or NHS number) agree; "" if they do not."""
    if child.nhs_number and subject.nhs_number_hash == keyed_hash(child.nhs_number):
        return "The same NHS number", True
    same_birth = child.date_of_birth is not None and child.date_of_birth == subject.date_of_birth
    if names := _same_names(child, subject):
        return (
            f"{names} and {'the same date of birth' if same_birth else 'another date of birth, or one not known'}",
            same_birth,
        )
    return (_same_birth_only(child, subject) if same_birth else ""), False


def _same_names(child: Child, subject: Subject) -> str:
    mine, theirs = _names(child.given_name, child.family_name), _names(subject.given_name, subject.family_name)
    if all(mine) and mine == theirs:
        return "The same name"
    if all(mine) and mine == theirs[::-1]:
        return "The same names the other way round"
    return "Also known by this name" if _known_by_another_name(child, subject) else ""


def _same_birth_only(child: Child, subject: Subject) -> str:
    mine, theirs = _names(child.given_name, child.family_name), _names(subject.given_name, subject.family_name)
    if not (any(mine) and any(theirs)):
        return "The same date of birth; one of the names is not known"
    return "The same date of birth and a similar last name" if _similar(mine, theirs) else ""


def _candidates(child: Child, visible: QuerySet[Case]) -> Iterable[Subject]:
    """Children with the same date of birth, NHS number, or a name in common, from visible cases."""
    wanted = Q()
    if child.date_of_birth:
        wanted |= Q(date_of_birth=child.date_of_birth)
    if child.nhs_number:
        wanted |= Q(nhs_number_hash=keyed_hash(child.nhs_number))
    for name in filter(None, (child.given_name, child.family_name)):
        wanted |= _any_case("given_name", name) | _any_case("family_name", name)
    for name in _called(child):
        wanted |= Q(Exists(SubjectAlias.objects.filter(_any_case("name", name), subject=OuterRef("pk"))))
    for name in child.aliases:
        given, _, family = name.rpartition(" ")
        wanted |= _any_case("given_name", given) & _any_case("family_name", family)
    if not wanted:
        return []
    return Subject.objects.filter(wanted, case__in=visible).select_related("case").prefetch_related("aliases")


def _any_case(field: str, name: str) -> Q:
    """The name in whatever case. SQLite folds ASCII alone, so the usual spellings are asked for as well."""
    spellings = {name, name.lower(), name.upper(), name.title()}
    return Q(**{f"{field}__iexact": name}) | Q(**{f"{field}__in": spellings})


def _called(child: Child) -> list[str]:
    name = f"{child.given_name} {child.family_name}".strip()
    return [one for one in (name, *child.aliases) if one]


def _known_by_another_name(child: Child, subject: Subject) -> bool:
    theirs = {_folded(alias.name) for alias in subject.aliases.all()}
    own_name = {_folded(f"{subject.given_name} {subject.family_name}")} - {""}
    mine = {_folded(name) for name in _called(child)}
    return bool(mine & theirs) or bool({_folded(name) for name in child.aliases} & own_name)


def _similar(mine: tuple[str, str], theirs: tuple[str, str]) -> bool:
    """Whether the last names are nearly one, or one child's last name is nearly the other's first name."""
    pairs = [(mine[1], theirs[1]), (mine[0], theirs[1]), (mine[1], theirs[0])]
    return any(a and b and SequenceMatcher(None, a, b).ratio() >= SIMILAR for a, b in pairs)


def _names(given: str, family: str) -> tuple[str, str]:
    return _folded(given), _folded(family)


def _folded(name: str) -> str:
    """A name without case, accents, hyphens and apostrophes, and with single spaces: "O’Brien-Éva" is "obrien eva"."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    kept = "".join(" " if one == "-" else one for one in plain if one.isalnum() or one in " -")
    return " ".join(kept.split())
