"""The sections of a recommendation: which are asked, what is answered, and what is signed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.http import HttpRequest

from reviews.actions import panel
from reviews.forms.case_review import PublicationForm
from reviews.forms.drafted import DraftedForm
from reviews.forms.recommendation import ChairForm, DelayForm, OutcomeForm, TermsForm, WhenField
from reviews.process.kinds import KINDS
from reviews.views.drafted import Drafted
from reviews.views.recommendation_suggested import last_terms
from reviews.views.rows import proposal_rows, terms_rows
from reviews.vocabularies import OUTCOMES, PUBLICATION
from wscb import clock, dates
from wscb.cases.actions.involvement import check_proposal
from wscb.cases.actions.terms import check_terms
from wscb.cases.errors import ActRefused
from wscb.cases.forms.base import speak
from wscb.cases.models import Case
from wscb.cases.views.base import act_url
from wscb.web.components import SummaryRow

KIND = "recommend"


@dataclass
class Section:
    """One page of questions: `answers` is its form filled in from the draft, `saved` whether its page was saved ever."""

    code: str
    title: str
    url: str
    answers: DraftedForm
    blank: Callable[[HttpRequest], DraftedForm]
    check: Callable[[Any], None]
    rows: list[SummaryRow]
    saved: bool
    faults: list[str] = field(default_factory=list)

    @property
    def answered(self) -> bool:
        """Whether its answers could be signed."""
        return not self.faults


def sections_of(request: HttpRequest, case: Case, draft: Drafted) -> list[Section]:
    """The sections that the answers so far call for, in their order."""
    sections = [_recommendation(request, case, draft)]
    if draft.kept.get("outcome") == "hold":
        sections += [_terms(request, case, draft), _chair(request, case, draft)]
        if KINDS[case.process].chooses_publication:
            sections.append(_publication(request, case, draft))
    if panel.late_recommendation(case, on_of(draft)):
        sections.append(_delay(request, case, draft))
    return sections


def on_of(draft: Drafted) -> date:
    """The local date that the act counts for: today, or on a case entered while running the day that was answered."""
    if draft.case.chasing_muted and (parts := draft.kept.get("on")):
        try:
            return WhenField().clean(parts) or clock.today()
        except ValueError:
            return clock.today()
    return clock.today()


def _section(
    request: HttpRequest,
    draft: Drafted,
    *,
    code: str,
    title: str,
    form: type[DraftedForm],
    check: Callable[[Any], None],
    rows: Callable[[Any], list[SummaryRow]],
    **asked: Any,
) -> Section:
    answers = form.refilled(request=request, kept=draft.kept, **asked)
    speak(answers, draft.case.table)
    saved = draft.row is not None and any(name in (draft.row.answers or {}) for name in answers.fields)
    section = Section(
        code=code,
        title=title,
        url=act_url(draft.case, KIND, code),
        answers=answers,
        blank=lambda request: form(request=request, kept=draft.kept, version=draft.version, **asked),
        check=check,
        rows=[],
        saved=saved,
    )
    section.faults = _faults(answers, check)
    if section.answered:
        section.rows = rows(answers)
    return section


def _faults(answers: DraftedForm, check: Callable[[Any], None]) -> list[str]:
    if not answers.is_valid():
        return [str(text) for texts in answers.errors.values() for text in texts]
    try:
        check(answers)
    except ActRefused as refused:
        return [refused.message]
    return []


def _recommendation(request: HttpRequest, case: Case, draft: Drafted) -> Section:
    url = act_url(case, KIND, "recommendation")

    def check(form: OutcomeForm) -> None:
        given = form.cleaned_data
        panel.check_recommendation(
            case, outcome=given["outcome"], reasons=given["reasons"], departure_reasons=given["departure_reasons"]
        )

    def rows(form: OutcomeForm) -> list[SummaryRow]:
        given = form.cleaned_data
        shown = [SummaryRow("Date", dates.long_date(given["on"]), change_url=url)] if given.get("on") else []
        shown.append(SummaryRow("Recommendation", OUTCOMES[case.process].label(given["outcome"]), change_url=url))
        shown.append(SummaryRow("Reasons", given["reasons"], change_url=url, prose=True))
        if departure := departure_of(case, form):
            shown.append(
                SummaryRow(
                    f"Why the {case.table.panel_spoken} departs from the criteria",
                    departure,
                    change_url=url,
                    prose=True,
                )
            )
        other = given["other_actions"] or "None"
        return [*shown, SummaryRow("Other recommended actions", other, change_url=url, prose=True)]

    title = "The recommendation and its reasons"
    return _section(
        request,
        draft,
        code="recommendation",
        title=title,
        form=OutcomeForm,
        check=check,
        rows=rows,
        process=case.process,
        dated=case.chasing_muted,
    )


def departure_of(case: Case, form: OutcomeForm) -> str:
    """The reasons for departing from the criteria, where the recommendation does."""
    given = form.cleaned_data
    departs = panel.against_criteria(case, given["outcome"])
    return str(given["departure_reasons"]) if departs else ""


def _terms(request: HttpRequest, case: Case, draft: Drafted) -> Section:
    url = act_url(case, KIND, "terms")

    def check(form: TermsForm) -> None:
        if not _none_yet(form):
            check_terms(form.terms())

    def rows(form: TermsForm) -> list[SummaryRow]:
        if _none_yet(form):
            return [SummaryRow("None yet, because", form.cleaned_data["no_terms_because"], change_url=url, prose=True)]
        return terms_rows(form.terms(), change_url=url)

    standing = last_terms(case) is not None
    return _section(
        request,
        draft,
        code="terms",
        title="Draft terms of reference",
        form=TermsForm,
        check=check,
        rows=rows,
        standing=standing,
    )


def _none_yet(form: TermsForm) -> bool:
    return form.cleaned_data.get("terms_now") == "none_yet"


def _chair(request: HttpRequest, case: Case, draft: Drafted) -> Section:
    url = act_url(case, KIND, "chair")
    proposed = list(case.chair_proposals.filter(withdrawn_on__isnull=True))

    def check(form: ChairForm) -> None:
        if form.cleaned_data["chair_now"] == "propose":
            proposal = form.proposal()
            check_proposal(case=case, name=proposal.name, organisation=proposal.organisation, person=proposal.person)

    def rows(form: ChairForm) -> list[SummaryRow]:
        now = form.cleaned_data["chair_now"]
        if now == "none_yet":
            return [
                SummaryRow("Nobody yet, because", form.cleaned_data["no_chair_because"], change_url=url, prose=True)
            ]
        shown = [SummaryRow("Proposed already", one.name, change_url=url) for one in proposed]
        if now == "propose":
            shown += proposal_rows(form.proposal(), title="Proposed chair", change_url=url)
        return shown

    return _section(
        request,
        draft,
        code="chair",
        title="Proposed chair of the review",
        form=ChairForm,
        check=check,
        rows=rows,
        standing=bool(proposed),
    )


def _publication(request: HttpRequest, case: Case, draft: Drafted) -> Section:
    url = act_url(case, KIND, "publication")

    def rows(form: PublicationForm) -> list[SummaryRow]:
        words = PUBLICATION.label(form.cleaned_data["publication"])
        return [SummaryRow("Provisionally to be published", words, change_url=url)]

    return _section(
        request,
        draft,
        code="publication",
        title="What is to be published",
        form=PublicationForm,
        check=lambda form: panel.check_publication(case, form.cleaned_data["publication"]),
        rows=rows,
    )


def _delay(request: HttpRequest, case: Case, draft: Drafted) -> Section:
    step = panel.late_recommendation(case, on_of(draft))
    given = step is not None and step.lateness_reasons.exists()
    url = act_url(case, KIND, "delay")

    def rows(form: DelayForm) -> list[SummaryRow]:
        text = form.cleaned_data["delay_reasons"] or "Those given before"
        return [SummaryRow("Reasons for the delay", text, change_url=url, prose=True)]

    return _section(
        request,
        draft,
        code="delay",
        title="Reasons for the delay",
        form=DelayForm,
        check=lambda form: None,
        rows=rows,
        given=given,
    )


def arguments(case: Case, sections: list[Section]) -> dict[str, Any]:
    """What is signed, as `panel.recommend` takes it; only what the check page shows."""
    forms: dict[str, Any] = {one.code: one.answers for one in sections}
    outcome = forms["recommendation"]
    signed = {
        "outcome": outcome.cleaned_data["outcome"],
        "reasons": outcome.cleaned_data["reasons"],
        "other_actions": outcome.cleaned_data["other_actions"],
        "departure_reasons": departure_of(case, outcome),
    }
    if "terms" in forms:
        signed |= _terms_arguments(case, forms["terms"])
    if "chair" in forms:
        now = forms["chair"].cleaned_data["chair_now"]
        signed["proposal"] = forms["chair"].proposal() if now == "propose" else None
        signed["no_chair_because"] = forms["chair"].cleaned_data["no_chair_because"] if now == "none_yet" else ""
    if "publication" in forms:
        signed["publication"] = forms["publication"].cleaned_data["publication"]
    if "delay" in forms:
        signed["delay_reasons"] = forms["delay"].cleaned_data["delay_reasons"]
    return signed


def _terms_arguments(case: Case, form: TermsForm) -> dict[str, Any]:
    """The terms as answered; None where they are the version that stands, which needs no second one."""
    if _none_yet(form):
        return {"no_terms_because": form.cleaned_data["no_terms_because"]}
    standing = last_terms(case)
    same = standing is not None and standing.fields == form.terms()
    return {"terms": None if same else form.terms()}
