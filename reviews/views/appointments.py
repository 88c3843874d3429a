"""Pages on which review chairs and lead reviewers are proposed, appointed, declared independent and ended."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from reviews.forms.appointments import (
    AppointForm,
    DeclaredOnPaperForm,
    DeclareForm,
    EndForm,
    OfOneForm,
    ProposeForm,
    ResolveForm,
)
from wscb import clock
from wscb.cases import occasions
from wscb.cases.actions import appointments, declarations
from wscb.cases.models import Case
from wscb.cases.process.table import Act
from wscb.cases.views.base import act_page
from wscb.cases.views.rules import the_asker, the_user


def propose(request: HttpRequest, case: Case, act: Act, page: str) -> HttpResponse:
    """Proposes somebody, for the role that the page was opened for; refused with the reasons where they would not be independent."""
    form = ProposeForm(request=request, case=case, initial={"role": page})
    return _page(
        request,
        case,
        act,
        form,
        do=lambda: appointments.propose_appointment(
            case=case, by=the_user(request), on=form.counts_on, seen=case.revision, **form.answers()
        ),
        done="The proposal has been recorded. The Board Chair appoints.",
        submit_text="Propose",
        context={"chair_proposals": list(case.chair_proposals.filter(withdrawn_on__isnull=True))},
    )


def appoint(request: HttpRequest, case: Case, act: Act, page: str) -> HttpResponse:
    """The Chair appoints one of those proposed."""
    rows = list(occasions.proposals(case))
    form = AppointForm(request=request, case=case, rows=rows, chosen=page, initial={"starts_on": clock.today()})
    return _page(
        request,
        case,
        act,
        form,
        do=lambda: appointments.appoint(
            case=case, by=the_user(request), on=form.counts_on, seen=case.revision, **form.answers()
        ),
        done="The appointment has been made. They are told by e-mail.",
        submit_text="Appoint",
        context={"rows": rows},
    )


def end(request: HttpRequest, case: Case, act: Act, page: str) -> HttpResponse:
    """Ends an appointment, or withdraws a proposal."""
    rows = list(occasions.standing_appointments(case))
    form = EndForm(request=request, case=case, rows=rows, chosen=page)
    return _page(
        request,
        case,
        act,
        form,
        do=lambda: appointments.end_appointment(
            case=case,
            by=the_user(request),
            on=clock.today(),
            appointment=form.chosen_appointment(),
            because=form.cleaned_data["because"],
            seen=case.revision,
        ),
        done="It has ended. They no longer see this review by it.",
        submit_text="End it",
    )


def resolve(request: HttpRequest, case: Case, act: Act, page: str) -> HttpResponse:
    """Confirms that an appointment stands that was in question; what still stands against it is shown."""
    rows = list(occasions.in_question(case))
    form = ResolveForm(request=request, case=case, rows=rows, chosen=page)
    return _page(
        request,
        case,
        act,
        form,
        do=lambda: appointments.resolve_independence(
            case=case,
            by=the_user(request),
            on=clock.today(),
            appointment=form.chosen_appointment(),
            reasons=form.cleaned_data["reasons"],
            seen=case.revision,
        ),
        done="The appointment stands.",
        submit_text="Confirm that it stands",
        context={"questions": [(row, appointments.obstacles_to(row, on=clock.today())) for row in rows]},
    )


def declare(request: HttpRequest, case: Case, act: Act, page: str) -> HttpResponse:
    """One's own declaration; for the manager, that of somebody who signed a paper."""
    me = the_user(request)
    rows = list(occasions.undeclared(case, the_asker(request, case)))
    mine = [row for row in rows if row.user_id == me.pk and row.is_made]
    form: OfOneForm = (
        DeclareForm(request=request, case=case, rows=mine, chosen=page)
        if mine
        else DeclaredOnPaperForm(request=request, case=case, rows=rows, chosen=page)
    )
    return _page(
        request,
        case,
        act,
        form,
        do=lambda: declarations.declare_independence(
            case=case,
            by=me,
            on=clock.today(),
            appointment=form.chosen_appointment(),
            confirmed=form.reauthentication,  # type: ignore[attr-defined]
            paper=form.cleaned_data.get("paper"),
            declared_on=form.cleaned_data.get("declared_on"),
            seen=case.revision,
        ),
        done="The declaration has been recorded.",
        submit_text="Sign" if mine else "Record the declaration",
        context={"organisations": case.involved_organisations.select_related("organisation"), "own": bool(mine)},
    )


def _page(
    request: HttpRequest,
    case: Case,
    act: Act,
    form: Any,
    *,
    do: Callable[[], Any],
    done: str,
    submit_text: str,
    context: dict[str, Any] | None = None,
) -> HttpResponse:
    return act_page(
        request,
        case,
        act,
        form,
        do=do,
        done=done,
        template="reviews/appointing/act.html",
        context=context,
        then=lambda: reverse("reviews:appointments", args=[case.reference]),
        submit_text=submit_text,
    )
