"""Pages on which milestones are planned and followed, more time asked for and agreed, and interim learning recorded."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from reviews.actions import extensions, interim, milestones
from reviews.forms.six_months import (
    AnswerExtensionForm,
    AskExtensionForm,
    DropForm,
    InterimForm,
    MoveForm,
    PlanForm,
    ReachForm,
)
from reviews.models import Milestone
from reviews.occasions import extensions_waiting
from reviews.proceedings import in_a_line
from reviews.six_months import SixMonths, milestone_title, six_months_of, standing_milestones, suggested_on
from reviews.vocabularies import MILESTONE
from wscb import clock, dates
from wscb.cases.forms.base import ActForm
from wscb.cases.models import Case
from wscb.cases.process.table import Act
from wscb.cases.views.acting import ActPage
from wscb.cases.views.base import act_page
from wscb.cases.views.choosing import choose, chosen
from wscb.cases.views.rules import the_offices, the_user
from wscb.people.models import Role

TEMPLATE = "reviews/six_months/act.html"


def _page_of(case: Case) -> Callable[[], str]:
    return lambda: reverse("reviews:six_months", args=[case.reference])


def _standing(case: Case) -> SixMonths:
    found = six_months_of(case, on=clock.today())
    if found is None:
        raise LookupError(f"case {case.reference} is to be reviewed and has no six months")
    return found


def _warn_beyond(request: HttpRequest, case: Case, days: list[date]) -> None:
    """Says after planning or moving that a milestone lies beyond the review's date."""
    due_on = _standing(case).due_on
    if any(day > due_on for day in days):
        messages.warning(
            request,
            f"A milestone is planned for after {dates.long_date(due_on)}, when the review is due. "
            "Move it, or ask for an extension.",
        )


def plan(request: HttpRequest, case: Case, act: Act, page: str) -> HttpResponse:
    """Days for the milestones that are not planned yet, as they are suggested between the decision and the due date."""
    standing = _standing(case)
    planned = {one.code for one in standing_milestones(case)}
    suggested: dict[str, date | None] = {}
    for word in MILESTONE:
        if word.code not in planned:
            day = suggested_on(word.code, standing.decided_on, standing.due_on)
            suggested[word.code] = day if day > standing.on else None
    form = PlanForm(request=request, case=case, suggested=suggested)

    def do() -> None:
        rows = milestones.plan_milestones(
            case=case, by=the_user(request), on=clock.today(), planned=form.planned(), seen=case.revision
        )
        _warn_beyond(request, case, [row.planned_on for row in rows if row.is_open])

    return act_page(
        request,
        case,
        act,
        form,
        do=do,
        done="The milestones have been planned.",
        template=TEMPLATE,
        context={"standing": standing, "suggests": bool(suggested)},
        then=_page_of(case),
        submit_text="Plan the milestones",
    )


@dataclass(frozen=True)
class Following:
    """An act on one milestone: what it asks, what it does, and what is said afterwards."""

    form: type[ActForm]
    action: Callable[..., Milestone]
    done: str


FOLLOWING = {
    "reach_milestone": Following(ReachForm, milestones.reach_milestone, "The milestone has been reached."),
    "move_milestone": Following(MoveForm, milestones.move_milestone, "The milestone has been moved."),
    "drop_milestone": Following(DropForm, milestones.drop_milestone, "The milestone has been dropped."),
}


def follow(request: HttpRequest, case: Case, act: Act, page: str) -> HttpResponse:
    """Reaches, moves or drops a milestone; `page` is its id, chosen first where there are several."""
    rows = {str(one.pk): one for one in standing_milestones(case) if one.is_open}
    row = chosen(rows, page)
    if row is None:
        return choose(request, case, act, [(pk, _called(one)) for pk, one in rows.items()])
    following = FOLLOWING[act.code]
    form = following.form(request=request, case=case)

    def do() -> None:
        kept = following.action(
            case=case, by=the_user(request), on=clock.today(), milestone=row, seen=case.revision, **answers_of(form)
        )
        _warn_beyond(request, case, [kept.planned_on] if kept.is_open else [])

    return act_page(
        request,
        case,
        act,
        form,
        do=do,
        done=following.done,
        template=TEMPLATE,
        context={"standing": _standing(case), "milestone": row, "title": milestone_title(row)},
        then=_page_of(case),
        submit_text=act.title,
    )


def answers_of(form: ActForm) -> dict[str, Any]:
    """What was entered, by the names of the questions."""
    return {name: form.cleaned_data[name] for name in form.fields}


def _called(milestone: Milestone) -> str:
    return f"{milestone_title(milestone)}, planned for {dates.long_date(milestone.planned_on)}"


def ask(request: HttpRequest, case: Case, act: Act, page: str) -> HttpResponse:
    """Asks the Chair for more time."""
    form = AskExtensionForm(request=request, case=case)
    return act_page(
        request,
        case,
        act,
        form,
        do=lambda: extensions.ask_extension(
            case=case, by=the_user(request), on=form.counts_on, seen=case.revision, **form.answers()
        ),
        done="The Board Chair has been asked for more time.",
        template=TEMPLATE,
        context={"standing": _standing(case), "running": _running(case)},
        then=_page_of(case),
        submit_text="Ask for more time",
    )


def _running(case: Case) -> list[str]:
    """The proceedings that run beside the review, each in a line."""
    return [in_a_line(one) for one in case.proceedings.filter(ended_on__isnull=True)]


def answer(request: HttpRequest, case: Case, act: Act, page: str) -> HttpResponse:
    """The Chair reads the request and signs the answer."""
    asked = extensions_waiting(case).select_related("asked_by").get()
    asked.case = case
    form = AnswerExtensionForm(request=request, case=case, proposed=asked.proposed_until)
    answered: list[Any] = []

    def do() -> None:
        row = extensions.answer_extension(
            case=case,
            by=the_user(request),
            on=form.counts_on,
            until=form.cleaned_data["until"],
            reasons=form.cleaned_data["reasons"],
            confirmed=form.reauthentication,
            seen=case.revision,
        )
        answered.append(row.decision_id)

    return act_page(
        request,
        case,
        act,
        form,
        do=do,
        done="",
        template="reviews/six_months/answer.html",
        context={
            "standing": _standing(case),
            "asked": asked,
            "grounds": extensions.words_of_grounds(asked),
            "running": _running(case),
            "office": the_offices(request, case).get(Role.BOARD_CHAIR),
        },
        then=lambda: reverse("reviews:signed", args=[case.reference, answered[0]]),
        submit_text="Sign your answer",
    )


def record_interim(request: HttpRequest, case: Case, act: Act, page: str) -> HttpResponse:
    """What was learned so far and done about it."""
    form = InterimForm(request=request, case=case)
    return act_page(
        request,
        case,
        act,
        form,
        do=lambda: interim.record_interim_learning(
            case=case, by=the_user(request), on=clock.today(), seen=case.revision, **form.answers()
        ),
        done="The interim learning has been recorded.",
        template=TEMPLATE,
        context={"standing": _standing(case)},
        then=_page_of(case),
        submit_text="Record it",
    )


PAGES: Mapping[str, ActPage] = {
    "plan_milestones": plan,
    **dict.fromkeys(FOLLOWING, follow),
    "ask_extension": ask,
    "answer_extension": answer,
    "record_interim_learning": record_interim,
}
