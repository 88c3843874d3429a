"""How the organisations of a case and what they were asked stand: read in a fixed number of queries, or in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import Q, QuerySet

from wscb.cases.enums import RequestState
from wscb.cases.models import Case, InformationRequest, InvolvedOrganisation, Representative, Step
from wscb.cases.representation import OWED, represented_kinds
from wscb.people.models import Organisation

_COLOURS = {
    RequestState.ACCEPTED: "green",
    RequestState.RECEIVED: "purple",
    RequestState.SENT_BACK: "orange",
    RequestState.CLOSED: "grey",
}


@dataclass(frozen=True)
class AskedRow:
    """A request as it is listed, with the open step by which it is owed; without one it came, or is no longer needed."""

    request: InformationRequest
    step: Step | None

    @property
    def words(self) -> str:
        """How it stands."""
        if self.request.is_with_organisation and self.step is None:
            return "No longer needed"
        return str(self.request.get_state_display())

    @property
    def own_words(self) -> str:
        """How it stands, as the organisation itself is told."""
        owed = self.request.state == RequestState.ASKED and self.step is not None
        return "To be sent" if owed else self.words

    @property
    def colour(self) -> str:
        """The colour of its tag."""
        if self.request.is_with_organisation and self.step is None:
            return "grey"
        return _COLOURS.get(RequestState(self.request.state), "blue")


@dataclass
class OrganisationRow:
    """An organisation that is involved (`involved`) or was only asked, with who stands for it and its requests."""

    organisation: Organisation
    involved: InvolvedOrganisation | None = None
    standing: list[Representative] = field(default_factory=list)
    requests: list[AskedRow] = field(default_factory=list)

    @property
    def is_named(self) -> bool:
        """Whether anybody represents it."""
        return any(row.delegated_by_id is None for row in self.standing)


def organisations_of(case: Case) -> list[OrganisationRow]:
    """Every organisation of the case by name, in five queries: involved, asked, named, or owing something else."""
    rows: dict[UUID, OrganisationRow] = {}
    for involved in case.involved_organisations.select_related("organisation"):
        rows[involved.organisation_id] = OrganisationRow(involved.organisation, involved)
    asked = case.information_requests.select_related("organisation").order_by("asked_on", "pk")
    for row in asked_rows(asked):
        one = rows.setdefault(row.request.organisation_id, OrganisationRow(row.request.organisation))
        one.requests.append(row)
    standing = case.representatives.filter(ended_on__isnull=True).select_related("user", "organisation")
    for represents in standing:
        one = rows.setdefault(represents.organisation_id, OrganisationRow(represents.organisation))
        one.standing.append(represents)
    for organisation in Organisation.objects.filter(_of_other_things(case)):
        rows.setdefault(organisation.pk, OrganisationRow(organisation))
    for one in rows.values():
        one.standing.sort(key=lambda row: (row.delegated_by_id is not None, row.user.name))
    return sorted(rows.values(), key=lambda row: row.organisation.name)


def asked_rows(requests: Iterable[InformationRequest]) -> list[AskedRow]:
    """These requests with the open step of each, in one more query."""
    every = list(requests)
    steps: dict[UUID | None, Step] = {}
    if every:
        owed = Step.objects.filter(about__in=[one.pk for one in every], code__in=OWED, done_on__isnull=True)
        steps = {step.about: step for step in owed}
    return [AskedRow(one, steps.get(one.pk)) for one in every]


def own_requests(mine: Collection[UUID]) -> list[AskedRow]:
    """The requests that a person may answer (`representation.own_ids`): those still owed first, by date."""
    if not mine:
        return []
    asked = InformationRequest.objects.filter(pk__in=mine).select_related("case", "organisation")
    rows = asked_rows(asked.order_by("-asked_on", "pk"))
    return sorted(rows, key=lambda row: (row.step is None, row.step.due_on if row.step else row.request.asked_on))


def known_organisations(case: Case, *, involved: bool = False) -> QuerySet[Organisation]:
    """The organisations that are involved in the case or, unless `involved`, were asked or owe something else; by name."""
    here = Q(pk__in=case.involved_organisations.values("organisation"))
    asked = Q(pk__in=case.information_requests.values("organisation"))
    known = here if involved else here | asked | _of_other_things(case)
    return Organisation.objects.filter(known).order_by("name")


def _of_other_things(case: Case) -> Q:
    """The organisations that answer for anything of the case that an app above has added, such as an action."""
    return reduce(
        or_,
        (
            Q(pk__in=kind.model._default_manager.filter(case=case).values("organisation"))
            for kind in represented_kinds()[1:]
        ),
        Q(pk__in=[]),
    )


def requests_called(requests: Collection[UUID]) -> dict[UUID, str]:
    """What steps about requests are about: the organisation that was asked, by the request's id. One query."""
    rows = InformationRequest.objects.filter(pk__in=requests)
    return dict(rows.values_list("pk", "organisation__name"))


def stands(case: Case) -> str:
    """How the case's organisations and their information stand, in a few words for the review's page."""
    counts: dict[str, int] = defaultdict(int)
    for state in case.information_requests.values_list("state", flat=True):
        counts[state] += 1
    involved = case.involved_organisations.count()
    asked = sum(counts.values())
    came = counts[RequestState.RECEIVED] + counts[RequestState.ACCEPTED]
    named = f"{involved} organisation{'' if involved == 1 else 's'} involved"
    return (
        f"{named}; {came} of {asked} request{'' if asked == 1 else 's'} answered"
        if asked
        else f"{named}; nothing asked yet"
    )
