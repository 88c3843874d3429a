"""The pages of the framework: its versions, what stands of each with every partner, and a partner's own acceptance (GEN-16)."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from wscb import clock
from wscb.people import actions
from wscb.people.errors import Refused
from wscb.people.forms.duties import AcceptForm, ContactForm, RecordAcceptanceForm, ShareForm
from wscb.people.framework import contact_of, own_partners, versions_for
from wscb.people.models import FrameworkPartner
from wscb.people.rules import MANAGER, signed_in
from wscb.people.views.sections import sections
from wscb.web.components import Breadcrumb
from wscb.web.forms import Form
from wscb.web.lists import page_of
from wscb.web.rules import SIGNED_IN, rule
from wscb.web.tokens import submit


@rule(MANAGER)
def versions(request: HttpRequest) -> HttpResponse:
    """Every version that was shared, with how many partners have accepted it."""
    rows = versions_for(signed_in(request), on=clock.today()).select_related("area")
    rows = rows.annotate(asked=Count("partners"), accepted=Count("partners__acceptance"))
    page = page_of(request, rows.order_by("-dated", "-shared_on", "pk"))
    return render(request, "framework/list.html", {"page": page, "sections": sections(request, "framework_versions")})


@rule(MANAGER)
def share(request: HttpRequest) -> HttpResponse:
    """Share a new version with every partner."""
    form = ShareForm(request=request)
    if form.is_valid():

        def act() -> str:
            row = actions.share_framework(by=signed_in(request), on=clock.today(), **form.facts())
            messages.success(request, "The version has been shared. Name who accepts it for each partner.")
            return reverse("framework_version", args=[row.pk])

        try:
            return submit(request, token=form.token, act=act)
        except Refused as refused:
            form.refuse(str(refused))
    return render(request, "framework/share.html", {"form": form, "back": reverse("framework_versions")})


@rule(MANAGER)
def version(request: HttpRequest, version_id: UUID) -> HttpResponse:
    """One version: which partners have accepted it, when and by whom, and which have still to."""
    today = clock.today()
    row = get_object_or_404(versions_for(signed_in(request), on=today).select_related("area"), pk=version_id)
    partners = row.partners.select_related("organisation", "contact", "acceptance__by")
    shown = [
        {"partner": one, "contact": contact_of(one), "acceptance": getattr(one, "acceptance", None)} for one in partners
    ]
    shown.sort(key=lambda one: one["acceptance"] is not None)
    context = {
        "version": row,
        "shown": shown,
        "outstanding": sum(one["acceptance"] is None for one in shown),
        "late": row.due_on < today,
        "crumbs": [Breadcrumb("People", "/people/"), Breadcrumb("Framework", "/framework/")],
    }
    return render(request, "framework/version.html", context)


@rule(SIGNED_IN)
def accept(request: HttpRequest, partner_id: UUID) -> HttpResponse:
    """A partner's own acceptance, by whoever was named for it; or the manager's record of one that was given otherwise."""
    me, today = signed_in(request), clock.today()
    own = own_partners(me).filter(pk=partner_id).first()
    partner = own or _managed(request, partner_id)
    if own is not None and hasattr(own, "acceptance"):
        return render(request, "framework/accepted.html", {"partner": own, "back": reverse("work:home")})
    back = reverse("work:home") if own else reverse("framework_version", args=[partner.version_id])
    form: Form = (AcceptForm if own else RecordAcceptanceForm)(request=request)
    if form.is_valid():

        def act() -> str:
            day = form.cleaned_data.get("accepted_on") or today
            actions.accept_framework(partner=partner, accepted_on=day, by=me, on=today)
            messages.success(request, "The acceptance has been recorded.")
            return back

        try:
            return submit(request, token=form.token, act=act)
        except Refused as refused:
            form.refuse(str(refused), None if own else "accepted_on")
    context = {"form": form, "partner": partner, "is_own": own is not None, "back": back}
    return render(request, "framework/accept.html", context)


@rule(MANAGER)
def contact(request: HttpRequest, partner_id: UUID) -> HttpResponse:
    """Name who accepts the version for a partner."""
    partner = _managed(request, partner_id)
    back = reverse("framework_version", args=[partner.version_id])
    form = ContactForm(request=request, partner=partner)
    if form.is_valid():

        def act() -> str:
            by, on = signed_in(request), clock.today()
            actions.name_contact(partner=partner, contact=form.person(), by=by, on=on)
            messages.success(request, "They are asked by e-mail, and find the framework in their work.")
            return back

        try:
            return submit(request, token=form.token, act=act)
        except Refused as refused:
            form.refuse(str(refused), "contact")
    return render(request, "framework/contact.html", {"form": form, "partner": partner, "back": back})


def _managed(request: HttpRequest, partner_id: UUID) -> FrameworkPartner:
    """A partner of a version that the person manages. Raises Http404."""
    mine = versions_for(signed_in(request), on=clock.today())
    rows = FrameworkPartner.objects.filter(version__in=mine).select_related("version__area", "organisation", "contact")
    partner = rows.filter(pk=partner_id).first()
    if partner is None:
        raise Http404
    return partner
