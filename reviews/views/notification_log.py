"""The last pages of a notification: is it logged already, is everything right, and what was logged (SCR-01)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from reviews.actions.notification import log_notification
from reviews.notifying import NOTIFYING, Notifying
from reviews.process.kinds import CASE_REVIEW
from reviews.views.notification_draft import (
    OWN_NOTIFICATION,
    Notification,
    after,
    before,
    page_url,
    save,
    the_notification,
)
from reviews.views.notification_summary import parts
from reviews.vocabularies import LIMB, WORKSHEET_RESULT
from wscb import clock, dates
from wscb.cases import drafts, rules
from wscb.cases.drafts import DraftChanged
from wscb.cases.errors import ActRefused, NotAllowed
from wscb.cases.models import Case, Draft, Step
from wscb.cases.rules import DateBasis
from wscb.cases.views.base import show
from wscb.cases.views.rules import CASE, the_case, the_user
from wscb.cases.vocabulary import rule_set_on
from wscb.people.rules import MANAGER
from wscb.trail.record import record, record_each
from wscb.web.forms import ConfirmField, Form
from wscb.web.rules import rule
from wscb.web.tokens import follow_spent, submit

CLOCKS = ("panel_recommendation", "chair_decision")
PAGE_OF = {
    "received_on": "received",
    "authority_aware_on": "referrer",
    "children": "children",
    "family_name": "children",
    "date_of_birth": "children",
    "died_on": "children",
    "incident_on": "incident",
    "incident_kind": "incident",
    "learning": "learning",
    "other_board": "residence",
}
"""On which page the answer stands that the action refuses."""


class NotTheSameForm(Form):
    """Says that none of the cases found is this one."""

    looked = ConfirmField(
        label="None of these is the notification I am entering",
        enter="Confirm that none of these is the notification you are entering, or open the case",
    )


class NothingFoundForm(Form):
    """Goes on where no case was found."""


class LogForm(Form):
    """Logs the notification as it was shown."""

    conflict = DraftChanged().message


@dataclass(frozen=True)
class Clock:
    """One of the two dates due, and what it rests on."""

    title: str
    due_on: date
    basis: str


@rule(OWN_NOTIFICATION)
def duplicates(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Shows the children of cases that may be one of these; what was seen is kept, so that a later find is shown too."""
    if followed := follow_spent(request):
        return followed
    notification = the_notification(request, draft_id)
    if notification.state("children") != "done":
        return redirect(page_url(notification.draft, "children"))
    matches = notification.matches
    form = (NotTheSameForm if matches else NothingFoundForm)(request=request, revision=str(notification.draft.version))
    if form.is_valid():

        def act() -> str:
            save(notification, "duplicates", {"facts": {"seen": sorted({one.case.reference for one in matches})}})
            return after(request, notification, "duplicates")

        try:
            return submit(request, token=form.token, act=act)
        except DraftChanged as changed:
            form.refuse(changed.message)
    context = {
        "form": form,
        "draft": notification.draft,
        "notifying": notification.notifying,
        "matches": matches,
        "back": before(request, notification, "duplicates"),
    }
    response = render(request, "reviews/notification/duplicates.html", context)
    with transaction.atomic(durable=True):
        found = sorted({one.case.reference for one in matches})
        record("case.searched", by=the_user(request), facts={"for": "duplicates", "found": found})
        record_each("case.found", by=the_user(request), subjects={one.case.pk: one.case for one in matches}.values())
    return response


@rule(MANAGER)
def check(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Shows all answers, what they come to and both dates due; logs the notification once.

    The second click of a double click finds the draft gone, and is led to what the first logged: so whose draft it is, is asked
    after that.
    """
    if followed := follow_spent(request):
        return followed
    notification = the_notification(request, draft_id)
    form = LogForm(request=request, revision=str(notification.draft.version))
    refused: dict[str, str] = {}
    if form.is_valid() and not notification.missing:
        try:
            return submit(request, token=form.token, act=lambda: _log(request, notification))
        except NotAllowed:
            raise Http404 from None
        except ActRefused as error:
            refused = {"text": error.message, "url": _place_of(notification, error)}
    return render(request, "reviews/notification/check.html", _checked(notification, form, refused))


def _checked(notification: Notification, form: Form, refused: dict[str, str]) -> dict[str, object]:
    finding = notification.finding()
    return {
        "form": form,
        "draft": notification.draft,
        "notifying": notification.notifying,
        "parts": parts(notification),
        "missing": [
            {"page": page, "url": page_url(notification.draft, page, back="check")} for page in notification.missing
        ],
        "refused": refused,
        "finding": finding,
        "result": WORKSHEET_RESULT.label(finding.result) if finding else "",
        "decided_by": [LIMB.label(limb) for limb in finding.decided_by] if finding else [],
        "clocks": _clocks_to_come(notification),
        "is_running": notification.is_running,
        "doubts": doubts(notification),
        "back": before_check(notification),
    }


def before_check(notification: Notification) -> str:
    """Where Back leads from the check of all answers."""
    return page_url(notification.draft, "duplicates")


def doubts(notification: Notification) -> list[str]:
    """Answers that do not go together. None of them stops the notification: all may be right."""
    incident, died_by_criteria = notification.facts("incident"), _limb_of_death(notification)
    died = [child.died_on for child in notification.children() if child.died_on]
    found = []
    if incident and incident["incident_kind"] == "death" and died_by_criteria == "no":
        found.append("You said that a child has died, and answered limb (b)(i) with no.")
    if incident and incident["incident_kind"] != "death" and died_by_criteria == "yes":
        found.append(
            "You answered limb (b)(i) with yes, and said that a child was seriously harmed, not that one died."
        )
    if incident and notification.kind is CASE_REVIEW and incident["incident_kind"] != "other":
        found.append(
            "You said that a child has died or been seriously harmed. If abuse or neglect is known or suspected, a Serious Case Review "
            "is to be considered (SCR-02): change what it is about."
        )
    if incident and incident["incident_kind"] == "death" and not died:
        found.append("You said that a child has died, and no child has a date of death.")
    if incident and incident["incident_kind"] != "death" and died:
        found.append("A child has a date of death, and you did not say that a child has died.")
    received = notification.received_on
    if received and any(day > received for day in died):
        found.append("A child died after the notification was received.")
    return found


def _limb_of_death(notification: Notification) -> str:
    """How the limb on death was answered; nothing where it is not asked."""
    asked = "criteria" in notification.order and notification.facts("criteria")
    return str(asked["died"]) if asked else ""


def _clocks_to_come(notification: Notification) -> list[Clock]:
    received_on = notification.received_on
    return expected_clocks(notification.notifying, received_on) if received_on else []


def expected_clocks(notifying: Notifying, received_on: date) -> list[Clock]:
    """Both dates due for a notification received on the day, with what each rests on (SCR-06, SCR-11, CR-07)."""
    rule_set = rule_set_on(notifying.kind.code, received_on)
    found = []
    for code in CLOCKS:
        row = notifying.table.step(code)
        explanation = dates.explain(received_on, rule_set.periods[code])
        step = Step(code=code, starts_on=received_on, due_on=explanation.due)
        basis = DateBasis(
            step=step,
            explanation=explanation,
            clause=row.clause,
            own_target=code in rule_set.own_targets,
            first_due_on=explanation.due,
        )
        found.append(Clock(row.title, explanation.due, basis.sentence))
    return found


def _place_of(notification: Notification, error: ActRefused) -> str:
    page = PAGE_OF.get(error.field or "")
    return page_url(notification.draft, page, back="check") if page else ""


def _log(request: HttpRequest, notification: Notification) -> str:
    """Logs what was checked and throws the draft away; a draft that another window logged or changed is not logged again."""
    draft = Draft.objects.select_for_update().filter(pk=notification.draft.pk).first()
    if draft is None:
        raise Http404
    if draft.version != notification.draft.version:
        raise DraftChanged
    case = log_notification(
        by=the_user(request),
        on=clock.today(),
        area=notification.area,
        notice=notification.notice(),
        children=notification.children(),
        answers=notification.worksheet(),
        organisations=notification.organisations(),
        running=notification.is_running,
        kind=notification.kind,
    )
    drafts.discard(draft=draft)
    return reverse("reviews:logged", args=[case.reference])


@rule(MANAGER & CASE)
def logged(request: HttpRequest, reference: str) -> HttpResponse:
    """The case's reference, both dates due and why, what happens next, and who was told."""
    case = the_case(request, reference)
    context = {
        "page": "logged",
        "notifying": NOTIFYING[case.process],
        "clocks": _clocks_of(case),
        "told": case.messages.select_related("message__recipient").order_by("message__created_at"),
        "elsewhere": case.steps.filter(code="route_elsewhere", done_on__isnull=True).exists(),
    }
    return show(request, case, "reviews/notification/logged.html", context)


def _clocks_of(case: Case) -> list[Clock]:
    steps = {step.code: step for step in case.steps.filter(code__in=CLOCKS).select_related("case")}
    return [
        Clock(steps[code].rule.title, steps[code].due_on, rules.basis(steps[code]).sentence)
        for code in CLOCKS
        if code in steps
    ]
