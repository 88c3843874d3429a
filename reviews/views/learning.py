"""Changing what a Case Review states to be learned: the text, then signed with reasons (CR-01)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from reviews.actions.corrections import revise_worksheet
from reviews.actions.notification import Answers, kept_answers
from reviews.forms.case_review import ReviseLearningForm
from reviews.forms.worksheet import SignWorksheetForm
from reviews.models import Worksheet
from reviews.statement import worksheet_of
from reviews.views.drafted import Drafted, changed_since, discard_page, draft_page, drafted
from wscb.cases import drafts
from wscb.cases.models import Case
from wscb.cases.process.table import Act
from wscb.cases.views.base import act_page, act_url
from wscb.cases.views.rules import the_user
from wscb.web.components import SummaryRow

SIGN = "sign"


def revise(request: HttpRequest, case: Case, act: Act, page: str) -> HttpResponse:
    """The text that stands, to be changed; then the page that signs. What is not signed is kept as a draft."""
    draft = drafted(request, case, act.code, {"learning": kept_answers(worksheet_of(case)).learning})
    if page == "discard":
        return discard_page(request, case, act, draft=draft)
    if page == SIGN:
        return _sign(request, case, act, draft)
    return draft_page(
        request,
        case,
        act,
        ReviseLearningForm(request=request, kept=draft.kept, version=draft.version),
        draft=draft,
        then=act_url(case, act.code, SIGN),
        template="reviews/worksheet.html",
        context={"events": changed_since(draft)},
    )


def _sign(request: HttpRequest, case: Case, act: Act, draft: Drafted) -> HttpResponse:
    filled = ReviseLearningForm.refilled(request=request, kept=draft.kept)
    if draft.row is None or not filled.is_valid():
        return HttpResponseRedirect(act_url(case, act.code))
    row, given = draft.row, filled.cleaned_data
    form = SignWorksheetForm(request=request, case=case, draft_version=row.version)

    def do() -> Worksheet:
        signed = revise_worksheet(
            case=case,
            by=the_user(request),
            on=form.counts_on,
            answers=Answers(limbs={}, reasons={}, learning=given["learning"]),
            because=given["because"],
            confirmed=form.reauthentication,
            seen=case.revision,
        )
        drafts.discard(draft=row)
        return signed

    url = act_url(case, act.code)
    return act_page(
        request,
        case,
        act,
        form,
        do=do,
        done="What there is to be learned has been changed.",
        template="reviews/acts/learning_sign.html",
        context={
            "rows": [
                SummaryRow("Before", kept_answers(worksheet_of(case)).learning, prose=True),
                SummaryRow("After", given["learning"], change_url=url, prose=True),
                SummaryRow("Why", given["because"], change_url=url, prose=True),
            ],
            "back": url,
        },
        submit_text="Sign the change",
    )
