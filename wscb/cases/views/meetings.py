"""Pages of the panel's meeting: convened, changed, attended, adjourned (SCR-05)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from wscb import clock
from wscb.cases import panels, rules
from wscb.cases.actions import meetings
from wscb.cases.actions.meetings import current_meeting
from wscb.cases.enums import PaperKind
from wscb.cases.forms.meetings import FIND, AdjournForm, AttendanceForm, MeetingForm
from wscb.cases.models import Case, Meeting
from wscb.cases.process.table import Act
from wscb.cases.views.base import act_page, act_url, case_url
from wscb.cases.views.rules import the_user


def convene(request: HttpRequest, case: Case, act: Act, page: str) -> HttpResponse:
    """Convenes the panel."""
    form = MeetingForm(request=request, case=case)
    return _hold(
        request,
        case,
        act,
        form,
        meetings.convene,
        done=f"The {case.table.panel_spoken} has been convened. Everybody on it gets an invitation.",
    )


def reconvene(request: HttpRequest, case: Case, act: Act, page: str) -> HttpResponse:
    """Changes the meeting that stands."""
    form = MeetingForm(request=request, case=case, meeting=current_meeting(case))
    return _hold(
        request,
        case,
        act,
        form,
        meetings.reconvene,
        done="The meeting has been changed. Everybody on it gets a new invitation.",
    )


def _hold(
    request: HttpRequest, case: Case, act: Act, form: MeetingForm, action: Callable[..., Meeting], *, done: str
) -> HttpResponse:
    limit = panels.panel_limit(case)
    context = {
        "limit": limit,
        "limit_basis": rules.basis(limit).sentence if limit else "",
        "papers": case.documents.filter(kind=PaperKind.PANEL_PAPER, struck__isnull=True).count(),
        "papers_url": act_url(case, "add_document"),
        "find": FIND,
        "not_eligible": form.not_eligible,
    }
    return act_page(
        request,
        case,
        act,
        form,
        do=lambda: action(case=case, by=the_user(request), on=form.counts_on, seen=case.revision, **form.answers()),
        done=done,
        template="cases/acts/meeting.html",
        context=context,
        then=lambda: case_url(case, "people"),
        submit_text="Convene and send invitations" if act.code == "convene" else "Change and send invitations",
    )


def record_attendance(request: HttpRequest, case: Case, act: Act, page: str) -> HttpResponse:
    """Records who came, and dissent. Without a meeting, says so."""
    meeting = current_meeting(case)
    if meeting is None:
        return _no_meeting(request, case, act)
    form = AttendanceForm(request=request, case=case, meeting=meeting)
    context = {"meeting": meeting, "quorum": rules.rules_of(case).figures["quorum"]}

    def do() -> Meeting:
        cleaned = form.cleaned_data
        return meetings.record_attendance(
            case=case,
            by=the_user(request),
            on=cleaned["held_on"] if case.chasing_muted else clock.today(),
            held_on=cleaned["held_on"],
            presences=form.presences(),
            dissent=cleaned["dissent"],
            inquorate_because=cleaned["inquorate_because"],
            seen=case.revision,
        )

    return act_page(
        request,
        case,
        act,
        form,
        do=do,
        done="Attendance has been recorded.",
        template="cases/acts/attendance.html",
        context=context,
        then=lambda: case_url(case, "people"),
        submit_text="Record attendance",
    )


def adjourn(request: HttpRequest, case: Case, act: Act, page: str) -> HttpResponse:
    """Adjourns the panel. Without a meeting, says so."""
    meeting = current_meeting(case)
    if meeting is None:
        return _no_meeting(request, case, act)
    form = AdjournForm(request=request, case=case)
    limit = panels.panel_limit(case)
    context: dict[str, Any] = {"meeting": meeting, "limit": limit}
    return act_page(
        request,
        case,
        act,
        form,
        do=lambda: meetings.adjourn(
            case=case, by=the_user(request), on=form.counts_on, because=form.cleaned_data["because"], seen=case.revision
        ),
        done=f"The {case.table.panel_spoken} has been adjourned. Another meeting is now to be convened.",
        template="cases/acts/adjourn.html",
        context=context,
    )


def _no_meeting(request: HttpRequest, case: Case, act: Act) -> HttpResponse:
    from wscb.cases.views.base import show

    return show(request, case, "cases/acts/no_meeting.html", {"act": act, "page": "act"})
