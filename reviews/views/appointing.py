"""The pages of a review on who leads it, and on publication discussed with the family."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from reviews.contributors import Sight
from reviews.models import PublicationDiscussion
from reviews.process.words import REVIEWED
from reviews.views.contributing import the_sight
from wscb import clock
from wscb.cases.actions.appointments import obstacles_to
from wscb.cases.models import Appointment, Case
from wscb.cases.views.base import show
from wscb.cases.views.rules import CASE, the_acts, the_case, the_user
from wscb.people.models import APPOINTED_ROLES
from wscb.people.standing import in_force
from wscb.web.rules import rule


def stands(case: Case) -> str:
    """Who leads and who chairs, in a few words."""
    rows = case.appointments.filter(in_force(clock.today())).select_related("user")
    names = {role: [row.user.name for row in rows if row.role == role] for role in APPOINTED_ROLES}
    return "; ".join(f"{role.label}: {', '.join(found) or 'nobody yet'}" for role, found in names.items())


def publication_stands(case: Case) -> str:
    """Whether publication was discussed with the family, in a few words."""
    count = case.publication_discussions.count()
    still = case.steps.filter(code="family_publication", done_on__isnull=True).exists()
    times = "once" if count == 1 else f"{count} times"
    said = f"Recorded {times}" if count else "Nothing recorded yet"
    return f"{said}; still to be done" if still else said


def _reviewed(request: HttpRequest, reference: str) -> Case:
    case = the_case(request, reference)
    if case.state not in REVIEWED:
        raise Http404
    return case


@rule(CASE)
def appointments(request: HttpRequest, reference: str) -> HttpResponse:
    """Everybody proposed and appointed: qualifications, declaration, dates, what the National Panel was told and advised."""
    case = _reviewed(request, reference)
    rows = (
        case.appointments.select_related("user__organisation", "proposed_by", "appointed_by", "evidence__stored")
        .prefetch_related("declarations__by", "declarations__paper", "names_notices__advice__by", "names_notices__copy")
        .order_by("withdrawn_on", "proposed_on", "role")
    )
    acts = {act.code for act in the_acts(request, case)}
    questioned = set(
        case.steps.filter(code="resolve_independence", done_on__isnull=True).values_list("about", flat=True)
    )
    context = {
        "tab_title": "Appointments",
        "rows": [_row(case, row, row.pk in questioned) for row in rows],
        "may": acts,
        "me": the_user(request),
        "tells_names": any(act.code == "tell_names" for act in case.table.acts),
    }
    return show(request, case, "reviews/appointing/appointments.html", context, tab="review")


def _row(case: Case, row: Appointment, questioned: bool) -> dict[str, Any]:
    row.case = case
    today = clock.today()
    return {
        "row": row,
        "declaration": next(iter(row.declarations.all()), None),
        "notice": next(iter(row.names_notices.all()), None),
        "obstacles": obstacles_to(row, on=today) if questioned else [],
        "questioned": questioned,
        "stage": _stage(row, today),
    }


def _stage(row: Appointment, today: Any) -> tuple[str, str]:
    """A word for how an appointment stands, and the colour of its tag."""
    if row.withdrawn_on:
        return ("Ended", "grey") if row.is_made else ("Proposal withdrawn", "grey")
    if not row.is_made:
        return "Proposed", "blue"
    if row.ends_on and row.ends_on < today:
        return "Ended", "grey"
    return ("Appointed", "green") if row.starts_on and row.starts_on <= today else ("Begins later", "blue")


WORDS_OF_TALKS = ("with_whom", "spoken_by", "said", "not_because", "family_member")


def _talks(request: HttpRequest, case: Case) -> list[tuple[PublicationDiscussion, str]]:
    """Every talk, the last first, with whom: somebody identified by name for the review team alone; nobody, for who reads no words."""
    if not _reads_talks(request, case):
        return [(talk, "") for talk in case.publication_discussions.defer(*WORDS_OF_TALKS).order_by("-at")]
    named = the_sight(request, case) is Sight.EVERYTHING
    found = []
    for talk in case.publication_discussions.select_related("by", "family_member").order_by("-at"):
        talk.case = case
        if talk.family_member is None:
            found.append((talk, talk.with_whom))
            continue
        talk.family_member.case = case
        found.append((talk, talk.family_member.name if named else talk.family_member.known_as))
    return found


def _reads_talks(request: HttpRequest, case: Case) -> bool:
    """Whether the person reads what was said: the review team and the Board Chair; others, that it was discussed and when."""
    return the_sight(request, case) in {Sight.EVERYTHING, Sight.OUTCOMES}


@rule(CASE)
def publication(request: HttpRequest, reference: str) -> HttpResponse:
    """Every talk with the family about publication, and why there was none (GEN-08)."""
    case = _reviewed(request, reference)
    acts = {act.code for act in the_acts(request, case)}
    context = {
        "tab_title": "Publication and the family",
        "talks": _talks(request, case),
        "reads": _reads_talks(request, case),
        "records": "discuss_publication" in acts,
    }
    return show(request, case, "reviews/appointing/publication.html", context, tab="review")
