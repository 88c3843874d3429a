"""Changing an answer on the criteria: what changes, what it comes to before and after, then signed with reasons (SCR-02)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from reviews.actions.corrections import revise_worksheet
from reviews.actions.notification import Answers, kept_answers
from reviews.forms.worksheet import SignWorksheetForm, WorksheetForm, answers_from, worksheet_facts
from reviews.models import Worksheet
from reviews.process.kinds import KINDS
from reviews.statement import worksheet_of
from reviews.views import learning
from reviews.views.drafted import Drafted, changed_since, discard_page, draft_page, drafted
from reviews.vocabularies import ANSWER, CIRCUMSTANCE, LIMB, WORKSHEET_RESULT
from wscb.cases import drafts
from wscb.cases.models import Case
from wscb.cases.process.table import Act
from wscb.cases.views.base import act_page, act_url
from wscb.cases.views.rules import the_user

SIGN = "sign"


def revise(request: HttpRequest, case: Case, act: Act, page: str) -> HttpResponse:
    """The answers, filled with those that stand; then the page that signs. What is not signed is kept as a draft."""
    if not KINDS[case.process].by_criteria:
        return learning.revise(request, case, act, page)
    draft = drafted(request, case, act.code, worksheet_facts(kept_answers(worksheet_of(case))))
    if page == "discard":
        return discard_page(request, case, act, draft=draft)
    if page == SIGN:
        return _sign(request, case, act, draft)
    return draft_page(
        request,
        case,
        act,
        WorksheetForm(request=request, kept=draft.kept, version=draft.version),
        draft=draft,
        then=act_url(case, act.code, SIGN),
        template="reviews/worksheet.html",
        context={"events": changed_since(draft)},
    )


def _sign(request: HttpRequest, case: Case, act: Act, draft: Drafted) -> HttpResponse:
    filled = WorksheetForm.refilled(request=request, kept=draft.kept)
    if draft.row is None or not filled.is_valid():
        return HttpResponseRedirect(act_url(case, act.code))
    row, after = draft.row, answers_from(filled.cleaned_data)
    before = kept_answers(worksheet_of(case))
    form = SignWorksheetForm(request=request, case=case, draft_version=row.version)

    def do() -> Worksheet:
        signed = revise_worksheet(
            case=case,
            by=the_user(request),
            on=form.counts_on,
            answers=after,
            because=filled.cleaned_data["because"],
            confirmed=form.reauthentication,
            seen=case.revision,
        )
        drafts.discard(draft=row)
        return signed

    return act_page(
        request,
        case,
        act,
        form,
        do=do,
        done="The answers on the criteria have been changed.",
        template="reviews/worksheet_sign.html",
        context={
            "changes": changes(before, after),
            "before": _in_words(before),
            "after": _in_words(after),
            "because": filled.cleaned_data["because"],
            "back": act_url(case, act.code),
        },
        submit_text="Sign the answers",
    )


def changes(before: Answers, after: Answers) -> list[tuple[str, str, str]]:
    """What changes, in the order of the pages: the question, and its answer with reasons before and after."""
    found = []
    for word in LIMB:
        was = (ANSWER.label(before.limbs[word.code]), before.reasons.get(word.code, ""))
        will_be = (ANSWER.label(after.limbs[word.code]), after.reasons.get(word.code, ""))
        if was != will_be:
            found.append((word.label, "\n".join(filter(None, was)), "\n".join(filter(None, will_be))))
    if before.circumstances != after.circumstances:
        found.append(("Special circumstances", _circumstances(before), _circumstances(after)))
    return found


def _circumstances(answers: Answers) -> str:
    return "\n".join(word.label for word in CIRCUMSTANCE if word.code in answers.circumstances) or "None"


def _in_words(answers: Answers) -> dict[str, object]:
    finding = answers.finding()
    return {
        "finding": finding,
        "result": WORKSHEET_RESULT.label(finding.result),
        "decided_by": [LIMB.label(limb) for limb in finding.decided_by],
    }
