"""The Chair's pages: decide, reconsider on new facts, refer back (SCR-02, SCR-11, SCR-12, SCR-32)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from reviews.actions import decision
from reviews.actions.decision import Reasons
from reviews.forms.decision import DecisionForm, ReferBackForm
from reviews.forms.recommendation import SignDraftForm
from reviews.views.decision_reading import reading_of
from reviews.views.drafted import Drafted, changed_since, discard_page, draft_page, drafted
from reviews.views.recommendation_answers import on_of
from reviews.vocabularies import OUTCOMES
from wscb import dates
from wscb.cases import drafts
from wscb.cases.errors import ActRefused
from wscb.cases.forms.base import speak
from wscb.cases.models import Case, Decision
from wscb.cases.process import registry
from wscb.cases.process.table import Act
from wscb.cases.views.base import act_page, act_url, show
from wscb.cases.views.missing import ways
from wscb.cases.views.rules import the_offices, the_user
from wscb.people.models import Role, User
from wscb.people.reauthentication import Reauthentication
from wscb.web.components import SummaryRow


def decide(request: HttpRequest, case: Case, act: Act, page: str) -> HttpResponse:
    """The page of all that the decision needs, with the decision at its end; then the check and the signature."""
    draft = drafted(request, case, act.code)
    if page == "":
        return _write(request, case, act, draft)
    if page == "check":
        return _check(request, case, act, draft)
    if page == "discard":
        return discard_page(request, case, act, draft=draft)
    raise Http404


reconsider = decide


def _questions(case: Case, act: Act, draft: Drafted) -> dict[str, Any]:
    """Which questions the form asks of this case."""
    step = decision.late_decision(case, on_of(draft)) if act.code == "decide" else None
    return {
        "dated": case.chasing_muted,
        "process": case.process,
        "late": step is not None,
        "explained": step is not None and step.lateness_reasons.exists(),
        "anew": act.code == "reconsider",
    }


def _write(request: HttpRequest, case: Case, act: Act, draft: Drafted) -> HttpResponse:
    form = DecisionForm(request=request, kept=draft.kept, version=draft.version, **_questions(case, act, draft))
    departures = {outcome: decision.departures(case, outcome) for outcome in OUTCOMES[case.process].codes}
    context = {
        "reading": reading_of(case),
        "departures": [(OUTCOMES[case.process].label(outcome), departures[outcome]) for outcome in sorted(departures)],
        "departs_with": " ".join(outcome for outcome, found in sorted(departures.items()) if found),
        "advice_needed": decision.advice_needed(case, "not_hold"),
        "missing": ways(request, case, registry.missing_facts(case, act)),
        "read_events": changed_since(draft),
        "office": the_offices(request, case).get(Role.BOARD_CHAIR),
    }
    return draft_page(
        request,
        case,
        act,
        form,
        draft=draft,
        then=act_url(case, act.code, "check"),
        check=lambda: decision.check_departure(case, form.cleaned_data["outcome"], _why(case, form)),
        template="reviews/decision/decide.html",
        context=context,
    )


def _why(case: Case, form: DecisionForm) -> Reasons:
    """The reasons as they will be signed: those for a departure only where the outcome is one."""
    given = form.cleaned_data
    departs = bool(decision.departures(case, given["outcome"]))
    return Reasons(
        reasons=given["reasons"],
        departure=given["departure_reasons"] if departs else "",
        advice=given["advice_taken"] if given["outcome"] == "not_hold" else "",
        new_facts=given.get("new_facts", ""),
    )


def _check(request: HttpRequest, case: Case, act: Act, draft: Drafted) -> HttpResponse:
    answers = DecisionForm.refilled(request=request, kept=draft.kept, **_questions(case, act, draft))
    speak(answers, case.table)
    missing = registry.missing_facts(case, act)
    faults = _faults(case, answers)
    office = the_offices(request, case)[Role.BOARD_CHAIR]
    context = {
        "draft": draft,
        "faults": faults,
        "missing": ways(request, case, missing),
        "rows": [] if faults else _rows(case, act, answers),
        "read_events": changed_since(draft),
        "office": office,
        "outcome": "" if faults else answers.cleaned_data["outcome"],
    }
    template = "reviews/decision/check.html"
    if faults or missing:
        return show(request, case, template, {"act": act, "form": None, "page": "draft", **context})
    form = SignDraftForm(request=request, revision=str(case.revision), kept=draft.kept, version=draft.version)
    signed: list[Decision] = []

    def do() -> None:
        signed.append(_sign(the_user(request), act, draft, answers, form.reauthentication))
        if draft.row is not None:
            drafts.discard(draft=draft.row)

    return act_page(
        request,
        case,
        act,
        form,
        do=do,
        done="",
        template=template,
        context=context,
        then=lambda: reverse("reviews:signed", args=[case.reference, signed[0].pk]),
        submit_text="Sign the decision",
    )


def _sign(by: User, act: Act, draft: Drafted, answers: DecisionForm, confirmed: Reauthentication) -> Decision:
    case = draft.case
    signed: dict[str, Any] = {
        "case": case,
        "by": by,
        "on": on_of(draft),
        "outcome": answers.cleaned_data["outcome"],
        "why": _why(case, answers),
        "confirmed": confirmed,
        "seen": case.revision,
    }
    if act.code == "reconsider":
        return decision.reconsider(**signed)
    return decision.decide(**signed, delay_reasons=answers.cleaned_data.get("delay_reasons", ""))


def _faults(case: Case, answers: DecisionForm) -> list[str]:
    if not answers.is_valid():
        return [str(text) for texts in answers.errors.values() for text in texts]
    try:
        decision.check_departure(case, answers.cleaned_data["outcome"], _why(case, answers))
    except ActRefused as refused:
        return [refused.message]
    return []


def _rows(case: Case, act: Act, answers: DecisionForm) -> list[SummaryRow]:
    given, why, url = answers.cleaned_data, _why(case, answers), act_url(case, act.code) + "#decision"
    on: date | None = given.get("on")
    shown: list[tuple[str, str, bool]] = [
        ("Date", dates.long_date(on) if on else "", False),
        ("New facts", why.new_facts, True),
        ("Decision", OUTCOMES[case.process].label(given["outcome"]), False),
        ("Reasons", why.reasons, True),
        ("Departs from", "\n".join(decision.departures(case, given["outcome"])), True),
        ("Why you depart from it", why.departure, True),
        ("Advice taken", why.advice, True),
        ("Reasons for the delay", given.get("delay_reasons", ""), True),
    ]
    changeable = {"Departs from": ""}
    return [
        SummaryRow(key, value, change_url=changeable.get(key, url), prose=prose) for key, value, prose in shown if value
    ]


def refer_back(request: HttpRequest, case: Case, act: Act, page: str) -> HttpResponse:
    """The Chair's questions for the panel; the month runs on."""
    form = ReferBackForm(request=request, case=case)
    reading = reading_of(case)

    def do() -> Decision:
        return decision.refer_back(
            case=case,
            by=the_user(request),
            on=form.counts_on,
            questions=form.cleaned_data["questions"],
            seen=case.revision,
        )

    return act_page(
        request,
        case,
        act,
        form,
        do=do,
        done=f"The recommendation has been referred back to the {case.table.panel_spoken}. The month for your decision runs on.",
        template="reviews/decision/refer_back.html",
        context={"reading": reading},
    )
