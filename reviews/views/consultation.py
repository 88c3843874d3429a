"""Recording whom the Chair consulted, or that nobody was and why (SCR-13, SCR-32)."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from reviews.forms.decision import ConsultationForm, ConsultationKindForm
from reviews.process.kinds import KINDS
from wscb import clock
from wscb.cases.actions.consultations import record_consultation as record
from wscb.cases.enums import ConsultationKind
from wscb.cases.models import Case
from wscb.cases.process.table import Act
from wscb.cases.views.base import act_page, act_url, case_url, show
from wscb.cases.views.rules import the_user

PAGES = {"peer-challenge": ConsultationKind.PEER_CHALLENGE, "national-panel": ConsultationKind.NATIONAL_PANEL}


def kinds_of(case: Case) -> list[ConsultationKind]:
    """Whom the Chair may consult on this case: on a Case Review there is no National Panel."""
    with_panel = "national_panel" in KINDS[case.process].bodies
    return [kind for kind in ConsultationKind if with_panel or kind is not ConsultationKind.NATIONAL_PANEL]


def record_consultation(request: HttpRequest, case: Case, act: Act, page: str) -> HttpResponse:
    """Which consultation, then what came of it."""
    if page == "":
        return _which(request, case, act)
    if page not in PAGES or PAGES[page] not in kinds_of(case):
        raise Http404
    return _consultation(request, case, act, PAGES[page])


def _which(request: HttpRequest, case: Case, act: Act) -> HttpResponse:
    offered = [(page, kind.label) for page, kind in PAGES.items() if kind in kinds_of(case)]
    form = ConsultationKindForm(request=request, kinds=offered)
    if form.is_valid():
        return HttpResponseRedirect(act_url(case, act.code, form.cleaned_data["kind"]))
    context = {"form": form, "act": act, "submit_text": "Continue", "page": "act"}
    return show(request, case, "reviews/consultation/which.html", context)


def _consultation(request: HttpRequest, case: Case, act: Act, kind: ConsultationKind) -> HttpResponse:
    form = ConsultationForm(request=request, with_board=kind is ConsultationKind.PEER_CHALLENGE)
    return act_page(
        request,
        case,
        act,
        form,
        do=lambda: record(case=case, by=the_user(request), on=clock.today(), kind=kind, **form.answers()),
        done="The consultation has been recorded.",
        template="reviews/consultation/consultation.html",
        context={
            "kind": kind,
            "recorded": list(case.consultations.filter(kind=kind)),
            "form_number": KINDS[case.process].forms[1],
        },
        then=lambda: _back(case),
        submit_text="Record",
    )


def _back(case: Case) -> str:
    """The Chair's page, while there is a decision to make; else the decisions of the case."""
    if case.state in case.table.act("decide").from_:
        return act_url(case, "decide") + "#consultations"
    return case_url(case, "decisions")
