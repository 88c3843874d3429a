"""The page of those who are heard in a review: for the review team; without names, for the Board Chair (GEN-05, GEN-06)."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from reviews.contributors import Heard, Sight, heard_in, sight_of, stands
from reviews.models import InvitationOutcome
from reviews.process.words import REVIEWED
from reviews.vocabularies import CONTRIBUTED_HOW, INVITED_HOW
from reviews.working_pages import WorkingPage
from wscb.cases.models import Case
from wscb.cases.views.base import show
from wscb.cases.views.rules import CASE, the_acts, the_case, the_offices
from wscb.messages.models import Message, Status
from wscb.web.rules import rule


def the_sight(request: HttpRequest, case: Case) -> Sight:
    """What the person sees of those who are heard in the case."""
    return sight_of(the_offices(request, case), case)


def is_shown(request: HttpRequest, case: Case) -> bool:
    """Whether the page is there for the person."""
    return the_sight(request, case) is not Sight.NOTHING


WORKING_PAGE = WorkingPage("Professionals and family", "reviews:contributors", stands, is_shown)


@rule(CASE)
def contributors(request: HttpRequest, reference: str) -> HttpResponse:
    """Everybody identified, invitation, outcome and words, as far as they are the person’s to see; others get what does not exist."""
    case = the_case(request, reference)
    sight = the_sight(request, case) if case.state in REVIEWED else Sight.NOTHING
    if sight is Sight.NOTHING:
        raise Http404
    heard = heard_in(case, sight)
    context = {
        "tab_title": "Professionals and family",
        "rows": [_row(one) for one in heard if one.person.withdrawn_on is None],
        "withdrawn": [one for one in heard if one.person.withdrawn_on is not None],
        "has_family": any(one.person.is_family and not one.person.withdrawn_on for one in heard),
        "whole": sight is Sight.EVERYTHING,
        "outcomes": sight is Sight.OUTCOMES,
        "no_family": list(case.no_family.select_related("by")) if sight is not Sight.DISCLOSED else [],
        "may": {act.code for act in the_acts(request, case)},
    }
    return show(request, case, "reviews/contributing/contributors.html", context, tab="review")


def _row(one: Heard) -> dict[str, Any]:
    """Somebody with how they were invited, how they contributed and how their e-mail stands, in words."""
    return {
        "one": one,
        "person": one.person,
        "invited_how": INVITED_HOW.label(one.person.invited_how).lower(),
        "said": [(said, CONTRIBUTED_HOW.label(said.contribution.how)) for said in one.said],
        "mail": mail_words(one.person.invitation) if one.person.invitation else "",
        "tag": _TAGS.get(one.person.outcome, ("No outcome yet", "blue")),
    }


_TAGS: dict[str, tuple[str, str]] = {
    InvitationOutcome.CONTRIBUTED: ("Contributed", "green"),
    InvitationOutcome.DECLINED: ("Declined", "grey"),
    InvitationOutcome.NO_REPLY: ("No reply", "grey"),
    InvitationOutcome.NOT_INVITED: ("Not invited", "grey"),
}


def mail_words(message: Message) -> str:
    """How the e-mail with an invitation stands."""
    if message.status == Status.FAILED:
        return "The e-mail could not be sent. Check the address, then invite them again."
    return "The e-mail has been sent." if message.status == Status.SENT else "The e-mail is on its way."
