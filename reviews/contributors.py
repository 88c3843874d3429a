"""Who is heard in a review and who may read what they say: the review team; the Board Chair sees who was invited and the outcome."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import Enum
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from reviews.models import (
    Contribution,
    Contributor,
    ContributorKind,
    DisclosedTo,
    Disclosure,
    InvitationOutcome,
    ReportVersion,
)
from reviews.naming import names_fully, parts_named, plain
from reviews.process.contributing import TEAM
from reviews.reporting import file_text, latest_report, public_text
from wscb.cases.models import Case
from wscb.cases.process import Missing
from wscb.people.models import Role, User


class Sight(Enum):
    """How much of the people who contribute somebody sees."""

    NOTHING = "nothing"
    DISCLOSED = "disclosed"
    """Without names; the words that were disclosed to the panel alone."""
    OUTCOMES = "outcomes"
    """Without names; who was invited and the outcome, and the words that were disclosed to the Board Chair."""
    EVERYTHING = "everything"


def sight_of(offices: Collection[str], case: Case) -> Sight:
    """What somebody with these offices in the case sees of those who contribute. A query for the panel alone (domain.md, section 4)."""
    held = set(offices)
    if held & set(TEAM):
        return Sight.EVERYTHING
    if Role.BOARD_CHAIR in held:
        return Sight.OUTCOMES
    if held & {Role.PANEL_CHAIR, Role.PANEL_MEMBER} and case.disclosures.filter(to=DisclosedTo.PANEL).exists():
        return Sight.DISCLOSED
    return Sight.NOTHING


@dataclass(frozen=True)
class Said:
    """A contribution as somebody may read it: the words, or None where they are not theirs to read."""

    contribution: Contribution
    words: Contribution | None
    disclosures: list[Disclosure]


@dataclass(frozen=True)
class Heard:
    """Somebody to be heard, as somebody may see them. `title` is their name for the review team, and "Family member 1" for others."""

    person: Contributor
    title: str
    said: list[Said]
    publication_discussed: bool


def heard_in(case: Case, sight: Sight) -> list[Heard]:
    """Everybody identified in the case, family first, as this sight of them allows; those withdrawn for the review team alone.

    Four queries, however many people there are.
    """
    if sight is Sight.NOTHING:
        return []
    talked = case.publication_discussions.filter(family_member=OuterRef("pk"))
    rows = (
        case.contributors.annotate(talked=Exists(talked))
        .select_related("organisation", "account", "invitation", "identified_by", "outcome_by", "withdrawn_by")
        .prefetch_related(
            Prefetch("contributions", Contribution.objects.select_related("by")),
            Prefetch("contributions__disclosures", Disclosure.objects.select_related("by")),
        )
    )
    if sight is not Sight.EVERYTHING:
        rows = rows.filter(withdrawn_on__isnull=True)
    if sight is Sight.DISCLOSED:
        to_panel = Disclosure.objects.filter(contribution__contributor=OuterRef("pk"), to=DisclosedTo.PANEL)
        rows = rows.filter(Exists(to_panel))
    return [_heard(case, row, sight) for row in rows]


def _heard(case: Case, row: Contributor, sight: Sight) -> Heard:
    row.case = case
    whole = sight is Sight.EVERYTHING
    said = []
    for contribution in row.contributions.all():
        contribution.case = case
        disclosures = list(contribution.disclosures.all())
        for one in disclosures:
            one.case = case
        may_read = whole or any(one.to == _READERS[sight] for one in disclosures)
        said.append(Said(contribution, contribution if may_read else None, disclosures))
    if sight is Sight.DISCLOSED:
        said = [one for one in said if one.words is not None]
    return Heard(row, f"{row.known_as}: {row.name}" if whole else row.known_as, said, row.talked)  # type: ignore[attr-defined]


_READERS = {Sight.OUTCOMES: DisclosedTo.BOARD_CHAIR, Sight.DISCLOSED: DisclosedTo.PANEL}


def standing(case: Case) -> QuerySet[Contributor]:
    """Everybody identified in the case and not withdrawn."""
    return case.contributors.filter(withdrawn_on__isnull=True)


def family_answered(case: Case) -> bool:
    """Whether somebody of the family is identified, or the reason is recorded for which there is nobody to invite (GEN-06)."""
    return standing(case).filter(kind=ContributorKind.FAMILY).exists() or case.no_family.exists()


def open_invitations(case: Case) -> list[Missing]:
    """What keeps the review from being completed: who of the family is invited, every outcome, a report that names nobody (GEN-05, GEN-06).

    Named as everybody knows them ("Family member 1"): whoever accepts the report does not learn who they are.
    """
    people = list(standing(case))
    nobody = Missing("The family members to invite, or that there are none and why", "identify_family")
    unread = Missing("The search of the report’s file for names, which is done within a few minutes")
    return [
        *([] if family_answered(case) else [nobody]),
        *(
            Missing(f"The outcome of the invitation of {one.known_as}", "record_outcome", str(one.pk))
            for one in people
            if not one.outcome
        ),
        *(
            Missing(f"A version of the report that does not name {one.known_as}", "return_report")
            for one in named_in_report(case, people)
        ),
        *([unread] if people and file_text(latest_report(case)) is None else []),
    ]


def named_in_report(case: Case, people: Collection[Contributor]) -> list[Contributor]:
    """Those of the people whose full name stands in the version of the report that stands: in what is written, or in its file (GEN-05)."""
    text = _text_of(latest_report(case))
    return [one for one in people if names_fully(one.name, text)]


def partly_named(case: Case) -> list[tuple[Contributor, list[str]]]:
    """Those a part of whose name stands in the version that stands, with the passages: to be looked at, for it may be another's name."""
    text = _text_of(latest_report(case))
    found = [(one, parts_named(one.name, text)) for one in standing(case)] if text else []
    return [(one, passages) for one, passages in found if passages]


def _text_of(report: ReportVersion | None) -> str:
    if report is None:
        return ""
    return plain("\n".join(filter(None, [public_text(report), file_text(report)])))


def contributors_called(ids: Collection[UUID]) -> Mapping[UUID, str]:
    """How everybody who sees the case knows these people, by id; one query."""
    return {one.pk: one.known_as for one in Contributor.objects.filter(pk__in=ids).only("pk", "kind", "number")}


def stands(case: Case) -> str:
    """How many are to be heard and how many outcomes are open, in a few words."""
    outcomes = list(standing(case).values_list("outcome", flat=True))
    if not outcomes:
        return "Nobody is identified yet" if not case.no_family.exists() else "There is no family to invite"
    people = "1 person" if len(outcomes) == 1 else f"{len(outcomes)} people"
    heard = sum(outcome == InvitationOutcome.CONTRIBUTED for outcome in outcomes)
    still = sum(not outcome for outcome in outcomes)
    return f"{people} identified; {heard} contributed" + (f"; {still} without an outcome" if still else "")


def invited(user: User) -> QuerySet[Contributor]:
    """The invitations of this person that have a page of their own: what they are asked and what they said, and nothing else of the case.

    An interest in the case does not end them: whoever is heard is heard because they are concerned.
    """
    if not user.is_active:
        return Contributor.objects.none()
    return Contributor.objects.filter(account=user, invited_on__isnull=False, withdrawn_on__isnull=True)
