"""Organisations and their information: how each takes part, who represents it, what it was asked (SCR-19, SCR-20)."""

from __future__ import annotations

import structlog
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from wscb import clock
from wscb.cases import informing
from wscb.cases.actions import representing
from wscb.cases.errors import ActRefused
from wscb.cases.forms.information import EngagementForm, RepresentativeForm
from wscb.cases.models import Case, InformationRequest
from wscb.cases.process.table import Act
from wscb.cases.views.base import act_page, show
from wscb.cases.views.choosing import by_id, choose, chosen
from wscb.cases.views.rules import CASE, the_acts, the_case, the_user
from wscb.people import actions as people
from wscb.people.errors import Refused
from wscb.people.invitation import invite
from wscb.people.models import Organisation, User
from wscb.web.rules import rule

log = structlog.get_logger(__name__)


def organisations_url(case: Case) -> str:
    """The address of the page of organisations."""
    return reverse("cases:organisations", args=[case.reference])


def request_url(case: Case, asked: InformationRequest) -> str:
    """The address of a request, as the case's own people see it."""
    return reverse("cases:request", args=[case.reference, asked.pk])


@rule(CASE)
def organisations(request: HttpRequest, reference: str) -> HttpResponse:
    """Every organisation that is involved or was asked, with its state, its representative and its requests."""
    case = the_case(request, reference)
    acts = {act.code for act in the_acts(request, case)}
    context = {"rows": informing.organisations_of(case), "codes": acts, "tab_title": "Organisations and information"}
    return show(request, case, "cases/organisations.html", context, tab="review")


def name_representative(request: HttpRequest, case: Case, act: Act, page: str) -> HttpResponse:
    """Names who answers for an organisation (`page` is its id), inviting somebody without an account by e-mail."""
    known = by_id(informing.known_organisations(case))
    organisation = chosen(known, page)
    if organisation is None:
        return choose(request, case, act, [(pk, one.name) for pk, one in known.items()])
    form = RepresentativeForm(request=request, case=case, organisation=organisation)

    def do() -> None:
        user = form.chosen_user() or _account(request, form, organisation)
        representing.name_representative(
            case=case, by=the_user(request), on=clock.today(), organisation=organisation, user=user
        )

    return act_page(
        request,
        case,
        act,
        form,
        do=do,
        done=f"The representative of {organisation.name} has been named.",
        template="cases/acts/representative.html",
        context={"organisation": organisation},
        then=lambda: organisations_url(case),
        submit_text="Name representative",
    )


def _account(request: HttpRequest, form: RepresentativeForm, organisation: Organisation) -> User:
    by = the_user(request)
    try:
        user = people.open_account(
            email=form.cleaned_data["email"], name=form.cleaned_data["name"], organisation=organisation, by=by
        )
    except Refused as refused:
        raise ActRefused(f"{refused} Choose them above if they belong to {organisation.name}.", field="email") from None
    transaction.on_commit(lambda: _invite(request, user, by))
    return user


def _invite(request: HttpRequest, user: User, by: User) -> None:
    """Sends the link to set a password; a mail server that does not answer loses nobody's work, and the page says so."""
    try:
        invite(user, by=by)
    except OSError:
        log.warning("invitation_not_sent", user=str(user.pk))
        messages.warning(request, "The invitation could not be sent. A system administrator can send it again.")
    else:
        messages.success(request, "An invitation has been sent.")


def record_engagement(request: HttpRequest, case: Case, act: Act, page: str) -> HttpResponse:
    """Records how far an involved organisation takes part (`page` is the organisation's id)."""
    involved = case.involved_organisations.select_related("organisation").order_by("organisation__name")
    rows = {str(row.organisation_id): row for row in involved}
    row = chosen(rows, page)
    if row is None:
        return choose(request, case, act, [(pk, one.organisation.name) for pk, one in rows.items()])
    form = EngagementForm(request=request, case=case, row=row)
    return act_page(
        request,
        case,
        act,
        form,
        do=lambda: representing.record_engagement(
            case=case, by=the_user(request), on=clock.today(), organisation=row.organisation, **form.answers()
        ),
        done="How it takes part has been recorded.",
        template="cases/acts/representative.html",
        context={"organisation": row.organisation},
        then=lambda: organisations_url(case),
        submit_text="Record",
    )
