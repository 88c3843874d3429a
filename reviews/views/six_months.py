"""The page of the six months: the review against its date, its milestones, extensions and interim learning (SCR-21, SCR-22)."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse

from reviews.actions.extensions import words_of_grounds
from reviews.models import Extension, Milestone
from reviews.process.words import REVIEWED
from reviews.six_months import beyond, milestone_title, six_months_of, standing_milestones
from reviews.timeline import drawn
from wscb import clock
from wscb.cases.models import Case
from wscb.cases.views.base import show
from wscb.cases.views.rules import CASE, the_acts, the_case, the_user
from wscb.learning.corrective import actions_of
from wscb.web.rules import rule


@dataclass(frozen=True)
class ShownExtension:
    """A request for more time, with its reasons in words, how it stands and the colour of the tag that says so."""

    row: Extension
    grounds: str
    stands: str
    tone: str


@rule(CASE)
def six_months(request: HttpRequest, reference: str) -> HttpResponse:
    """The picture of the review against its date with the table beneath it; what moved; extensions; interim learning."""
    case = the_case(request, reference)
    today = clock.today()
    standing = six_months_of(case, on=today)
    if case.state not in REVIEWED or standing is None:
        raise Http404
    milestones = standing_milestones(case)
    proceedings = list(case.proceedings.all())
    context = {
        "tab_title": "The six months",
        "standing": standing,
        "drawn": drawn(standing, milestones, proceedings),
        "moves": [(milestone_title(one), move) for one in milestones for move in one.moves.all()],
        "dropped": [(milestone_title(one), one) for one in _dropped(case)],
        "beyond": [milestone_title(one) for one in beyond(milestones, standing)],
        "extensions": _extensions(case),
        "interim": list(case.interim_learning.select_related("by", "case").order_by("-at")),
        "actions": actions_of(case, the_user(request), on=today),
        "may": {act.code for act in the_acts(request, case)},
    }
    return show(request, case, "reviews/six_months/page.html", context, tab="review")


def _dropped(case: Case) -> list[Milestone]:
    return list(case.milestones.filter(dropped_on__isnull=False).select_related("dropped_by", "case"))


def _extensions(case: Case) -> list[ShownExtension]:
    rows = case.extensions.select_related("asked_by", "decision__signed_by", "case").order_by("-asked_at")
    return [ShownExtension(row, words_of_grounds(row), *_stands(row)) for row in rows]


def _stands(row: Extension) -> tuple[str, str]:
    if row.agreed_until:
        return "Agreed", "green"
    if row.decision_id:
        return "Refused", "red"
    if row.dropped_on:
        return "Overtaken", "grey"
    return "Waiting for the Chair", "blue"
