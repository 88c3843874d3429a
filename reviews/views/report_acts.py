"""The pages on which the report is written, commented on and submitted (SCR-25, GEN-11)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from reviews.actions import acceptance, report
from reviews.forms.report import (
    AnswerCommentForm,
    ChecklistForm,
    CommentForm,
    LiftForm,
    RedactForm,
    SubmitReportForm,
    UploadReportForm,
    WriteForm,
)
from reviews.reporting import latest_report, standing_checklist, unwritten
from reviews.vocabularies import REDACTION_GROUND
from wscb import clock, dates
from wscb.cases.models import Case
from wscb.cases.process import registry
from wscb.cases.process.table import Act
from wscb.cases.views.acting import ActPage
from wscb.cases.views.base import act_page, show
from wscb.cases.views.missing import ways
from wscb.cases.views.rules import the_user

Waiting = dict[str, tuple[Any, str, str]]


def report_url(case: Case) -> Callable[[], str]:
    """Where the acts of the report lead: its page."""
    return lambda: reverse("reviews:report", args=[case.reference])


def nothing_waits(request: HttpRequest, case: Case, act: Act, says: str) -> HttpResponse:
    """The page of an act on one of several things, when there is none."""
    return show(request, case, "reviews/report/nothing.html", {"act": act, "says": says, "page": "act"})


def not_ready(request: HttpRequest, case: Case, act: Act) -> HttpResponse | None:
    """The page of an act whose facts are missing, which lists them; None when all are there."""
    if missing := registry.missing_facts(case, act):
        context = {"act": act, "missing": ways(request, case, missing), "says": "", "page": "act"}
        return show(request, case, "reviews/report/nothing.html", context)
    return None


def write(request: HttpRequest, case: Case, act: Act, page: str) -> HttpResponse:
    """The sections, filled in with the version that stands; what is sent is kept as the next version."""
    latest = latest_report(case)
    form = WriteForm(request=request, case=case, initial=dict(latest.sections) if latest else {})
    return act_page(
        request,
        case,
        act,
        form,
        do=lambda: report.write_report(
            case=case,
            by=the_user(request),
            on=clock.today(),
            sections=form.sections(),
            changed=form.cleaned_data["changed"],
            seen=case.revision,
        ),
        done="The version has been kept.",
        template="reviews/report/write.html",
        context={"latest": latest},
        then=report_url(case),
        submit_text="Keep this version",
    )


def upload(request: HttpRequest, case: Case, act: Act, page: str) -> HttpResponse:
    """A version that was written elsewhere."""
    form = UploadReportForm(request=request, case=case)
    return act_page(
        request,
        case,
        act,
        form,
        do=lambda: report.upload_report(
            case=case,
            by=the_user(request),
            on=clock.today(),
            upload=form.cleaned_data["upload"],
            summary=form.cleaned_data["summary"],
            changed=form.cleaned_data["changed"],
            seen=case.revision,
        ),
        done="The version has been kept.",
        template="reviews/report/with_file.html",
        then=report_url(case),
        submit_text="Keep this version",
    )


def record_comment(request: HttpRequest, case: Case, act: Act, page: str) -> HttpResponse:
    """What an organisation says of the report, entered for it."""
    form = CommentForm(request=request, case=case)
    return act_page(
        request,
        case,
        act,
        form,
        do=lambda: report.record_comment(case=case, by=the_user(request), on=clock.today(), **form.answers()),
        done="The comment has been recorded. The reviewer’s answer is owed.",
        then=report_url(case),
        submit_text="Record the comment",
    )


def answer_comment(request: HttpRequest, case: Case, act: Act, page: str) -> HttpResponse:
    """The reviewer's answer; `page` may be the id of the comment."""
    unanswered = case.report_comments.filter(answered_on__isnull=True).select_related("organisation")
    waiting: Waiting = {
        str(one.pk): (one, f"{one.organisation.name}, {dates.long_date(one.received_on)}", one.text)
        for one in unanswered
    }
    form = AnswerCommentForm(request=request, case=case, waiting=waiting, chosen=page)
    return act_page(
        request,
        case,
        act,
        form,
        do=lambda: report.answer_comment(
            case=case,
            by=the_user(request),
            on=clock.today(),
            comment=form.chosen_one(),
            answer=form.cleaned_data["answer"],
        ),
        done="The answer has been recorded.",
        then=report_url(case),
        submit_text="Record the answer",
    )


def redact(request: HttpRequest, case: Case, act: Act, page: str) -> HttpResponse:
    """A passage that is not to be published, with its reason."""
    form = RedactForm(request=request, case=case)
    given = ("passage", "ground", "reason")
    return act_page(
        request,
        case,
        act,
        form,
        do=lambda: report.redact_report(
            case=case, by=the_user(request), on=clock.today(), **{name: form.cleaned_data[name] for name in given}
        ),
        done="The redaction has been recorded.",
        then=report_url(case),
    )


def lift(request: HttpRequest, case: Case, act: Act, page: str) -> HttpResponse:
    """A redaction that is no longer needed; `page` may be its id."""
    waiting: Waiting = {
        str(one.pk): (one, REDACTION_GROUND.label(one.ground), one.passage)
        for one in case.redactions.filter(lifted_on__isnull=True)
    }
    form = LiftForm(request=request, case=case, waiting=waiting, chosen=page)
    return act_page(
        request,
        case,
        act,
        form,
        do=lambda: report.lift_redaction(
            case=case,
            by=the_user(request),
            on=clock.today(),
            redaction=form.chosen_one(),
            because=form.cleaned_data["because"],
        ),
        done="The redaction has been lifted.",
        then=report_url(case),
    )


def checklist(request: HttpRequest, case: Case, act: Act, page: str) -> HttpResponse:
    """The quality checklist for the version that stands, filled in with what was answered last for any version."""
    if (lacking := not_ready(request, case, act)) is not None:
        return lacking
    form = ChecklistForm(request=request, case=case, initial=_answered(case))
    return act_page(
        request,
        case,
        act,
        form,
        do=lambda: acceptance.answer_checklist(
            case=case, by=the_user(request), on=clock.today(), answers=form.answers(), seen=case.revision
        ),
        done="The checklist has been answered.",
        then=report_url(case),
        submit_text="Keep these answers",
    )


def _answered(case: Case) -> dict[str, str]:
    last = case.report_checklists.order_by("-at").first()
    kept = last.answers if last else {}
    answers = {code: one["answer"] for code, one in kept.items()}
    return answers | {f"{code}_where": one["where"] for code, one in kept.items()}


def submit(request: HttpRequest, case: Case, act: Act, page: str) -> HttpResponse:
    """Puts the report before the Board; says what the Board will still miss."""
    latest = latest_report(case)
    if latest is None or unwritten(latest):
        lacks = "; ".join(unwritten(latest)) if latest else ""
        says = f"These sections are still empty: {lacks}." if lacks else "There is no version of the report yet."
        return nothing_waits(request, case, act, says)
    form = SubmitReportForm(request=request, case=case)
    return act_page(
        request,
        case,
        act,
        form,
        do=lambda: report.submit_report(case=case, by=the_user(request), on=form.counts_on, seen=case.revision),
        done="The report is with the Board.",
        template="reviews/report/submit.html",
        context={
            "latest": latest,
            "answered": standing_checklist(latest) is not None,
            "unanswered": case.report_comments.filter(answered_on__isnull=True).count(),
        },
        then=report_url(case),
    )


PAGES: Mapping[str, ActPage] = {
    "write_report": write,
    "upload_report": upload,
    "record_comment": record_comment,
    "answer_comment": answer_comment,
    "redact_report": redact,
    "lift_redaction": lift,
    "answer_checklist": checklist,
    "submit_report": submit,
}
