"""The Chair's pages on a report, and the manager's of telling its lessons (SCR-31, SCR-34, GEN-11)."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from reviews import publishing
from reviews.actions import acceptance, lessons
from reviews.forms.acceptance import AcceptForm, AcknowledgeForm, AdviseForm, ConfirmChecklistForm, ReturnForm
from reviews.forms.publication import AcceptAndPublishForm
from reviews.left_open import left_open
from reviews.looking import to_look_at
from reviews.reporting import latest_report, partners_owed, standing_checklist
from reviews.views.publication import published
from reviews.views.report import checklist_rows
from reviews.views.report_acts import Waiting, report_url
from wscb import clock, dates
from wscb.cases.models import Case, Decision, Step
from wscb.cases.process.table import Act
from wscb.cases.views.acting import ActPage
from wscb.cases.views.base import act_page, show
from wscb.cases.views.missing import ways
from wscb.cases.views.rules import the_offices, the_user
from wscb.people.models import Role


def confirm(request: HttpRequest, case: Case, act: Act, page: str) -> HttpResponse:
    """The answers of the lead reviewer, to be confirmed."""
    latest = latest_report(case)
    checklist = standing_checklist(latest)
    form = ConfirmChecklistForm(request=request, case=case)
    return act_page(
        request,
        case,
        act,
        form,
        do=lambda: acceptance.confirm_checklist(
            case=case, by=the_user(request), on=clock.today(), remark=form.cleaned_data["remark"], seen=case.revision
        ),
        done="The checklist has been confirmed.",
        template="reviews/report/confirm.html",
        context={"checklist": checklist, "rows": checklist_rows(checklist) if checklist else [], "latest": latest},
        then=report_url(case),
        submit_text="Confirm",
    )


def return_report(request: HttpRequest, case: Case, act: Act, page: str) -> HttpResponse:
    """Returns the report with what is missing."""
    form = ReturnForm(request=request, case=case)
    return act_page(
        request,
        case,
        act,
        form,
        do=lambda: acceptance.return_report(
            case=case, by=the_user(request), on=form.counts_on, missing=form.cleaned_data["missing"], seen=case.revision
        ),
        done="The report has been returned.",
        then=report_url(case),
    )


def accept(request: HttpRequest, case: Case, act: Act, page: str) -> HttpResponse:
    """Signs the Board's acceptance; with anything missing, lists it and offers nothing to sign."""
    latest = latest_report(case)
    lacks = acceptance.acceptance_lacks(case)
    step = acceptance.late_completion(case, clock.today())
    context = {
        "latest": latest,
        "missing": ways(request, case, lacks),
        "left_open": [] if lacks else left_open(case, on=clock.today()),
        "redactions": list(case.redactions.filter(lifted_on__isnull=True)),
        "office": the_offices(request, case).get(Role.BOARD_CHAIR),
        "publication": published(case),
        "look": to_look_at(case, the_offices(request, case)),
    }
    template = "reviews/report/accept.html"
    if lacks:
        return show(request, case, template, {"act": act, "form": None, "page": "act", **context})
    form = _accept_form(request, case, step)
    signed: list[Decision] = []

    def do() -> None:
        signed.append(
            acceptance.accept_report(
                case=case,
                by=the_user(request),
                on=form.counts_on,
                reasons=form.cleaned_data["reasons"],
                delay_reasons=form.cleaned_data.get("delay_reasons", ""),
                publication=form.chosen() if isinstance(form, AcceptAndPublishForm) else acceptance.NOTHING_CHOSEN,
                confirmed=form.reauthentication,
                seen=case.revision,
                despite=form.despite,
            )
        )

    return act_page(
        request,
        case,
        act,
        form,
        do=do,
        done="",
        template=template,
        context=context,
        then=lambda: reverse("reviews:signed", args=[case.reference, signed[0].pk]),
        submit_text="Sign and accept the report",
    )


def _accept_form(request: HttpRequest, case: Case, late: Step | None) -> AcceptForm:
    """The form of the acceptance, of a Case Review with what is to be published; `late` is the step whose date has passed."""
    explained = late is not None and late.lateness_reasons.exists()
    found = publishing.recommended(case) if publishing.chooses(case) else None
    if found is None:
        return AcceptForm(request=request, case=case, late=late is not None, explained=explained)
    return AcceptAndPublishForm(
        request=request,
        case=case,
        late=late is not None,
        explained=explained,
        recommended=found.choice,
        barred=publishing.bars_whole(found),
    )


def advise(request: HttpRequest, case: Case, act: Act, page: str) -> HttpResponse:
    """Records that a partner was advised; `page` may be the id of the organisation."""
    waiting: Waiting = {str(one.pk): (one, one.name, "") for one, _ in partners_owed(case)}
    form = AdviseForm(request=request, case=case, waiting=waiting, chosen=page, sender=the_user(request))
    return act_page(
        request,
        case,
        act,
        form,
        do=lambda: lessons.advise_partner(
            case=case, by=the_user(request), on=clock.today(), despite=form.despite, **form.answers()
        ),
        done="It has been recorded. The acknowledgement is awaited.",
        template="reviews/report/advise.html",
        then=report_url(case),
        submit_text="Record",
    )


def acknowledge(request: HttpRequest, case: Case, act: Act, page: str) -> HttpResponse:
    """Records a partner's acknowledgement; `page` may be the id of the advice, or of the organisation."""
    unanswered = case.lessons_advice.filter(acknowledged_on__isnull=True).select_related("organisation")
    chosen = next((str(one.pk) for one in unanswered if page in (str(one.pk), str(one.organisation_id))), "")
    waiting: Waiting = {
        str(one.pk): (one, one.organisation.name, f"Advised on {dates.long_date(one.sent_on)}") for one in unanswered
    }
    form = AcknowledgeForm(request=request, case=case, waiting=waiting, chosen=chosen)
    return act_page(
        request,
        case,
        act,
        form,
        do=lambda: lessons.acknowledge_lessons(
            case=case,
            by=the_user(request),
            on=clock.today(),
            advice=form.chosen_one(),
            acknowledged_on=form.cleaned_data["acknowledged_on"],
            how=form.cleaned_data["how"],
        ),
        done="The acknowledgement has been recorded.",
        then=report_url(case),
        submit_text="Record",
    )


PAGES: Mapping[str, ActPage] = {
    "confirm_checklist": confirm,
    "return_report": return_report,
    "accept_report": accept,
    "advise_partner": advise,
    "acknowledge_lessons": acknowledge,
}
