"""Pages of proceedings beside a review: how they stand, what they block, and what came of them (SCR-22)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from reviews.actions import proceedings as actions
from reviews.forms.proceedings import EndForm, RecordForm, UpdateForm
from reviews.models import Proceedings
from reviews.proceedings import in_a_line, shown, title_of
from reviews.process.words import REVIEWED
from wscb import clock
from wscb.cases.models import Case
from wscb.cases.process.table import Act
from wscb.cases.views.acting import ActPage
from wscb.cases.views.base import act_page, show
from wscb.cases.views.choosing import choose, chosen
from wscb.cases.views.rules import CASE, the_acts, the_case, the_user
from wscb.web.rules import rule

TEMPLATE = "reviews/proceedings/act.html"


@rule(CASE)
def proceedings(request: HttpRequest, reference: str) -> HttpResponse:
    """Everything that runs or ran beside the review, with its history in words."""
    case = the_case(request, reference)
    if case.state not in REVIEWED:
        raise Http404
    context = {
        "tab_title": "Proceedings elsewhere",
        "rows": shown(case),
        "may": {act.code for act in the_acts(request, case)},
    }
    return show(request, case, "reviews/proceedings/page.html", context, tab="review")


def _page_of(case: Case) -> Callable[[], str]:
    return lambda: reverse("reviews:proceedings", args=[case.reference])


def record(request: HttpRequest, case: Case, act: Act, page: str) -> HttpResponse:
    """Records proceedings that have become known."""
    form = RecordForm(request=request, case=case)
    return act_page(
        request,
        case,
        act,
        form,
        do=lambda: actions.record_proceedings(
            case=case, by=the_user(request), on=clock.today(), seen=case.revision, **form.answers()
        ),
        done="The proceedings have been recorded.",
        template=TEMPLATE,
        then=_page_of(case),
        submit_text="Record the proceedings",
    )


@dataclass(frozen=True)
class Following:
    """An act on proceedings that run: what it asks, what it does, and what is said afterwards."""

    form: type[UpdateForm | EndForm]
    action: Callable[..., Proceedings]
    done: str


FOLLOWING = {
    "update_proceedings": Following(UpdateForm, actions.update_proceedings, "It has been recorded."),
    "end_proceedings": Following(
        EndForm, actions.end_proceedings, "The proceedings have ended. They block nothing any more."
    ),
}


def follow(request: HttpRequest, case: Case, act: Act, page: str) -> HttpResponse:
    """Records what came of proceedings, or how they ended; `page` is their id, chosen first where there are several."""
    rows = {str(one.pk): one for one in case.proceedings.filter(ended_on__isnull=True)}
    row = chosen(rows, page)
    if row is None:
        return choose(request, case, act, [(pk, in_a_line(one)) for pk, one in rows.items()])
    row.case = case
    following = FOLLOWING[act.code]
    form = following.form(request=request, case=case, row=row)
    return act_page(
        request,
        case,
        act,
        form,
        do=lambda: following.action(
            case=case, by=the_user(request), on=clock.today(), proceedings=row, seen=case.revision, **form.answers()
        ),
        done=following.done,
        template=TEMPLATE,
        context={"row": row, "title": title_of(row)},
        then=_page_of(case),
        submit_text="Record it",
    )


PAGES: Mapping[str, ActPage] = {
    "record_proceedings": record,
    **dict.fromkeys(FOLLOWING, follow),
}
