"""The panel's recommendation: question pages kept in a draft, check answers, signature (SCR-06, SCR-07, SCR-09, SCR-10)."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from reviews.actions import panel
from reviews.actions.decision import questions_to_answer
from reviews.forms.recommendation import SignDraftForm
from reviews.views.drafted import Drafted, changed_since, discard_page, draft_page, drafted
from reviews.views.recommendation_answers import Section, arguments, on_of, sections_of
from reviews.views.recommendation_suggested import suggested
from wscb.cases import drafts
from wscb.cases.models import Case, Recommendation, ReviewChairProposal
from wscb.cases.process import registry
from wscb.cases.process.table import Act
from wscb.cases.views.base import act_page, act_url, show
from wscb.cases.views.missing import ways
from wscb.cases.views.rules import the_user

KIND = "recommend"


def recommend(request: HttpRequest, case: Case, act: Act, page: str) -> HttpResponse:
    """The pages of the act: its task list, a page for each section that is asked, the check, the end of the draft."""
    draft = drafted(request, case, KIND, suggested(case))
    sections = sections_of(request, case, draft)
    if page == "":
        return _start(request, case, act, draft, sections)
    if page == "check":
        return _check(request, case, act, draft, sections)
    if page == "discard":
        return discard_page(request, case, act, draft=draft)
    section = next((one for one in sections if one.code == page), None)
    if section is None:
        raise Http404
    return _section(request, case, act, draft, section)


def _start(request: HttpRequest, case: Case, act: Act, draft: Drafted, sections: list[Section]) -> HttpResponse:
    context = {
        "act": act,
        "draft": draft,
        "sections": sections,
        "questions": questions_to_answer(case),
        "missing": ways(request, case, registry.missing_facts(case, act)),
        "first": next((one for one in sections if not one.answered), None),
        "page": "draft",
    }
    return show(request, case, "reviews/recommendation/start.html", context)


def _section(request: HttpRequest, case: Case, act: Act, draft: Drafted, section: Section) -> HttpResponse:
    form = section.blank(request)
    context = {
        "section": section,
        "questions": questions_to_answer(case),
        "departs_with": next(
            iter(outcome for outcome in ("hold", "not_hold") if panel.against_criteria(case, outcome)), ""
        ),
        "late": panel.late_recommendation(case, on_of(draft)),
        "proposals": standing_proposals(case),
    }
    return draft_page(
        request,
        case,
        act,
        form,
        draft=draft,
        then=_after(case, section),
        check=lambda: section.check(form),
        template=f"reviews/recommendation/{section.code}.html",
        context=context,
    )


def _after(case: Case, section: Section) -> str:
    """What follows a section is not known before its answers are saved: the address that asks again."""
    return reverse("cases:act_page", args=[case.reference, KIND, "check"]) + f"?after={section.code}"


def _check(request: HttpRequest, case: Case, act: Act, draft: Drafted, sections: list[Section]) -> HttpResponse:
    if (after := request.GET.get("after")) and request.method == "GET":
        return HttpResponseRedirect(_next(case, sections, after))
    form = SignDraftForm(request=request, revision=str(case.revision), kept=draft.kept, version=draft.version)
    missing = registry.missing_facts(case, act)
    faults = [one for one in sections if not one.answered]
    context = {
        "draft": draft,
        "sections": sections,
        "faults": faults,
        "missing": ways(request, case, missing),
        "read_events": changed_since(draft),
        "late": panel.late_recommendation(case, on_of(draft)),
    }
    if missing or faults:
        return show(
            request, case, "reviews/recommendation/check.html", {"act": act, "form": None, "page": "draft", **context}
        )
    signed: list[Recommendation] = []

    def do() -> None:
        signed.append(
            panel.recommend(
                case=case,
                by=the_user(request),
                on=on_of(draft),
                confirmed=form.reauthentication,
                seen=case.revision,
                **arguments(case, sections),
            )
        )
        if draft.row is not None:
            drafts.discard(draft=draft.row)

    return act_page(
        request,
        case,
        act,
        form,
        do=do,
        done="",
        template="reviews/recommendation/check.html",
        context=context,
        then=lambda: reverse("reviews:signed", args=[case.reference, signed[0].pk]),
        submit_text="Sign the recommendation",
    )


def _next(case: Case, sections: list[Section], after: str) -> str:
    """The next section that has no answers yet, after this one; or the check."""
    codes = [one.code for one in sections]
    later = sections[codes.index(after) + 1 :] if after in codes else sections
    waiting = next((one for one in later if not one.saved), None)
    return act_url(case, KIND, waiting.code if waiting else "check")


def standing_proposals(case: Case) -> QuerySet[ReviewChairProposal]:
    """Whoever is proposed to chair the review and not withdrawn."""
    return case.chair_proposals.filter(withdrawn_on__isnull=True).select_related("organisation")
