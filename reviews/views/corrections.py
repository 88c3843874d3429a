"""Correcting a notification: the same questions, filled with what stands on the case, one page and one reason at a time (SCR-01)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from reviews.actions.corrections import correct_facts
from reviews.actions.notification import Child, Notice
from reviews.forms.notification_base import Facts, QuestionForm
from reviews.forms.notification_corrections import (
    AddChild,
    CorrectAccount,
    CorrectChild,
    CorrectChildDetails,
    CorrectHow,
    CorrectIncident,
    CorrectReferrer,
    CorrectResidence,
    corrected,
)
from reviews.forms.notification_facts import child_facts, child_from, notice_facts, notice_from
from reviews.process.kinds import KINDS
from wscb import clock
from wscb.cases.models import Case, Subject
from wscb.cases.process.table import Act
from wscb.cases.views.base import act_page, act_url, show
from wscb.cases.views.rules import the_user

OF_THE_NOTICE: dict[str, tuple[str, type[QuestionForm]]] = {
    "how": ("How the Board was told", CorrectHow),
    "referrer": ("Who told the Board", CorrectReferrer),
    "incident": ("What happened, when and where", CorrectIncident),
    "account": ("The account", CorrectAccount),
    "residence": ("Where the children live", CorrectResidence),
}
OF_A_CHILD: dict[str, tuple[str, type[QuestionForm]]] = {
    "who": ("Who the child is", CorrectChild),
    "details": ("More about the child", CorrectChildDetails),
}
ADD_CHILD = "add-child"
Correct = Callable[[Facts], dict[str, Any]]


@dataclass(frozen=True)
class Page:
    """One page of corrections: its heading and form, the facts it shows, and what `correct_facts` is given of its answers."""

    heading: str
    form: type[QuestionForm]
    facts: Facts
    gives: Correct


def correct(request: HttpRequest, case: Case, act: Act, page: str) -> HttpResponse:
    """Asks what is to be corrected, then corrects it."""
    if not page:
        return show(request, case, "reviews/correct_choose.html", {"act": act, "groups": _groups(case)})
    asked = _page(case, page)
    form: Any = asked.form(
        request=request,
        case=case,
        area=case.area,
        kind=KINDS[case.process],
        initial=asked.form.shown(asked.facts),
    )

    def do() -> None:
        given = {"notice": _notice(case), "children": {}, **asked.gives(corrected(form))}
        because, seen = form.cleaned_data["because"], case.revision
        correct_facts(case=case, by=the_user(request), on=clock.today(), because=because, seen=seen, **given)

    return act_page(
        request,
        case,
        act,
        form,
        do=do,
        done="The notification has been corrected.",
        template="reviews/correct.html",
        context={"heading": asked.heading, "child": page.startswith("child-"), "back": act_url(case, act.code)},
        submit_text="Correct the notification",
    )


def _page(case: Case, page: str) -> Page:
    """The page of this code. Raises Http404 for one that the case does not have."""
    if page in OF_THE_NOTICE:
        heading, form = OF_THE_NOTICE[page]
        facts = notice_facts(case.review)
        return Page(heading, form, facts, lambda answers: {"notice": _with_day(notice_from(facts | answers), case)})
    if page == ADD_CHILD:
        return Page("Another child of this incident", AddChild, {}, lambda answers: {"added": [child_from(answers)]})
    return _child_page(case, page)


def _child_page(case: Case, page: str) -> Page:
    """`child-2-who` and `child-2-details` are the pages of the second child."""
    kind, _, rest = page.partition("-")
    number, _, part = rest.partition("-")
    subject = case.subjects.filter(ordinal=int(number)).first() if kind == "child" and number.isdecimal() else None
    if subject is None or part not in OF_A_CHILD:
        raise Http404
    heading, form = OF_A_CHILD[part]
    facts = child_facts(subject)
    return Page(f"Child {number}: {heading.lower()}", form, facts, lambda answers: _of_child(subject, facts | answers))


def _of_child(subject: Subject, facts: Facts) -> dict[str, dict[Subject, Child]]:
    return {"children": {subject: child_from(facts)}}


def _notice(case: Case) -> Notice:
    return notice_from(notice_facts(case.review))


def _with_day(notice: Notice, case: Case) -> Notice:
    return replace(notice, received_on=case.triggered_on)


def _groups(case: Case) -> list[dict[str, Any]]:
    """What can be corrected, with the address of each page."""
    found = [
        {
            "title": "The notification",
            "links": [(title, _url(case, code)) for code, (title, _) in OF_THE_NOTICE.items()],
        }
    ]
    for subject in case.subjects.all():
        links = [(title, _url(case, f"child-{subject.ordinal}-{part}")) for part, (title, _) in OF_A_CHILD.items()]
        found.append({"title": f"Child {subject.ordinal}: {subject.full_name}", "links": links})
    return [
        *found,
        {"title": "More children", "links": [("Add another child of this incident", _url(case, ADD_CHILD))]},
    ]


def _url(case: Case, page: str) -> str:
    return act_url(case, "correct_facts", page)
