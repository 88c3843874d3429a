"""Pages whose answers are kept in a draft at every Continue, and by "Save draft" half-finished."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from reviews.forms.drafted import READ, DraftedForm
from wscb import clock
from wscb.cases import drafts
from wscb.cases.drafts import DraftChanged
from wscb.cases.errors import ActRefused
from wscb.cases.forms.base import speak
from wscb.cases.models import Case, Draft
from wscb.cases.process.table import Act
from wscb.cases.views.base import act_url, case_url, show
from wscb.cases.views.rules import the_user
from wscb.web.forms import Form
from wscb.web.tokens import submit

SAVE = "save_draft"


@dataclass(frozen=True)
class Drafted:
    """The person's draft of one act on one case, as it stands now; without a row until something is saved.

    `kept` are its raw answers by field, over what the case itself suggests.
    """

    case: Case
    kind: str
    row: Draft | None
    kept: dict[str, Any]

    @property
    def version(self) -> int:
        """How often it was saved."""
        return self.row.version if self.row else 0

    @property
    def read_revision(self) -> int | None:
        """The revision of the case that the person had before them when they last saved a page."""
        return self.kept.get(READ)


def drafted(request: HttpRequest, case: Case, kind: str, suggested: dict[str, Any] | None = None) -> Drafted:
    """The person's draft for the act of this code; `suggested` fills what it does not answer. Nothing is written."""
    row = drafts.drafts_of(the_user(request)).filter(case=case, kind=kind).first()
    return Drafted(case, kind, row, {**(suggested or {}), **((row.answers or {}) if row else {})})


def draft_page(
    request: HttpRequest,
    case: Case,
    act: Act,
    form: DraftedForm,
    *,
    draft: Drafted,
    then: str,
    template: str,
    context: dict[str, Any],
    check: Callable[[], None] = lambda: None,
) -> HttpResponse:
    """Shows one page of a draft, or saves it and goes on to `then`. "Save draft" saves what there is and goes to the case.

    A page sent twice is saved once: the version of the draft tells, rather than a spent token, which would drop what was
    changed after going back. `check` asks the rules early: what it refuses is shown at its field, as at signing.
    """
    leaving = request.method == "POST" and SAVE in request.POST
    form.shows = case.revision
    speak(form, case.table)
    if leaving or form.is_valid():
        try:
            if not leaving:
                check()
            _keep(request, form, draft)
            return _onwards(request, case, "" if leaving else then)
        except DraftChanged as changed:
            latest = drafted(request, case, draft.kind)
            form.compare(latest.kept, latest.version)
            if not form.saved_elsewhere:
                return _onwards(request, case, "" if leaving else then)
            form.refuse(changed.message)
        except ActRefused as refused:
            form.refuse(refused.message, refused.field if refused.field in form.fields else None)
    return show(request, case, template, {"form": form, "act": act, "draft": draft, "page": "draft", **context})


def _keep(request: HttpRequest, form: DraftedForm, draft: Drafted) -> None:
    row = drafts.start(kind=draft.kind, user=the_user(request), case=draft.case, at=clock.now())
    answers = {**form.typed(), READ: form.read or draft.case.revision}
    drafts.save(draft=row, answers=answers, seen=form.seen, at=clock.now())


def _onwards(request: HttpRequest, case: Case, then: str) -> HttpResponse:
    if not then:
        messages.success(request, "Your draft has been saved.")
    return HttpResponseRedirect(then or case_url(case))


class DiscardForm(Form):
    """A page with a button and nothing to fill in."""


def discard_page(request: HttpRequest, case: Case, act: Act, *, draft: Drafted) -> HttpResponse:
    """Asks, then throws the person's draft away; without one there is nothing to ask."""
    if draft.row is None:
        return HttpResponseRedirect(act_url(case, act.code))
    row = draft.row
    form = DiscardForm(request=request)

    def discard() -> str:
        drafts.discard(draft=row)
        messages.success(request, "Your draft has been discarded.")
        return case_url(case)

    if form.is_valid():
        return submit(request, token=form.token, act=discard)
    return show(request, case, "reviews/discard_draft.html", {"form": form, "act": act, "draft": draft})


def changed_since(draft: Drafted) -> list[Any]:
    """What others did on the case after the person last saved a page of the draft."""
    read = draft.read_revision
    if read is None:
        return []
    return list(draft.case.events.filter(revision__gt=read).select_related("by", "case"))
